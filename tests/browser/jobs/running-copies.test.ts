/** A count that is still in memory leaves copies of itself in storage: should its tab die, it goes on from the last one,
 *  and counts every match once. */
import { expect, it, onTestFinished } from 'vitest'
import { planSearch } from '../../../src/grandiso/plan'
import { createReferenceSearch } from '../../../src/grandiso/reference-kernel'
import { splitRoots } from '../../../src/grandiso/split'
import { placeSearch } from '../../../src/jobs/place-search'
import { runTasks } from '../../../src/jobs/run-job'
import { allocateBytes } from '../../../src/jobs/shared-arrays'
import { sprint } from '../../../src/jobs/sprint'
import { forgetSearch, startPool } from '../../../src/jobs/worker-pool'
import { packTopology, unpackTopology } from '../../../src/model/topology-blob'
import { getJob } from '../../../src/storage/job-records'
import { storedQueue } from '../../../src/storage/task-queue'
import { motifFrom } from '../../unit/grandiso/motif-text'
import { randomTopology } from '../../unit/grandiso/random-host'
import { freshDatabase, jobRecord } from '../storage/fresh-database'

it('a count whose tab dies goes on from its last copy', async () => {
  const bytes = packTopology(randomTopology(1_500, 45_000, 5, 3))
  const place = new Uint8Array(allocateBytes(bytes.length), 0, bytes.length)
  place.set(bytes)
  const topology = unpackTopology(place)
  const record = jobRecord({ countOnly: true, limit: 1e12 })
  const { plan, space } = planSearch({
    motif: motifFrom('A -> B\nB -> C\nC -> D\nA -> D'),
    semantics: record.options,
    topology,
    resolved: { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] },
  })
  const db = await freshDatabase()
  const pool = startPool(2)
  onTestFinished(() => pool.slots.forEach(({ worker }) => worker.terminate()))
  await pool.ready
  let isDead = false
  const context = {
    databaseName: db.name,
    jobId: 'job',
    plan,
    placed: placeSearch(plan, space, topology, 2),
    slots: pool.slots,
    limit: record.options.limit,
    keepRows: false,
    owner: 'tab',
    now: () => Date.now(),
    asked: () => (isDead ? ('cancelled' as const) : null),
    onSaved: () => undefined,
  }
  const begun = { ...record, columns: plan.columns }
  const dying = sprint(db, context, begun, splitRoots(plan, space, 8), { ms: Infinity })
  await expect.poll(async () => Number((await getJob(db, 'job'))?.count ?? 0)).toBeGreaterThan(0)
  isDead = true
  await dying
  await forgetSearch(pool, 'job')
  const copy = (await getJob(db, 'job'))!
  expect(copy.tasksDone).toBeLessThan(copy.tasksTotal)
  const heir = { ...context, asked: () => null, owner: 'heir', queue: storedQueue(db), totals: copy }
  expect(await runTasks(heir)).toEqual({ isOver: true, isCutShort: false })
  const all = { first: 0, end: plan.rootCount }
  const reference = createReferenceSearch(plan, space).run(all, null, { steps: Infinity, rows: null })
  expect((await getJob(db, 'job'))!.count).toBe(BigInt(reference.count))
})
