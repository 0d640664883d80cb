import { describe, expect, it } from 'vitest'
import type { SearchSemantics } from '../../../src/model/job'
import type { Cursor } from '../../../src/model/plan'
import type { MotifscopeDatabase } from '../../../src/storage/database'
import { getJob, updateJob } from '../../../src/storage/job-records'
import { readRows } from '../../../src/storage/results'
import { saveProgress } from '../../../src/storage/save-progress'
import type { ProgressEntry } from '../../../src/storage/save-progress'
import type { LeasedTask } from '../../../src/storage/stored-tasks'
import { leaseTasks, listTasks, releaseAbandoned, startJob } from '../../../src/storage/work-queue'
import { firstColumn, freshDatabase, jobRecord, rangesOf, rowsFrom } from './fresh-database'

const at = (root: number): Cursor => ({ root, positions: [0], skip: 0 })

async function leased(taskCount: number, options: Partial<SearchSemantics> = {}) {
  const db = await freshDatabase()
  await startJob(db, jobRecord(options), rangesOf(taskCount))
  return {
    db,
    tasks: await leaseTasks(db, { jobId: 'job', owner: 'a', now: 0, leaseMs: 100, count: taskCount }),
  }
}

const save = (db: MotifscopeDatabase, entries: ProgressEntry[], now = 50) =>
  saveProgress(db, { jobId: 'job', now, leaseMs: 100, entries })

const brings = (first: number, count: number, cursor: Cursor | null) => ({
  count,
  rows: rowsFrom(first, count),
  cursor,
})

describe('progress', () => {
  it('of several tasks is kept at once: rows in order, counts, cursors, leases', async () => {
    const { db, tasks } = await leased(3)
    const saved = await save(db, [
      { task: tasks[2]!, progress: brings(20, 2, null) },
      { task: tasks[0]!, progress: brings(0, 3, at(4)) },
    ])
    expect(saved).toEqual({
      outcomes: [
        'done',
        { ...tasks[0], cursor: at(4), state: { kind: 'leased', owner: 'a', expiresAt: 150 } },
      ],
      rowsKept: 5,
      limitReached: false,
      job: { count: 5n, rowCount: 5, truncated: false, tasksDone: 1, tasksTotal: 3, state: 'running' },
    })
    expect(firstColumn(await readRows(db, 'job'))).toEqual([20, 21, 0, 1, 2])
    expect(await listTasks(db, 'job')).toEqual([
      saved.outcomes[1],
      tasks[1],
      { ...tasks[2], state: { kind: 'done' } },
    ])
    expect(await getJob(db, 'job')).toMatchObject(saved.job!)
  })

  it('of one task twice in one save goes on from its own cursor', async () => {
    const { db, tasks } = await leased(1)
    const [task] = tasks as [LeasedTask]
    const { outcomes } = await save(db, [
      { task, progress: brings(0, 1, at(1)) },
      { task: { ...task, cursor: at(1) }, progress: brings(1, 1, at(2)) },
      { task: { ...task, cursor: at(1) }, progress: brings(1, 1, at(2)) },
    ])
    expect(outcomes[1]).toMatchObject({ cursor: at(2) })
    expect(outcomes[2]).toBe('lease-lost')
    expect(firstColumn(await readRows(db, 'job'))).toEqual([0, 1])
  })

  it('whose lease was lost is left out, the others are kept', async () => {
    const { db, tasks } = await leased(2)
    const [other] = await leaseTasks(db, { jobId: 'job', owner: 'b', now: 101, leaseMs: 100, count: 1 })
    const saved = await save(db, [
      { task: tasks[0]!, progress: brings(0, 1, null) },
      { task: tasks[1]!, progress: brings(10, 1, null) },
    ])
    expect(saved.outcomes).toEqual(['lease-lost', 'done'])
    expect(firstColumn(await readRows(db, 'job'))).toEqual([10])
    expect((await listTasks(db, 'job'))[0]).toEqual(other)
  })

  it('tells what other tabs did to the job', async () => {
    const { db, tasks } = await leased(1)
    await updateJob(db, 'job', (record) => ({ ...record, state: 'cancelled' }))
    expect((await save(db, [{ task: tasks[0]!, progress: brings(0, 1, null) }])).job?.state).toBe('cancelled')
  })

  it('of views on larger or shared memory is stored without what is around it', async () => {
    const { db, tasks } = await leased(1)
    const shared = new Uint32Array(new SharedArrayBuffer(4000)).fill(7)
    shared[100] = 42
    const progress = { count: 1, rows: shared.subarray(100, 102), cursor: null }
    await save(db, [{ task: tasks[0]!, progress }])
    const [batch] = await db.getAll('resultBatches')
    expect([...batch!.rows!]).toEqual([42, 7])
    expect(batch!.rows!.buffer.byteLength).toBe(8)
  })

  it('counts beyond 2^53 exactly', async () => {
    const { db, tasks } = await leased(2, { countOnly: true })
    const most = { count: Number.MAX_SAFE_INTEGER, rows: new Uint32Array(), cursor: null }
    await save(db, [{ task: tasks[0]!, progress: most }])
    const { job } = await save(db, [{ task: tasks[1]!, progress: most }])
    expect(job?.count).toBe(2n * BigInt(Number.MAX_SAFE_INTEGER))
  })
})

describe('a limit', () => {
  it('stops rows and count where it says, and tells', async () => {
    const { db, tasks } = await leased(3, { limit: 5 })
    expect(await save(db, [{ task: tasks[0]!, progress: brings(0, 3, null) }])).toMatchObject({
      limitReached: false,
    })
    expect(await save(db, [{ task: tasks[1]!, progress: brings(10, 4, null) }])).toMatchObject({
      rowsKept: 2,
      limitReached: true,
      job: { count: 5n, rowCount: 5, truncated: true },
    })
    expect(await save(db, [{ task: tasks[2]!, progress: brings(20, 4, null) }])).toMatchObject({
      rowsKept: 0,
    })
    expect(firstColumn(await readRows(db, 'job'))).toEqual([0, 1, 2, 10, 11])
  })

  it('met exactly is reached, but nothing was cut off', async () => {
    const { db, tasks } = await leased(1, { limit: 3 })
    expect(await save(db, [{ task: tasks[0]!, progress: brings(0, 3, null) }])).toMatchObject({
      limitReached: true,
      job: { count: 3n, truncated: false },
    })
  })

  it('holds for counts without rows too', async () => {
    const { db, tasks } = await leased(1, { limit: 10, countOnly: true })
    const progress = brings(0, 30, null)
    expect(await save(db, [{ task: tasks[0]!, progress }])).toMatchObject({
      rowsKept: 0,
      job: { count: 10n, rowCount: 0, truncated: true },
    })
    expect(await readRows(db, 'job')).toHaveLength(0)
  })
})

describe('a split', () => {
  it('shortens the task and adds the rest as waiting tasks', async () => {
    const { db, tasks } = await leased(1)
    const newRanges = [
      { first: 5, end: 8 },
      { first: 8, end: 10 },
    ]
    const { outcomes, job } = await save(db, [{ task: tasks[0]!, progress: brings(0, 1, at(3)), newRanges }])
    expect(outcomes[0]).toMatchObject({ range: { first: 0, end: 5 }, cursor: at(3) })
    expect(job?.tasksTotal).toBe(3)
    const added = await leaseTasks(db, { jobId: 'job', owner: 'b', now: 0, leaseMs: 100, count: 9 })
    // The newest first: so the queue stays small.
    expect(added.map(({ taskId, range, cursor }) => ({ taskId, range, cursor }))).toEqual([
      { taskId: 2, range: newRanges[1], cursor: null },
      { taskId: 1, range: newRanges[0], cursor: null },
    ])
    const stale = await save(db, [{ task: { ...tasks[0]!, cursor: at(3) }, progress: brings(1, 1, null) }])
    expect(stale.outcomes).toEqual(['lease-lost'])
  })

  it.each([
    [
      'a gap',
      [
        { first: 6, end: 7 },
        { first: 8, end: 10 },
      ],
    ],
    [
      'an overlap',
      [
        { first: 6, end: 9 },
        { first: 8, end: 10 },
      ],
    ],
    ['an end that is missing', [{ first: 6, end: 9 }]],
    [
      'an empty range',
      [
        { first: 6, end: 6 },
        { first: 6, end: 10 },
      ],
    ],
    ['a part that the task is in', [{ first: 3, end: 10 }]],
  ])('with %s is a mistake that keeps nothing', async (_, newRanges) => {
    const { db, tasks } = await leased(1)
    await expect(save(db, [{ task: tasks[0]!, progress: brings(0, 1, at(3)), newRanges }])).rejects.toThrow(
      'split',
    )
    expect(await listTasks(db, 'job')).toEqual(tasks)
    expect(await readRows(db, 'job')).toHaveLength(0)
  })
})

describe('a save that fails in the middle', () => {
  it('leaves neither rows nor completion, of no entry', async () => {
    const { db, tasks } = await leased(2)
    // A function cannot be stored: the second task fails after the first is written.
    const unstorable = { root: 15, positions: [], skip: 0, oops: () => undefined }
    const failing = save(db, [
      { task: tasks[0]!, progress: brings(0, 2, null) },
      { task: tasks[1]!, progress: brings(10, 2, unstorable) },
    ])
    await expect(failing).rejects.toMatchObject({ name: 'DataCloneError' })
    expect(await readRows(db, 'job')).toHaveLength(0)
    expect(await listTasks(db, 'job')).toEqual(tasks)
    expect(await getJob(db, 'job')).toMatchObject({ count: 0n, rowCount: 0, tasksDone: 0 })
    expect((await save(db, [{ task: tasks[0]!, progress: brings(0, 2, null) }])).outcomes).toEqual(['done'])
  })

  it.each([1, 7, 20, 33, 50])(
    'after %i saves, by the death of its worker, loses and doubles nothing',
    async (saveCount) => {
      const db = await freshDatabase()
      await startJob(db, jobRecord(), [{ first: 0, end: 1_000_000 }])
      const worker = new Worker(new URL('./saving.worker.ts', import.meta.url), { type: 'module' })
      await new Promise<void>((resolve, reject) => {
        worker.addEventListener('message', ({ data: root }) => root === saveCount && resolve())
        worker.addEventListener('error', reject)
        worker.postMessage(db.name)
      })
      worker.terminate()
      // A write begun after the worker's last one: what is seen from here on does not change any more.
      expect(await releaseAbandoned(db, 'job', (owner) => owner === 'worker')).toBe(1)
      const [task] = await leaseTasks(db, { jobId: 'job', owner: 'heir', now: 0, leaseMs: 100, count: 1 })
      const searchedCount = task!.cursor!.root
      expect(searchedCount).toBeGreaterThan(saveCount)
      const rowCount = 3 * searchedCount
      expect(await getJob(db, 'job')).toMatchObject({ count: BigInt(rowCount), rowCount })
      expect(firstColumn(await readRows(db, 'job'))).toEqual(Array.from({ length: rowCount }, (_, i) => i))
    },
  )

  it('refuses rows that are not as wide as the columns', async () => {
    const { db, tasks } = await leased(1)
    const progress = { count: 2, rows: new Uint32Array(3), cursor: null }
    await expect(save(db, [{ task: tasks[0]!, progress }])).rejects.toThrow(
      'brought 1.5 rows of 2 for 2 matches',
    )
  })
})
