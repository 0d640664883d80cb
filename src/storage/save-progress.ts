/** Keeps what tasks bring: their rows, their counts and how far they came, in one transaction, so that a crash neither
 *  loses a match nor doubles one.
 *
 *  An entry says "from the cursor of `task` to the cursor of `progress`, these matches". It is kept only if the stored
 *  task is leased to the same owner, has the same range and stands at the same cursor; so each stretch of a task is
 *  kept once, whoever searched it and however late it comes. */
import type { JobRecord, JobState, TaskProgress, TaskRecord } from '../model/job'
import type { Cursor, RootRange } from '../model/plan'
import { appendRows } from './results'
import type { MotifscopeDatabase } from './schema'
import { addWaitingTasks, isLeasedTo, putTasks, taskFromStored, withLease } from './stored-tasks'
import type { LeasedTask } from './stored-tasks'
import { inTransaction } from './transaction'
import type { LeaseTerms } from './work-queue'

export interface ProgressEntry {
  /** As leased or renewed, or as the last save returned it. */
  task: LeasedTask
  /** `cursor` null: the task is done. */
  progress: TaskProgress
  /** Ranges split off the end of the task's range, for others: ascending, without gaps, up to the end. */
  newRanges?: readonly RootRange[]
}

/** Several entries share a transaction; of one task too, each beginning where the one before ended. */
export interface SaveRequest extends LeaseTerms {
  jobId: string
  entries: readonly ProgressEntry[]
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

/** Everything one save changes, gathered before it is written. */
interface Ledger {
  /** By id, each as the entries so far leave it. */
  tasks: Map<number, TaskRecord>
  changedIds: Set<number>
  newRanges: RootRange[]
  doneCount: number
  matchCount: number
  rows: Uint32Array[]
}

/** Keeps the progress of tasks of one job. Rows beyond the job's limit are dropped (`truncated`), and `count` stops at
 *  the limit; a `countOnly` job keeps no rows.
 *  @throws MotifscopeError `quota-exceeded`: nothing was kept. Error on rows, ranges or cursors that cannot be. */
export function saveProgress(
  db: MotifscopeDatabase,
  { jobId, entries, now, leaseMs }: SaveRequest,
): Promise<SavedProgress> {
  return inTransaction(db, ['jobs', 'tasks', 'resultBatches'], 'readwrite', async (tx) => {
    const tasks = tx.objectStore('tasks')
    const job = await tx.objectStore('jobs').get(jobId)
    if (!job)
      return { outcomes: entries.map(() => 'lease-lost'), rowsKept: 0, limitReached: false, job: undefined }
    const ids = [...new Set(entries.map(({ task }) => task.taskId))]
    const stored = await Promise.all(ids.map((taskId) => tasks.get([jobId, taskId])))
    const ledger: Ledger = {
      tasks: new Map(stored.flatMap((row) => (row ? [[row.taskId, taskFromStored(row)]] : []))),
      changedIds: new Set(),
      newRanges: [],
      doneCount: 0,
      matchCount: 0,
      rows: [],
    }
    const outcomes = entries.map((entry) => enter(ledger, job, entry, now + leaseMs))
    const after = jobAfter(job, ledger)
    const rowsKept = after.rowCount - job.rowCount
    if (ledger.changedIds.size > 0) {
      const changed = [...ledger.tasks.values()].filter(({ taskId }) => ledger.changedIds.has(taskId))
      await putTasks(tasks, changed)
      await addWaitingTasks(tasks, jobId, ledger.newRanges)
      await appendRows(tx.objectStore('resultBatches'), job, ledger.rows, rowsKept)
      await tx.objectStore('jobs').put(after)
    }
    return { outcomes, rowsKept, limitReached: isLimitReached(after), job: totalsOf(after) }
  })
}

/** Enters one entry into the ledger, if its lease holds. */
function enter(ledger: Ledger, job: JobRecord, entry: ProgressEntry, expiresAt: number): EntryOutcome {
  const { task, progress } = entry
  checkEntry(job, entry)
  const stored = ledger.tasks.get(task.taskId)
  if (!isLeasedTo(stored, task) || !isSameStretch(stored, task)) return 'lease-lost'
  const { cursor, count, rows } = progress
  const range = { first: task.range.first, end: entry.newRanges?.[0]?.first ?? task.range.end }
  ledger.changedIds.add(task.taskId)
  ledger.newRanges.push(...(entry.newRanges ?? []))
  ledger.matchCount += count
  if (!job.options.countOnly && rows.length > 0) ledger.rows.push(rows)
  if (cursor === null) {
    ledger.doneCount++
    ledger.tasks.set(task.taskId, { ...stored, range, cursor, state: { kind: 'done' } })
    return 'done'
  }
  const goingOn = withLease({ ...stored, range, cursor }, task.state.owner, expiresAt)
  ledger.tasks.set(task.taskId, goingOn)
  return goingOn
}

/** Whether a stored task still stands where the searcher took it up. */
function isSameStretch(stored: TaskRecord, { range, cursor }: TaskRecord): boolean {
  return (
    stored.range.first === range.first &&
    stored.range.end === range.end &&
    isSameCursor(stored.cursor, cursor)
  )
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

/** Mistakes of the caller that would lose or double matches. */
function checkEntry(job: JobRecord, { task, progress, newRanges = [] }: ProgressEntry): void {
  const { rows, count, cursor } = progress
  const name = `Task ${task.taskId} of job ${job.id}`
  if (task.jobId !== job.id) throw new Error(`${name} is of job ${task.jobId}.`)
  if (rows.length > 0 && rows.length !== count * job.columns.length)
    throw new Error(`${name} brought ${rows.length} numbers for ${count} rows of ${job.columns.length}.`)
  let end = newRanges[0]?.first ?? task.range.end
  if (end < task.range.first || (cursor && cursor.root >= end))
    throw new Error(`${name} was split at ${end}, in front of where it stands.`)
  for (const range of newRanges) {
    if (range.first !== end || range.end <= range.first)
      throw new Error(`${name} was split into ranges with gaps, overlaps or nothing in them.`)
    end = range.end
  }
  if (end !== task.range.end) throw new Error(`${name} was split, but not up to its end ${task.range.end}.`)
}

function jobAfter(job: JobRecord, ledger: Ledger): JobRecord {
  const { limit } = job.options
  const found = job.count + BigInt(ledger.matchCount)
  const isOver = limit !== null && found > BigInt(limit)
  const width = job.columns.length
  const rowCount = job.rowCount + ledger.rows.reduce((total, rows) => total + rows.length / width, 0)
  return {
    ...job,
    count: isOver ? BigInt(limit) : found,
    rowCount: limit === null ? rowCount : Math.min(rowCount, limit),
    truncated: job.truncated || isOver,
    tasksDone: job.tasksDone + ledger.doneCount,
    tasksTotal: job.tasksTotal + ledger.newRanges.length,
  }
}

function isLimitReached({ options: { limit }, count }: JobRecord): boolean {
  return limit !== null && count >= BigInt(limit)
}

function totalsOf({ count, rowCount, truncated, tasksDone, tasksTotal, state }: JobRecord): JobTotals {
  return { count, rowCount, truncated, tasksDone, tasksTotal, state }
}
