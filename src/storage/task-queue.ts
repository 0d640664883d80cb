/** What a queue of tasks must do, wherever it is kept: in this browser's IndexedDB, in memory, on a server that many
 *  machines ask. `tests/browser/storage/describe-task-queue.ts` holds every implementation to it.
 *
 *  Time comes from the caller, in milliseconds since 1970; it need not agree between callers, nor run evenly: by the
 *  clock alone nothing is lost. Owners are any texts that differ between pools. */
import type { JobRecord, TaskRecord } from '../model/job'
import type { RootRange } from '../model/plan'
import type { MotifscopeDatabase } from './schema'
import type { SavedProgress } from './progress-ledger'
import { withReserve } from './reserve'
import { saveProgress } from './save-progress'
import type { SaveRequest } from './save-progress'
import type { LeasedTask } from './stored-tasks'
import {
  deleteTasks,
  enqueueTasks,
  leaseTasks,
  listTasks,
  releaseAbandoned,
  releaseTasks,
  renewLeases,
  startJob,
} from './work-queue'
import type { LeaseRequest, LeaseTerms } from './work-queue'

export interface TaskQueue {
  /** Starts a job, or starts it again: nothing done, no rows, a waiting task for each range. */
  start(record: JobRecord, ranges: readonly RootRange[]): Promise<JobRecord>
  /** Adds waiting tasks. Rejects when there is no such job. */
  enqueue(jobId: string, ranges: readonly RootRange[]): Promise<void>
  /** Up to `count` tasks for one owner, depth first: waiting ones that were split off from others, the newest first;
   *  waiting ones in order of creation; then those whose lease has run out. */
  lease(request: LeaseRequest & { count: number }): Promise<LeasedTask[]>
  /** Task by task the task as it now stands, or `lease-lost`. */
  renew(tasks: readonly LeasedTask[], terms: LeaseTerms): Promise<(LeasedTask | 'lease-lost')[]>
  /** Rows, counts, cursors, completion and split-off tasks, all or nothing; refused entry by entry where the lease was
   *  lost. */
  save(request: SaveRequest): Promise<SavedProgress>
  /** Gives tasks back as they were last saved; those that others have now stay with them. */
  release(tasks: readonly LeasedTask[]): Promise<void>
  /** Gives back the tasks of owners known to be gone. Answers how many. */
  releaseAbandoned(jobId: string, isGone: (owner: string) => boolean): Promise<number>
  list(jobId: string): Promise<TaskRecord[]>
  /** Forgets the tasks of a job that has ended; late progress is then refused. */
  forget(jobId: string): Promise<void>
}

const hasRows = ({ entries }: SaveRequest) =>
  entries.some(({ progress: { rows, written = [] } }) => rows.length > 0 || written.length > 0)

/** The queue in IndexedDB: shared by the tabs of a browser, and there after a crash. */
export function storedQueue(db: MotifscopeDatabase): TaskQueue {
  return {
    start: (record, ranges) => startJob(db, record, ranges),
    enqueue: (jobId, ranges) => enqueueTasks(db, jobId, ranges),
    lease: (request) => withReserve(db, () => leaseTasks(db, request)),
    renew: (tasks, terms) => renewLeases(db, tasks, terms),
    save: (request) =>
      hasRows(request) ? saveProgress(db, request) : withReserve(db, () => saveProgress(db, request)),
    release: (tasks) => releaseTasks(db, tasks),
    releaseAbandoned: (jobId, isGone) => releaseAbandoned(db, jobId, isGone),
    list: (jobId) => listTasks(db, jobId),
    forget: (jobId) => deleteTasks(db, jobId),
  }
}
