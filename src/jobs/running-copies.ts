/** While a count stays in memory, copies of it go to storage, and nobody waits for them: should the tab die, it goes on
 *  from the last one. */
import type { MotifscopeDatabase } from '../storage/database'
import type { HeldJob } from '../storage/held-job'
import { keepHeldJob } from '../storage/work-queue'

/** What a crash may take of a search's work. A copy costs about a millisecond. */
const copyEveryMs = 50

export interface RunningCopies {
  /** Writes a copy, if it is time and none is being written. */
  copy(): void
}

/** @param held the job as it stands */
export function createRunningCopies(db: MotifscopeDatabase, held: () => HeldJob | undefined): RunningCopies {
  let dueAt = performance.now() + copyEveryMs
  let writing: Promise<void> | undefined
  return {
    copy() {
      const job = held()
      if (writing || !job || performance.now() < dueAt) return
      // Nobody else begins on a job that is queued and has its lock. What fails here, the job's end says aloud.
      writing = keepHeldJob(db, { ...job, record: { ...job.record, state: 'queued' } })
        .catch(() => undefined)
        .finally(() => {
          writing = undefined
          dueAt = performance.now() + copyEveryMs
        })
    },
  }
}
