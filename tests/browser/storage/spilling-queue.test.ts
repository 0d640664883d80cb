/** What leaves memory, when, and in which order it comes back; and that whatever is written down is a job that can go on
 *  from there. What it must do as a queue: `task-queues.test.ts`; in any order of events: the property tests. */
import { expect, it } from 'vitest'
import type { Cursor } from '../../../src/model/plan'
import { getJob } from '../../../src/storage/job-records'
import { readRows } from '../../../src/storage/results'
import { batchBytesFor, createSpillingQueue } from '../../../src/storage/spilling-queue'
import type { LeasedTask } from '../../../src/storage/stored-tasks'
import { keepHeldJob, leaseTasks, listTasks } from '../../../src/storage/work-queue'
import { firstColumn, freshDatabase, jobRecord, rangesOf, rowsFrom } from './fresh-database'

const MiB = 2 ** 20
const terms = { jobId: 'job', now: 0, leaseMs: 100 }
const by = (owner: string, count = 1) => ({ ...terms, owner, count })
/** A cursor that takes about a megabyte of memory. */
const largeCursor = (root: number): Cursor => ({ root, positions: new Array(MiB / 8).fill(root), skip: 0 })

async function begun(budget: number, taskCount: number) {
  const db = await freshDatabase()
  const queue = createSpillingQueue(db, budget)
  await queue.start(jobRecord(), rangesOf(taskCount))
  const save = (task: LeasedTask, first: number, count: number, cursor: Cursor | null) =>
    queue.save({ ...terms, entries: [{ task, progress: { count, rows: rowsFrom(first, count), cursor } }] })
  return { db, queue, save }
}

it('batches are of 16 to 64 MB, half of the budget where that lies between', () => {
  const batches = [1, 32, 64, 100, 1_000].map((budget) => batchBytesFor(budget * MiB) / MiB)
  expect(batches).toEqual([16, 16, 32, 50, 64])
})

it('within its budget nothing is written down', async () => {
  const { db, queue, save } = await begun(32 * MiB, 3)
  const [task] = await queue.lease(by('a'))
  await save(task!, 0, 100_000, null)
  expect(await getJob(db, 'job')).toBeUndefined()
  expect(queue.heldBytes('job')).toBeGreaterThan(800_000)
})

it('rows beyond it are written in batches of 16 MB, the oldest first; the newest stay', async () => {
  const { db, queue, save } = await begun(32 * MiB, 1)
  let [task] = await queue.lease(by('a'))
  const written: number[] = []
  // A mebibyte of rows each time.
  for (let i = 0; i < 80; i++) {
    const { outcomes } = await save(task!, i * 131_072, 131_072, { root: 1, positions: [i], skip: 0 })
    task = outcomes[0] as LeasedTask
    const { rowCount = 0 } = (await getJob(db, 'job')) ?? {}
    if (rowCount > (written.at(-1) ?? 0)) written.push(rowCount)
    expect(queue.heldBytes('job')).toBeLessThan(32 * MiB)
  }
  const sizes = written.map((rows, i) => (8 * (rows - (written[i - 1] ?? 0))) / MiB)
  expect(sizes).toHaveLength(4)
  for (const size of sizes) expect(Math.round(size)).toBe(16)
  const rows = await readRows(db, 'job', { offset: 131_070, limit: 4 })
  expect(firstColumn(rows)).toEqual([131_070, 131_071, 131_072, 131_073])
})

it('tasks with large cursors leave by turn, the last first, and come back in turn', async () => {
  const { db, queue } = await begun(20 * MiB, 30)
  const tasks = await queue.lease(by('a', 30))
  for (const task of tasks) {
    const progress = { count: 0, rows: new Uint32Array(0), cursor: largeCursor(task.range.first + 1) }
    const { outcomes } = await queue.save({ ...terms, entries: [{ task, progress }] })
    await queue.release(outcomes as LeasedTask[])
    expect(queue.heldBytes('job')).toBeLessThan(20 * MiB)
  }
  expect(await listTasks(db, 'job')).toHaveLength(30)
  const turns: number[] = []
  for (let i = 0; i < 30; i++) {
    const [task] = await queue.lease(by('b'))
    turns.push(task!.taskId)
    expect(task!.cursor).toEqual(largeCursor(task!.range.first + 1))
    await queue.save({
      ...terms,
      entries: [{ task: task!, progress: { count: 0, rows: new Uint32Array(0), cursor: null } }],
    })
  }
  expect(turns).toEqual(Array.from({ length: 30 }, (_, i) => i))
  expect(await queue.lease(by('b'))).toEqual([])
  expect(queue.held('job')?.record).toMatchObject({ tasksDone: 30, tasksTotal: 30 })
})

it('what was split off last is searched first, also among tasks that have left memory', async () => {
  const { queue } = await begun(1, 2)
  const [task] = (await queue.lease(by('a'))) as [LeasedTask]
  const nothing = { count: 0, rows: new Uint32Array(0), cursor: { root: 1, positions: [], skip: 0 } }
  for (const newRanges of [[{ first: 8, end: 10 }], [{ first: 5, end: 8 }]]) {
    const range = { first: 0, end: newRanges[0]!.end }
    await queue.save({ ...terms, entries: [{ task: { ...task, range }, progress: nothing, newRanges }] })
    task.cursor = nothing.cursor
  }
  const turns: number[] = []
  for (let i = 0; i < 3; i++) turns.push((await queue.lease(by('b')))[0]!.range.first)
  expect(turns).toEqual([5, 8, 10])
})

it('workers that ask at once are given different tasks, and all of them', async () => {
  const { queue } = await begun(1, 40)
  const leased = await Promise.all(Array.from({ length: 50 }, (_, i) => queue.lease(by(`w${i}`))))
  const ids = leased.flat().map(({ taskId }) => taskId)
  expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i))
})

it('what is written down when the tab dies is a job that goes on from there', async () => {
  const { db, queue, save } = await begun(60_000, 3)
  const [task] = (await queue.lease(by('a'))) as [LeasedTask]
  const { outcomes } = await save(task, 0, 8_000, { root: 4, positions: [], skip: 0 })
  // Too little to be written: this is gone.
  await save(outcomes[0] as LeasedTask, 8_000, 10, { root: 5, positions: [], skip: 0 })
  expect(await getJob(db, 'job')).toMatchObject({ state: 'queued', count: 8_000n, rowCount: 8_000 })
  const left = await leaseTasks(db, by('heir', 9))
  expect(left.map(({ range, cursor }) => [range.first, cursor?.root ?? null])).toEqual([
    [0, 4],
    [10, null],
    [20, null],
  ])
  expect(await readRows(db, 'job')).toHaveLength(16_000)
})

it('a job that is over leaves no tasks behind, whatever was written on the way', async () => {
  const { db, queue, save } = await begun(1, 3)
  for (let i = 0; i < 3; i++) {
    const [task] = await queue.lease(by('a'))
    await save(task!, 10 * i, 1, null)
  }
  const held = queue.held('job')!
  await keepHeldJob(db, { ...held, record: { ...held.record, state: 'done' } })
  expect(await listTasks(db, 'job')).toEqual([])
  expect(firstColumn(await readRows(db, 'job'))).toEqual([0, 10, 20])
})
