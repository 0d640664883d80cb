/** A job is one question (motif, host, options); a task is a part of its search; a lease is the right to work on it. */
import type { ErrorData } from './errors'
import type { Cursor, RootRange, SearchPlan } from './plan'

/** The options that make a search another search. */
export interface SearchSemantics {
  ignoreDirection: boolean
  excludeAutomorphisms: boolean
  induced: boolean
  limit: number | null
  countOnly: boolean
}

export interface SearchOptions extends Partial<SearchSemantics> {
  /** Ignore a stored answer. */
  recompute?: boolean
  /** Use at most this many workers; all there are when absent. */
  workers?: number
  signal?: AbortSignal
  onProgress?: (job: JobInfo) => void
}

export type JobState = 'queued' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed'

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
  /** What the user should know of the motif or the plan, one sentence each. */
  warnings: string[]
  error?: ErrorData
}

export interface SearchTimings {
  parseMs: number
  planMs: number
  searchMs: number
  totalMs: number
}

/** A job as stored. */
export interface JobRecord extends Omit<JobInfo, 'workers' | 'count'> {
  columns: string[]
  count: bigint
  /** Rows kept in the result store (never more than `limit`). */
  rowCount: number
  truncated: boolean
  automorphismCount: number
  timings: SearchTimings
  /** The plan of the run under way; tasks are parts of it. */
  plan?: SearchPlan
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
}

/** What a search brings to be kept: committed together with the task's new state. */
export interface TaskProgress {
  count: number
  rows: Uint32Array
  cursor: Cursor | null
}
