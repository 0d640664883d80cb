/** The queue of tasks: who may work on which part of which job. A lease is lost only when somebody else takes the
 *  task, never by the clock alone; what a task brings is kept by save-progress.ts. Owners are any texts that differ
 *  between pools; time comes from the caller, in milliseconds since 1970. */
import type { JobRecord, TaskRecord } from '../model/job'
import type { RootRange } from '../model/plan'
import type { HeldJob } from './held-job'
import { deleteResultFiles } from './result-files'
import { withReserve } from './reserve'
import { appendRows } from './results'
import type { MotifscopeDatabase } from './schema'
import { keysOf } from './schema'
import {
  addWaitingTasks,
  isLeasedTo,
  nextTaskId,
  putTasks,
  taskFromStored,
  waitingAt,
  waitingTasks,
  withLease,
} from './stored-tasks'
import type { LeasedTask } from './stored-tasks'
import { inTransaction, unawaited } from './transaction'

export interface LeaseTerms {
  now: number
  leaseMs: number
}

export interface LeaseRequest extends LeaseTerms {
  jobId: string
  owner: string
}

/** Writes a job as it stood in memory, or what it came to so far, in one transaction: the record, the tasks that are not
 *  done, and those rows that are not written yet. The first part stands in place of whatever was stored of the job. All
 *  of it is kept or nothing.
 *  @throws MotifscopeError `quota-exceeded` */
export function keepHeldJob(
  db: MotifscopeDatabase,
  { record, tasks, rows, rowsWritten }: Omit<HeldJob, 'tasks'> & { tasks: readonly TaskRecord[] },
): Promise<void> {
  const isFirst = rowsWritten === undefined
  const isOver = record.state === 'done'
  const unfinished = isOver ? [] : tasks.filter(({ state }) => state.kind !== 'done')
  return inTransaction(db, ['jobs', 'tasks', 'resultBatches'], 'readwrite', async (tx) => {
    const [jobs, stored, batches] = [
      tx.objectStore('jobs'),
      tx.objectStore('tasks'),
      tx.objectStore('resultBatches'),
    ]
    const waiting = unfinished.map((task): TaskRecord => ({ ...task, state: { kind: 'waiting' } }))
    if (isFirst || isOver) unawaited(stored.delete(keysOf(record.id)))
    else
      for (const { taskId, state } of tasks)
        if (state.kind === 'done') unawaited(stored.delete([record.id, taskId]))
    if (isFirst) unawaited(batches.delete(keysOf(record.id)))
    unawaited(jobs.put(record))
    if (waiting.length > 0) await putTasks(stored, waiting)
    const before = { ...record, rowCount: rowsWritten ?? 0 }
    if (rows.length > 0) await appendRows(batches, before, rows, record.rowCount - before.rowCount)
  })
}

/** Starts a job, or starts it again: forgets its rows and tasks, writes the record with nothing done and a waiting task
 *  for each range. Task ids go on where an earlier run stopped, so that its stragglers cannot be taken for ours. */
export async function startJob(
  db: MotifscopeDatabase,
  record: JobRecord,
  ranges: readonly RootRange[],
): Promise<JobRecord> {
  const fresh: JobRecord = {
    ...record,
    tasksDone: 0,
    tasksTotal: ranges.length,
    count: 0n,
    rowCount: 0,
    truncated: false,
  }
  const earlier = await inTransaction(db, ['jobs', 'tasks', 'resultBatches'], 'readwrite', async (tx) => {
    const tasks = tx.objectStore('tasks')
    const known = await tx.objectStore('jobs').get(record.id)
    const firstId = await nextTaskId(tasks, record.id)
    await tasks.delete(keysOf(record.id))
    await tx.objectStore('resultBatches').delete(keysOf(record.id))
    await tx.objectStore('jobs').put(fresh)
    await putTasks(tasks, waitingTasks(record.id, firstId, ranges))
    return known
  })
  // After the index: files without an index are nothing, an index without files is damage.
  await deleteResultFiles(db, earlier)
  return fresh
}

/** Adds a waiting task for each range and counts them in the job's `tasksTotal`.
 *  @throws Error when there is no such job. */
export function enqueueTasks(
  db: MotifscopeDatabase,
  jobId: string,
  ranges: readonly RootRange[],
): Promise<void> {
  return inTransaction(db, ['jobs', 'tasks'], 'readwrite', async (tx) => {
    const jobs = tx.objectStore('jobs')
    const job = await jobs.get(jobId)
    if (!job) throw new Error(`Tasks were given for job ${jobId}, which does not exist.`)
    await addWaitingTasks(tx.objectStore('tasks'), jobId, ranges, false)
    await jobs.put({ ...job, tasksTotal: job.tasksTotal + ranges.length })
  })
}

/** Leases up to `count` tasks: waiting ones, split-off ones before others and the newest of them first, the others in
 *  order of creation; then those whose lease has expired. A lease that ends more than 2 × `leaseMs` from now was given by a clock that has since been set back: it counts as expired. */
export function leaseTasks(
  db: MotifscopeDatabase,
  { jobId, owner, now, leaseMs, count }: LeaseRequest & { count: number },
): Promise<LeasedTask[]> {
  return inTransaction(db, ['tasks'], 'readwrite', async (tx) => {
    const store = tx.objectStore('tasks')
    const byDue = store.index('byDue')
    // A shorter array sorts before its extensions: [jobId, now] excludes what is due exactly now.
    const due = await byDue.getAll(IDBKeyRange.bound([jobId], [jobId, now]), count)
    if (due.length < count) {
      const implausible = IDBKeyRange.bound([jobId, now + 2 * leaseMs, Infinity], [jobId, []], true)
      due.push(...(await byDue.getAll(implausible, count - due.length)))
    }
    const leased = due.map((row) => withLease(taskFromStored(row), owner, now + leaseMs))
    await putTasks(store, leased)
    return leased
  })
}

/** Leases one task; undefined when none waits or has expired (the job may still have tasks that others work on). */
export async function leaseTask(
  db: MotifscopeDatabase,
  request: LeaseRequest,
): Promise<LeasedTask | undefined> {
  const [task] = await leaseTasks(db, { ...request, count: 1 })
  return task
}

/** Extends leases to `now + leaseMs`: task by task the task as stored, or `'lease-lost'`. */
export function renewLeases(
  db: MotifscopeDatabase,
  tasks: readonly LeasedTask[],
  { now, leaseMs }: LeaseTerms,
): Promise<(LeasedTask | 'lease-lost')[]> {
  return changeHeld(db, tasks, (held) => withLease(held, held.state.owner, now + leaseMs))
}

/** Extends one lease. */
export async function renewLease(
  db: MotifscopeDatabase,
  task: LeasedTask,
  terms: LeaseTerms,
): Promise<LeasedTask | 'lease-lost'> {
  const [renewed = 'lease-lost'] = await renewLeases(db, [task], terms)
  return renewed
}

/** Gives tasks back, each to go on from the cursor last saved. Leases that were lost stay with whoever has them. */
export async function releaseTasks(db: MotifscopeDatabase, tasks: readonly LeasedTask[]): Promise<void> {
  const release = (held: LeasedTask): TaskRecord => ({ ...held, state: { kind: 'waiting' } })
  await withReserve(db, () => changeHeld(db, tasks, release))
}

/** Gives one task back. */
export function releaseTask(db: MotifscopeDatabase, task: LeasedTask): Promise<void> {
  return releaseTasks(db, [task])
}

/** Gives back the tasks of owners known to be gone (a closed tab), before their leases expire. Returns how many. */
export function releaseAbandoned(
  db: MotifscopeDatabase,
  jobId: string,
  isGone: (owner: string) => boolean,
): Promise<number> {
  return inTransaction(db, ['tasks'], 'readwrite', async (tx) => {
    const store = tx.objectStore('tasks')
    const leased = IDBKeyRange.bound([jobId, waitingAt, Infinity], [jobId, []], true)
    const rows = await store.index('byDue').getAll(leased)
    const abandoned = rows.filter(({ state }) => state.kind === 'leased' && isGone(state.owner))
    await putTasks(
      store,
      abandoned.map((row): TaskRecord => ({ ...taskFromStored(row), state: { kind: 'waiting' } })),
    )
    return abandoned.length
  })
}

/** Forgets the tasks of a job that has ended; its rows and its record stay. Late progress is then refused. */
export function deleteTasks(db: MotifscopeDatabase, jobId: string): Promise<void> {
  return inTransaction(db, ['tasks'], 'readwrite', (tx) => tx.objectStore('tasks').delete(keysOf(jobId)))
}

/** All tasks of a job, by id. */
export function listTasks(db: MotifscopeDatabase, jobId: string): Promise<TaskRecord[]> {
  return inTransaction(db, ['tasks'], 'readonly', async (tx) => {
    const rows = await tx.objectStore('tasks').getAll(keysOf(jobId))
    return rows.map(taskFromStored)
  })
}

/** Those of a job's tasks that are stored, of some ids. */
export function readTasks(
  db: MotifscopeDatabase,
  jobId: string,
  taskIds: readonly number[],
): Promise<TaskRecord[]> {
  if (taskIds.length === 0) return Promise.resolve([])
  return inTransaction(db, ['tasks'], 'readonly', async (tx) => {
    const rows = await Promise.all(taskIds.map((taskId) => tx.objectStore('tasks').get([jobId, taskId])))
    return rows.flatMap((row) => (row ? [taskFromStored(row)] : []))
  })
}

/** Changes those of the tasks that are still leased to who holds them here. */
function changeHeld<Changed extends TaskRecord>(
  db: MotifscopeDatabase,
  tasks: readonly LeasedTask[],
  change: (held: LeasedTask) => Changed,
): Promise<(Changed | 'lease-lost')[]> {
  return inTransaction(db, ['tasks'], 'readwrite', async (tx) => {
    const store = tx.objectStore('tasks')
    const rows = await Promise.all(tasks.map(({ jobId, taskId }) => store.get([jobId, taskId])))
    const outcomes = tasks.map((task, i) => {
      const stored = rows[i] && taskFromStored(rows[i])
      return isLeasedTo(stored, task) ? change(stored) : 'lease-lost'
    })
    await putTasks(
      store,
      outcomes.filter((outcome) => outcome !== 'lease-lost'),
    )
    return outcomes
  })
}
