/** A job on real workers, real storage and real files: however it is run, interrupted and split, its rows are those of
 *  one uninterrupted search. */
import { expect, it, onTestFinished } from 'vitest'
import { cdp } from 'vitest/browser'
import { planSearch } from '../../../src/grandiso/plan'
import { createReferenceSearch } from '../../../src/grandiso/reference-kernel'
import { splitRoots } from '../../../src/grandiso/split'
import { placeSearch } from '../../../src/jobs/place-search'
import { runTasks } from '../../../src/jobs/run-job'
import type { RunContext } from '../../../src/jobs/run-job'
import { allocateBytes } from '../../../src/jobs/shared-arrays'
import { sprint } from '../../../src/jobs/sprint'
import { forgetSearch, startPool } from '../../../src/jobs/worker-pool'
import { packTopology, unpackTopology } from '../../../src/model/topology-blob'
import type { SearchSemantics } from '../../../src/model/job'
import { getJob } from '../../../src/storage/job-records'
import type { JobTotals } from '../../../src/storage/progress-ledger'
import { mostInlineValues } from '../../../src/storage/result-files'
import { readRows } from '../../../src/storage/results'
import { storedQueue } from '../../../src/storage/task-queue'
import { keepHeldJob, releaseAbandoned } from '../../../src/storage/work-queue'
import { motifFrom } from '../../unit/grandiso/motif-text'
import { randomTopology } from '../../unit/grandiso/random-host'
import { freshDatabase, jobRecord } from '../storage/fresh-database'

const wholeHost = randomTopology(2_000, 30_000, 5, 3)
const noNeeds = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }

function onHostMemory() {
  const bytes = packTopology(wholeHost)
  const place = new Uint8Array(allocateBytes(bytes.length), 0, bytes.length)
  place.set(bytes)
  return unpackTopology(place)
}

async function prepared(motif: string, options: Partial<SearchSemantics> = {}) {
  const topology = onHostMemory()
  const record = jobRecord(options)
  const question = { motif: motifFrom(motif), semantics: record.options, topology, resolved: noNeeds }
  const { plan, space } = planSearch(question)
  const db = await freshDatabase()
  const pool = startPool(2)
  onTestFinished(() => pool.slots.forEach(({ worker }) => worker.terminate()))
  await pool.ready
  const context: Omit<RunContext, 'queue' | 'totals'> = {
    databaseName: db.name,
    jobId: 'job',
    plan,
    placed: placeSearch(plan, space, topology, 2),
    slots: pool.slots,
    limit: record.options.limit,
    keepRows: !record.options.countOnly,
    owner: 'tab',
    now: () => Date.now(),
    asked: () => null,
    onSaved: () => undefined,
  }
  const all = { first: 0, end: plan.rootCount }
  const reference = () =>
    createReferenceSearch(plan, space).run(all, null, { steps: Infinity, rows: Infinity })
  const fresh = { ...record, columns: plan.columns }
  const split = (taskCount: number) => splitRoots(plan, space, taskCount)
  return { db, pool, plan, context, fresh, reference, split, ranges: split(8) }
}

/** Rows as texts, in an order of their own. */
function sorted(rows: Uint32Array, width: number): string[] {
  return Array.from({ length: rows.length / width }, (_, row) =>
    rows.subarray(row * width, (row + 1) * width).join(),
  ).sort()
}

const chain = 'A -> B\nB -> C'

it('a short job is over in memory and is written down at once', async () => {
  const { db, context, fresh, ranges, reference, plan } = await prepared('A -> B\nB -> C\nC -> A')
  // On a busy machine this takes longer than a job has.
  const end = await sprint(context, fresh, ranges, { ms: 60_000 })
  expect(end).toMatchObject({ isOver: true, isCutShort: false })
  expect(await getJob(db, 'job')).toBeUndefined()
  await keepHeldJob(db, { ...end, tasks: [] })
  const expected = reference()
  expect(await getJob(db, 'job')).toMatchObject({ count: BigInt(expected.count), rowCount: expected.count })
  expect(sorted(await readRows(db, 'job'), 3)).toEqual(sorted(expected.rows, plan.columns.length))
})

it('a large one goes on in storage, its rows in files, and survives workers that are killed', async () => {
  const { db, pool, context, fresh, ranges, reference } = await prepared(chain)
  const expected = reference()
  expect(expected.rows.length).toBeGreaterThan(2 * mostInlineValues)
  const end = await sprint(context, fresh, ranges, { bytes: 1 })
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
  const end = await sprint({ ...context, asked: () => 'paused' }, fresh, ranges)
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
  const end = await sprint({ ...context, limit: 1_001 }, fresh, ranges)
  await keepHeldJob(db, { ...end, record: { ...end.record, truncated: false } })
  const kept = end.record.rowCount
  await releaseAbandoned(db, 'job', () => true)
  await runTasks({ ...context, queue, totals: end.record, keepRows: false })
  const record = (await getJob(db, 'job'))!
  expect(record).toMatchObject({ count: BigInt(reference().count), rowCount: kept })
  expect(await readRows(db, 'job')).toHaveLength(3 * kept)
})

it('a limit is kept to the row, also across files', async () => {
  const limit = 150_000
  const { db, context, fresh, ranges } = await prepared(chain, { limit })
  const end = await sprint(context, fresh, ranges, { bytes: 2 ** 16 })
  await keepHeldJob(db, end)
  const outcome = await runTasks({ ...context, queue: storedQueue(db), totals: end.record })
  expect(outcome).toEqual({ isOver: true, isCutShort: true })
  expect(await getJob(db, 'job')).toMatchObject({ count: BigInt(limit), rowCount: limit })
  const rows = sorted(await readRows(db, 'job'), 3)
  expect(rows).toHaveLength(limit)
  expect(new Set(rows).size).toBe(limit)
})

/** Bytes of this page's heap that are in use. */
async function heapBytes(): Promise<number> {
  await cdp().send('HeapProfiler.collectGarbage')
  return (await cdp().send('Runtime.getHeapUsage')).usedSize
}

it('a frontier of ten times the memory budget is searched to its end, and memory does not grow', async () => {
  const { db, pool, context, fresh, split, reference } = await prepared(chain)
  const ranges = split(2_000)
  const bytes = 100_000
  const begun = await sprint(context, fresh, ranges, { bytes })
  // A task takes half a kilobyte: it moved at once.
  expect(begun.tasks.length * 512).toBeGreaterThan(10 * bytes)
  expect(begun.isOver).toBe(false)
  await keepHeldJob(db, begun)
  begun.tasks = []
  const queue = storedQueue(db)
  const heaps: number[] = []
  for (const end of [0.25, 0.75, 1]) {
    const totals = (await getJob(db, 'job'))!
    let { tasksDone } = totals
    const asked = () => (tasksDone < end * totals.tasksTotal ? null : 'paused')
    const onSaved = (saved: JobTotals) => ({ tasksDone } = saved)
    await runTasks({ ...context, queue, totals, asked: end < 1 ? asked : () => null, onSaved })
    await forgetSearch(pool, 'job')
    heaps.push(await heapBytes())
  }
  const [early = 0, late = 0] = heaps
  // What is done in between brings 8 MB of rows and 1,000 tasks.
  expect(late - early).toBeLessThan(1e6)
  const expected = reference()
  const record = (await getJob(db, 'job'))!
  expect(record.tasksDone).toBe(record.tasksTotal)
  expect(sorted(await readRows(db, 'job'), 3)).toEqual(sorted(expected.rows, 3))
})
