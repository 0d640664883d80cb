/** `npm run build:kernel`. */
import { buildKernel } from './kernel-plugin.ts'

await buildKernel()
