/** Progress of counts by terms: the roots of the terms follow each other, each weighed by its own term. */
import { expect, it } from 'vitest'
import { weighCountRoots } from '../../../src/grandiso/counting/weigh-roots'
import { planSearch } from '../../../src/grandiso/plan'
import { splitRoots, weighingStride } from '../../../src/grandiso/split'
import { createWorkMeter } from '../../../src/jobs/work-meter'
import type { CountPlan, CountSpace } from '../../../src/model/count-plan'
import type { HostTopology } from '../../../src/model/host-graph'
import type { TaskRecord } from '../../../src/model/job'
import type { Cursor, SearchPlan, SearchSpace } from '../../../src/model/plan'
import { wasmKernel } from '../../tools/kernels'
import { motifFrom } from '../grandiso/motif-text'
import { randomTopology } from '../grandiso/random-host'
import { plainSemantics } from '../grandiso/search-in-memory'

const noNeeds = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }
const host = randomTopology(1_500, 40_000, 11, 5)
const severalTerms = 'A -> B; B -> C; C -> D; D -> A; A !> C; B !> D'
const motifs = [
  'A -> B; B -> C; C -> A',
  'A -> B; B -> C; A !> C',
  'A -> C; A -> D; B -> C; B -> D',
  severalTerms,
]

interface Counted {
  plan: SearchPlan
  space: SearchSpace
  counting: CountPlan
  countSpace: CountSpace
}

function planned(motif: string, topology: HostTopology = host): Counted {
  const semantics = { ...plainSemantics, countOnly: true }
  const { plan, space } = planSearch({ motif: motifFrom(motif), semantics, topology, resolved: noNeeds })
  if (!plan.counting || !space.counting) throw new Error(`${motif} is not counted by terms.`)
  return { plan, space, counting: plan.counting, countSpace: space.counting }
}

const waiting = (first: number, end: number, cursor: Cursor | null = null): TaskRecord => ({
  ...{ jobId: 'job', taskId: first, range: { first, end }, cursor },
  state: { kind: 'waiting' },
})

it('a place is as far on as the weights before it, across the terms', () => {
  for (const motif of motifs) {
    const { plan, space, counting, countSpace } = planned(motif)
    const costs: number[] = []
    weighCountRoots(counting, countSpace, (item, cost) => (costs[item] = cost))
    expect(costs).toHaveLength(plan.rootCount)
    const total = costs.reduce((sum, cost) => sum + cost, 0)
    const measure = createWorkMeter(plan, space)
    let before = 0
    for (const [item, cost] of costs.entries()) {
      if (item % 97 === 0)
        expect(measure([waiting(item, plan.rootCount)])).toBeCloseTo(
          before / total,
          plan.rootCount > 4_096 ? 2 : 9,
        )
      before += cost
    }
  }
})

it('every term is counted, and the roots of each begin where the one before ends', () => {
  const { plan, counting, countSpace } = planned(severalTerms)
  expect(counting.terms.length).toBeGreaterThan(1)
  const items: number[] = []
  weighCountRoots(counting, countSpace, (item) => items.push(item))
  expect(items).toEqual(Array.from({ length: plan.rootCount }, (_, item) => item))
  // Every seventh weighs the same when the others are left out.
  const all = new Map<number, number>()
  weighCountRoots(counting, countSpace, (item, cost) => all.set(item, cost))
  const some: [number, number][] = []
  weighCountRoots(counting, countSpace, (item, cost) => some.push([item, cost]), 7)
  expect(some).toEqual([...all].filter(([item]) => item % 7 === 0))
})

it('goes on with the work that is really done', () => {
  // Not of universes, whose bit rows no weight foresees.
  for (const motif of motifs.slice(0, 3)) {
    const { plan, space } = planned(motif)
    const measure = createWorkMeter(plan, space)
    const search = wasmKernel.createSearch(plan, space)
    const range = { first: 0, end: plan.rootCount }
    const shares: number[] = []
    let cursor: Cursor | null = null
    do {
      cursor = search.run(range, cursor, { steps: 5_000, rows: null }).cursor
      shares.push(cursor ? measure([waiting(0, plan.rootCount, cursor)]) : 1)
    } while (cursor)
    expect(shares.length).toBeGreaterThan(5)
    // Each slice is as much work as another: halfway through the slices about half must be said to be done.
    shares.forEach((share, slice) => {
      expect(share).toBeGreaterThanOrEqual(shares[slice - 1] ?? 0)
      expect(Math.abs(share - (slice + 1) / shares.length)).toBeLessThan(0.2)
    })
  }
})

it('of very many roots some are weighed, and tasks are still cut evenly', () => {
  const large = randomTopology(70_000, 200_000, 3)
  const { plan, space, counting, countSpace } = planned(severalTerms, large)
  const stride = weighingStride(plan)
  expect(stride).toBeGreaterThan(1)
  let weighed = 0
  weighCountRoots(counting, countSpace, () => weighed++, stride)
  expect(weighed).toBeLessThanOrEqual(2 ** 16)
  expect(weighed).toBeGreaterThan(2 ** 15)
  const measure = createWorkMeter(plan, space)
  const ranges = splitRoots(plan, space, 8)
  ranges.forEach(({ first }, i) => {
    expect(Math.abs(measure([waiting(first, plan.rootCount)]) - i / ranges.length)).toBeLessThan(0.02)
  })
})
