/** Whatever happens to a job, and in whatever order, in memory, between memory and storage, in storage and in two tabs:
 *  every task is completed once, and every row ends up once. The world is queue-world.ts, what happens queue-events.ts. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { TaskRecord } from '../../../src/model/job'
import { getJob } from '../../../src/storage/job-records'
import { readRows } from '../../../src/storage/results'
import { listTasks } from '../../../src/storage/work-queue'
import { firstColumn } from './fresh-database'
import { anyEvent, finish, happen } from './queue-events'
import { beginWorld, everyMatch, jobOf, nothingSeen, rootCount } from './queue-world'
import type { Seen } from './queue-world'

const seed = 20_261_123
/** Everything leaves memory at once, most does, nothing does by itself; step by step, or all there is. */
const memory = fc.record({
  budget: fc.constantFrom(1, 3_000, 2 ** 30, 2 ** 30),
  batchBytes: fc.constantFrom(1, 1_000, 2 ** 24),
})

function addTo(sum: Seen, one: Seen): void {
  for (const key of Object.keys(sum) as (keyof Seen)[]) sum[key] += one[key]
}

/** No root item may be in two tasks. */
function expectDisjoint(tasks: TaskRecord[]): void {
  const roots = tasks.flatMap(({ range }) =>
    Array.from({ length: range.end - range.first }, (_, i) => range.first + i),
  )
  expect(new Set(roots).size).toBe(roots.length)
  expect(roots.every((root) => root < rootCount)).toBe(true)
}

it('any interleaving completes every task once and keeps every row once', { timeout: 300_000 }, async () => {
  const seen = nothingSeen()
  const events = fc.array(anyEvent, { maxLength: 70, size: 'max' })
  await fc.assert(
    fc.asyncProperty(memory, events, async (memory, events) => {
      const world = await beginWorld(null, memory)
      for (const happening of events) {
        await happen(world, happening)
        const job = await jobOf(world)
        expect(job.count).toBe(BigInt(job.rowCount))
        expectDisjoint(await world.queueOf('a').list('job'))
      }
      addTo(seen, world.seen)
      await finish(world)
      const job = (await getJob(world.db, 'job'))!
      const tasks = await listTasks(world.db, 'job')
      expect(tasks.every(({ state }) => state.kind === 'done')).toBe(true)
      expectDisjoint(tasks)
      expect(job).toMatchObject({ tasksDone: job.tasksTotal, truncated: false })
      expect(job.count).toBe(BigInt(everyMatch.length))
      expect(firstColumn(await readRows(world.db, 'job')).sort((a, b) => a - b)).toEqual(everyMatch)
    }),
    { numRuns: 250, seed },
  )
  console.log('What came to pass:', seen)
  // None of it is left untried.
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(10)
})

it('any interleaving under a limit keeps that many distinct rows', { timeout: 300_000 }, async () => {
  const limits = fc.integer({ min: 0, max: everyMatch.length + 2 })
  const events = fc.array(anyEvent, { maxLength: 40, size: 'max' })
  await fc.assert(
    fc.asyncProperty(limits, memory, events, async (limit, memory, events) => {
      const world = await beginWorld(limit, memory)
      for (const happening of events) await happen(world, happening)
      await finish(world)
      const kept = firstColumn(await readRows(world.db, 'job'))
      const expected = Math.min(limit, everyMatch.length)
      expect(kept).toHaveLength(expected)
      expect(new Set(kept).size).toBe(expected)
      expect(kept.every((match) => everyMatch.includes(match))).toBe(true)
      expect(await getJob(world.db, 'job')).toMatchObject({
        count: BigInt(expected),
        rowCount: expected,
        truncated: limit < everyMatch.length,
      })
    }),
    { numRuns: 80, seed },
  )
})
