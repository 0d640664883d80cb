/** The rows of jobs, kept in the order they came, in batches. Reads of a page touch only the batches it lies in. */
import type { JobRecord } from '../model/job'
import type { MotifscopeDatabase, ResultBatch, Store } from './schema'
import { keysOf } from './schema'
import { inTransaction } from './transaction'

/** Largest batch, in numbers (1 MiB): a page is cut out of one or two, and a scan holds a few at a time. */
export const maxBatchValues = 2 ** 18

/** Batches one read of a scan brings: the fewest where they are large, the most where they are tiny. */
const fewestPerRead = 8
const mostPerRead = 128

/** Appends the first `rowCount` of the given rows to a job whose record says how many it has. Part of a transaction
 *  that also writes the job's new `rowCount`. */
export async function appendRows(
  store: Store<'resultBatches'>,
  job: JobRecord,
  parts: readonly Uint32Array[],
  rowCount: number,
): Promise<void> {
  const width = job.columns.length
  const rowsPerBatch = Math.max(1, Math.floor(maxBatchValues / width))
  const values = joined(parts, rowCount * width)
  for (let start = 0; start < rowCount; start += rowsPerBatch) {
    const end = Math.min(start + rowsPerBatch, rowCount)
    // Sliced: a view would be stored with all of the buffer beneath it.
    const rows = values.slice(start * width, end * width)
    await store.put({ jobId: job.id, firstRow: job.rowCount + start, rowCount: end - start, rows })
  }
}

/** The rows `offset` to `offset + limit` of a job, as far as they exist: row-major host node indexes, as many a row as
 *  the job has columns. */
export function readRows(
  db: MotifscopeDatabase,
  jobId: string,
  { offset = 0, limit = Infinity }: { offset?: number; limit?: number } = {},
): Promise<Uint32Array> {
  const end = offset + limit
  return inTransaction(db, ['resultBatches'], 'readonly', async (tx) => {
    const store = tx.objectStore('resultBatches')
    const start = await store.openKeyCursor(IDBKeyRange.bound([jobId], [jobId, offset]), 'prev')
    if (!start || limit <= 0) return new Uint32Array(0)
    const batches = await store.getAll(IDBKeyRange.bound(start.primaryKey, [jobId, end], false, true))
    const parts = batches.map((batch) => cut(batch, offset, end))
    return joined(
      parts,
      parts.reduce((length, part) => length + part.length, 0),
    )
  })
}

/** All batches of a job in order, a few in memory at a time. Rows appended meanwhile are included. */
export async function* iterateBatches(
  db: MotifscopeDatabase,
  jobId: string,
): AsyncGenerator<ResultBatch, void, undefined> {
  let next = 0
  let batchCount = fewestPerRead
  for (;;) {
    const range = IDBKeyRange.bound([jobId, next], [jobId, []])
    const batches = await inTransaction(db, ['resultBatches'], 'readonly', (tx) =>
      tx.objectStore('resultBatches').getAll(range, batchCount),
    )
    yield* batches
    const last = batches.at(-1)
    if (!last) return
    next = last.firstRow + last.rowCount
    const valueCount = batches.reduce((total, { rows }) => total + rows.length, 0)
    batchCount = valueCount < maxBatchValues ? Math.min(2 * batchCount, mostPerRead) : fewestPerRead
  }
}

/** Forgets the rows of a job; its counts stay. Nothing happens when there is no such job. */
export function deleteResults(db: MotifscopeDatabase, jobId: string): Promise<void> {
  return inTransaction(db, ['jobs', 'resultBatches'], 'readwrite', async (tx) => {
    const job = await tx.objectStore('jobs').get(jobId)
    await tx.objectStore('resultBatches').delete(keysOf(jobId))
    if (job) await tx.objectStore('jobs').put({ ...job, rowCount: 0 })
  })
}

function cut({ firstRow, rowCount, rows }: ResultBatch, offset: number, end: number): Uint32Array {
  const width = rows.length / rowCount
  return rows.subarray(
    Math.max(0, offset - firstRow) * width,
    Math.max(0, Math.min(rowCount, end - firstRow)) * width,
  )
}

/** The first `length` numbers of the parts, in one array of its own. */
function joined(parts: readonly Uint32Array[], length: number): Uint32Array<ArrayBuffer> {
  const whole = new Uint32Array(length)
  let filled = 0
  for (const part of parts) {
    const fitting = part.subarray(0, length - filled)
    whole.set(fitting, filled)
    filled += fitting.length
  }
  return whole
}
