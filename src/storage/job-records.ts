/** Stored jobs. A job is started by work-queue.ts, counted by save-progress.ts; here its record is read, changed and
 *  deleted with all that hangs on it. */
import type { JobRecord } from '../model/job'
import { deleteResultFiles } from './result-files'
import { withReserve } from './reserve'
import type { MotifscopeDatabase } from './schema'
import { keysOf } from './schema'
import { inTransaction, unawaited } from './transaction'

/** Writes a record as it is. While tasks run use `updateJob`: a record read earlier has old counts. */
export function putJob(db: MotifscopeDatabase, record: JobRecord): Promise<void> {
  return withReserve(db, () =>
    inTransaction(db, ['jobs'], 'readwrite', async (tx) => {
      unawaited(tx.objectStore('jobs').put(record))
    }),
  )
}

/** Writes the record of a job of which nothing is stored yet. Returns the record that is stored then. */
export function addJob(db: MotifscopeDatabase, record: JobRecord): Promise<JobRecord> {
  return inTransaction(db, ['jobs'], 'readwrite', async (tx) => {
    const jobs = tx.objectStore('jobs')
    const known = await jobs.get(record.id)
    if (!known) await jobs.put(record)
    return known ?? record
  })
}

/** The record of a job; undefined when there is none. */
export function getJob(db: MotifscopeDatabase, jobId: string): Promise<JobRecord | undefined> {
  return inTransaction(db, ['jobs'], 'readonly', (tx) => tx.objectStore('jobs').get(jobId))
}

/** All records, the newest first. */
export async function listJobs(db: MotifscopeDatabase): Promise<JobRecord[]> {
  const oldestFirst = await inTransaction(db, ['jobs'], 'readonly', (tx) =>
    tx.objectStore('jobs').index('byCreatedAt').getAll(),
  )
  return oldestFirst.reverse()
}

/** Changes a record where it stands, in one transaction with reading it. `change` returns the new record, the same
 *  object to leave it. Returns the record as it then is; undefined when there is none. */
export function updateJob(
  db: MotifscopeDatabase,
  jobId: string,
  change: (record: JobRecord) => JobRecord,
): Promise<JobRecord | undefined> {
  const work = () =>
    inTransaction(db, ['jobs'], 'readwrite', async (tx) => {
      const jobs = tx.objectStore('jobs')
      const record = await jobs.get(jobId)
      if (!record) return undefined
      const changed = change(record)
      if (changed.id !== jobId) throw new Error(`A change of job ${jobId} returned job ${changed.id}.`)
      if (changed !== record) await jobs.put(changed)
      return changed
    })
  return withReserve(db, work)
}

/** Deletes a job with its tasks and rows. Workers still busy with it learn it from their next save. */
export async function deleteJob(db: MotifscopeDatabase, jobId: string): Promise<void> {
  const record = await inTransaction(db, ['jobs', 'tasks', 'resultBatches'], 'readwrite', async (tx) => {
    const [known] = await Promise.all([
      tx.objectStore('jobs').get(jobId),
      tx.objectStore('jobs').delete(jobId),
      tx.objectStore('tasks').delete(keysOf(jobId)),
      tx.objectStore('resultBatches').delete(keysOf(jobId)),
    ])
    return known
  })
  await deleteResultFiles(db, record)
}
