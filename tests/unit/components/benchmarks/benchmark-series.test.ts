/** What the page of benchmarks lists and where its marks lie. */
import { expect, test } from 'vitest'
import type { BenchmarkRow } from '../../../../src/components/benchmarks/benchmark-run'
import { nativeRatioText, seriesOf, timeText } from '../../../../src/components/benchmarks/benchmark-series'
import { logScale, tickText } from '../../../../src/components/benchmarks/log-scale'

const timing = (ms: number) => ({ medianMs: ms, fastestMs: ms, slowestMs: ms, repetitions: 1 })
const engine = (workers: number, ms: number) => ({
  workers,
  search: timing(ms),
  kernel: timing(ms),
  wall: timing(ms),
})

const row: BenchmarkRow = {
  host: 'M',
  query: 'Q1',
  motif: 'A->B',
  matches: '69372808',
  engine: [engine(1, 300), engine(2, 160)],
  rivals: {
    best: { kind: 'counted', ...timing(250) },
    duckdb: { kind: 'stopped', atLeastMs: 300_000 },
    kuzu: { kind: 'failed', reason: 'out of memory' },
  },
}

test('everyone who was met has a column: a time, a bound or a failure', () => {
  const series = seriesOf([row])
  expect(series.map((one) => `${one.label}: ${timeText(one, row)}`)).toEqual([
    'Motifscope, 1 worker: 300',
    'Motifscope, 2 workers: 160',
    'best native C: 250',
    'DuckDB-Wasm: ≥ 300,000',
    'Kùzu (WebAssembly): failed',
  ])
  expect(nativeRatioText(row)).toBe('1.2')
})

test('an engine that was stopped is told as such, and has no ratio', () => {
  const stopped: BenchmarkRow = { ...row, engine: [], stoppedAfterMs: 5000, matches: null }
  const [one] = seriesOf([row])
  expect(one && timeText(one, stopped)).toBe('≥ 5,000')
  expect(nativeRatioText(stopped)).toBe('–')
})

test('a decade is a step of the axis, and every value lies on it', () => {
  const scale = logScale([0.02, 7000])
  expect(scale.ticks).toEqual([0.01, 0.1, 1, 10, 100, 1000, 10_000])
  expect(scale.percent(0.01)).toBe(0)
  expect(scale.percent(10)).toBeCloseTo(50, 10)
  expect(scale.percent(0)).toBe(0)
  expect(scale.ticks.map(tickText)).toEqual(['0.01 ms', '0.1 ms', '1 ms', '10 ms', '100 ms', '1 s', '10 s'])
  expect(logScale([]).ticks).toHaveLength(2)
})
