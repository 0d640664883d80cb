/** A job is one question (motif, host, options); a task is a part of its search; a lease is the right to work on it. */
import type { ErrorData } from './errors'
import type { Cursor, RootRange, SearchPlan } from './plan'

/** What the planner shall not do, each true unless said otherwise: for benchmarks. No count depends on it. */
export interface SearchStrategy {
  /** Count by terms where that is cheaper than visiting matches. */
  factorise?: boolean
  /** Visit one of the matches that differ by a symmetry only. */
  breakSymmetry?: boolean
  /** Else: motif nodes in the order they are written. */
  orderByCost?: boolean
}

/** The options that make a search another search. */
export interface SearchSemantics {
  ignoreDirection: boolean
  excludeAutomorphisms: boolean
  induced: boolean
  limit: number | null
  countOnly: boolean
  strategy?: SearchStrategy
}

export interface SearchOptions extends Partial<SearchSemantics> {
  /** Ignore a stored answer. */
  recompute?: boolean
  /** Use at most this many workers of each tab; all there are when absent. */
  workers?: number
  signal?: AbortSignal
  onProgress?: (job: JobInfo) => void
}

export type JobState = 'queued' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed'

/** Why a job paused by itself, in words for its user. `storage-low`: the browser has no room for more rows. The job can
 *  go on when others' rows were dropped, without keeping rows from here on, or with rows in a folder of the user's.
 *  `folder-closed`: that folder is not open to the page any more. */
export interface PauseReason {
  code: 'storage-low' | 'folder-closed'
  message: string
  hint: string
}

/** How a paused job goes on. */
export interface ResumeOptions {
  /** Keep the rows there are, and only count from here on. */
  countOnly?: boolean
}

/** How much of the workers' time a job gets while others run beside it. */
export type JobPriority = 'high' | 'normal' | 'low'

export interface JobInfo {
  /** The same motif, host and options give the same job. */
  id: string
  hostId: string
  motif: string
  options: SearchSemantics
  state: JobState
  tasksDone: number
  tasksTotal: number
  /** Matches found so far. A bigint above 2^53. */
  count: number | bigint
  elapsedMs: number
  workers: number
  /** The share of the work that is done, by its estimated cost, from 0 to 1; absent until it is planned. */
  progress?: number
  /** Absent: normal. */
  priority?: JobPriority
  /** Milliseconds since 1970: when it was first asked, and when it came to its end or was paused. */
  createdAt?: number
  finishedAt?: number
  /** Matches whose rows are kept: fewer than `count` where they were not wanted, or freed since. */
  rowCount?: number
  /** Its tab closed or died in mid-search, and nobody has said yet whether it shall go on. */
  isInterrupted?: boolean
  /** Nobody paused it: this did. */
  pausedBecause?: PauseReason
  /** It only counts since it was resumed so: later matches have no rows. */
  keepsNoMoreRows?: boolean
  /** The name of the folder that later rows go to, where its user chose one. */
  rowFolder?: string
  /** The tabs at work on it. Absent: none that this tab has heard of. */
  tabCount?: number
  /** What the user should know of the motif or the plan, one sentence each. */
  warnings: string[]
  error?: ErrorData
}

export interface SearchTimings {
  parseMs: number
  planMs: number
  searchMs: number
  totalMs: number
  /** Of the search: what the workers of this tab spent in the kernel, added up. */
  kernelMs?: number
  /** What they waited for the queue in storage, added up. */
  queueMs?: number
}

/** A job as stored. */
export interface JobRecord extends Omit<JobInfo, 'workers' | 'count' | 'isInterrupted' | 'tabCount'> {
  columns: string[]
  count: bigint
  /** Rows kept in the result store (never more than `limit`). */
  rowCount: number
  truncated: boolean
  automorphismCount: number
  timings: SearchTimings
  /** The plan of the run under way; tasks are parts of it. */
  plan?: SearchPlan
  /** At most so many workers of each tab. */
  workerLimit?: number
  /** Of a search on a server: the stored host that holds the nodes of its rows. */
  answerHostId?: string
  /** Milliseconds since 1970. */
  createdAt: number
  finishedAt?: number
}

export type TaskState =
  { kind: 'waiting' } | { kind: 'leased'; owner: string; expiresAt: number } | { kind: 'done' }

export interface TaskRecord {
  jobId: string
  /** Unique within the job; ascending in order of creation. */
  taskId: number
  range: RootRange
  /** Where the search of this range stands; null: not begun. */
  cursor: Cursor | null
  state: TaskState
  /** Split off from another task while that was searched. */
  isSplitOff?: true
}

/** Rows that a worker has written to a file of the job's results, from `byteOffset` on. */
export interface WrittenRows {
  file: string
  byteOffset: number
  rowCount: number
  /** Its number among the folders that the user chose for the job; absent: the browser's own. */
  folder?: number
}

/** What a search brings to be kept: committed together with the task's new state. */
export interface TaskProgress {
  /** Below zero in parts of a counting plan that take away. */
  count: number
  rows: Uint32Array
  /** Rows beside `rows`, before them. */
  written?: readonly WrittenRows[]
  cursor: Cursor | null
}
