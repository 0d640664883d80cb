/** Samples on hosts with hubs, against exact counts: the mean, the interval, the work, and what is the same twice. */
import { describe, expect, it } from 'vitest'
import { topologyFromPairs } from '../../../../src/grandiso/csr'
import { planSearch } from '../../../../src/grandiso/plan'
import { createReferenceSearch } from '../../../../src/grandiso/reference-kernel'
import { createSampler } from '../../../../src/grandiso/sampling/create-sampler'
import { confidence, intervalOf } from '../../../../src/grandiso/sampling/interval'
import type { HostTopology } from '../../../../src/model/host-graph'
import type { SearchSemantics } from '../../../../src/model/job'
import type { ResolvedNeeds } from '../../../../src/model/plan'
import { motifFrom } from '../motif-text'
import { randomTopology } from '../random-host'
import { plainSemantics, runInSlices, unlimitedCount } from '../search-in-memory'
import { drawSamples, standardErrorsOff } from './draw-samples'

const nothing: ResolvedNeeds = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }

function planned(
  topology: HostTopology,
  text: string,
  semantics: Partial<SearchSemantics> = {},
  resolved: ResolvedNeeds = nothing,
) {
  const all = { ...plainSemantics, ...semantics }
  return planSearch({ motif: motifFrom(text), semantics: all, topology, resolved })
}

function exactCount({ plan, space }: ReturnType<typeof planned>): number {
  const all = { first: 0, end: plan.rootCount }
  return createReferenceSearch(plan, space).run(all, null, unlimitedCount).count
}

const hubs = randomTopology(3000, 24_000, 11, 4)
const questions: [string, Partial<SearchSemantics>][] = [
  ['A -> B\nB -> C\nA -> C', {}],
  ['A -> B\nB -> C\nC -> A', { excludeAutomorphisms: true }],
  ['A -> B\nB -> C\nA !> C', {}],
  ['A -> B\nB -> C', { induced: true }],
  ['A -> B\nB -> C\nC -> D\nD -> A', {}],
  ['A -> C\nA -> D\nB -> C\nB -> D', {}],
  ['A -> B\nA -> C\nA -> D', { excludeAutomorphisms: true }],
  ['A -> B\nB -> A\nB -> C', { ignoreDirection: true }],
]

describe('samples of a host with hubs', () => {
  it.each(questions)(
    'guess the count of %j %j, and its interval holds it as often as it says',
    (text, semantics) => {
      const search = planned(hubs, text, semantics)
      const truth = exactCount(search)
      expect(truth).toBeGreaterThan(0)
      const runs = Array.from({ length: 60 }, (_, seed) => drawSamples(search, seed, 16))
      const held = runs.filter((sums) => {
        const { low, high } = intervalOf(sums, search.plan.mappingsPerMatch)
        return low <= truth && truth <= high
      })
      // 95 of 100 are promised; 60 runs scatter by three.
      expect(held.length / runs.length).toBeGreaterThan(confidence - 0.1)
      const mean = runs.reduce((sum, run) => sum + run.mean, 0) / runs.length
      const error = Math.sqrt(runs.reduce((sum, run) => sum + (run.mean - mean) ** 2, 0)) / runs.length
      expect(Math.abs(mean - truth)).toBeLessThan(4.5 * error)
    },
  )

  it.each(questions)('guess the work of %j %j', (text, semantics) => {
    const search = planned(hubs, text, semantics)
    const { plan, space } = search
    const steps = 20_000
    const all = { first: 0, end: plan.rootCount }
    const { sliceCount } = runInSlices(createReferenceSearch(plan, space), all, { steps, rows: null })
    const { work } = drawSamples(search, 1, 60)
    expect(work / (steps * (sliceCount - 0.5))).toBeGreaterThan(0.4)
    expect(work / (steps * (sliceCount - 0.5))).toBeLessThan(2.5)
  })

  it('look at rows too long to be listed in places, without bias', () => {
    const topology = randomTopology(9000, 60_000, 5, 2)
    for (const text of ['A -> B\nB -> C\nA -> C', 'A -> B\nB -> C\nA !> C']) {
      const search = planned(topology, text)
      const sums = drawSamples(search, 3, 150)
      expect(Math.abs(standardErrorsOff(sums, exactCount(search)))).toBeLessThan(4.5)
    }
  })

  it('take motifs in several parts', () => {
    const search = planned(randomTopology(200, 900, 5), 'A -> B\nC -> D\nD -> C')
    const sums = drawSamples(search, 2, 60)
    expect(Math.abs(standardErrorsOff(sums, exactCount(search)))).toBeLessThan(4.5)
  })

  it('begin at candidates only, however few there are', () => {
    const candidates = Uint32Array.from({ length: 40 }, (_, i) => 7 * i + 300)
    const text = 'A -> B\nB -> C\nA.type = 1\nC.type = 1'
    const sets = { ...nothing, nodeSets: [candidates, candidates.slice(10)] }
    const search = planned(hubs, text, {}, sets)
    const truth = exactCount(search)
    expect(truth).toBeGreaterThan(0)
    const sums = drawSamples(search, 9, 60)
    expect(sums.hits).toBeGreaterThan(200)
    expect(Math.abs(standardErrorsOff(sums, truth))).toBeLessThan(4.5)
  })
})

describe('samples without a match', () => {
  // Edges lead from smaller to larger numbers only: no ring.
  const sources = Uint32Array.from({ length: 6000 }, (_, i) => i % 500)
  const targets = sources.map((source, i) => source + 1 + ((i * 37) % 90))
  const acyclic = topologyFromPairs(600, true, { sources, targets })

  it('say that there are fewer than a bound, which falls with their number', () => {
    const search = planned(acyclic, 'A -> B\nB -> C\nC -> A')
    const few = intervalOf(drawSamples(search, 1, 2), 1)
    const many = intervalOf(drawSamples(search, 1, 40), 1)
    expect(few).toMatchObject({ count: 0, low: 0 })
    expect(many).toMatchObject({ count: 0, low: 0 })
    expect(many.high).toBeGreaterThan(0)
    expect(many.high).toBeLessThan(few.high / 5)
  })

  it('are certain of it where there is nothing to begin with', () => {
    const sets = { ...nothing, nodeSets: [new Uint32Array(0)] }
    const { plan, space } = planned(hubs, 'A -> B\nB -> C\nA.type = 1', {}, sets)
    const sampler = createSampler(plan, space)
    expect(sampler.isEmpty).toBe(true)
    expect(intervalOf(sampler.runBatch(1, 0), 1)).toEqual({ count: 0, low: 0, high: 0 })
  })
})

describe('a batch', () => {
  it('is the same whenever and wherever it is drawn, and another for each seed and number', () => {
    const { plan, space } = planned(hubs, 'A -> B\nB -> C\nA -> C')
    const [one, other] = [createSampler(plan, space), createSampler(plan, space)]
    const forward = [0, 1, 2].map((batch) => one.runBatch(5, batch))
    const backward = [2, 1, 0].map((batch) => other.runBatch(5, batch)).reverse()
    expect(backward).toEqual(forward)
    expect(
      new Set([...forward, one.runBatch(6, 0), one.runBatch(2 ** 40 + 5, 0)].map(({ mean }) => mean)).size,
    ).toBe(5)
  })
})
