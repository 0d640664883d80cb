/** The native reference of ../shared/bench: compiled once into a temporary folder, run on host files in its format. */
import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedPath } from '../tools/shared'

export interface NativeLine {
  query: string
  algorithm: 'best' | 'naive'
  matches: number
  distinct: number
  cpuMs: number
  wallMs: number
}

export interface NativeReference {
  folder: string
  /** Writes a synthetic host in the binary format; answers its path. */
  generate(name: string, words: string[]): string
  /** The same host as CSV. */
  generateCsv(name: string, words: string[]): string
  run(hostFile: string, queries: string[], naive: boolean): NativeLine[]
}

function compile(source: string, output: string, flags: string[]): void {
  execFileSync('cc', [...flags, source, '-o', output, '-lm'], { stdio: ['ignore', 'inherit', 'inherit'] })
}

/** Undefined, with a line that says why, where the reference or a C compiler is missing. */
export function buildNativeReference(): NativeReference | undefined {
  const source = sharedPath('bench/native-limit.c')
  if (!existsSync(source)) {
    console.log('No native reference: ../shared/bench is not beside the project (set MOTIFSCOPE_SHARED).')
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'motifscope-bench-'))
  const generator = join(folder, 'generate-host')
  const native = join(folder, 'native-limit')
  try {
    compile(sharedPath('bench/generate-host.c'), generator, ['-O2'])
    compile(source, native, ['-O3', '-march=native'])
  } catch {
    console.log('No native reference: no C compiler (cc) could build it.')
    return undefined
  }
  const write = (file: string, words: string[]) => {
    const descriptor = openSync(file, 'w')
    execFileSync(generator, words, { stdio: ['ignore', descriptor, 'inherit'] })
    closeSync(descriptor)
    return file
  }
  return {
    folder,
    generate: (name, words) => write(join(folder, `${name}.bin`), words),
    generateCsv: (name, words) => write(join(folder, `${name}.csv`), [...words, '--csv']),
    run(hostFile, queries, naive) {
      const words = [hostFile, ...queries, ...(naive ? ['--naive'] : [])]
      const lines = execFileSync(native, words, { maxBuffer: 1 << 26 })
        .toString()
        .trim()
        .split('\n')
      return lines.map((line) => JSON.parse(line) as NativeLine)
    },
  }
}

/** Writes edges (pairs of numbers from 0, no loops, no duplicates) in the reference's binary format. */
export function writeBinaryHost(file: string, nodeCount: number, pairs: [number, number][]): string {
  const numbers = new Int32Array(2 + 2 * pairs.length)
  numbers.set([nodeCount, pairs.length])
  pairs.forEach((pair, i) => numbers.set(pair, 2 + 2 * i))
  writeFileSync(file, new Uint8Array(numbers.buffer))
  return file
}
