/** The rows of jobs, kept in the order they came, in batches: small ones in IndexedDB, large ones in files that workers
 *  wrote. Reads of a page touch only the batches it lies in. */
import type { JobRecord, WrittenRows } from '../model/job'
import type { RowPart } from './progress-ledger'
import { rowCountOf } from './progress-ledger'
import { deleteResultFiles, readResultFile } from './result-files'
import type { MotifscopeDatabase, ResultBatch, Store } from './schema'
import { withReserve } from './reserve'
import { rowFoldersOf } from './row-folders'
import { keysOf } from './schema'
import { inTransaction } from './transaction'

/** Largest batch in IndexedDB, and largest piece of a scan, in numbers (1 MiB): a page is cut out of one or two, and a
 *  scan holds a few at a time. */
export const maxBatchValues = 2 ** 18

/** Batches one read of a scan brings: the fewest where they are large, the most where they are tiny. */
const fewestPerRead = 8
const mostPerRead = 128

/** Rows of a job, read. */
export interface RowPiece {
  firstRow: number
  rowCount: number
  rows: Uint32Array<ArrayBuffer>
}

type Stretch = { rows: Uint32Array[]; rowCount: number } | WrittenRows

/** Parts next to each other in one stretch: rows in memory, or what follows each other in one file. No more than
 *  `rowCount` rows. */
function stretchesOf(parts: readonly RowPart[], width: number, rowCount: number): Stretch[] {
  const stretches: Stretch[] = []
  let missing = rowCount
  for (const part of parts) {
    const count = Math.min(missing, rowCountOf(part, width))
    if (count === 0) continue
    missing -= count
    const last = stretches.at(-1)
    if (part instanceof Uint32Array) {
      const rows = part.subarray(0, count * width)
      if (last && 'rows' in last) {
        last.rows.push(rows)
        last.rowCount += count
      } else stretches.push({ rows: [rows], rowCount: count })
    } else if (last && 'file' in last && isNext(last, part, width)) last.rowCount += count
    else stretches.push({ ...part, rowCount: count })
  }
  return stretches
}

function isNext(last: WrittenRows, part: WrittenRows, width: number): boolean {
  return last.file === part.file && last.byteOffset + 4 * width * last.rowCount === part.byteOffset
}

/** Appends the first `rowCount` of the given rows to a job whose record says how many it has. Part of a transaction
 *  that also writes the job's new `rowCount`. */
export async function appendRows(
  store: Store<'resultBatches'>,
  job: Pick<JobRecord, 'id' | 'columns' | 'rowCount'>,
  parts: readonly RowPart[],
  rowCount: number,
): Promise<void> {
  const width = job.columns.length
  let firstRow = job.rowCount
  const batches: ResultBatch[] = []
  for (const stretch of stretchesOf(parts, width, rowCount)) {
    const place = { jobId: job.id, firstRow, rowCount: stretch.rowCount }
    if ('rows' in stretch) batches.push(...inlineBatches(place, stretch.rows, width))
    else {
      const { file, byteOffset, folder } = stretch
      batches.push({ ...place, file, byteOffset, ...(folder === undefined ? {} : { folder }) })
    }
    firstRow += stretch.rowCount
  }
  await Promise.all(batches.map(async (batch) => store.put(batch)))
}

function inlineBatches(
  { jobId, firstRow, rowCount }: Omit<ResultBatch, 'rows'>,
  parts: Uint32Array[],
  width: number,
): ResultBatch[] {
  const values = joined(parts, rowCount * width)
  const rowsPerBatch = Math.max(1, Math.floor(maxBatchValues / width))
  const batches: ResultBatch[] = []
  for (let start = 0; start < rowCount; start += rowsPerBatch) {
    const end = Math.min(start + rowsPerBatch, rowCount)
    // Sliced: a view would be stored with all of the buffer beneath it.
    const rows = values.slice(start * width, end * width)
    batches.push({ jobId, firstRow: firstRow + start, rowCount: end - start, rows })
  }
  return batches
}

/** The rows `offset` to `offset + limit` of a job, as far as they exist: row-major host node indexes, as many a row as
 *  the job has columns.
 *  @throws MotifscopeError `result-damaged` */
export async function readRows(
  db: MotifscopeDatabase,
  jobId: string,
  { offset = 0, limit = Infinity }: { offset?: number; limit?: number } = {},
): Promise<Uint32Array> {
  const end = offset + limit
  const { batches, width } = await inTransaction(db, ['jobs', 'resultBatches'], 'readonly', async (tx) => {
    const store = tx.objectStore('resultBatches')
    const [start, job] = await Promise.all([
      store.openKeyCursor(IDBKeyRange.bound([jobId], [jobId, offset]), 'prev'),
      tx.objectStore('jobs').get(jobId),
    ])
    if (!start || !job || limit <= 0) return { batches: [], width: 0 }
    const range = IDBKeyRange.bound(start.primaryKey, [jobId, end], false, true)
    return { batches: await store.getAll(range), width: job.columns.length }
  })
  const parts = await Promise.all(
    batches.map((batch) => readBatch(db, batch, width, offset - batch.firstRow, end - batch.firstRow)),
  )
  return joined(
    parts,
    parts.reduce((length, part) => length + part.length, 0),
  )
}

/** The rows `from` to `to` of a batch, as far as it has them. */
async function readBatch(
  db: MotifscopeDatabase,
  batch: ResultBatch,
  width: number,
  from: number,
  to: number,
): Promise<Uint32Array<ArrayBuffer>> {
  const first = Math.max(0, from)
  const end = Math.max(first, Math.min(batch.rowCount, to))
  if (batch.rows) return batch.rows.subarray(first * width, end * width)
  const { jobId, file, byteOffset } = batch
  const folder = batch.folder === undefined ? undefined : (await rowFoldersOf(db, jobId))[batch.folder]
  const place = { database: db.name, jobId, file, ...(folder ? { folder } : {}) }
  return readResultFile(place, byteOffset + 4 * first * width, (end - first) * width)
}

/** All rows of a job in order, in pieces of at most `maxBatchValues`, a few in memory at a time. Rows appended meanwhile
 *  are included. */
export async function* iterateBatches(
  db: MotifscopeDatabase,
  jobId: string,
): AsyncGenerator<RowPiece, void, undefined> {
  let next = 0
  let batchCount = fewestPerRead
  for (;;) {
    const range = IDBKeyRange.bound([jobId, next], [jobId, []])
    const { batches, width } = await inTransaction(db, ['jobs', 'resultBatches'], 'readonly', async (tx) => {
      const [job, found] = await Promise.all([
        tx.objectStore('jobs').get(jobId),
        tx.objectStore('resultBatches').getAll(range, batchCount),
      ])
      return { batches: job ? found : [], width: job?.columns.length ?? 0 }
    })
    for (const batch of batches) yield* piecesOf(db, batch, width)
    const last = batches.at(-1)
    if (!last) return
    next = last.firstRow + last.rowCount
    const valueCount = batches.reduce((total, { rows }) => total + (rows?.length ?? 0), 0)
    batchCount = valueCount < maxBatchValues ? Math.min(2 * batchCount, mostPerRead) : fewestPerRead
  }
}

async function* piecesOf(
  db: MotifscopeDatabase,
  batch: ResultBatch,
  width: number,
): AsyncGenerator<RowPiece> {
  const rowsPerPiece = Math.max(1, Math.floor(maxBatchValues / width))
  for (let first = 0; first < batch.rowCount; first += rowsPerPiece) {
    const rows = await readBatch(db, batch, width, first, first + rowsPerPiece)
    yield { firstRow: batch.firstRow + first, rowCount: rows.length / width, rows }
  }
}

/** Forgets the rows of a job; its counts stay. Nothing happens when there is no such job. */
export async function deleteResults(db: MotifscopeDatabase, jobId: string): Promise<void> {
  const forget = () =>
    inTransaction(db, ['jobs', 'resultBatches'], 'readwrite', async (tx) => {
      const job = await tx.objectStore('jobs').get(jobId)
      await tx.objectStore('resultBatches').delete(keysOf(jobId))
      if (job) await tx.objectStore('jobs').put(withoutRows(job))
      return job
    })
  const record = await withReserve(db, forget)
  // After the index: files without an index are nothing, an index without files is damage.
  await deleteResultFiles(db, record)
}

/** The record without rows; the folder for more of them is forgotten with those it had. */
function withoutRows(record: JobRecord): JobRecord {
  const bare = { ...record, rowCount: 0 }
  delete bare.rowFolder
  return bare
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
