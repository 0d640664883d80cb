/** Where the shared corpus is: beside the project, or where MOTIFSCOPE_SHARED points. */
import { existsSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'

const projectFolder = new URL('../../', import.meta.url).pathname
const given = process.env.MOTIFSCOPE_SHARED ?? '../shared'
const sharedFolder = isAbsolute(given) ? given : resolve(projectFolder, given)

/** The path of a file of the shared corpus; it need not exist. */
export function sharedPath(path: string): string {
  return join(sharedFolder, path)
}

/** Whether the corpus with its connectomes is there. */
export const hasShared = existsSync(sharedPath('conformance/data'))
