/** A search of little work runs on the page, without a word to any worker; one that turns out to be more goes on with the
 *  workers from where the page stopped. */
import { expect, it, onTestFinished } from 'vitest'
import { planSearch } from '../../../src/grandiso/plan'
import { createReferenceSearch } from '../../../src/grandiso/reference-kernel'
import { isForPage } from '../../../src/jobs/dash'
import { loadPageKernel } from '../../../src/jobs/page-slot'
import { placeSearch } from '../../../src/jobs/place-search'
import type { RunContext } from '../../../src/jobs/run-job'
import { allocateBytes } from '../../../src/jobs/shared-arrays'
import { sprint } from '../../../src/jobs/sprint'
import { startPool } from '../../../src/jobs/worker-pool'
import { packTopology, unpackTopology } from '../../../src/model/topology-blob'
import { motifFrom } from '../../unit/grandiso/motif-text'
import { randomTopology } from '../../unit/grandiso/random-host'
import { freshDatabase, jobRecord } from '../storage/fresh-database'

const noNeeds = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }

/** A motif on a random host of so many edges, ready to be run. */
async function prepared(edgeCount: number, motif: string, countOnly: boolean) {
  const bytes = packTopology(randomTopology(edgeCount / 10, edgeCount, 5, 3))
  const place = new Uint8Array(allocateBytes(bytes.length), 0, bytes.length)
  place.set(bytes)
  const topology = unpackTopology(place)
  const record = jobRecord({ countOnly })
  const question = { motif: motifFrom(motif), semantics: record.options, topology, resolved: noNeeds }
  const { plan, space, cost } = planSearch(question)
  const db = await freshDatabase()
  const pool = startPool(2)
  onTestFinished(() => pool.slots.forEach(({ worker }) => worker.terminate()))
  await pool.ready
  await loadPageKernel()
  const placed = placeSearch(plan, space, topology, 2)
  const slices: number[] = []
  const context: Omit<RunContext, 'queue' | 'totals'> = {
    databaseName: db.name,
    jobId: 'job',
    plan,
    placed,
    slots: pool.slots,
    limit: null,
    keepRows: !countOnly,
    owner: 'tab',
    now: () => Date.now(),
    asked: () => null,
    onSaved: () => undefined,
    onSlice: (ms) => slices.push(ms),
  }
  const all = { first: 0, end: plan.rootCount }
  const reference = () =>
    createReferenceSearch(plan, space).run(all, null, { steps: Infinity, rows: countOnly ? null : Infinity })
  const run = (isOnPage: boolean) =>
    sprint(db, context, { ...record, columns: plan.columns }, [all], { ms: 60_000, isForPage: isOnPage })
  return { pool, plan, placed, cost, run, reference, slices }
}

const rowsOf = (parts: readonly unknown[]) =>
  parts.flatMap((part) => (part instanceof Uint32Array ? Array.from(part) : []))

it('little work is done without any worker', async () => {
  const { pool, placed, cost, run, reference } = await prepared(300, 'A -> B\nB -> C\nC -> A', true)
  expect(isForPage(cost, placed)).toBe(true)
  // Nobody else could do it.
  for (const { worker } of pool.slots) worker.terminate()
  const end = await run(true)
  expect(end.isOver).toBe(true)
  expect(Number(end.record.count)).toBe(reference().count)
  expect(reference().count).toBeGreaterThan(0)
})

it('its rows are those that workers find', async () => {
  const { pool, run, reference } = await prepared(300, 'A -> B\nB -> C', false)
  for (const { worker } of pool.slots) worker.terminate()
  const end = await run(true)
  expect(rowsOf(end.rows)).toEqual(Array.from(reference().rows))
  expect(end.record.rowCount).toBe(reference().count)
})

it('much work is not for the page', async () => {
  const { placed, cost } = await prepared(200_000, 'A -> B\nB -> C\nC -> D', true)
  expect(cost).toBeGreaterThan(1e6)
  expect(isForPage(cost, placed)).toBe(false)
})

it('what is more than it seemed goes on with the workers, and nothing is lost or counted twice', async () => {
  const { run, reference, slices, pool } = await prepared(20_000, 'A -> B\nB -> C\nC -> D\nA -> D', false)
  const end = await run(true)
  expect(end.isOver).toBe(true)
  // Slices of the page are a millisecond long and end after some: the rest was the workers'.
  expect(slices.length).toBeGreaterThan(1)
  expect(pool.slots.some(({ prepared: given }) => given.has('job'))).toBe(true)
  expect(end.record.rowCount).toBe(reference().count)
})
