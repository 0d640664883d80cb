/** What a run's measurements say of the figures to reach: reached, not reached, not measured. */
import { expect, test } from 'vitest'
import type { BenchmarkRow, RivalOutcome } from '../../../src/components/benchmarks/benchmark-run'
import { countByBruteForce } from '../../bench/brute-rival'
import { figuresFrom } from '../../bench/figures'
import { checksumOfRows } from '../../bench/measure-rows'
import { queries } from '../../bench/queries'
import { timingOf } from '../../bench/statistics'

const counted = (ms: number): RivalOutcome => ({ kind: 'counted', ...timingOf([ms]) })

function rowOf(host: string, query: string, times: number[], rivals: BenchmarkRow['rivals']): BenchmarkRow {
  const engine = times.map((ms, i) => ({
    workers: i + 1,
    search: timingOf([ms]),
    kernel: timingOf([ms / 2]),
    wall: timingOf([ms + 1]),
  }))
  return { host, query, motif: '', matches: '1', engine, rivals }
}

const nothing = { rows: [], rates: [], firstRows: null, queueCosts: [], imports: [] }

const figureOf = (rows: BenchmarkRow[], what: string) =>
  figuresFrom({ ...nothing, rows }).find((figure) => figure.what.startsWith(what))!

const onM = (times: (i: number) => number[]) =>
  queries.map(({ name }, i) => rowOf('M', name, times(i), { best: counted(10) }))

test('engine ÷ best native: the mean and the worst both decide', () => {
  const what = 'Ten queries, count, host M'
  expect(
    figureOf(
      onM(() => [12]),
      what,
    ),
  ).toMatchObject({ isReached: true })
  expect(
    figureOf(
      onM(() => [14]),
      what,
    ),
  ).toMatchObject({ isReached: false })
  const oneSlow = figureOf(
    onM((i) => [i === 3 ? 21 : 10]),
    what,
  )
  expect(oneSlow.isReached).toBe(false)
  expect(oneSlow.measured).toContain('worst 2.1 (Q4)')
})

test('a part of the ten queries reaches nothing, but is told', () => {
  const figure = figureOf(onM(() => [5]).slice(0, 4), 'Ten queries, count, host M')
  expect(figure.isReached).toBe(false)
  expect(figure.measured).toContain('of 4 queries')
})

test('the queue: the worst search decides', () => {
  const cost = { host: 'S', keepsRows: true, count: 1, searchMs: 100, outsideShare: 0.2 }
  const figureFor = (shares: number[]) =>
    figuresFrom({
      ...nothing,
      queueCosts: shares.map((queueShare, i) => ({ ...cost, motif: `M${i}`, queueShare })),
    }).at(-1)
  expect(figureFor([])).toMatchObject({ measured: null, isReached: null })
  expect(figureFor([0.01, 0.05])).toMatchObject({ isReached: true })
  const missed = figureFor([0.01, 0.02, 0.06])
  expect(missed?.isReached).toBe(false)
  expect(missed?.measured).toBe('median 2 %, worst 6 % (M2 on S)')
})

test('two workers ÷ one', () => {
  const what = 'The same, two workers'
  expect(
    figureOf(
      onM(() => [100, 55]),
      what,
    ),
  ).toMatchObject({ isReached: true })
  expect(
    figureOf(
      onM(() => [100, 80]),
      what,
    ),
  ).toMatchObject({ isReached: false })
  expect(
    figureOf(
      onM(() => [100]),
      what,
    ),
  ).toMatchObject({ isReached: null, measured: null })
})

test('a rival that was stopped counts with the time it had', () => {
  const row = rowOf('M', 'Q2', [1000], {
    kuzu: { kind: 'stopped', atLeastMs: 300_000 },
    duckdb: { kind: 'failed', reason: 'out of memory' },
  })
  expect(figureOf([row], '3-cycle on M: kuzu')).toMatchObject({ isReached: true, measured: '≥ 300' })
  expect(figureOf([row], '3-cycle on M: DuckDB')).toMatchObject({ isReached: null })
})

test('the brute force counts ordered matches of distinct nodes', () => {
  // 0 → 1 → 2 → 0, and 0 → 2.
  const edges = [[0, 1], [1, 2], [2, 0], [0, 2]] as const // prettier-ignore
  const sets = (from: 0 | 1) =>
    [0, 1, 2].map(
      (v) => new Set<number>(edges.filter((edge) => edge[from] === v).map((edge) => edge[1 - from]!)),
    )
  const host = { out: sets(0), into: sets(1) }
  const count = (name: string) =>
    countByBruteForce(
      host,
      queries.find((query) => query.name === name)!,
    )
  expect(count('Q1')).toBe(1n)
  expect(count('Q2')).toBe(3n)
  // 1 → 2 → 0 and 2 → 0 → 1; the other paths of two edges are closed by 0 → 2, or end where they began.
  expect(count('Q7')).toBe(2n)
})

test('the sum over rows does not see their order, but the order within them', () => {
  const rows = [['1', '2'], ['3', '4']] // prettier-ignore
  const sum = checksumOfRows(['A', 'B'], rows)
  expect(checksumOfRows(['A', 'B'], rows.toReversed())).toBe(sum)
  expect(
    checksumOfRows(
      ['B', 'A'],
      rows.map((row) => row.toReversed()),
    ),
  ).toBe(sum)
  expect(checksumOfRows(['B', 'A'], rows)).not.toBe(sum)
})
