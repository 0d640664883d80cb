/** How fast the first rows of a query come into the result store. Where all rows were wanted and found, they are
 *  compared with the native reference's, by a sum that does not depend on their order. */
import type { RowRate } from '../../src/components/benchmarks/benchmark-run'
import type { HostFiles } from './host-presets'
import type { NativeReference } from './native'
import type { BenchPage, SearchTimes } from './page'
import type { Query } from './queries'
import { timingOf } from './statistics'

/** Beyond so many rows they are counted only. */
const mostComparedRows = 100_000

/** The sum of h² modulo 2^64 over all rows, h folding a row's ids in the order of the motif nodes' names. */
export function checksumOfRows(columns: string[], rows: string[][]): string {
  const order = columns.map((name, at) => ({ name, at })).sort((a, b) => (a.name < b.name ? -1 : 1))
  let sum = 0n
  for (const row of rows) {
    let hash = 0n
    for (const { at } of order) hash = BigInt.asUintN(64, hash * 1000003n + BigInt(row[at]!) + 1n)
    sum = BigInt.asUintN(64, sum + hash * hash)
  }
  return sum.toString(16).padStart(16, '0')
}

function rowsInPage({ page }: BenchPage, jobId: string): Promise<{ columns: string[]; rows: string[][] }> {
  return page.evaluate(async (jobId) => {
    const result = await globalThis.motifscope.jobs.result(jobId)
    return { columns: result.columns, rows: await result.rows({ limit: Number(result.count) }) }
  }, jobId)
}

export interface RowContest {
  bench: BenchPage
  native: NativeReference | undefined
  host: HostFiles
  hostId: string
  query: Query
  workers: number
  limit: number
  repetitions: number
}

/** @throws when the rows, or their number, are not those of the native reference. */
export async function measureRows(contest: RowContest): Promise<RowRate> {
  const { bench, native, host, hostId, query, workers, limit, repetitions } = contest
  const expected = native?.enumerate(host.binary, query.name, limit)
  const times: SearchTimes[] = []
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    const found = await bench.search(hostId, query.motif, { limit, workers })
    if (!found)
      throw new Error(`${query.name} on ${host.name}: ${limit} rows were not found in five minutes.`)
    if (expected && Number(found.count) !== expected.embeddings)
      throw new Error(`${query.name} on ${host.name}: ${found.count} rows, native ${expected.embeddings}.`)
    if (expected && repetition === 0 && expected.embeddings < Math.min(limit, mostComparedRows)) {
      const { columns, rows } = await rowsInPage(bench, found.jobId)
      if (checksumOfRows(columns, rows) !== expected.checksum)
        throw new Error(`${query.name} on ${host.name}: the rows are not those of the native reference.`)
    }
    if (repetition > 0) times.push(found)
  }
  await bench.page.evaluate((id) => globalThis.motifscope.jobs.delete(id), times[0]!.jobId)
  return {
    host: host.name,
    query: query.name,
    workers,
    rows: Number(times[0]!.count),
    searchMs: timingOf(times.map(({ searchMs }) => searchMs)),
    wallMs: timingOf(times.map(({ wallMs }) => wallMs)),
    ...(expected ? { nativeRowsPerSecond: expected.embeddingsPerSecond } : {}),
  }
}
