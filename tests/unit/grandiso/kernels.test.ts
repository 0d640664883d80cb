/** Each kernel on hosts too large for the oracle: against counts made with plain sets. */
import { describe, expect, it } from 'vitest'
import type { HostTopology } from '../../../src/model/host-graph'
import type { SearchSemantics } from '../../../src/model/job'
import { planSearch } from '../../../src/grandiso/plan'
import type { PlanStrategy } from '../../../src/grandiso/search-question'
import { kernels } from '../../tools/kernels'
import type { TestedKernel } from '../../tools/kernels'
import { splitRoots } from '../../../src/grandiso/split'
import { cliqueText, motifFrom } from './motif-text'
import { completeTopology, randomTopology } from './random-host'
import { plainSemantics, runInSlices, unlimited, unlimitedCount } from './search-in-memory'

const nothingResolved = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }

function planFor(
  kernel: TestedKernel,
  topology: HostTopology,
  text: string,
  semantics: Partial<SearchSemantics> = {},
  strategy: Partial<PlanStrategy> = {},
) {
  const planned = planSearch({
    motif: motifFrom(text),
    semantics: { ...plainSemantics, ...semantics },
    topology,
    resolved: nothingResolved,
    strategy,
  })
  return {
    ...planned,
    search: kernel.createSearch(planned.plan, planned.space),
    all: { first: 0, end: planned.plan.rootCount },
  }
}

function successorSets({ nodeCount, adjacency: { out } }: HostTopology): Set<number>[] {
  return Array.from(
    { length: nodeCount },
    (_, node) => new Set(out.targets.slice(out.offsets[node], out.offsets[node + 1])),
  )
}

/** Three nested loops over sets. */
function countPaths(
  topology: HostTopology,
  closes: (a: number, c: number, successors: Set<number>[]) => boolean,
): number {
  const successors = successorSets(topology)
  let count = 0
  successors.forEach((ofA, a) => {
    for (const b of ofA) for (const c of successors[b]!) if (c !== a && closes(a, c, successors)) count++
  })
  return count
}

describe.each(kernels)('the $name kernel on a host with hubs', (kernel) => {
  const plan = planFor.bind(null, kernel)
  // Hubs have hundreds of neighbours, the others a dozen: rows differ enough to be walked the other way round.
  const topology = randomTopology(3000, 24_000, 11, 4)

  it.each<[string, (a: number, c: number, successors: Set<number>[]) => boolean]>([
    ['A -> B\nB -> C', () => true],
    ['A -> B\nB -> C\nA -> C', (a, c, successors) => successors[a]!.has(c)],
    ['A -> B\nB -> C\nC -> A', (a, c, successors) => successors[c]!.has(a)],
    ['A -> B\nB -> C\nA !> C', (a, c, successors) => !successors[a]!.has(c)],
    ['A -> B\nB -> C\nA -> C\nC -> A', (a, c, successors) => successors[a]!.has(c) && successors[c]!.has(a)],
  ])('counts and lists %j', (text, closes) => {
    const expected = countPaths(topology, closes)
    const counting = plan(topology, text, { countOnly: true })
    expect(counting.search.run(counting.all, null, unlimitedCount).count).toBe(expected)
    const listing = plan(topology, text)
    expect(listing.search.run(listing.all, null, unlimited).count).toBe(expected)
  })

  it('yields near its budget, and the slices of all tasks add up', () => {
    const {
      plan: searchPlan,
      space,
      search,
      all,
    } = plan(topology, 'A -> B\nB -> C\nC -> D\nD -> A', { countOnly: true }, { factorise: false })
    const whole = search.run(all, null, unlimitedCount).count
    expect(whole).toBeGreaterThan(0)
    const tasks = splitRoots(searchPlan, space, 8)
    expect(tasks).toHaveLength(8)
    const parts = tasks.map((task) => runInSlices(search, task, { steps: 20_000, rows: null }))
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(whole)
    expect(Math.max(...parts.map(({ sliceCount }) => sliceCount))).toBeGreaterThan(10)
  })

  it('leaves no trace: a second run of the same search answers the same', () => {
    const { search, all } = plan(topology, 'A -> B\nB -> C\nA -> C')
    const first = search.run(all, null, { steps: 1000, rows: 10 })
    const whole = search.run(all, null, unlimitedCount).count
    expect([...search.run(all, null, { steps: 1000, rows: 10 }).rows]).toEqual([...first.rows])
    expect(search.run(all, null, unlimitedCount).count).toBe(whole)
  })

  it('hands over rows in a buffer of their own', () => {
    const { search, all } = plan(topology, 'A -> B')
    const { rows } = search.run(all, null, { steps: Infinity, rows: 3 })
    expect(rows.buffer.byteLength).toBe(rows.byteLength)
    structuredClone(rows, { transfer: [rows.buffer as ArrayBuffer] })
    expect(search.run(all, null, { steps: Infinity, rows: 3 }).count).toBe(3)
  })
})

it('rows beyond the buffer of the WebAssembly kernel come in one slice, in order', () => {
  const topology = completeTopology(600)
  const [expected, found] = kernels.map((kernel) => {
    const { search, all } = planFor(kernel, topology, 'A -> B')
    return search.run(all, null, unlimited)
  })
  expect(found!.count).toBe(600 * 599)
  expect(found!.rows).toEqual(expected!.rows)
})

describe.each(kernels)('counts of the $name kernel beyond 32 bits', (kernel) => {
  const plan = planFor.bind(null, kernel)
  it('are exact in one slice', () => {
    const { search, all } = plan(completeTopology(1700), 'A -> B\nB -> C', { countOnly: true })
    expect(search.run(all, null, unlimitedCount).count).toBe(1700 * 1699 * 1698)
  })

  it('are exact where one match stands for billions of mappings', () => {
    const { search, all } = plan(completeTopology(15), cliqueText(14), { countOnly: true })
    expect(runInSlices(search, all, unlimitedCount).count).toBe(15 * 87_178_291_200)
  })
})
