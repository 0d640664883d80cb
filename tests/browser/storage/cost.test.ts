/** What the queue and the results cost at real sizes. Asserts that they work there; reports the times, since a busy
 *  machine says nothing about the code. */
import { expect, it } from 'vitest'
import { openMotifscopeDatabase } from '../../../src/storage/database'
import { iterateBatches, readRows } from '../../../src/storage/results'
import { readHostFile, writeHostFile } from '../../../src/storage/host-files'
import { saveProgress } from '../../../src/storage/save-progress'
import type { ProgressEntry } from '../../../src/storage/save-progress'
import type { LeasedTask } from '../../../src/storage/stored-tasks'
import { leaseTask, leaseTasks, renewLeases, startJob } from '../../../src/storage/work-queue'
import { firstColumn, freshDatabase, jobRecord, rangesOf, rowsFrom } from './fresh-database'

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const begin = performance.now()
  const result = await work()
  return [result, performance.now() - begin]
}

const report = (what: string, ms: number, each?: number) =>
  console.log(`${what}: ${ms.toFixed(1)} ms${each ? `, ${(ms / each).toFixed(3)} ms each` : ''}`)

const terms = { jobId: 'job', owner: 'a', now: 0, leaseMs: 1_000 }

function completed(task: LeasedTask): ProgressEntry {
  return { task, progress: { count: 8, rows: rowsFrom(8 * task.taskId, 8), cursor: null } }
}

it(
  '10,000 tasks are queued, leased and completed, one by one and many at a time',
  { timeout: 300_000 },
  async () => {
    const db = await freshDatabase()
    const [, startMs] = await timed(() => startJob(db, jobRecord(), rangesOf(10_000)))
    report('10,000 tasks queued', startMs, 10_000)
    const oneByOne: LeasedTask[] = []
    const [, leaseMs] = await timed(async () => {
      for (let i = 0; i < 1_000; i++) oneByOne.push((await leaseTask(db, terms))!)
    })
    report('1,000 leases, one a transaction', leaseMs, 1_000)
    const [, renewMs] = await timed(() => renewLeases(db, oneByOne, terms))
    report('1,000 renewals, one transaction', renewMs, 1_000)
    const [, saveMs] = await timed(async () => {
      for (const task of oneByOne) await saveProgress(db, { ...terms, entries: [completed(task)] })
    })
    report('1,000 completions of 8 rows, one a transaction', saveMs, 1_000)
    const [leasedCount, batchMs] = await timed(async () => {
      let count = 0
      for (;;) {
        const tasks = await leaseTasks(db, { ...terms, count: 64 })
        if (tasks.length === 0) return count
        await saveProgress(db, { ...terms, entries: tasks.map(completed) })
        count += tasks.length
      }
    })
    report('9,000 leases and completions of 8 rows, 64 a transaction', batchMs, 9_000)
    expect(leasedCount).toBe(9_000)
    const rows = firstColumn(await readRows(db, 'job')).sort((a, b) => a - b)
    expect(rows).toHaveLength(80_000)
    expect(rows.every((row, i) => row === i)).toBe(true)
  },
)

it.each([
  ['256 large batches', 256],
  ['4,000 small batches', 4_000],
])('a page of a million rows is read from %s', { timeout: 300_000 }, async (_, saveCount) => {
  const db = await freshDatabase()
  const rowsPerSave = Math.floor(1_000_000 / saveCount)
  await startJob(db, jobRecord(), rangesOf(1, 1_000_000))
  let task = (await leaseTask(db, terms))!
  const [, saveMs] = await timed(async () => {
    for (let i = 0; i < saveCount; i++) {
      const cursor = { root: i, positions: [], skip: 0 }
      const progress = { count: rowsPerSave, rows: rowsFrom(i * rowsPerSave, rowsPerSave), cursor }
      const { outcomes } = await saveProgress(db, { ...terms, entries: [{ task, progress }] })
      task = outcomes[0] as LeasedTask
    }
  })
  report(`1M rows saved in ${saveCount} batches`, saveMs, saveCount)
  const fresh = await openMotifscopeDatabase(db.name)
  for (const offset of [0, 500_123, 990_000]) {
    const [page, pageMs] = await timed(() => readRows(fresh, 'job', { offset, limit: 100 }))
    report(`  100 rows from row ${offset}`, pageMs)
    expect(firstColumn(page)).toEqual(Array.from({ length: 100 }, (_, i) => offset + i))
  }
  const [total, scanMs] = await timed(async () => {
    let count = 0
    for await (const { rowCount } of iterateBatches(fresh, 'job')) count += rowCount
    return count
  })
  report('  all rows iterated', scanMs)
  expect(total).toBe(rowsPerSave * saveCount)
  fresh.close()
})

it('a host of 128 MB is written from shared memory and read', { timeout: 300_000 }, async () => {
  const db = await freshDatabase()
  const shared = new Uint32Array(new SharedArrayBuffer(2 ** 27)).fill(3)
  const [, writeMs] = await timed(() => writeHostFile(db, 'h', 'topology.bin', shared))
  report('128 MiB written', writeMs)
  const [read, readMs] = await timed(async () => (await readHostFile(db, 'h', 'topology.bin'))!.arrayBuffer())
  report('128 MiB read', readMs)
  expect(read.byteLength).toBe(2 ** 27)
})
