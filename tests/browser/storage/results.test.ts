import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MotifscopeDatabase } from '../../../src/storage/database'
import { getJob } from '../../../src/storage/job-records'
import { deleteResults, iterateBatches, maxBatchValues, readRows } from '../../../src/storage/results'
import { saveProgress } from '../../../src/storage/save-progress'
import { leaseTasks, startJob } from '../../../src/storage/work-queue'
import { firstColumn, freshDatabase, jobRecord, rangesOf, rowsFrom } from './fresh-database'

/** A job whose rows 0, 1, 2, … came in batches of the given sizes. */
async function jobOf(db: MotifscopeDatabase, batchSizes: number[], id = 'job'): Promise<void> {
  await startJob(db, jobRecord({}, { id }), rangesOf(batchSizes.length))
  const tasks = await leaseTasks(db, { jobId: id, owner: 'a', now: 0, leaseMs: 10, count: batchSizes.length })
  let first = 0
  for (const [i, count] of batchSizes.entries()) {
    const progress = { count, rows: rowsFrom(first, count), cursor: null }
    await saveProgress(db, { jobId: id, now: 0, leaseMs: 10, entries: [{ task: tasks[i]!, progress }] })
    first += count
  }
}

const numbers = (from: number, end: number) =>
  Array.from({ length: Math.max(0, end - from) }, (_, i) => from + i)

describe('rows', () => {
  it('of any page are those of all rows, cut out', async () => {
    const page = fc.record({ offset: fc.nat(40), limit: fc.nat(40) })
    const batchSizes = fc.array(fc.nat(9), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(batchSizes, fc.array(page, { minLength: 1, maxLength: 8 }), async (sizes, pages) => {
        const db = await freshDatabase()
        await jobOf(db, sizes)
        const total = sizes.reduce((sum, size) => sum + size, 0)
        for (const { offset, limit } of pages)
          expect(firstColumn(await readRows(db, 'job', { offset, limit }))).toEqual(
            numbers(offset, Math.min(offset + limit, total)),
          )
        expect(firstColumn(await readRows(db, 'job'))).toEqual(numbers(0, total))
        expect(firstColumn(await readRows(db, 'job', { offset: 3 }))).toEqual(numbers(3, total))
      }),
      { numRuns: 40 },
    )
  })

  it('of other jobs are not touched, whatever their ids', async () => {
    const db = await freshDatabase()
    for (const id of ['job', 'job0', 'joa', '']) await jobOf(db, [3, 2], id)
    for (const id of ['job', 'job0', 'joa', ''])
      expect(firstColumn(await readRows(db, id))).toEqual([0, 1, 2, 3, 4])
    expect(await readRows(db, 'jo')).toHaveLength(0)
  })

  it('are kept in batches small enough to cut a page from', async () => {
    const db = await freshDatabase()
    const count = maxBatchValues + 7
    await jobOf(db, [count])
    const sizes: number[] = []
    for await (const { firstRow, rowCount, rows } of iterateBatches(db, 'job')) {
      expect(firstRow).toBe(sizes.reduce((sum, size) => sum + size, 0))
      expect(rows.length).toBe(2 * rowCount)
      sizes.push(rowCount)
    }
    expect(sizes).toEqual([maxBatchValues / 2, maxBatchValues / 2, 7])
    const middle = await readRows(db, 'job', { offset: maxBatchValues / 2 - 2, limit: 4 })
    expect(firstColumn(middle)).toEqual(numbers(maxBatchValues / 2 - 2, maxBatchValues / 2 + 2))
  })

  it('are iterated batch by batch in order', async () => {
    const db = await freshDatabase()
    await jobOf(db, numbers(1, 31))
    const all: number[] = []
    for await (const { rows } of iterateBatches(db, 'job')) all.push(...firstColumn(rows))
    expect(all).toEqual(numbers(0, 465))
    const none: unknown[] = []
    for await (const batch of iterateBatches(db, 'none')) none.push(batch)
    expect(none).toEqual([])
  })

  it('are deleted, and the record says so', async () => {
    const db = await freshDatabase()
    await jobOf(db, [3, 2])
    await jobOf(db, [1], 'other')
    await deleteResults(db, 'job')
    await deleteResults(db, 'none')
    expect(await readRows(db, 'job')).toHaveLength(0)
    expect(await readRows(db, 'other')).toHaveLength(2)
    expect(await getJob(db, 'job')).toMatchObject({ rowCount: 0, count: 5n })
    expect(await getJob(db, 'none')).toBeUndefined()
  })
})
