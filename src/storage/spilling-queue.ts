/** A queue in memory that holds no more than its budget. Beyond it, what is oldest is written down in batches and leaves
 *  memory: first what was found, then those waiting tasks whose turn comes last. What was split off last is searched
 *  first, so the queue drains before much has to leave; tasks that did come back when it is their turn.
 *
 *  Whatever is written is a job that can go on from there, should the tab die. For one tab alone: nobody else may take
 *  tasks of a job whose record says that it is queued. */
import type { JobRecord, TaskRecord } from '../model/job'
import type { RootRange } from '../model/plan'
import type { HeldJob } from './held-job'
import { createMemoryQueue } from './memory-queue'
import type { MotifscopeDatabase } from './schema'
import { taskIdOfTurn, turnOf } from './stored-tasks'
import type { LeasedTask } from './stored-tasks'
import type { TaskQueue } from './task-queue'
import { deleteTasks, keepHeldJob, readTasks } from './work-queue'

/** Bytes of a batch, as long as there are so many: enough to be worth a transaction, few enough to be copied at once. */
export const spillBatch = { least: 16 * 2 ** 20, most: 64 * 2 ** 20 }

/** Tasks that come back at a time, for each byte of the budget: an eighth of it, at half a kilobyte each. */
const fetchedShare = 1 / 8 / 512

/** Bytes that leave memory at a time where it may hold so many: half of them, within bounds. */
export function batchBytesFor(budget: number): number {
  return Math.min(spillBatch.most, Math.max(spillBatch.least, budget / 2))
}

export interface SpillingQueue extends TaskQueue {
  /** What of a job is not written down, and its tasks in memory. */
  held(jobId: string): HeldJob | undefined
  /** Bytes in memory, by reckoning. */
  heldBytes(jobId: string): number
  /** Writes batches until fewer than `bytes` are held, as far as waiting work goes.
   *  @throws MotifscopeError `quota-exceeded`: that batch is still in memory */
  shrink(jobId: string, bytes: number): Promise<void>
}

class QueueWithBudget implements SpillingQueue {
  private readonly memory = createMemoryQueue()
  /** By job the turns of tasks that are in storage alone, the next at the end. */
  private readonly away = new Map<string, number[]>()
  private lastMove: Promise<void> = Promise.resolve()

  constructor(
    private readonly db: MotifscopeDatabase,
    private readonly budget: number,
    private readonly batchBytes: number,
  ) {}

  async start(record: JobRecord, ranges: readonly RootRange[]): Promise<JobRecord> {
    this.away.delete(record.id)
    const fresh = await this.memory.start(record, ranges)
    await this.makeRoom(record.id)
    return fresh
  }

  async enqueue(jobId: string, ranges: readonly RootRange[]): Promise<void> {
    await this.memory.enqueue(jobId, ranges)
    await this.makeRoom(jobId)
  }

  async lease(request: Parameters<TaskQueue['lease']>[0]): Promise<LeasedTask[]> {
    const { jobId, count } = request
    if (!this.away.has(jobId)) return this.memory.lease(request)
    // One after the other: what one brings back for itself, none may miss or take.
    return this.inTurn(async () => {
      await this.bringBack(jobId, count)
      return this.memory.lease(request)
    })
  }

  renew(...request: Parameters<TaskQueue['renew']>): ReturnType<TaskQueue['renew']> {
    return this.memory.renew(...request)
  }

  async save(request: Parameters<TaskQueue['save']>[0]): ReturnType<TaskQueue['save']> {
    const saved = await this.memory.save(request)
    await this.makeRoom(request.jobId)
    return saved
  }

  async release(tasks: readonly LeasedTask[]): Promise<void> {
    await this.memory.release(tasks)
  }

  releaseAbandoned(jobId: string, isGone: (owner: string) => boolean): Promise<number> {
    return this.memory.releaseAbandoned(jobId, isGone)
  }

  async list(jobId: string): Promise<TaskRecord[]> {
    const ids = this.away.get(jobId)?.map(taskIdOfTurn) ?? []
    const all = [...(await this.memory.list(jobId)), ...(await readTasks(this.db, jobId, ids))]
    return all.sort((left, right) => left.taskId - right.taskId)
  }

  async forget(jobId: string): Promise<void> {
    await this.memory.forget(jobId)
    this.away.delete(jobId)
    if (this.held(jobId)?.rowsWritten !== undefined) await deleteTasks(this.db, jobId)
  }

  held(jobId: string): HeldJob | undefined {
    return this.memory.job(jobId)?.whole()
  }

  heldBytes(jobId: string): number {
    return this.memory.job(jobId)?.heldBytes ?? 0
  }

  async shrink(jobId: string, bytes: number): Promise<void> {
    if (this.heldBytes(jobId) >= bytes) await this.inTurn(() => this.spill(jobId, bytes))
  }

  private makeRoom(jobId: string): Promise<void> {
    return this.shrink(jobId, this.budget)
  }

  private async spill(jobId: string, bytes: number): Promise<void> {
    const job = this.memory.job(jobId)
    while (job && job.heldBytes >= bytes) {
      const oldest = job.oldest(this.batchBytes)
      if (oldest) {
        const { part, stepCount } = oldest
        // Nobody else begins on a job that is queued and has its lock.
        await keepHeldJob(this.db, { ...part, record: { ...part.record, state: 'queued' } })
        job.noteWritten(stepCount)
      } else if (!this.sendAway(jobId, job.takeOut(bytes / 2))) return
    }
  }

  /** Answers whether there were any. */
  private sendAway(jobId: string, tasks: readonly TaskRecord[]): boolean {
    if (tasks.length === 0) return false
    const turns = [...(this.away.get(jobId) ?? []), ...tasks.map(turnOf)]
    this.away.set(
      jobId,
      turns.sort((left, right) => right - left),
    )
    return true
  }

  /** Sees to it that the next `count` waiting tasks are in memory; some more come with them. */
  private async bringBack(jobId: string, count: number): Promise<void> {
    const job = this.memory.job(jobId)
    const away = this.away.get(jobId)
    const next = away?.at(-1)
    if (!job || !away || next === undefined) return
    const last = job.waiting(count)[count - 1]
    if (last && turnOf(last) < next) return
    const turns = away.splice(-Math.max(count, Math.floor(this.budget * fetchedShare)))
    try {
      job.setTasks(await readTasks(this.db, jobId, turns.map(taskIdOfTurn)))
    } catch (thrown) {
      away.push(...turns)
      throw thrown
    }
  }

  private inTurn<Result>(move: () => Promise<Result>): Promise<Result> {
    const moved = this.lastMove.then(move)
    this.lastMove = moved.then(
      () => undefined,
      () => undefined,
    )
    return moved
  }
}

/** An empty queue whose jobs may hold so many bytes each.
 *  @param batchBytes other batches than usual, for tests */
export function createSpillingQueue(
  db: MotifscopeDatabase,
  budget: number,
  batchBytes = batchBytesFor(budget),
): SpillingQueue {
  return new QueueWithBudget(db, budget, batchBytes)
}
