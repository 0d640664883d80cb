/** A queue of tasks in memory. What is only in here is gone with the tab: `spilling-queue.ts` writes down what is more
 *  than memory should hold, and a job that lasts moves to storage as it stands. */
import type { JobRecord, TaskRecord } from '../model/job'
import type { RootRange } from '../model/plan'
import { JobInMemory } from './held-job'
import { changedTasks, enter, isLimitReached, jobAfter, openLedger, totalsOf } from './progress-ledger'
import { byTurn, isLeasedTo, withLease } from './stored-tasks'
import type { LeasedTask } from './stored-tasks'
import type { TaskQueue } from './task-queue'

export interface MemoryQueue extends TaskQueue {
  job(jobId: string): JobInMemory | undefined
}

function isDue({ state }: TaskRecord, now: number, leaseMs: number): boolean {
  if (state.kind !== 'leased') return state.kind === 'waiting'
  return state.expiresAt < now || state.expiresAt > now + 2 * leaseMs
}

class QueueInMemory implements MemoryQueue {
  private readonly jobs = new Map<string, JobInMemory>()

  job(jobId: string): JobInMemory | undefined {
    return this.jobs.get(jobId)
  }

  // Async throughout: what goes wrong rejects, as it does in storage.
  async start(record: JobRecord, ranges: readonly RootRange[]): Promise<JobRecord> {
    const nothing = { tasksDone: 0, count: 0n, rowCount: 0, truncated: false }
    const fresh: JobRecord = { ...record, ...nothing, tasksTotal: ranges.length }
    // Ids go on where an earlier run stopped: its stragglers cannot be taken for ours.
    const job = new JobInMemory(fresh, this.jobs.get(record.id)?.nextId ?? 0)
    this.jobs.set(record.id, job)
    job.addStep(job.addTasks(ranges, false), [])
    return fresh
  }

  async enqueue(jobId: string, ranges: readonly RootRange[]): Promise<void> {
    const job = this.jobs.get(jobId)
    if (!job) throw new Error(`Tasks were given for job ${jobId}, which does not exist.`)
    job.record = { ...job.record, tasksTotal: job.record.tasksTotal + ranges.length }
    job.addStep(job.addTasks(ranges, false), [])
  }

  async lease({
    jobId,
    owner,
    now,
    leaseMs,
    count,
  }: Parameters<TaskQueue['lease']>[0]): Promise<LeasedTask[]> {
    const job = this.jobs.get(jobId)
    if (!job) return []
    const due = [...job.tasks.values()].filter((task) => isDue(task, now, leaseMs))
    const waitingFirst = [
      ...due.filter(({ state }) => state.kind === 'waiting').sort(byTurn),
      ...due.filter(({ state }) => state.kind === 'leased'),
    ]
    const leased = waitingFirst.slice(0, count).map((task) => withLease(task, owner, now + leaseMs))
    job.setTasks(leased)
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
    if (ledger.changedIds.size > 0) {
      const changed = changedTasks(ledger)
      job.record = jobAfter(job.record, ledger)
      job.setTasks(changed)
      job.addStep([...changed, ...job.addTasks(ledger.newRanges, true)], ledger.rows)
    }
    const { record } = job
    const rowsKept = record.rowCount - before
    return { outcomes, rowsKept, limitReached: isLimitReached(record), job: totalsOf(record) }
  }

  async release(tasks: readonly LeasedTask[]): Promise<void> {
    for (const task of tasks) this.change(task, (held) => ({ ...held, state: { kind: 'waiting' } }))
  }

  async releaseAbandoned(jobId: string, isGone: (owner: string) => boolean): Promise<number> {
    const job = this.jobs.get(jobId)
    const tasks = [...(job?.tasks.values() ?? [])]
    const gone = tasks.filter(({ state }) => state.kind === 'leased' && isGone(state.owner))
    job?.setTasks(gone.map((task) => ({ ...task, state: { kind: 'waiting' } })))
    return gone.length
  }

  async list(jobId: string): Promise<TaskRecord[]> {
    return [...(this.jobs.get(jobId)?.tasks.values() ?? [])].sort((a, b) => a.taskId - b.taskId)
  }

  async forget(jobId: string): Promise<void> {
    this.jobs.get(jobId)?.forgetTasks()
  }

  private change<Changed extends TaskRecord>(
    task: LeasedTask,
    change: (held: LeasedTask) => Changed,
  ): Changed | 'lease-lost' {
    const job = this.jobs.get(task.jobId)
    const known = job?.tasks.get(task.taskId)
    if (!job || !isLeasedTo(known, task)) return 'lease-lost'
    const changed = change(known)
    job.setTasks([changed])
    return changed
  }
}

/** An empty queue. */
export function createMemoryQueue(): MemoryQueue {
  return new QueueInMemory()
}
