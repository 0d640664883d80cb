/** A search of little work runs on the page, without a word to any worker; one that turns out to be more goes on with the
 *  workers from where the page stopped. */
import { expect, it } from 'vitest'
import { planSearch } from '../../../src/grandiso/plan'
import { dash, mostDashCost } from '../../../src/jobs/dash'
import { canSearchHere, loadPageKernel, openPageSearch } from '../../../src/jobs/page-search'
import { regionsOf } from '../../../src/jobs/shared-arrays'
import { sprint } from '../../../src/jobs/sprint'
import type { SearchSemantics } from '../../../src/model/job'
import { randomTopology } from '../../unit/grandiso/random-host'
import { motifFrom } from '../../unit/grandiso/motif-text'
import { jobRecord } from '../storage/fresh-database'
import { prepared, sorted } from './prepared-job'

const cycle = 'A -> B\nB -> C\nC -> A'
const rows = (parts: readonly unknown[]) =>
  Uint32Array.from(parts.flatMap((part) => (part instanceof Uint32Array ? Array.from(part) : [])))

/** A job on a random host of so many edges, and what the page makes of it in that time. */
async function dashed(edgeCount: number, motif: string, options: Partial<SearchSemantics>, mostMs: number) {
  const job = await prepared(motif, options, randomTopology(edgeCount / 10, edgeCount, 5, 3))
  await loadPageKernel()
  const { plan, space, topology, fresh, ranges, context } = job
  expect(canSearchHere(space, topology)).toBe(true)
  const page = openPageSearch(plan, space, topology)
  const end = dash(page.search, fresh, ranges, { keepRows: context.keepRows, mostMs })
  page.free()
  return { ...job, end }
}

it('little work is done without any worker, as often as wanted', async () => {
  const job = await dashed(300, cycle, { countOnly: true }, Infinity)
  const { plan, space, topology, fresh, ranges, reference } = job
  expect(job.cost).toBeLessThan(mostDashCost)
  expect(job.end).toMatchObject({ isOver: true, isCutShort: false })
  const { count } = reference()
  expect(Number(job.end.record.count)).toBe(count)
  expect(count).toBeGreaterThan(0)
  const { memory } = regionsOf(topology.adjacency.out.offsets.buffer)!
  const { byteLength } = memory.buffer
  for (let again = 0; again < 20; again++) {
    const page = openPageSearch(plan, space, topology)
    const { record } = dash(page.search, fresh, ranges, { keepRows: false, mostMs: Infinity })
    page.free()
    expect(Number(record.count)).toBe(count)
  }
  // Each gave back what it took.
  expect(memory.buffer.byteLength).toBe(byteLength)
})

it.each([{}, { limit: 7 }, { excludeAutomorphisms: true }, { ignoreDirection: true }, { induced: true }])(
  'its rows are those that workers find, with %j',
  async (options) => {
    const { end, db, context, fresh, ranges } = await dashed(300, cycle, options, Infinity)
    const queued = await sprint(db, context, fresh, ranges, { ms: 60_000 })
    expect(end.record.rowCount).toBeGreaterThan(0)
    expect(end.record).toMatchObject({ count: queued.record.count, rowCount: queued.record.rowCount })
    const width = 3 * end.record.rowCount
    const found = sorted(rows(end.rows).slice(0, width), 3)
    expect(new Set(found).size).toBe(end.record.rowCount)
    // Which ones a limit lets through, nobody promised.
    if (!('limit' in options)) expect(found).toEqual(sorted(rows(queued.rows), 3))
  },
)

it('much work is not for the page', () => {
  const topology = randomTopology(20_000, 200_000, 5, 3)
  const motif = motifFrom('A -> B\nB -> C\nC -> D')
  const noNeeds = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }
  const { options: semantics } = jobRecord({ countOnly: true })
  expect(planSearch({ motif, semantics, topology, resolved: noNeeds }).cost).toBeGreaterThan(mostDashCost)
})

it.each([true, false])(
  'what is more than it seemed goes on with the workers, and nothing is lost or counted twice (countOnly: %s)',
  async (countOnly) => {
    const motif = 'A -> B\nB -> C\nC -> D\nA -> D'
    const options = { countOnly, strategy: { factorise: false } }
    const { end, db, context, fresh, ranges, reference, pool } = await dashed(2_000, motif, options, 0)
    expect(end.isOver).toBe(false)
    expect(end.record.count).toBeGreaterThan(0n)
    const whole = await sprint(db, context, fresh, ranges, { ms: 60_000, begun: end.progress })
    expect(whole.isOver).toBe(true)
    expect(pool.slots.some(({ prepared: given }) => given.has('job'))).toBe(true)
    const expected = reference()
    expect(Number(whole.record.count)).toBe(expected.count)
    if (countOnly) return
    expect(whole.record.rowCount).toBe(expected.count)
    expect(sorted(rows(whole.rows), 4)).toEqual(sorted(expected.rows, 4))
  },
)
