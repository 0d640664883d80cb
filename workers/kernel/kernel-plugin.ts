/** Builds the WebAssembly search kernel from its AssemblyScript source, so that no binary is committed: for shared
 *  memory and for ordinary memory, from the same source. `npm run build:kernel` runs it alone. */
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const folder = fileURLToPath(new URL('.', import.meta.url))
const source = join(folder, 'assembly')
const output = join(folder, 'build')
const builds = {
  'kernel.wasm': [],
  'kernel-shared.wasm': ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'],
}

async function changedAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}

async function compile(name: keyof typeof builds): Promise<void> {
  // The compiler takes a second to load: only when there is something to compile.
  const { default: asc } = await import('assemblyscript/asc')
  const file = join(output, `${process.pid}-${name}`)
  const words = [join(source, 'kernel.ts'), '--outFile', file, '-O3', '--runtime', 'stub']
  words.push('--enable', 'simd', '--importMemory', '--noExportMemory', '--use', 'abort=', ...builds[name])
  const { error, stderr } = await asc.main(words)
  if (error) throw new Error(`The search kernel does not compile. ${error.message}\n${stderr.toString()}`)
  // Data of the module's own would be written over whatever the imported memory holds.
  const bytes = new Uint8Array(await readFile(file))
  if (!isWithoutData(bytes)) throw new Error(`${name} has data of its own; the kernel must not.`)
  await rename(file, join(output, name))
}

/** Walks the sections: number 11 is data. */
function isWithoutData(bytes: Uint8Array): boolean {
  let at = 8
  while (at < bytes.length) {
    if (bytes[at++] === 11) return false
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0
      length += (byte & 127) * 2 ** shift
      if (byte < 128) break
    }
    at += length
  }
  return true
}

async function build(): Promise<void> {
  await mkdir(output, { recursive: true })
  const sources = (await readdir(source)).map((name) => join(source, name))
  const changed = await Promise.all([...sources, join(folder, 'kernel-plugin.ts')].map(changedAt))
  for (const name of Object.keys(builds) as (keyof typeof builds)[])
    if ((await changedAt(join(output, name))) <= Math.max(...changed)) await compile(name)
}

let building: Promise<void> | null = null

/** Builds what is missing or older than its source, into `build/` beside this file. Once per process. */
export function buildKernel(): Promise<void> {
  return (building ??= build())
}

/** Builds the kernel before anything is bundled, served or tested. */
export function kernelPlugin(): Plugin {
  return { name: 'motifscope:kernel', config: () => buildKernel().then(() => undefined) }
}
