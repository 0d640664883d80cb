import { describe, expect, it } from 'vitest'
import { openMotifscopeDatabase } from '../../../src/storage/database'
import { getJob } from '../../../src/storage/job-records'
import { readRows } from '../../../src/storage/results'
import { saveProgress } from '../../../src/storage/save-progress'
import type { LeasedTask } from '../../../src/storage/stored-tasks'
import {
  deleteTasks,
  enqueueTasks,
  leaseTask,
  leaseTasks,
  listTasks,
  releaseAbandoned,
  releaseTask,
  renewLease,
  renewLeases,
  startJob,
} from '../../../src/storage/work-queue'
import { freshDatabase, jobRecord, rangesOf, rowsFrom } from './fresh-database'

const leaseMs = 100
const by = (owner: string, now = 0) => ({ jobId: 'job', owner, now, leaseMs })

async function queueOf(taskCount: number) {
  const db = await freshDatabase()
  await startJob(db, jobRecord(), rangesOf(taskCount))
  return db
}

const done = (task: LeasedTask, now: number) => ({
  jobId: 'job',
  now,
  leaseMs,
  entries: [{ task, progress: { count: 1, rows: rowsFrom(task.taskId, 1), cursor: null } }],
})

describe('leases', () => {
  it('give waiting tasks in order, each to one owner only', async () => {
    const db = await queueOf(3)
    const first = await leaseTask(db, by('a'))
    expect(first).toEqual({
      jobId: 'job',
      taskId: 0,
      range: { first: 0, end: 10 },
      cursor: null,
      state: { kind: 'leased', owner: 'a', expiresAt: 100 },
    })
    expect((await leaseTask(db, by('b')))?.taskId).toBe(1)
    expect((await leaseTask(db, by('a')))?.taskId).toBe(2)
    expect(await leaseTask(db, by('b'))).toBeUndefined()
    expect(await leaseTask(db, { ...by('a'), jobId: 'other' })).toBeUndefined()
  })

  it('asked for at the same moment by two tabs never coincide', async () => {
    const db = await queueOf(40)
    const otherTab = await openMotifscopeDatabase(db.name)
    const ask = (i: number) => leaseTasks(i % 2 ? db : otherTab, { ...by(`owner ${i}`), count: 2 })
    const leases = await Promise.all(Array.from({ length: 20 }, (_, i) => ask(i)))
    otherTab.close()
    expect(new Set(leases.flat().map(({ taskId }) => taskId)).size).toBe(40)
  })

  it('last until they expire, and not a millisecond less', async () => {
    const db = await queueOf(1)
    await leaseTask(db, by('a'))
    expect(await leaseTask(db, by('b', 100))).toBeUndefined()
    expect(await leaseTask(db, by('b', 101))).toMatchObject({
      taskId: 0,
      state: { owner: 'b', expiresAt: 201 },
    })
  })

  it('are renewed by their owner, not by one who lost them', async () => {
    const db = await queueOf(1)
    const a = (await leaseTask(db, by('a')))!
    expect(await renewLease(db, a, { now: 90, leaseMs })).toMatchObject({ state: { expiresAt: 190 } })
    expect(await leaseTask(db, by('b', 150))).toBeUndefined()
    const b = (await leaseTask(db, by('b', 191)))!
    expect(await renewLeases(db, [a, b], { now: 200, leaseMs })).toEqual([
      'lease-lost',
      { ...b, state: { kind: 'leased', owner: 'b', expiresAt: 300 } },
    ])
  })

  it('that expired but were not taken are still their owner’s', async () => {
    const db = await queueOf(1)
    const a = (await leaseTask(db, by('a')))!
    expect((await saveProgress(db, done(a, 10_000))).outcomes).toEqual(['done'])
  })

  it('that a clock set back leaves in the far future count as expired', async () => {
    const db = await queueOf(2)
    await leaseTask(db, by('a', 5_000))
    await leaseTask(db, by('a', 1_100))
    expect(await leaseTask(db, by('b', 1_000))).toMatchObject({
      taskId: 0,
      state: { owner: 'b', expiresAt: 1_100 },
    })
    expect(await leaseTask(db, by('b', 1_000))).toBeUndefined()
  })

  it('are given back with the cursor last saved, by their owner only', async () => {
    const db = await queueOf(1)
    const a = (await leaseTask(db, by('a')))!
    const cursor = { root: 4, positions: [1], skip: 0 }
    const { outcomes } = await saveProgress(db, {
      ...done(a, 0),
      entries: [{ task: a, progress: { count: 1, rows: rowsFrom(0, 1), cursor } }],
    })
    await releaseTask(db, outcomes[0] as LeasedTask)
    const b = (await leaseTask(db, by('b')))!
    expect(b).toMatchObject({ cursor, state: { owner: 'b' } })
    await releaseTask(db, a)
    expect(await leaseTask(db, by('c'))).toBeUndefined()
  })

  it('of owners that are gone are given back before they expire', async () => {
    const db = await queueOf(4)
    await leaseTasks(db, { ...by('closed tab'), count: 2 })
    await leaseTask(db, by('open tab'))
    expect(await releaseAbandoned(db, 'job', (owner) => owner === 'closed tab')).toBe(2)
    expect((await leaseTasks(db, { ...by('b'), count: 9 })).map(({ taskId }) => taskId)).toEqual([0, 1, 3])
  })
})

describe('completion', () => {
  it('of a task that another has taken is refused, and nothing of it is kept', async () => {
    const db = await queueOf(2)
    const a = (await leaseTask(db, by('a')))!
    await leaseTask(db, by('a'))
    const b = (await leaseTask(db, by('b', 500)))!
    expect(b.taskId).toBe(a.taskId)
    const late = await saveProgress(db, done(a, 501))
    expect(late).toMatchObject({ outcomes: ['lease-lost'], rowsKept: 0, job: { count: 0n, tasksDone: 0 } })
    expect((await saveProgress(db, done(b, 502))).outcomes).toEqual(['done'])
    expect((await saveProgress(db, done(b, 503))).outcomes).toEqual(['lease-lost'])
    expect((await saveProgress(db, done(a, 504))).outcomes).toEqual(['lease-lost'])
    expect(await readRows(db, 'job')).toHaveLength(2)
    expect(await getJob(db, 'job')).toMatchObject({ count: 1n, rowCount: 1, tasksDone: 1, tasksTotal: 2 })
  })

  it('by a worker whose task its own tab has leased again is kept once', async () => {
    const db = await queueOf(1)
    const slow = (await leaseTask(db, by('tab')))!
    const again = (await leaseTask(db, by('tab', 500)))!
    const cursor = { root: 5, positions: [], skip: 0 }
    const entries = [{ task: again, progress: { count: 2, rows: rowsFrom(0, 2), cursor } }]
    await saveProgress(db, { jobId: 'job', now: 501, leaseMs, entries })
    expect((await saveProgress(db, done(slow, 502))).outcomes).toEqual(['lease-lost'])
    expect(await readRows(db, 'job')).toHaveLength(4)
  })

  it('after the job was deleted or its tasks forgotten is refused', async () => {
    const db = await queueOf(1)
    const a = (await leaseTask(db, by('a')))!
    await deleteTasks(db, 'job')
    expect((await saveProgress(db, done(a, 0))).outcomes).toEqual(['lease-lost'])
    expect(await saveProgress(db, { ...done({ ...a, jobId: 'gone' }, 0), jobId: 'gone' })).toEqual({
      outcomes: ['lease-lost'],
      rowsKept: 0,
      limitReached: false,
      job: undefined,
    })
  })
})

describe('jobs in the queue', () => {
  it('take further tasks, numbered on', async () => {
    const db = await queueOf(2)
    await enqueueTasks(db, 'job', [{ first: 20, end: 25 }])
    expect((await listTasks(db, 'job')).map(({ taskId, range }) => [taskId, range.first])).toEqual([
      [0, 0],
      [1, 10],
      [2, 20],
    ])
    expect(await getJob(db, 'job')).toMatchObject({ tasksTotal: 3 })
    await expect(enqueueTasks(db, 'none', rangesOf(1))).rejects.toThrow('none')
    expect(await listTasks(db, 'none')).toEqual([])
  })

  it('started again forget what they had and refuse stragglers of the earlier run', async () => {
    const db = await queueOf(2)
    const old = await leaseTasks(db, { ...by('a'), count: 2 })
    await saveProgress(db, done(old[0]!, 0))
    const record = await startJob(db, (await getJob(db, 'job'))!, rangesOf(3))
    expect(record).toMatchObject({ count: 0n, rowCount: 0, tasksDone: 0, tasksTotal: 3 })
    expect(await readRows(db, 'job')).toHaveLength(0)
    const again = await leaseTasks(db, { ...by('a'), count: 9 })
    expect(again.map(({ taskId }) => taskId)).toEqual([2, 3, 4])
    expect((await saveProgress(db, done(old[1]!, 0))).outcomes).toEqual(['lease-lost'])
  })
})
