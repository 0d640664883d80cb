/** A run of the benchmark as text: tables in Markdown. */
import { formatFigure, rivalTime } from '../../src/components/benchmarks/benchmark-run'
import type {
  BenchmarkRow,
  BenchmarkRun,
  EngineTiming,
  RivalName,
  Timing,
} from '../../src/components/benchmarks/benchmark-run'
import { isUnsteady } from './statistics'

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** With a `~` where the slowest exceeds the fastest by more than 15 %. */
const timing = (one: Timing) =>
  `${formatFigure(one.medianMs)}${isUnsteady(one) ? ` ~${formatFigure(one.fastestMs)}` : ''}`

function rivalCells(row: BenchmarkRow, engine: EngineTiming, rival: RivalName): string[] {
  const outcome = row.rivals[rival]
  const time = rivalTime(outcome)
  if (!time) return [outcome?.kind === 'failed' ? 'failed' : '', '']
  const isNative = rival === 'best' || rival === 'naive'
  const ratio = isNative ? engine.search.medianMs / time.ms : time.ms / engine.search.medianMs
  const text = outcome?.kind === 'counted' ? timing(outcome) : `≥ ${formatFigure(time.ms)}`
  const bound = time.isAtLeast ? (isNative ? '≤ ' : '≥ ') : ''
  return [text, `${bound}${formatFigure(ratio)}`]
}

function rowTable(rows: BenchmarkRow[]): string {
  const names = (['best', 'naive', 'brute', 'duckdb', 'kuzu', 'grandiso'] as const).filter((name) =>
    rows.some(({ rivals }) => rivals[name]),
  )
  const head = ['host', 'query', 'workers', 'matches', 'engine ms', 'kernel ms', 'around it ms']
  const rivalHead = names.flatMap((name) => [
    `${name} ms`,
    name === 'best' || name === 'naive' ? `engine ÷ ${name}` : `${name} ÷ engine`,
  ])
  const lines = rows.flatMap(({ engine, ...row }) => {
    const start = [row.host, row.query]
    if (engine.length === 0)
      return [
        [
          ...start,
          '',
          '',
          `≥ ${formatFigure(row.stoppedAfterMs ?? NaN)}`,
          '',
          ...names.flatMap(() => ['', '']),
        ],
      ]
    return engine.map((one) => [
      ...start,
      String(one.workers),
      Number(row.matches).toLocaleString('en'),
      timing(one.search),
      formatFigure(one.kernel.medianMs),
      formatFigure(one.wall.medianMs - one.search.medianMs),
      ...names.flatMap((name) => rivalCells({ ...row, engine }, one, name)),
    ])
  })
  return table([...head, ...rivalHead], lines)
}

function rateTable({ rates }: BenchmarkRun): string {
  const head = [
    'host',
    'query',
    'workers',
    'rows',
    'search ms',
    'wall ms',
    'rows/s',
    'native rows/s (to memory)',
  ]
  return table(
    head,
    rates.map((rate) => [
      rate.host,
      rate.query,
      String(rate.workers),
      rate.rows.toLocaleString('en'),
      timing(rate.searchMs),
      timing(rate.wallMs),
      formatFigure((1000 * rate.rows) / rate.searchMs.medianMs),
      rate.nativeRowsPerSecond === undefined ? '' : formatFigure(rate.nativeRowsPerSecond),
    ]),
  )
}

const reached = { true: 'reached', false: 'not reached', null: 'not measured' } as const

/** The run, with empty parts left out. */
export function markdownFrom(run: BenchmarkRun): string {
  const { date, commit, machine, browser, node, compiler, hosts, rows, figures, notes } = run
  const opened = hosts.map(
    ({ name, nodeCount, edgeCount, openMs }) =>
      `${name} (${nodeCount.toLocaleString('en')} nodes, ${edgeCount.toLocaleString('en')} edges, opened in ${formatFigure(openMs / 1000)} s)`,
  )
  const figureRows = figures.map(({ what, target, measured, isReached }) => [
    what,
    target,
    measured ?? '',
    reached[`${isReached}`],
  ])
  return [
    `# Benchmark of ${date}, commit ${commit}`,
    [machine, browser, `Node ${node}`, compiler ?? 'no native reference'].join('; '),
    ...(hosts.length > 0 ? [`Hosts: ${opened.join('; ')}`] : []),
    ...(rows.length > 0 ? ['## Counting', rowTable(rows)] : []),
    ...(run.rates.length > 0 ? ['## Rows into the result store', rateTable(run)] : []),
    ...(figures.some(({ isReached }) => isReached !== null)
      ? ['## The figures to reach', table(['what', 'to reach', 'measured', ''], figureRows)]
      : []),
    notes.map((note) => `- ${note}`).join('\n'),
  ].join('\n\n')
}
