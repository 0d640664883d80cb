/** What the built page weighs on the wire. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

/** Bytes of everything there is but DuckDB's and the Parquet modules: more than a first visit fetches. */
export const firstLoadBudget = 2_500_000

const isLoadedWhenNeeded = (file: string) => /(^|\/)(duckdb|parquet)[^/]*$/.test(file)
/** Those that are compressed as they are. */
const packed = new Set(['.woff2', '.png', '.gz'])

const sentBytes = (path: string): number => {
  const content = readFileSync(path)
  return packed.has(extname(path)) ? content.length : brotliCompressSync(content).length
}

/** Every built file with its size as brotli sends it, largest first; without what loads when it is first needed. */
export function firstLoadFiles(dist: string): { file: string; bytes: number }[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(dist, file)).isFile() && !isLoadedWhenNeeded(file))
    .map((file) => ({ file, bytes: sentBytes(join(dist, file)) }))
    .sort((left, right) => right.bytes - left.bytes)
}

export const totalBytes = (files: readonly { bytes: number }[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0)
