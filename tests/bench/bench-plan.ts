/** What a run of the benchmark measures, read from its switches. */
import { parseArgs } from 'node:util'
import { cpus } from 'node:os'
import type { SearchStrategy } from '../../src/model/job'
import type { RivalName } from '../../src/components/benchmarks/benchmark-run'
import { hostNames } from './host-presets'
import type { HostName } from './host-presets'
import { queries, triangle } from './queries'
import type { Query } from './queries'

const parts = [
  'queries',
  'rows',
  'queue',
  'first',
  'editor',
  'estimates',
  'import',
  'documents',
  'budgets',
  'census',
  'null',
] as const
export type Part = (typeof parts)[number]
const rivalNames = ['best', 'naive', 'duckdb', 'kuzu', 'grandiso'] as const

export interface BenchPlan {
  parts: Part[]
  hosts: HostName[]
  queriesOn(host: HostName): Query[]
  /** Whom the engine meets on this query. */
  rivalsOn(host: HostName, query: Query): RivalName[]
  workers: number[]
  repetitions: number
  stopMs: number
  /** Rows that are asked for where rows are kept. */
  rowLimit: number
  strategy: SearchStrategy
  isShort: boolean
  /** The folder of the built app; undefined: where it is built by default. */
  dist: string | undefined
  /** Where the run is written; null: nowhere. */
  jsonFile: string | null
}

export const usage = `npm run bench -- [switches]
  --hosts S,M,L,W        hosts; all of them unless said otherwise
  --queries Q1,Q4        queries; all ten (on L: Q1) unless said otherwise
  --workers 1,2          numbers of workers; 1 and the cores there are, at most 2
  --against best,naive,duckdb,kuzu,grandiso
                         the rivals, on every chosen host and query; without it the slow ones
                         meet the engine where they can end: all on S, three-node motifs on M
  --long                 all rivals on every chosen host and query (hours)
  --enumerate 1000000    keep so many rows, and measure how fast they come
  --without factorise,symmetry,order
                         switch parts of the planner off
  --repetitions 5        after one run that is not counted
  --stop 300             seconds after which a query is given up
  --parts queries,rows,queue,first,editor,estimates,import,documents,budgets,census,null
  --json file            where to write the run (docs/benchmarks.json on a run without switches)
  --dist folder          another build than dist/
  --short                a minute's run that checks counts: for CI`

const listFrom = <Name extends string>(
  what: string,
  text: string | undefined,
  allowed: readonly Name[],
): Name[] | undefined =>
  text?.split(',').map((word) => {
    const found = allowed.find((name) => name.toLowerCase() === word.trim().toLowerCase())
    if (!found) throw new RangeError(`--${what}: ${word} is none of ${allowed.join(', ')}.`)
    return found
  })

function numberFrom(what: string, text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`--${what} wants whole numbers above 0, not ${text}.`)
  return value
}

const switchNames = { factorise: 'factorise', symmetry: 'breakSymmetry', order: 'orderByCost' } as const

function strategyFrom(text: string | undefined): SearchStrategy {
  const off = listFrom('without', text, Object.keys(switchNames) as (keyof typeof switchNames)[]) ?? []
  return Object.fromEntries(off.map((name) => [switchNames[name], false]))
}

/** Those that count by visiting, and by joining, end in time on such a motif on M. */
const isLight = ({ nodes }: Query) => nodes.length === 3

/** Whether a plain search checks the count where there is no native reference: what takes it a few seconds. */
export function isCheckedByHand(host: HostName, query: Query): boolean {
  return host === 'S' || (host === 'tiny' && isLight(query))
}

function meets(rival: RivalName, host: HostName, query: Query): boolean {
  if (rival === 'best' || host === 'S') return true
  if (rival === 'naive') return host === 'tiny' || (host !== 'L' && isLight(query))
  return rival !== 'grandiso' && host === 'M' && isLight(query)
}

const optionTypes = {
  hosts: { type: 'string' },
  queries: { type: 'string' },
  workers: { type: 'string' },
  against: { type: 'string' },
  enumerate: { type: 'string' },
  without: { type: 'string' },
  repetitions: { type: 'string' },
  stop: { type: 'string', default: '300' },
  parts: { type: 'string' },
  json: { type: 'string' },
  dist: { type: 'string' },
  long: { type: 'boolean', default: false },
  short: { type: 'boolean', default: false },
} as const

/** Switches that leave something out, or measure it otherwise than the page in the app says. */
const choosing = ['hosts', 'queries', 'workers', 'against', 'enumerate', 'without', 'parts', 'short'] as const

/** @throws RangeError or TypeError on a switch that is none. */
export function planFromWords(words: string[]): BenchPlan {
  const { values: given } = parseArgs({ args: words, options: optionTypes, allowPositionals: false })
  const isShort = given.short
  const isWhole = choosing.every((name) => !given[name])
  const chosenHosts = listFrom('hosts', given.hosts, hostNames)
  const names = queries.map(({ name }) => name)
  const chosenQueries = listFrom('queries', given.queries, names)
  const against = listFrom('against', given.against, rivalNames)
  const shortRivals: RivalName[] = ['best', 'naive', 'duckdb']
  const known = against ?? (isShort ? shortRivals : rivalNames)
  const defaultParts: Part[] = isWhole ? [...parts] : given.enumerate ? ['queries', 'rows'] : ['queries']
  const cores = Math.min(2, cpus().length)
  return {
    parts: listFrom('parts', given.parts, parts) ?? defaultParts,
    hosts: chosenHosts ?? (isShort ? ['S', 'tiny'] : ['S', 'M', 'W', 'L']),
    queriesOn: (host) =>
      queries.filter(({ name }) => chosenQueries?.includes(name) ?? (host !== 'L' || name === triangle)),
    rivalsOn: (host, query) =>
      known.filter((rival) => against !== undefined || given.long || meets(rival, host, query)),
    workers: given.workers?.split(',').map((text) => numberFrom('workers', text)) ?? [...new Set([1, cores])],
    repetitions: numberFrom('repetitions', given.repetitions ?? (isShort ? '1' : '5')),
    stopMs: 1000 * numberFrom('stop', given.stop),
    rowLimit: numberFrom('enumerate', given.enumerate ?? '1000000'),
    strategy: strategyFrom(given.without),
    isShort,
    dist: given.dist,
    jsonFile: given.json ?? (isWhole ? 'docs/benchmarks.json' : null),
  }
}
