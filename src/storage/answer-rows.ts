/** Rows that a server answers, written down as they come. There are no tasks: a search on a server is asked as a whole,
 *  and asked anew where it was interrupted. */
import type { JobRecord } from '../model/job'
import { withReserve } from './reserve'
import { appendRows } from './results'
import type { MotifscopeDatabase } from './schema'
import { inTransaction } from './transaction'

/** Appends rows (row-major) to a job and writes its record with the rows counted, in one transaction.
 *  @returns the record as it then is
 *  @throws MotifscopeError `quota-exceeded`. */
export function appendAnswer(
  db: MotifscopeDatabase,
  record: JobRecord,
  rows: Uint32Array,
): Promise<JobRecord> {
  const added = rows.length / record.columns.length
  const grown = { ...record, rowCount: record.rowCount + added }
  return withReserve(db, () =>
    inTransaction(db, ['jobs', 'resultBatches'], 'readwrite', async (tx) => {
      await appendRows(tx.objectStore('resultBatches'), record, [rows], added)
      await tx.objectStore('jobs').put(grown)
      return grown
    }),
  )
}
