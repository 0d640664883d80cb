/** The counters in WebAssembly against those of the reference: on every plan, on random terms, on hosts small and large,
 *  in any slices and splits, on a memory of their own and on a shared one. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { codedRowsFrom } from '../../src/grandiso/coded-rows'
import { createCountSearch } from '../../src/grandiso/counting/count-search'
import { listCountingPlans } from '../../src/grandiso/plan'
import { createReferenceSearch } from '../../src/grandiso/reference-kernel'
import { needsFromMotif } from '../../src/grandiso/needs'
import { splitRemaining } from '../../src/grandiso/split'
import { createWasmSearch } from '../../src/grandiso/wasm-kernel'
import { placeSearch } from '../../src/jobs/place-search'
import { allocateBytes } from '../../src/jobs/shared-arrays'
import type { CountSpace, CountTerm } from '../../src/model/count-plan'
import type { HostTopology } from '../../src/model/host-graph'
import type { RootRange, SearchPlan, SearchSpace } from '../../src/model/plan'
import { packTopology, unpackTopology } from '../../src/model/topology-blob'
import { ownMemoryModule, sharedMemoryModule } from '../tools/kernels'
import { randomNumbers, randomTopology } from '../unit/grandiso/random-host'
import { memoryHostFrom, resolveInMemory } from '../unit/grandiso/resolve-in-memory'
import { plainSemantics, runInSlices, unlimitedCount } from '../unit/grandiso/search-in-memory'
import { countTerms } from './count-term-arbitraries'
import { modes } from './grandiso-arbitraries'
import { countedHosts, countedMotifs } from './grandiso-counting-arbitraries'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261127)
const runs = (numRuns: number) => ({ seed, numRuns })

function spaceOf({ nodeCount, adjacency }: HostTopology, setSeed: number): CountSpace {
  const random = randomNumbers(setSeed)
  const someNodes = () =>
    Uint32Array.from({ length: nodeCount }, (_, node) => node).filter(() => random(3) > 0)
  return {
    nodeCount,
    layers: [{ coded: codedRowsFrom(adjacency), ...adjacency }],
    sets: [someNodes(), someNodes()],
  }
}

/** A search that only counts by these terms. */
function searchOf(terms: CountTerm[], counting: CountSpace): { plan: SearchPlan; space: SearchSpace } {
  const plan: SearchPlan = {
    columns: [],
    steps: [],
    breaksSymmetry: false,
    expand: null,
    automorphismCount: 1,
    mappingsPerMatch: 1,
    rootCount: terms.reduce((sum, { first, end }) => sum + end - first, 0),
    counting: { terms },
    reasons: [],
  }
  const space: SearchSpace = {
    nodeCount: counting.nodeCount,
    adjacencies: [],
    candidates: [],
    nodeChecks: [],
    edgeChecks: [],
    edgeChoices: [],
    counting,
  }
  return { plan, space }
}

const wholeOf = ({ rootCount }: SearchPlan): RootRange => ({ first: 0, end: rootCount })

/** Runs a range in slices that are split again and again, each part after the other. */
function countInParts(search: ReturnType<typeof createWasmSearch>, all: RootRange, steps: number): number {
  const waiting = [all]
  let count = 0
  for (let task = waiting.pop(); task; task = waiting.pop())
    count += runInSlices(search, task, { steps, rows: null }, (range, cursor) => {
      const split = splitRemaining(range, cursor)
      if (!split) return range
      waiting.push(...split.rest)
      return split.kept
    }).count
  return count
}

const hosts = [
  randomTopology(9, 40, 1),
  randomTopology(40, 700, 2, 2),
  randomTopology(150, 2_000, 3, 3),
  randomTopology(6, 3, 4),
]
/** So dense that a neighbourhood takes several words, and with long rows beside short ones. */
const denseHosts = [randomTopology(200, 16_000, 5), randomTopology(330, 9_000, 6, 12)]

/** Hosts by their place, so that a counterexample does not print one. */
const placeIn = (list: unknown[]) => fc.nat({ max: list.length - 1 })

const isCheap = (term: CountTerm) => term.kind === 'universe' || term.kind === 'triads'

describe(`counting in WebAssembly (seed ${seed})`, () => {
  it('gives what the reference gives on every plan for a motif, in any slices', () => {
    fc.assert(
      fc.property(
        countedHosts,
        countedMotifs,
        modes,
        fc.integer({ min: 1, max: 30 }),
        (graph, motif, mode, steps) => {
          const host = memoryHostFrom(graph)
          const question = {
            motif,
            semantics: { ...plainSemantics, ...mode, countOnly: true },
            topology: host.topology,
            resolved: resolveInMemory(host, needsFromMotif(motif)),
          }
          for (const { plan, space } of listCountingPlans(question)) {
            const all = wholeOf(plan)
            const expected = createReferenceSearch(plan, space).run(all, null, unlimitedCount).count
            const search = createWasmSearch(ownMemoryModule, plan, space, null)
            expect(search.run(all, null, unlimitedCount)).toMatchObject({ count: expected, cursor: null })
            expect(countInParts(search, all, steps)).toBe(expected)
          }
        },
      ),
      runs(15),
    )
  })

  it('gives what the reference gives on random terms, whole and in slices that are split', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(
        placeIn(hosts).chain((host) =>
          fc.tuple(
            fc.constant(host),
            fc.array(countTerms(hosts[host]!.nodeCount), { minLength: 1, maxLength: 3 }),
          ),
        ),
        fc.nat(),
        fc.integer({ min: 1, max: 5_000 }),
        ([host, terms], setSeed, steps) => {
          const counting = spaceOf(hosts[host]!, setSeed)
          const { plan, space } = searchOf(terms, counting)
          const reference = createCountSearch({ terms }, counting)
          const expected = runInSlices(reference, wholeOf(plan), unlimitedCount).count
          const search = createWasmSearch(ownMemoryModule, plan, space, null)
          expect(runInSlices(search, wholeOf(plan), unlimitedCount).count).toBe(expected)
          expect(countInParts(search, wholeOf(plan), steps)).toBe(expected)
          expect(countInParts(search, wholeOf(plan), 20 * steps)).toBe(expected)
          if (expected !== 0) for (const { kind } of terms) seen.add(kind)
        },
      ),
      runs(400),
    )
    expect([...seen].sort()).toEqual(['pairs', 'prefix', 'triads', 'universe'])
  })

  it('gives what the reference gives in neighbourhoods of several words', () => {
    fc.assert(
      fc.property(
        placeIn(denseHosts).chain((host) =>
          fc.tuple(fc.constant(host), countTerms(denseHosts[host]!.nodeCount).filter(isCheap), fc.nat()),
        ),
        ([host, term, setSeed]) => {
          const counting = spaceOf(denseHosts[host]!, setSeed)
          const few = { ...term, first: 150, end: 153 }
          const { plan, space } = searchOf([few], counting)
          const expected = createCountSearch({ terms: [few] }, counting).run(
            wholeOf(plan),
            null,
            unlimitedCount,
          ).count
          const search = createWasmSearch(ownMemoryModule, plan, space, null)
          expect(search.run(wholeOf(plan), null, unlimitedCount).count).toBe(expected)
          expect(runInSlices(search, wholeOf(plan), { steps: 40_000, rows: null }).count).toBe(expected)
        },
      ),
      runs(100),
    )
  })

  it('makes progress with every slice, within hubs too', () => {
    const topology = randomTopology(400, 6_000, 11, 3)
    const term: CountTerm = {
      ...{
        kind: 'prefix',
        factor: 1,
        divisor: 1,
        first: 0,
        end: 400,
        layer: 0,
        reason: '',
        pairWeights: null,
      },
      steps: [
        { set: null, codes: [], generator: null, above: [], below: [] },
        { set: null, codes: [10], generator: 0, above: [], below: [] },
        { set: null, codes: [15, 10], generator: 1, above: [], below: [] },
      ],
      tail: [{ set: null, codes: [15, 15, 10] }],
    }
    const counting = spaceOf(topology, 1)
    const { plan, space } = searchOf([term], counting)
    const search = createWasmSearch(ownMemoryModule, plan, space, null)
    const expected = createCountSearch({ terms: [term] }, counting).run(wholeOf(plan), null, unlimitedCount)
    const { count, sliceCount } = runInSlices(search, wholeOf(plan), { steps: 2_000, rows: null })
    expect(count).toBe(expected.count)
    expect(sliceCount).toBeGreaterThan(400)
  })
})

describe(`counting by several workers on one shared memory (seed ${seed})`, () => {
  beforeAll(() => void vi.stubGlobal('crossOriginIsolated', true))
  afterAll(() => void vi.unstubAllGlobals())

  it('gives the same side by side, and leaves no trace behind', () => {
    const bytes = packTopology(randomTopology(60, 900, 7, 2))
    const shared = new Uint8Array(allocateBytes(bytes.length), 0, bytes.length)
    shared.set(bytes)
    const topology = unpackTopology(shared)
    fc.assert(
      fc.property(fc.array(countTerms(60), { minLength: 1, maxLength: 2 }), fc.nat(), (terms, setSeed) => {
        const counting = spaceOf(topology, setSeed)
        const { plan, space } = searchOf(terms, counting)
        const expected = createCountSearch({ terms }, counting).run(wholeOf(plan), null, unlimitedCount).count
        for (let round = 0; round < 2; round++) {
          const placed = placeSearch(plan, space, topology, 2)
          const workers = [0, 1].map((index) =>
            createWasmSearch(sharedMemoryModule, plan, placed.space, placed.placeOf(index)),
          )
          const middle = Math.floor(plan.rootCount / 2)
          const halves = [{ first: 0, end: middle }, { first: middle, end: plan.rootCount }] // prettier-ignore
          const slices = workers.map((worker, index) =>
            worker.run(halves[index]!, null, { steps: 50, rows: null }),
          )
          const rest = workers.map((worker, index) => {
            const { count, cursor } = slices[1 - index]!
            return count + (cursor ? worker.run(halves[1 - index]!, cursor, unlimitedCount).count : 0)
          })
          placed.free()
          expect(rest[0]! + rest[1]!).toBe(expected)
        }
        expect([...packTopology(topology)]).toEqual([...bytes])
      }),
      runs(60),
    )
  })
})
