/** The queues there are, held to what every queue must do; and the way from memory to storage. */
import { describe, expect, it } from 'vitest'
import type { HeldJob } from '../../../src/storage/held-job'
import { getJob } from '../../../src/storage/job-records'
import { createMemoryQueue } from '../../../src/storage/memory-queue'
import { readRows } from '../../../src/storage/results'
import { createSpillingQueue } from '../../../src/storage/spilling-queue'
import { storedQueue } from '../../../src/storage/task-queue'
import { keepHeldJob, leaseTasks, listTasks, startJob } from '../../../src/storage/work-queue'
import { describeTaskQueue } from './describe-task-queue'
import { firstColumn, freshDatabase, jobRecord, rangesOf, rowsFrom } from './fresh-database'

describeTaskQueue('in IndexedDB', async () => {
  const db = await freshDatabase()
  return {
    queue: storedQueue(db),
    record: (jobId) => getJob(db, jobId),
    firstColumn: async (jobId) => firstColumn(await readRows(db, jobId)),
  }
})

/** The first numbers of rows that are held, as far as they are wanted. */
function firstHeld({ rows, record, rowsWritten = 0 }: HeldJob): number[] {
  const all = rows.flatMap((part) => (part instanceof Uint32Array ? firstColumn(part) : []))
  return all.slice(0, record.rowCount - rowsWritten)
}

describeTaskQueue('in memory', () => {
  const queue = createMemoryQueue()
  return Promise.resolve({
    queue,
    record: (jobId) => Promise.resolve(queue.job(jobId)?.record),
    firstColumn: (jobId) => Promise.resolve(firstHeld(queue.job(jobId)!.whole())),
  })
})

// Everything leaves memory at once; or nothing does.
describe.each([1, 2 ** 30])('with a budget of %i bytes', (budget) => {
  describeTaskQueue('in memory, spilled', async () => {
    const db = await freshDatabase()
    const queue = createSpillingQueue(db, budget)
    return {
      queue,
      record: (jobId) => Promise.resolve(queue.held(jobId)?.record),
      async firstColumn(jobId) {
        const held = queue.held(jobId)!
        const written = held.rowsWritten === undefined ? [] : firstColumn(await readRows(db, jobId))
        return [...written, ...firstHeld(held)]
      },
    }
  })
})

const terms = { jobId: 'job', owner: 'a', now: 0, leaseMs: 100 }

it('a job moves from memory to storage as it stands, and goes on there', async () => {
  const db = await freshDatabase()
  await startJob(db, jobRecord(), rangesOf(7))
  const queue = createMemoryQueue()
  await queue.start(jobRecord(), rangesOf(3))
  const [first, second] = await queue.lease({ ...terms, count: 2 })
  const cursor = { root: 14, positions: [1], skip: 0 }
  await queue.save({
    ...terms,
    entries: [
      { task: first!, progress: { count: 2, rows: rowsFrom(0, 2), cursor: null } },
      { task: second!, progress: { count: 1, rows: rowsFrom(10, 1), cursor } },
    ],
  })
  await keepHeldJob(db, queue.job('job')!.whole())
  expect(await getJob(db, 'job')).toMatchObject({ count: 3n, rowCount: 3, tasksDone: 1, tasksTotal: 3 })
  expect(firstColumn(await readRows(db, 'job'))).toEqual([0, 1, 10])
  const left = await leaseTasks(db, { ...terms, owner: 'b', count: 9 })
  expect(left.map(({ range, cursor: from }) => ({ range, from }))).toEqual([
    { range: { first: 10, end: 20 }, from: cursor },
    { range: { first: 20, end: 30 }, from: null },
  ])
  expect(await listTasks(db, 'job')).toHaveLength(2)
})
