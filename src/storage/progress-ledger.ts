/** What one save of progress does to a job and its tasks, worked out before anything is written. Pure: the same for a
 *  queue in memory and one on disk.
 *
 *  An entry says "from the cursor of `task` to the cursor of `progress`, these matches". It is kept only if the task as
 *  it stands is leased to the same owner, has the same range and stands at the same cursor; so each stretch of a task
 *  is kept once, whoever searched it and however late it comes. */
import type { JobRecord, JobState, TaskProgress, TaskRecord, WrittenRows } from '../model/job'
import type { Cursor, RootRange } from '../model/plan'
import { beginningOf, comparePlaces, endOf, isSameRange, rangeUpTo } from '../model/root-range'
import { isLeasedTo, withLease } from './stored-tasks'
import type { LeasedTask } from './stored-tasks'

export interface ProgressEntry {
  /** As leased or renewed, or as the last save returned it. */
  task: LeasedTask
  /** `cursor` null: the task is done. */
  progress: TaskProgress
  /** Ranges split off the end of the task's range, for others: ascending, without gaps, up to the end. */
  newRanges?: readonly RootRange[]
}

/** What became of an entry: the task as it now stands, with its lease extended to `now + leaseMs`; or it is done; or
 *  somebody else has it (or the job is deleted), and nothing of the entry was kept. */
export type EntryOutcome = LeasedTask | 'done' | 'lease-lost'

export interface SavedProgress {
  outcomes: EntryOutcome[]
  rowsKept: number
  /** The job holds as many matches as its limit allows: the search can stop. */
  limitReached: boolean
  /** The job after this; undefined when it is deleted. `state` tells what other tabs did to it. */
  job: JobTotals | undefined
}

export interface JobTotals extends Pick<
  JobRecord,
  'count' | 'rowCount' | 'truncated' | 'tasksDone' | 'tasksTotal'
> {
  state: JobState
}

/** Rows as they were brought: in memory, or in a file already. */
export type RowPart = Uint32Array | WrittenRows

/** Everything one save changes, gathered before it is written. */
export interface Ledger {
  /** By id, each as the entries so far leave it. */
  tasks: Map<number, TaskRecord>
  changedIds: Set<number>
  newRanges: RootRange[]
  doneCount: number
  matchCount: bigint
  rows: RowPart[]
}

/** An empty ledger over those tasks that the entries speak of. */
export function openLedger(tasks: Iterable<TaskRecord>): Ledger {
  const byId = new Map(Array.from(tasks, (task) => [task.taskId, task]))
  return { tasks: byId, changedIds: new Set(), newRanges: [], doneCount: 0, matchCount: 0n, rows: [] }
}

/** Enters one entry into the ledger, if its lease holds.
 *  @throws Error on rows, ranges or cursors that would lose or double matches */
export function enter(ledger: Ledger, job: JobRecord, entry: ProgressEntry, expiresAt: number): EntryOutcome {
  const { task, progress } = entry
  checkEntry(job, entry)
  const stored = ledger.tasks.get(task.taskId)
  if (!isLeasedTo(stored, task) || !isSameStretch(stored, task)) return 'lease-lost'
  const { cursor, count, rows, written = [] } = progress
  const [next] = entry.newRanges ?? []
  const range = next ? rangeUpTo(task.range, next) : task.range
  ledger.changedIds.add(task.taskId)
  ledger.newRanges.push(...(entry.newRanges ?? []))
  ledger.matchCount += BigInt(count)
  if (!job.options.countOnly) {
    ledger.rows.push(...written)
    if (rows.length > 0) ledger.rows.push(rows)
  }
  if (cursor === null) {
    ledger.doneCount++
    ledger.tasks.set(task.taskId, { ...stored, range, cursor, state: { kind: 'done' } })
    return 'done'
  }
  const goingOn = withLease({ ...stored, range, cursor }, task.state.owner, expiresAt)
  ledger.tasks.set(task.taskId, goingOn)
  return goingOn
}

/** The tasks that the entries changed. */
export function changedTasks({ tasks, changedIds }: Ledger): TaskRecord[] {
  return [...tasks.values()].filter(({ taskId }) => changedIds.has(taskId))
}

/** Whether a stored task still stands where the searcher took it up. */
function isSameStretch(stored: TaskRecord, { range, cursor }: TaskRecord): boolean {
  return isSameRange(stored.range, range) && isSameCursor(stored.cursor, cursor)
}

function isSameCursor(left: Cursor | null, right: Cursor | null): boolean {
  if (left === null || right === null) return left === right
  return (
    left.root === right.root &&
    left.skip === right.skip &&
    left.positions.length === right.positions.length &&
    left.positions.every((position, i) => position === right.positions[i])
  )
}

/** How many rows a part holds. */
export function rowCountOf(part: RowPart, width: number): number {
  return part instanceof Uint32Array ? part.length / width : part.rowCount
}

/** Mistakes of the caller that would lose or double matches. */
function checkEntry(job: JobRecord, { task, progress, newRanges = [] }: ProgressEntry): void {
  const { rows, written = [], count, cursor } = progress
  const name = `Task ${task.taskId} of job ${job.id}`
  const width = job.columns.length
  const rowCount = written.reduce((sum, part) => sum + part.rowCount, rows.length / width)
  if (task.jobId !== job.id) throw new Error(`${name} is of job ${task.jobId}.`)
  if (rowCount > 0 && rowCount !== count)
    throw new Error(`${name} brought ${rowCount} rows of ${width} for ${count} matches.`)
  let end = newRanges[0] ? beginningOf(newRanges[0]) : endOf(task.range)
  const stands = cursor ? { root: cursor.root, below: cursor.positions } : null
  if (end.root < task.range.first || (stands && comparePlaces(stands, end) >= 0))
    throw new Error(`${name} was split at ${end.root}, in front of where it stands.`)
  for (const range of newRanges) {
    const begin = beginningOf(range)
    if (comparePlaces(begin, end) !== 0 || comparePlaces(begin, endOf(range)) >= 0)
      throw new Error(`${name} was split into ranges with gaps, overlaps or nothing in them.`)
    end = endOf(range)
  }
  if (comparePlaces(end, endOf(task.range)) !== 0)
    throw new Error(`${name} was split, but not up to its end ${task.range.end}.`)
}

/** The job after a save. Rows beyond the limit are dropped (`truncated`), and `count` stops at the limit. While a
 *  counting plan runs, `count` may be below zero: terms that take away can come before those they take from. */
export function jobAfter(
  job: JobRecord,
  ledger: Pick<Ledger, 'matchCount' | 'rows' | 'doneCount' | 'newRanges'>,
): JobRecord {
  const { limit } = job.options
  const found = job.count + ledger.matchCount
  const isOver = limit !== null && found > BigInt(limit)
  const width = job.columns.length
  const rowCount = job.rowCount + ledger.rows.reduce((total, part) => total + rowCountOf(part, width), 0)
  return {
    ...job,
    count: isOver ? BigInt(limit) : found,
    rowCount: limit === null ? rowCount : Math.min(rowCount, limit),
    truncated: job.truncated || isOver,
    tasksDone: job.tasksDone + ledger.doneCount,
    tasksTotal: job.tasksTotal + ledger.newRanges.length,
  }
}

/** Whether a job has all it wanted. */
export function isLimitReached({ options: { limit }, count }: JobRecord): boolean {
  return limit !== null && count >= BigInt(limit)
}

export function totalsOf({ count, rowCount, truncated, tasksDone, tasksTotal, state }: JobRecord): JobTotals {
  return { count, rowCount, truncated, tasksDone, tasksTotal, state }
}
