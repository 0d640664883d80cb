/** A job on real workers, real storage and real files: however it is run, interrupted and split, its rows are those of
 *  one uninterrupted search. */
import { expect, it, onTestFinished } from 'vitest'
import { runTasks } from '../../../src/jobs/run-job'
import type { RunContext } from '../../../src/jobs/run-job'
import { sprint } from '../../../src/jobs/sprint'
import { forgetSearch, startPool } from '../../../src/jobs/worker-pool'
import { getJob } from '../../../src/storage/job-records'
import { mostInlineValues } from '../../../src/storage/result-files'
import { readRows } from '../../../src/storage/results'
import { storedQueue } from '../../../src/storage/task-queue'
import { keepHeldJob, listTasks, releaseAbandoned } from '../../../src/storage/work-queue'
import { chain, prepared, sorted } from './prepared-job'

/** The same, stopped as soon as something was saved. */
function afterFirstSave(context: Omit<RunContext, 'queue' | 'totals'>): typeof context {
  let hasSaved = false
  const onSaved = () => {
    hasSaved = true
  }
  return { ...context, onSaved, asked: () => (hasSaved ? 'paused' : null) }
}

it('a short job is over in memory and is written down at once', async () => {
  const { db, context, fresh, ranges, reference, plan } = await prepared('A -> B\nB -> C\nC -> A')
  // On a busy machine this takes longer than a job has.
  const end = await sprint(db, context, fresh, ranges, { ms: 60_000 })
  expect(end).toMatchObject({ isOver: true, isCutShort: false })
  expect(await getJob(db, 'job')).toBeUndefined()
  await keepHeldJob(db, { ...end, record: { ...end.record, state: 'done' } })
  expect(await listTasks(db, 'job')).toEqual([])
  const expected = reference()
  expect(await getJob(db, 'job')).toMatchObject({ count: BigInt(expected.count), rowCount: expected.count })
  expect(sorted(await readRows(db, 'job'), 3)).toEqual(sorted(expected.rows, plan.columns.length))
})

it('a large one goes on in storage, its rows in files, and survives workers that are killed', async () => {
  const { db, pool, context, fresh, ranges, reference } = await prepared(chain)
  const expected = reference()
  expect(expected.rows.length).toBeGreaterThan(2 * mostInlineValues)
  const end = await sprint(db, context, fresh, ranges, { ms: 0 })
  expect(end.isOver).toBe(false)
  await keepHeldJob(db, end)
  const kinds = new Set<string>()
  let deaths = 0
  const onSaved = () => {
    // A worker dies in the middle of whatever it does then.
    if (deaths++ < 2) pool.slots[deaths % 2]!.worker.terminate()
  }
  const queue = storedQueue(db)
  const dying = runTasks({ ...context, queue, totals: end.record, onSaved: onSaved })
  // A worker that is ended from here says nothing: this run is given up, as if the tab had died.
  await Promise.race([dying, new Promise((resolve) => setTimeout(resolve, 1_500))])
  const { slots, ready } = startPool(2)
  onTestFinished(() => slots.forEach(({ worker }) => worker.terminate()))
  await ready
  await releaseAbandoned(db, 'job', () => true)
  const stored = (await getJob(db, 'job'))!
  const outcome = await runTasks({ ...context, queue, totals: stored, slots, owner: 'heir' })
  expect(outcome).toEqual({ isOver: true, isCutShort: false })
  for (const batch of await db.getAll('resultBatches')) kinds.add(batch.rows ? 'memory' : 'file')
  expect([...kinds].sort()).toContain('file')
  expect((await getJob(db, 'job'))!.count).toBe(BigInt(expected.count))
  expect(sorted(await readRows(db, 'job'), 3)).toEqual(sorted(expected.rows, 3))
})

it('paused over and over, it counts and lists the same', async () => {
  const { db, pool, context, fresh, ranges, reference } = await prepared(chain, {
    excludeAutomorphisms: true,
  })
  const end = await sprint(db, { ...context, asked: () => 'paused' }, fresh, ranges)
  await keepHeldJob(db, end)
  let runs = 0
  for (let isOver = false; !isOver && runs < 500; runs++) {
    let saves = 0
    const asked = () => (saves > 0 ? 'paused' : null)
    const totals = (await getJob(db, 'job'))!
    const queue = storedQueue(db)
    ;({ isOver } = await runTasks({ ...context, queue, totals, asked, onSaved: () => saves++ }))
    await forgetSearch(pool, 'job')
  }
  const expected = reference()
  expect(runs).toBeGreaterThan(2)
  expect(sorted(await readRows(db, 'job'), 3)).toEqual(sorted(expected.rows, 3))
})

it('from some point on it can do without rows, and the count is right', async () => {
  const { db, context, fresh, ranges, reference, plan } = await prepared('A -> B\nA -> C')
  // Every match stands for two rows here: a task may stop between them.
  expect(plan.expand).toHaveLength(2)
  const queue = storedQueue(db)
  const end = await sprint(db, { ...context, limit: 1_001 }, fresh, ranges)
  await keepHeldJob(db, { ...end, record: { ...end.record, truncated: false } })
  const kept = end.record.rowCount
  await releaseAbandoned(db, 'job', () => true)
  await runTasks({ ...context, queue, totals: end.record, keepRows: false })
  const record = (await getJob(db, 'job'))!
  expect(record).toMatchObject({ count: BigInt(reference().count), rowCount: kept })
  expect(await readRows(db, 'job')).toHaveLength(3 * kept)
})

it('a limit is kept to the row, also across files', async () => {
  const limit = 300_000
  const { db, context, fresh, ranges } = await prepared(chain, { limit })
  const end = await sprint(db, afterFirstSave(context), fresh, ranges, { ms: Infinity, bytes: 2 ** 16 })
  expect(end).toMatchObject({ isOver: false, rowsWritten: end.record.rowCount })
  expect(end.record.rowCount).toBeGreaterThan(0)
  await keepHeldJob(db, end)
  const outcome = await runTasks({ ...context, queue: storedQueue(db), totals: end.record })
  expect(outcome).toEqual({ isOver: true, isCutShort: true })
  expect(await getJob(db, 'job')).toMatchObject({ count: BigInt(limit), rowCount: limit })
  const rows = sorted(await readRows(db, 'job'), 3)
  expect(rows).toHaveLength(limit)
  expect(new Set(rows).size).toBe(limit)
})
