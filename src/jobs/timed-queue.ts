/** A queue that tells how long its callers waited for it: what keeping account of a search costs. */
import type { TaskQueue } from '../storage/task-queue'

/** The same queue. `onWaited` is called with milliseconds after each lease, save and release. */
export function timedQueue(queue: TaskQueue, onWaited: (waitedMs: number) => void): TaskQueue {
  async function timed<Result>(work: Promise<Result>): Promise<Result> {
    const begin = performance.now()
    try {
      return await work
    } finally {
      onWaited(performance.now() - begin)
    }
  }
  return {
    start: (record, ranges) => queue.start(record, ranges),
    enqueue: (jobId, ranges) => queue.enqueue(jobId, ranges),
    renew: (tasks, terms) => queue.renew(tasks, terms),
    releaseAbandoned: (jobId, isGone) => queue.releaseAbandoned(jobId, isGone),
    list: (jobId) => queue.list(jobId),
    forget: (jobId) => queue.forget(jobId),
    lease: (request) => timed(queue.lease(request)),
    save: (request) => timed(queue.save(request)),
    release: (tasks) => timed(queue.release(tasks)),
  }
}
