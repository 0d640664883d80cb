/** The last run of the benchmark suite as `npm run bench` writes it (docs/benchmarks.json) and the page shows it. */

/** Milliseconds of some repetitions. */
export interface Timing {
  medianMs: number
  fastestMs: number
  slowestMs: number
  repetitions: number
}

/** What the engine is measured against. `best`, `naive`: the native reference in C, single-threaded; `brute`: where no
 *  compiler is, a plain search that checks counts only. */
export type RivalName = 'best' | 'naive' | 'brute' | 'duckdb' | 'kuzu' | 'grandiso'

export type RivalOutcome =
  | ({ kind: 'counted' } & Timing)
  /** Stopped after this time: it takes at least as long. */
  | { kind: 'stopped'; atLeastMs: number }
  | { kind: 'failed'; reason: string }

/** The engine on one query. */
export interface EngineTiming {
  workers: number
  /** The search: workers at work, from the first task handed out to the last one saved. What ratios are taken of. */
  search: Timing
  /** Of the search: the workers' time in the kernel, added up. What the query alone takes, without the job around it. */
  kernel: Timing
  /** From the call of `motifscope.search` to its answer. */
  wall: Timing
}

/** One query on one host, everything measured in turns. */
export interface BenchmarkRow {
  host: string
  query: string
  motif: string
  /** Decimal digits; equal for all that counted. Null: nothing counted. */
  matches: string | null
  engine: EngineTiming[]
  /** Where the engine was stopped, after this time. */
  stoppedAfterMs?: number
  rivals: Partial<Record<RivalName, RivalOutcome>>
}

/** The first rows of a query, kept in the result store. */
export interface RowRate {
  host: string
  query: string
  workers: number
  rows: number
  searchMs: Timing
  wallMs: Timing
  /** Rows per processor second that the native reference writes to memory. */
  nativeRowsPerSecond?: number
}

/** A figure that the project set out to reach. */
export interface BenchmarkFigure {
  what: string
  target: string
  /** Null: not measured in this run. */
  measured: string | null
  isReached: boolean | null
}

export interface BenchmarkHost {
  name: string
  nodeCount: number
  edgeCount: number
  /** Reading its CSV in the page, and storing it. */
  openMs: number
}

export interface BenchmarkRun {
  /** ISO 8601. */
  date: string
  commit: string
  machine: string
  browser: string
  node: string
  /** Of the native reference; null: there was none. */
  compiler: string | null
  hosts: BenchmarkHost[]
  rows: BenchmarkRow[]
  rates: RowRate[]
  figures: BenchmarkFigure[]
  /** What a reader must know of this run, a sentence each. */
  notes: string[]
}

/** A rival's milliseconds; `isAtLeast` where it was stopped. Null where it counted nothing. */
export function rivalTime(outcome: RivalOutcome | undefined): { ms: number; isAtLeast: boolean } | null {
  if (outcome?.kind === 'counted') return { ms: outcome.medianMs, isAtLeast: false }
  if (outcome?.kind === 'stopped') return { ms: outcome.atLeastMs, isAtLeast: true }
  return null
}

/** Three digits, separators above a thousand: `0.042`, `1.27`, `483`, `12,400`. */
export function formatFigure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 })
}
