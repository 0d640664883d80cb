/** The native reference of ../shared/bench: compiled once into a temporary folder, run on host files in its format. */
import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync } from 'node:fs'
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

export interface NativeRows {
  /** All automorphic images count each. */
  embeddings: number
  /** Per processor second. */
  embeddingsPerSecond: number
  /** Of all rows, whatever their order: 16 hex digits. */
  checksum: string
}

export interface NativeReference {
  folder: string
  /** The compiler and its flags. */
  compiler: string
  /** Writes a synthetic host in the binary format; answers its path. */
  generate(name: string, words: string[]): string
  /** The same host as CSV. */
  generateCsv(name: string, words: string[]): string
  run(hostFile: string, queries: string[], naive: boolean): NativeLine[]
  /** The same, stopped after `stopMs`; undefined when it was. */
  tryRun(hostFile: string, query: string, naive: boolean, stopMs: number): NativeLine | undefined
  /** The first `limit` rows of a query, written to memory. */
  enumerate(hostFile: string, query: string, limit: number): NativeRows
}

function compile(source: string, output: string, flags: string[]): void {
  execFileSync('cc', [...flags, source, '-o', output, '-lm'], { stdio: ['ignore', 'inherit', 'inherit'] })
}

const nativeFlags = ['-O3', '-march=native']

function compilerVersion(): string {
  const [line = 'cc'] = execFileSync('cc', ['--version']).toString().split('\n')
  return `${line.trim()}, ${nativeFlags.join(' ')}`
}

/** Undefined, with a line that says why, where the reference or a C compiler is missing. */
export function buildNativeReference(): NativeReference | undefined {
  const source = sharedPath('bench/native-limit.c')
  if (!existsSync(source)) {
    console.error('No native reference: ../shared/bench is not beside the project (set MOTIFSCOPE_SHARED).')
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'motifscope-bench-'))
  const generator = join(folder, 'generate-host')
  const native = join(folder, 'native-limit')
  try {
    compile(sharedPath('bench/generate-host.c'), generator, ['-O2'])
    compile(source, native, nativeFlags)
  } catch {
    console.error('No native reference: no C compiler (cc) could build it.')
    return undefined
  }
  const write = (file: string, words: string[]) => {
    const descriptor = openSync(file, 'w')
    execFileSync(generator, words, { stdio: ['ignore', descriptor, 'inherit'] })
    closeSync(descriptor)
    return file
  }
  const ask = (words: string[], timeout?: number) =>
    execFileSync(native, words, { maxBuffer: 1 << 26, ...(timeout === undefined ? {} : { timeout }) })
      .toString()
      .trim()
      .split('\n')
  return {
    folder,
    compiler: compilerVersion(),
    generate: (name, words) => write(join(folder, `${name}.bin`), words),
    generateCsv: (name, words) => write(join(folder, `${name}.csv`), [...words, '--csv']),
    run: (hostFile, queries, naive) =>
      ask([hostFile, ...queries, ...(naive ? ['--naive'] : [])]).map(
        (line) => JSON.parse(line) as NativeLine,
      ),
    tryRun(hostFile, query, naive, stopMs) {
      try {
        const [line = ''] = ask([hostFile, query, ...(naive ? ['--naive'] : [])], stopMs)
        return JSON.parse(line) as NativeLine
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code === 'ETIMEDOUT') return undefined
        throw thrown
      }
    },
    enumerate(hostFile, query, limit) {
      const [line = ''] = ask([hostFile, query, '--enumerate', String(limit)])
      return JSON.parse(line) as NativeRows
    },
  }
}
