/** Keeps what tasks bring: their rows, their counts and how far they came, in one transaction, so that a crash neither
 *  loses a match nor doubles one. What is kept of which entry: progress-ledger.ts. */
import { changedTasks, enter, isLimitReached, jobAfter, openLedger, totalsOf } from './progress-ledger'
import type { ProgressEntry, SavedProgress } from './progress-ledger'
import { appendRows } from './results'
import type { MotifscopeDatabase } from './schema'
import { addWaitingTasks, putTasks, taskFromStored } from './stored-tasks'
import { inTransaction } from './transaction'
import type { LeaseTerms } from './work-queue'

export type { EntryOutcome, JobTotals, ProgressEntry, SavedProgress } from './progress-ledger'

/** Several entries share a transaction; of one task too, each beginning where the one before ended. */
export interface SaveRequest extends LeaseTerms {
  jobId: string
  entries: readonly ProgressEntry[]
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
    const ids = [...new Set(entries.map(({ task }) => task.taskId))]
    const [job, ...stored] = await Promise.all([
      tx.objectStore('jobs').get(jobId),
      ...ids.map((taskId) => tasks.get([jobId, taskId])),
    ])
    if (!job)
      return { outcomes: entries.map(() => 'lease-lost'), rowsKept: 0, limitReached: false, job: undefined }
    const ledger = openLedger(stored.flatMap((row) => (row ? [taskFromStored(row)] : [])))
    const outcomes = entries.map((entry) => enter(ledger, job, entry, now + leaseMs))
    const after = jobAfter(job, ledger)
    const rowsKept = after.rowCount - job.rowCount
    if (ledger.changedIds.size > 0) {
      await Promise.all([
        putTasks(tasks, changedTasks(ledger)),
        addWaitingTasks(tasks, jobId, ledger.newRanges, true),
        appendRows(tx.objectStore('resultBatches'), job, ledger.rows, rowsKept),
        tx.objectStore('jobs').put(after),
      ])
    }
    return { outcomes, rowsKept, limitReached: isLimitReached(after), job: totalsOf(after) }
  })
}
