/** What is drawn and listed of a benchmark: who took how long on a query. */
import { formatFigure, rivalTime } from './benchmark-run'
import type { BenchmarkRow, RivalName } from './benchmark-run'

export interface SeriesTime {
  ms: number
  /** It was stopped after this time. */
  isAtLeast: boolean
}

export interface Series {
  key: string
  label: string
  /** In a square of 12 around 0, 0. */
  path: string
  colour: string
  timeOf(row: BenchmarkRow): SeriesTime | null
}

const circle = 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z'
const ring = `${circle}M-2.5 0a2.5 2.5 0 1 1 5 0a2.5 2.5 0 1 1 -5 0Z`
const rivals: { name: RivalName; label: string; path: string; colour: string }[] = [
  { name: 'best', label: 'best native C', path: 'M0 -6L6 0L0 6L-6 0Z', colour: 'var(--node-1)' },
  { name: 'naive', label: 'naive native C', path: 'M-4.5 -4.5H4.5V4.5H-4.5Z', colour: 'var(--node-5)' },
  { name: 'duckdb', label: 'DuckDB-Wasm', path: 'M0 -5.5L5.5 4.5H-5.5Z', colour: 'var(--node-3)' },
  { name: 'kuzu', label: 'Kùzu (WebAssembly)', path: 'M0 5.5L5.5 -4.5H-5.5Z', colour: 'var(--node-6)' },
  {
    name: 'grandiso',
    label: 'grandiso (Python)',
    path: 'M-5 -3L-3 -5L0 -2L3 -5L5 -3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0Z',
    colour: 'var(--node-2)',
  },
]

/** The engine with each number of workers, then the rivals that any of these rows met. */
export function seriesOf(rows: readonly BenchmarkRow[]): Series[] {
  const workers = [...new Set(rows.flatMap(({ engine }) => engine.map((one) => one.workers)))]
  const engines = workers.map((count, i): Series => ({
    key: `engine-${count}`,
    label: `Motifscope, ${count} ${count === 1 ? 'worker' : 'workers'}`,
    path: i === 0 ? circle : ring,
    colour: 'var(--accent)',
    timeOf: ({ engine, stoppedAfterMs }) => {
      const timing = engine.find((one) => one.workers === count)
      if (timing) return { ms: timing.search.medianMs, isAtLeast: false }
      return stoppedAfterMs === undefined ? null : { ms: stoppedAfterMs, isAtLeast: true }
    },
  }))
  const met = rivals.filter(({ name }) => rows.some((row) => row.rivals[name]))
  return [
    ...engines,
    ...met.map(({ name, ...look }) => ({
      ...look,
      key: name,
      timeOf: (row: BenchmarkRow) => rivalTime(row.rivals[name]),
    })),
  ]
}

/** `12.3`, `≥ 300,000`, or what became of it. */
export function timeText(series: Series, row: BenchmarkRow): string {
  const time = series.timeOf(row)
  if (time) return `${time.isAtLeast ? '≥ ' : ''}${formatFigure(time.ms)}`
  return row.rivals[series.key as RivalName]?.kind === 'failed' ? 'failed' : '–'
}

/** One worker's time over the best native one; `–` where one of them is not there. */
export function nativeRatioText(row: BenchmarkRow): string {
  const best = rivalTime(row.rivals.best)
  const [engine] = row.engine
  return best && engine && !best.isAtLeast ? formatFigure(engine.search.medianMs / best.ms) : '–'
}
