/** A queue of tasks in memory, for the first moments of a job: a short one is over before it was worth writing down, a
 *  longer one moves to storage as it stands (`keepHeldJob`), and so does one that brings more rows than memory should
 *  hold. What is in here is gone with the tab. */
import type { JobRecord, TaskRecord } from '../model/job'
import type { RootRange } from '../model/plan'
import { changedTasks, enter, isLimitReached, jobAfter, openLedger, totalsOf } from './progress-ledger'
import type { RowPart } from './progress-ledger'
import { byTurn, isLeasedTo, waitingTasks, withLease } from './stored-tasks'
import type { LeasedTask } from './stored-tasks'
import type { TaskQueue } from './task-queue'

/** A job as it stands. */
export interface HeldJob {
  record: JobRecord
  /** All tasks, done ones too, by id. */
  tasks: TaskRecord[]
  /** In the order they came; as many as the record says, or more, which are then not wanted. */
  rows: RowPart[]
}

export interface MemoryQueue extends TaskQueue {
  held(jobId: string): HeldJob | undefined
  /** Bytes of rows in memory. */
  readonly rowBytes: number
  /** Bytes in memory of rows and tasks, these by estimate. */
  heldBytes(): number
}

interface Job {
  record: JobRecord
  tasks: Map<number, TaskRecord>
  rows: RowPart[]
}

/** A task with its range, cursor and state. */
const bytesPerTask = 512

const bytesOf = (part: RowPart) => (part instanceof Uint32Array ? part.byteLength : 0)

function isDue({ state }: TaskRecord, now: number, leaseMs: number): boolean {
  if (state.kind !== 'leased') return state.kind === 'waiting'
  return state.expiresAt < now || state.expiresAt > now + 2 * leaseMs
}

class QueueInMemory implements MemoryQueue {
  rowBytes = 0
  private readonly jobs = new Map<string, Job>()

  // Async throughout: what goes wrong rejects, as it does in storage.
  async start(record: JobRecord, ranges: readonly RootRange[]): Promise<JobRecord> {
    const nothing = { tasksDone: 0, count: 0n, rowCount: 0, truncated: false }
    const fresh: JobRecord = { ...record, ...nothing, tasksTotal: ranges.length }
    const earlier = this.jobs.get(record.id)
    const firstId = earlier ? nextId(earlier) : 0
    for (const part of earlier?.rows ?? []) this.rowBytes -= bytesOf(part)
    const tasks = waitingTasks(record.id, firstId, ranges)
    this.jobs.set(record.id, {
      record: fresh,
      tasks: new Map(tasks.map((task) => [task.taskId, task])),
      rows: [],
    })
    return fresh
  }

  async enqueue(jobId: string, ranges: readonly RootRange[]): Promise<void> {
    const job = this.jobs.get(jobId)
    if (!job) throw new Error(`Tasks were given for job ${jobId}, which does not exist.`)
    addTasks(job, ranges, false)
    job.record = { ...job.record, tasksTotal: job.record.tasksTotal + ranges.length }
  }

  async lease({
    jobId,
    owner,
    now,
    leaseMs,
    count,
  }: Parameters<TaskQueue['lease']>[0]): Promise<LeasedTask[]> {
    const tasks = this.jobs.get(jobId)?.tasks ?? new Map<number, TaskRecord>()
    const due = [...tasks.values()].filter((task) => isDue(task, now, leaseMs))
    const waitingFirst = [
      ...due.filter(({ state }) => state.kind === 'waiting').sort(byTurn),
      ...due.filter(({ state }) => state.kind === 'leased'),
    ]
    const leased = waitingFirst.slice(0, count).map((task) => withLease(task, owner, now + leaseMs))
    for (const task of leased) tasks.set(task.taskId, task)
    return leased
  }

  async renew(...[tasks, { now, leaseMs }]: Parameters<TaskQueue['renew']>): ReturnType<TaskQueue['renew']> {
    return tasks.map((task) => this.change(task, (held) => withLease(held, held.state.owner, now + leaseMs)))
  }

  async save({
    jobId,
    entries,
    now,
    leaseMs,
  }: Parameters<TaskQueue['save']>[0]): ReturnType<TaskQueue['save']> {
    const job = this.jobs.get(jobId)
    if (!job)
      return { outcomes: entries.map(() => 'lease-lost'), rowsKept: 0, limitReached: false, job: undefined }
    const known = entries.flatMap(({ task }) => job.tasks.get(task.taskId) ?? [])
    const ledger = openLedger(known)
    const outcomes = entries.map((entry) => enter(ledger, job.record, entry, now + leaseMs))
    const before = job.record.rowCount
    for (const task of changedTasks(ledger)) job.tasks.set(task.taskId, task)
    job.record = jobAfter(job.record, ledger)
    addTasks(job, ledger.newRanges, true)
    for (const part of ledger.rows) {
      job.rows.push(part)
      this.rowBytes += bytesOf(part)
    }
    const { record } = job
    const rowsKept = record.rowCount - before
    return { outcomes, rowsKept, limitReached: isLimitReached(record), job: totalsOf(record) }
  }

  async release(tasks: readonly LeasedTask[]): Promise<void> {
    for (const task of tasks) this.change(task, (held) => ({ ...held, state: { kind: 'waiting' } }))
  }

  async releaseAbandoned(jobId: string, isGone: (owner: string) => boolean): Promise<number> {
    const tasks = this.jobs.get(jobId)?.tasks ?? new Map<number, TaskRecord>()
    const gone = [...tasks.values()].filter(({ state }) => state.kind === 'leased' && isGone(state.owner))
    for (const task of gone) tasks.set(task.taskId, { ...task, state: { kind: 'waiting' } })
    return gone.length
  }

  async list(jobId: string): Promise<TaskRecord[]> {
    return [...(this.jobs.get(jobId)?.tasks.values() ?? [])]
  }

  async forget(jobId: string): Promise<void> {
    this.jobs.get(jobId)?.tasks.clear()
  }

  heldBytes(): number {
    const counts = Array.from(this.jobs.values(), ({ tasks }) => tasks.size)
    return this.rowBytes + bytesPerTask * counts.reduce((sum, count) => sum + count, 0)
  }

  held(jobId: string): HeldJob | undefined {
    const job = this.jobs.get(jobId)
    return job && { record: job.record, tasks: [...job.tasks.values()], rows: job.rows }
  }

  private change<Changed extends TaskRecord>(
    task: LeasedTask,
    change: (held: LeasedTask) => Changed,
  ): Changed | 'lease-lost' {
    const tasks = this.jobs.get(task.jobId)?.tasks
    const known = tasks?.get(task.taskId)
    if (!tasks || !isLeasedTo(known, task)) return 'lease-lost'
    const changed = change(known)
    tasks.set(task.taskId, changed)
    return changed
  }
}

const nextId = ({ tasks }: Job) => Math.max(-1, ...tasks.keys()) + 1

function addTasks(job: Job, ranges: readonly RootRange[], areSplitOff: boolean): void {
  for (const task of waitingTasks(job.record.id, nextId(job), ranges, areSplitOff))
    job.tasks.set(task.taskId, task)
}

/** An empty queue. */
export function createMemoryQueue(): MemoryQueue {
  return new QueueInMemory()
}
