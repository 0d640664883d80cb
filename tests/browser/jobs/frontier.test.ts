/** Searches whose waiting work is large: much of it below one root item, or in many more tasks than memory may hold. */
import { expect, it } from 'vitest'
import { cdp } from 'vitest/browser'
import { topologyFromPairs } from '../../../src/grandiso/csr'
import { runTasks } from '../../../src/jobs/run-job'
import { sprint } from '../../../src/jobs/sprint'
import { forgetSearch } from '../../../src/jobs/worker-pool'
import type { HostTopology } from '../../../src/model/host-graph'
import type { RootRange } from '../../../src/model/plan'
import { getJob } from '../../../src/storage/job-records'
import type { JobTotals } from '../../../src/storage/progress-ledger'
import { readRows } from '../../../src/storage/results'
import { createSpillingQueue } from '../../../src/storage/spilling-queue'
import { storedQueue } from '../../../src/storage/task-queue'
import { keepHeldJob, listTasks, startJob } from '../../../src/storage/work-queue'
import { chain, prepared, sorted } from './prepared-job'
import type { Prepared } from './prepared-job'

/** 0 → 1, from there to a layer of nodes, from each of these to each of the next layer, and so on. */
function funnel(layerSize: number, layerCount: number): HostTopology {
  const layers = [[0], [1]]
  for (let i = 0; i < layerCount; i++)
    layers.push(Array.from({ length: layerSize }, (_, node) => 2 + i * layerSize + node))
  const pairs = layers.slice(1).flatMap((layer, i) => layers[i]!.flatMap((a) => layer.map((b) => [a, b])))
  return topologyFromPairs(2 + layerCount * layerSize, true, {
    sources: Uint32Array.from(pairs, ([source]) => source!),
    targets: Uint32Array.from(pairs, ([, target]) => target!),
  })
}

it('what lies below one root item is shared by the workers', { timeout: 300_000 }, async () => {
  const motif = 'A -> B\nB -> C\nC -> D\nD -> E\nE -> F'
  const options = { countOnly: true, strategy: { factorise: false, orderByCost: false } }
  const { db, context, fresh, plan } = await prepared(motif, options, funnel(60, 4))
  // All matches begin with the one edge into the funnel.
  await startJob(db, fresh, [{ first: 0, end: plan.rootCount }])
  const totals = (await getJob(db, 'job'))!
  const outcome = await runTasks({ ...context, queue: storedQueue(db), totals })
  expect(outcome.isOver).toBe(true)
  expect(await getJob(db, 'job')).toMatchObject({ count: BigInt(60 ** 4) })
  const parts = (await listTasks(db, 'job')).filter(({ range }) => range.from)
  expect(parts.length).toBeGreaterThan(0)
})

/** Bytes of this page's heap that are in use. */
async function heapBytes(): Promise<number> {
  await cdp().send('HeapProfiler.collectGarbage')
  return (await cdp().send('Runtime.getHeapUsage')).usedSize
}

const bytes = 100_000

/** The queue of a fresh job of which more waits than memory shall hold. */
const crowded = {
  'that spills to storage': async (prepared: Prepared, ranges: RootRange[]) => {
    const queue = createSpillingQueue(prepared.db, bytes)
    await queue.start(prepared.fresh, ranges)
    return { queue, heldBytes: () => queue.heldBytes('job'), end: () => queue.held('job')! }
  },
  'in storage': async (prepared: Prepared, ranges: RootRange[]) => {
    const { db, context, fresh } = prepared
    const begun = await sprint(db, context, fresh, ranges, { ms: 20, bytes })
    await keepHeldJob(db, begun)
    return { queue: storedQueue(db), heldBytes: () => 0, end: () => null }
  },
}

it.each(Object.entries(crowded))(
  'a frontier of ten times the memory budget, %s, is searched to its end, and memory does not grow',
  { timeout: 300_000 },
  async (_, begin) => {
    const made = await prepared(chain)
    const { db, pool, context, fresh, reference } = made
    const ranges = made.split(2_000)
    // A task takes half a kilobyte.
    expect(ranges.length * 512).toBeGreaterThan(10 * bytes)
    const { queue, heldBytes, end } = await begin(made, ranges)
    const heaps: number[] = []
    let mostHeld = heldBytes()
    let totals: JobTotals = (await getJob(db, 'job')) ?? fresh
    for (const part of [0.25, 0.75, 1]) {
      const asked = () => (part < 1 && totals.tasksDone >= part * 2_000 ? 'paused' : null)
      const onSaved = (saved: JobTotals) => {
        totals = saved
        mostHeld = Math.max(mostHeld, heldBytes())
      }
      await runTasks({ ...context, queue, totals: { ...totals, tasksTotal: 2_000 }, asked, onSaved })
      await forgetSearch(pool, 'job')
      heaps.push(await heapBytes())
    }
    const [early = 0, late = 0] = heaps
    // What is done in between brings 8 MB of rows and 1,000 tasks.
    expect(late - early).toBeLessThan(1e6)
    expect(mostHeld).toBeLessThan(1.1 * bytes)
    const held = end()
    if (held) await keepHeldJob(db, { ...held, record: { ...held.record, state: 'done' } })
    const record = (await getJob(db, 'job'))!
    expect(record.tasksDone).toBe(record.tasksTotal)
    const expected = reference()
    expect(record.count).toBe(BigInt(expected.count))
    expect(sorted(await readRows(db, 'job'), 3)).toEqual(sorted(expected.rows, 3))
  },
)
