/** What every queue of tasks must do, whoever keeps it: called with a way to make an empty one. */
import { describe, expect, it } from 'vitest'
import type { JobRecord } from '../../../src/model/job'
import type { Cursor, RootRange } from '../../../src/model/plan'
import type { ProgressEntry } from '../../../src/storage/progress-ledger'
import type { LeasedTask } from '../../../src/storage/stored-tasks'
import type { TaskQueue } from '../../../src/storage/task-queue'
import { jobRecord, rangesOf, rowsFrom } from './fresh-database'

export interface QueueUnderTest {
  queue: TaskQueue
  /** The job's record as the queue has it. */
  record(jobId: string): Promise<JobRecord | undefined>
  /** First numbers of the job's rows, which are two wide, in order. */
  firstColumn(jobId: string): Promise<number[]>
}

const leaseMs = 100
const at = (root: number): Cursor => ({ root, positions: [0], skip: 0 })
const by = (owner: string, now = 0, count = 1) => ({ jobId: 'job', owner, now, leaseMs, count })

function found(task: LeasedTask, first: number, count: number, cursor: Cursor | null): ProgressEntry {
  return { task, progress: { count, rows: rowsFrom(first, count), cursor } }
}

export function describeTaskQueue(name: string, make: () => Promise<QueueUnderTest>): void {
  async function begun(taskCount: number, options: Parameters<typeof jobRecord>[0] = {}) {
    const made = await make()
    await made.queue.start(jobRecord(options), rangesOf(taskCount))
    const save = (entries: ProgressEntry[], now = 50) =>
      made.queue.save({ jobId: 'job', entries, now, leaseMs })
    return { ...made, save }
  }

  describe(`${name}: leases`, () => {
    it('give waiting tasks in order of creation, each to one owner', async () => {
      const { queue } = await begun(4)
      const [first] = await queue.lease(by('a'))
      expect(first).toEqual({
        jobId: 'job',
        taskId: 0,
        range: { first: 0, end: 10 },
        cursor: null,
        state: { kind: 'leased', owner: 'a', expiresAt: 100 },
      })
      expect((await queue.lease(by('b', 0, 2))).map(({ taskId }) => taskId)).toEqual([1, 2])
      expect((await queue.lease(by('a', 0, 9))).map(({ taskId }) => taskId)).toEqual([3])
      expect(await queue.lease(by('c', 100, 9))).toEqual([])
      expect(await queue.lease({ ...by('c'), jobId: 'other' })).toEqual([])
    })

    it('that ran out go to whoever asks, after those that wait', async () => {
      const { queue } = await begun(2)
      await queue.lease(by('a'))
      const taken = await queue.lease(by('b', 101, 2))
      expect(taken.map(({ taskId }) => taskId).sort()).toEqual([0, 1])
      expect(await queue.lease(by('c', 101, 2))).toEqual([])
    })

    it('given by a clock that was set back since count as run out', async () => {
      const { queue } = await begun(1)
      await queue.lease(by('a', 1_000_000))
      expect(await queue.lease(by('b', 0))).toHaveLength(1)
    })

    it('are renewed by who holds them only', async () => {
      const { queue } = await begun(1)
      const [a] = (await queue.lease(by('a'))) as [LeasedTask]
      const [b] = (await queue.lease(by('b', 101))) as [LeasedTask]
      expect(await queue.renew([a, b], { now: 150, leaseMs })).toEqual([
        'lease-lost',
        { ...b, state: { kind: 'leased', owner: 'b', expiresAt: 250 } },
      ])
    })

    it('that nobody else took are still good after they ran out: no clock loses work', async () => {
      const { queue, save, firstColumn } = await begun(1)
      const [task] = (await queue.lease(by('a'))) as [LeasedTask]
      expect((await save([found(task, 0, 2, null)], 10_000_000)).outcomes).toEqual(['done'])
      expect(await firstColumn('job')).toEqual([0, 1])
    })

    it('are given back one by one, or all of an owner who is gone', async () => {
      const { queue, save } = await begun(3)
      const tasks = await queue.lease(by('a', 0, 2))
      await queue.lease(by('b'))
      await save([found(tasks[0]!, 0, 1, at(4))])
      await queue.release([tasks[1]!])
      expect(await queue.releaseAbandoned('job', (owner) => owner === 'a')).toBe(1)
      const again = await queue.lease(by('c', 0, 9))
      expect(again.map(({ taskId, cursor }) => ({ taskId, cursor }))).toEqual([
        { taskId: 0, cursor: at(4) },
        { taskId: 1, cursor: null },
      ])
    })
  })

  describe(`${name}: progress`, () => {
    it('is kept once: rows in order, counts, cursors, tasks done', async () => {
      const { queue, save, record, firstColumn } = await begun(2)
      const [first, second] = (await queue.lease(by('a', 0, 2))) as [LeasedTask, LeasedTask]
      const saved = await save([found(second, 20, 2, null), found(first, 0, 1, at(3))])
      expect(saved.outcomes).toEqual([
        'done',
        { ...first, cursor: at(3), state: { kind: 'leased', owner: 'a', expiresAt: 150 } },
      ])
      const totals = { count: 3n, rowCount: 3, tasksDone: 1, tasksTotal: 2, truncated: false }
      expect(saved).toMatchObject({ rowsKept: 3, limitReached: false, job: totals })
      expect(await record('job')).toMatchObject(totals)
      const late = await save([found(first, 0, 1, at(3)), found(second, 20, 2, null)])
      expect(late.outcomes).toEqual(['lease-lost', 'lease-lost'])
      expect(await firstColumn('job')).toEqual([20, 21, 0])
    })

    it('of one who lost the lease is refused, and what the other brings is kept', async () => {
      const { queue, save, firstColumn } = await begun(1)
      const [a] = (await queue.lease(by('a'))) as [LeasedTask]
      const [b] = (await queue.lease(by('b', 101))) as [LeasedTask]
      expect((await save([found(a, 5, 1, null)])).outcomes).toEqual(['lease-lost'])
      expect((await save([found(b, 6, 1, null)])).outcomes).toEqual(['done'])
      expect(await firstColumn('job')).toEqual([6])
    })

    it('may take away, as long as the sum is right', async () => {
      const { queue, save, record } = await begun(2, { countOnly: true })
      const [first, second] = (await queue.lease(by('a', 0, 2))) as [LeasedTask, LeasedTask]
      const nothing = new Uint32Array(0)
      await save([{ task: first, progress: { count: -7, rows: nothing, cursor: null } }])
      expect(await record('job')).toMatchObject({ count: -7n })
      await save([{ task: second, progress: { count: 10, rows: nothing, cursor: null } }])
      expect(await record('job')).toMatchObject({ count: 3n, tasksDone: 2 })
    })

    it('stops at the limit, and says so', async () => {
      const { queue, save, firstColumn } = await begun(2, { limit: 3 })
      const [first, second] = (await queue.lease(by('a', 0, 2))) as [LeasedTask, LeasedTask]
      expect(await save([found(first, 0, 2, null)])).toMatchObject({ limitReached: false })
      expect(await save([found(second, 10, 4, null)])).toMatchObject({
        limitReached: true,
        rowsKept: 1,
        job: { count: 3n, rowCount: 3, truncated: true },
      })
      expect(await firstColumn('job')).toEqual([0, 1, 10])
    })

    it('that splits a task leaves the rest to others', async () => {
      const { queue, save } = await begun(1)
      const [task] = (await queue.lease(by('a'))) as [LeasedTask]
      const newRanges = [{ first: 6, end: 10 }]
      const saved = await save([{ ...found(task, 0, 1, at(3)), newRanges }])
      expect(saved.job).toMatchObject({ tasksTotal: 2 })
      const others = await queue.lease(by('b', 0, 9))
      expect(others.map(({ range }) => range)).toEqual(newRanges)
    })

    it('that splits a root item leaves the rest of it to others, and refuses parts with gaps', async () => {
      const { queue, save } = await begun(1)
      const [task] = (await queue.lease(by('a'))) as [LeasedTask]
      const cursor = { root: 3, positions: [4, 1], skip: 0 }
      const within = (first: number, from: number[]) => [
        { first, end: first + 1, from },
        { first: first + 1, end: 10 },
      ]
      const split = (newRanges: RootRange[]) => save([{ ...found(task, 0, 1, cursor), newRanges }])
      for (const wrong of [
        within(2, [9]),
        within(3, [4, 1]),
        within(3, [4]),
        [{ first: 3, end: 4, from: [7] }],
        [{ first: 3, end: 4, from: [7], to: [9] }, { first: 4, end: 10 }], // prettier-ignore
        [{ first: 3, end: 4, from: [7], to: [7] }, { first: 3, end: 10, from: [7] }], // prettier-ignore
      ])
        await expect(split(wrong)).rejects.toThrow('was split')
      const { outcomes } = await split(within(3, [7]))
      expect((outcomes[0] as LeasedTask).range).toEqual({ first: 0, end: 4, to: [7] })
      const others = await queue.lease(by('b', 0, 9))
      expect(others.map(({ range }) => range)).toEqual(within(3, [7]).reverse())
      // A part of a part; from the task as it stood before, nothing is taken any more.
      const [part] = [others[1]!]
      const first = {
        task: part,
        progress: { count: 0, rows: rowsFrom(0, 0), cursor: { ...cursor, positions: [8, 0] } },
      }
      const again = await save([{ ...first, newRanges: [{ first: 3, end: 4, from: [9] }] }])
      expect((again.outcomes[0] as LeasedTask).range).toEqual({ first: 3, end: 4, from: [7], to: [9] })
      expect((await save([first])).outcomes).toEqual(['lease-lost'])
    })

    it('that splits keeps the queue short: what was split off last is searched first', async () => {
      const { queue, save } = await begun(2)
      const [first] = (await queue.lease(by('a'))) as [LeasedTask]
      const { outcomes } = await save([{ ...found(first, 0, 0, at(1)), newRanges: [{ first: 8, end: 10 }] }])
      await save([{ ...found(outcomes[0] as LeasedTask, 0, 0, at(2)), newRanges: [{ first: 5, end: 8 }] }])
      const turns = await queue.lease(by('b', 0, 9))
      expect(turns.map(({ range }) => range.first)).toEqual([5, 8, 10])
      await queue.release(turns)
      const [again] = await queue.lease(by('c', 0, 1))
      expect(again?.range).toEqual({ first: 5, end: 8 })
    })

    it('of a job that is not there, or whose tasks were forgotten, is refused', async () => {
      const { queue, save } = await begun(1)
      const [task] = (await queue.lease(by('a'))) as [LeasedTask]
      await queue.forget('job')
      expect((await save([found(task, 0, 1, null)])).outcomes).toEqual(['lease-lost'])
      const elsewhere = { jobId: 'none', entries: [found(task, 0, 1, null)], now: 0, leaseMs }
      expect(await queue.save(elsewhere)).toMatchObject({ outcomes: ['lease-lost'], job: undefined })
    })
  })

  describe(`${name}: a job`, () => {
    it('started again has nothing of before, and its stragglers are refused', async () => {
      const { queue, save, record, firstColumn } = await begun(1)
      const [old] = (await queue.lease(by('a'))) as [LeasedTask]
      await save([found(old, 0, 2, at(5))])
      await queue.start(jobRecord(), rangesOf(1))
      expect((await save([found({ ...old, cursor: at(5) }, 2, 1, null)])).outcomes).toEqual(['lease-lost'])
      expect(await record('job')).toMatchObject({ count: 0n, rowCount: 0, tasksDone: 0, tasksTotal: 1 })
      expect(await firstColumn('job')).toEqual([])
    })

    it('is given more tasks while it runs', async () => {
      const { queue, record } = await begun(1)
      await queue.enqueue('job', [{ first: 10, end: 12 }])
      expect((await queue.list('job')).map(({ range }) => range.end)).toEqual([10, 12])
      expect(await record('job')).toMatchObject({ tasksTotal: 2 })
      await expect(queue.enqueue('none', rangesOf(1))).rejects.toThrow('does not exist')
    })
  })
}
