/** The figures that the engine set out to reach, told from the measurements of one run. */
import { formatFigure, rivalTime } from '../../src/components/benchmarks/benchmark-run'
import type {
  BenchmarkFigure,
  BenchmarkRow,
  RivalName,
  RowRate,
  Timing,
} from '../../src/components/benchmarks/benchmark-run'
import type { ImportFigures } from './import'
import type { QueueCost } from './queue-cost'
import { cycle, queries, selective, triangle } from './queries'
import { geometricMean, median } from './statistics'

export interface Measurements {
  rows: BenchmarkRow[]
  rates: RowRate[]
  firstRows: Timing | null
  queueCosts: QueueCost[]
  imports: ImportFigures[]
}

interface Named {
  query: string
  value: number
}

const engineMs = (row: BenchmarkRow, workers: number) =>
  row.engine.find((timing) => timing.workers === workers)?.search.medianMs

/** Engine ÷ rival, of the queries on a host where both counted; `isInverse`: rival ÷ engine, stopped ones too. */
function ratios(
  rows: BenchmarkRow[],
  question: { host: string; rival: RivalName; workers: number; isInverse?: boolean },
): (Named & { isAtLeast: boolean })[] {
  const { host, rival, workers, isInverse = false } = question
  return rows.flatMap((row) => {
    const ours = engineMs(row, workers)
    const theirs = rivalTime(row.rivals[rival])
    if (row.host !== host || ours === undefined || theirs === null) return []
    if (theirs.isAtLeast && !isInverse) return []
    const value = isInverse ? theirs.ms / ours : ours / theirs.ms
    return [{ query: row.query, value, isAtLeast: theirs.isAtLeast }]
  })
}

/** Two workers ÷ one. */
function speedUps(rows: BenchmarkRow[], host: string): Named[] {
  return rows.flatMap((row) => {
    const [one, two] = [engineMs(row, 1), engineMs(row, 2)]
    return row.host === host && one !== undefined && two !== undefined
      ? [{ query: row.query, value: two / one }]
      : []
  })
}

const worstOf = (all: Named[]) => all.reduce((worst, one) => (one.value > worst.value ? one : worst))

/** Mean and worst; where the selective query, a matter of fixed costs, is among others, also without it. */
function told(all: Named[]): string {
  const rest = all.filter(({ query }) => query !== selective)
  const tell = (some: Named[]) =>
    `geometric mean ${formatFigure(geometricMean(some.map(({ value }) => value)))}, ` +
    `worst ${formatFigure(worstOf(some).value)} (${worstOf(some).query})`
  const part = all.length < queries.length ? ` (of ${all.length} queries)` : ''
  const apart = rest.length > 0 && rest.length < all.length ? `; without ${selective}: ${tell(rest)}` : ''
  return `${tell(all)}${part}${apart}`
}

const figure = (
  what: string,
  target: string,
  measured: string | null,
  isReached: boolean,
): BenchmarkFigure => ({ what, target, measured, isReached: measured === null ? null : isReached })

function againstNative({ rows }: Measurements): BenchmarkFigure {
  const all = ratios(rows, { host: 'M', rival: 'best', workers: 1 })
  const isAll = all.length === queries.length
  const mean = isAll ? geometricMean(all.map(({ value }) => value)) : NaN
  return figure(
    'Ten queries, count, host M, one worker: engine ÷ best native',
    'geometric mean ≤ 1.3, worst ≤ 2',
    all.length > 0 ? told(all) : null,
    isAll && mean <= 1.3 && worstOf(all).value <= 2,
  )
}

function twoWorkers({ rows }: Measurements): BenchmarkFigure {
  const all = speedUps(rows, 'M')
  const mean = all.length > 0 ? geometricMean(all.map(({ value }) => value)) : NaN
  const isReached = all.length === queries.length && mean <= 0.6
  return figure('The same, two workers ÷ one', '≤ 0.6', all.length > 0 ? told(all) : null, isReached)
}

function rowRate({ rates }: Measurements): BenchmarkFigure {
  const onM = rates.filter(({ host, rows }) => host === 'M' && rows >= 1_000_000)
  const perSecond = onM.map(({ query, workers, rows, searchMs }) => ({
    name: `${query}, ${workers} workers`,
    value: (1000 * rows) / searchMs.medianMs,
  }))
  const mean = perSecond.length > 0 ? geometricMean(perSecond.map(({ value }) => value)) : NaN
  const worst = perSecond.toSorted((a, b) => a.value - b.value)[0]
  const measured = worst
    ? `geometric mean ${formatFigure(mean / 1e6)}M, slowest ${formatFigure(worst.value / 1e6)}M (${worst.name})`
    : null
  return figure(
    'Enumerate the first 1M matches, M, into the result store',
    '≥ 5M rows/s',
    measured,
    mean >= 5e6,
  )
}

/** What the browser's clock can tell apart. */
const clockTickMs = 0.005

/** The search decides, as everywhere. On so small a host the kernel is a part of it, and it is a part of the call: what
 *  these are worth is told beside it. */
function againstPython({ rows }: Measurements): BenchmarkFigure {
  const all = rows.flatMap(({ host, query, engine: [engine], rivals }) => {
    const theirs = rivalTime(rivals.grandiso)
    if (host !== 'S' || !engine || !theirs) return []
    const kernelMs = Math.max(engine.kernel.medianMs, clockTickMs)
    const call = theirs.ms / engine.wall.medianMs
    return [{ query, search: theirs.ms / engine.search.medianMs, kernel: theirs.ms / kernelMs, call }]
  })
  const mean = (of: 'search' | 'kernel' | 'call') =>
    all.length > 0 ? geometricMean(all.map((ratio) => ratio[of])) : NaN
  const [least] = all.toSorted((a, b) => a.search - b.search)
  const measured = least
    ? `geometric mean ${formatFigure(mean('search'))}, least ${formatFigure(least.search)} (${least.query}); ` +
      `÷ the kernel’s time alone, ${formatFigure(mean('kernel'))}; ÷ the whole call, ${formatFigure(mean('call'))}`
    : null
  const isReached = all.length === queries.length && mean('search') >= 500
  return figure('Ten queries, host S: grandiso (Python) ÷ engine', '≥ 500', measured, isReached)
}

function againstDatabase({ rows }: Measurements, rival: 'kuzu' | 'duckdb', name: string): BenchmarkFigure {
  const [found] = ratios(rows, { host: 'M', rival, workers: 1, isInverse: true }).filter(
    ({ query }) => query === cycle,
  )
  const measured = found ? `${found.isAtLeast ? '≥ ' : ''}${formatFigure(found.value)}` : null
  return figure(`3-cycle on M: ${name} ÷ engine`, '≥ 100', measured, (found?.value ?? 0) >= 100)
}

function importing({ imports: [imported] }: Measurements): BenchmarkFigure {
  const isMeasured = imported !== undefined && imported.duckdbMs.length > 0
  const ratio = isMeasured ? median(imported.openMs) / median(imported.duckdbMs) : NaN
  const gibibytes = (imported?.peakBytes ?? NaN) / 2 ** 30
  const measured = isMeasured ? `${formatFigure(ratio)}; ${formatFigure(gibibytes)} GiB` : null
  return figure(
    'Import of host L as CSV ÷ DuckDB-Wasm’s own read_csv; memory of the renderer',
    '≤ 2.5; < 3 GB',
    measured,
    ratio <= 2.5 && gibibytes * 2 ** 30 < 3e9,
  )
}

function largeHost({ rows }: Measurements): BenchmarkFigure {
  const [native] = ratios(rows, { host: 'L', rival: 'best', workers: 1 }).filter(
    ({ query }) => query === triangle,
  )
  const [speedUp] = speedUps(rows, 'L').filter(({ query }) => query === triangle)
  const measured =
    native && speedUp
      ? `one worker ÷ best native ${formatFigure(native.value)}, two workers ÷ one ${formatFigure(speedUp.value)}`
      : null
  return figure(
    'Host L, feed-forward triangle, count',
    'one worker ÷ best native ≤ 2, two workers ÷ one ≤ 0.6',
    measured,
    (native?.value ?? NaN) <= 2 && (speedUp?.value ?? NaN) <= 0.6,
  )
}

function smallHost({ firstRows }: Measurements): BenchmarkFigure {
  const measured = firstRows
    ? `${formatFigure(firstRows.medianMs)} ms (${formatFigure(firstRows.fastestMs)}–${formatFigure(firstRows.slowestMs)})`
    : null
  return figure(
    'Small host: Run to first rows on screen',
    '< 50 ms',
    measured,
    (firstRows?.medianMs ?? NaN) < 50,
  )
}

const mostQueueShare = 0.05

function keepingAccount({ queueCosts }: Measurements): BenchmarkFigure {
  const [worst] = queueCosts.toSorted((left, right) => right.queueShare - left.queueShare)
  const percent = (share: number) => `${formatFigure(100 * share)} %`
  const usual = () => percent(median(queueCosts.map(({ queueShare }) => queueShare)))
  const measured = worst
    ? `median ${usual()}, worst ${percent(worst.queueShare)} (${worst.motif} on ${worst.host})`
    : null
  return figure(
    'Hosts S and M, one worker: waiting for the queue ÷ search',
    '≤ 5 %',
    measured,
    (worst?.queueShare ?? NaN) <= mostQueueShare,
  )
}

/** In the order of the project's list. */
export function figuresFrom(measurements: Measurements): BenchmarkFigure[] {
  return [
    againstNative(measurements),
    twoWorkers(measurements),
    rowRate(measurements),
    againstPython(measurements),
    againstDatabase(measurements, 'kuzu', 'kuzu-wasm'),
    againstDatabase(measurements, 'duckdb', 'DuckDB-Wasm SQL'),
    importing(measurements),
    largeHost(measurements),
    smallHost(measurements),
    keepingAccount(measurements),
  ]
}
