/** Searches divided below their root items too, wherever they stand: the parts are disjoint and complete, and either kernel
 *  goes on where the other stopped. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { topologyFromPairs } from '../../src/grandiso/csr'
import type { Search } from '../../src/grandiso/kernel'
import { planSearch } from '../../src/grandiso/plan'
import { splitRemaining, splitWithin } from '../../src/grandiso/split'
import type { Cursor, RootRange, SearchPlan, SliceBudget } from '../../src/model/plan'
import { beginningOf, comparePlaces, endOf } from '../../src/model/root-range'
import { kernels } from '../tools/kernels'
import { motifFrom } from '../unit/grandiso/motif-text'
import { randomTopology } from '../unit/grandiso/random-host'
import { plainSemantics, prepareInMemory, unlimited } from '../unit/grandiso/search-in-memory'
import { hosts, modes, motifs } from './grandiso-arbitraries'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261123)
const anyMotif = fc.oneof(motifs(), motifs({ isSymmetric: true }))

const nothing = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }

interface Part {
  range: RootRange
  cursor: Cursor | null
}

interface Divided {
  rows: number[]
  count: number
  withinCount: number
}

/** The parts of a range follow each other without a gap. */
function expectWhole(range: RootRange, parts: RootRange[]): void {
  expect(comparePlaces(beginningOf(parts[0]!), beginningOf(range))).toBe(0)
  expect(comparePlaces(endOf(parts.at(-1)!), endOf(range))).toBe(0)
  for (const [i, part] of parts.slice(1).entries())
    expect(comparePlaces(endOf(parts[i]!), beginningOf(part))).toBe(0)
  for (const part of parts) expect(comparePlaces(beginningOf(part), endOf(part))).toBeLessThan(0)
}

/** Searches all of it; after each slice `draw` says whether and how the rest is divided, and which kernel goes on. */
function searchDivided(
  plan: SearchPlan,
  kernels: Search[],
  budget: SliceBudget,
  draw: () => number,
): Divided {
  const all = { first: 0, end: plan.rootCount }
  const waiting: Part[] = all.end === 0 ? [] : [{ range: all, cursor: null }]
  const found: Divided = { rows: [], count: 0, withinCount: 0 }
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    let { range, cursor } = part
    do {
      const slice = kernels[draw() % kernels.length]!.run(range, cursor, budget)
      found.rows.push(...slice.rows)
      found.count += slice.count
      cursor = JSON.parse(JSON.stringify(slice.cursor)) as Cursor | null
      if (!cursor) break
      const within = draw() % 2 === 0 ? splitWithin(plan, range, cursor, slice.ends ?? []) : null
      const split = within ?? (draw() % 3 === 0 ? splitRemaining(range, cursor) : null)
      if (!split) continue
      expectWhole(range, [split.kept, ...split.rest])
      if (within) found.withinCount++
      range = split.kept
      // Given up half-way: another goes on with it.
      waiting.push(...split.rest.map((range) => ({ range, cursor: null })), { range, cursor })
      break
    } while (cursor)
  }
  return found
}

/** The same numbers for the same seed. */
function drawsFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 8
  }
}

function sorted(rows: ArrayLike<number>, width: number): string[] {
  const all = Array.from(rows)
  return Array.from({ length: all.length / width }, (_, i) =>
    all.slice(i * width, (i + 1) * width).join(),
  ).sort()
}

const tiny = fc.integer({ min: 1, max: 6 })
const flags = fc.constantFrom(1, 3, 31)

it(`a search may be divided anywhere, below its root items too (seed ${seed})`, () => {
  fc.assert(
    fc.property(
      hosts,
      anyMotif,
      modes,
      tiny,
      fc.option(tiny),
      flags,
      fc.nat(),
      (graph, motif, mode, steps, rows, mostFlags, start) => {
        const semantics = { ...mode, countOnly: rows === null }
        const strategy = { factorise: false }
        const prepared = prepareInMemory(graph, motif, semantics, { strategy })
        const { plan, space, search, all } = prepared
        const whole = search.run(all, null, { steps: Infinity, rows: rows === null ? null : Infinity })
        const made = kernels.map((kernel) => kernel.createSearch(plan, space, mostFlags))
        const divided = searchDivided(plan, made, { steps, rows }, drawsFrom(start))
        expect(divided.count).toBe(whole.count)
        const width = plan.columns.length
        expect(sorted(divided.rows, width)).toEqual(sorted(whole.rows, width))
      },
    ),
    { seed, numRuns: 300 },
  )
})

const larger = [
  'A -> B\nB -> C\nC -> D',
  'A -> B\nA -> C\nA -> D\nB !> C',
  'A -> B\nB -> C\nC -> D\nD -> A',
  'A -> B\nB -> C\nC -> D\nD -> E',
  'A -> B\nA -> C\nB -> D\nC -> D\nD -> E',
]

it(`so it may be on hosts with hubs, part within part (seed ${seed})`, () => {
  let withinCount = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...larger),
      fc.record({
        ignoreDirection: fc.boolean(),
        excludeAutomorphisms: fc.boolean(),
        countOnly: fc.boolean(),
      }),
      fc.constantFrom(5, 40, 300),
      flags,
      fc.nat(),
      (text, mode, steps, mostFlags, start) => {
        const { plan, space } = planSearch({
          motif: motifFrom(text),
          semantics: { ...plainSemantics, ...mode },
          topology: randomTopology(16, 80, start, 2),
          resolved: nothing,
          strategy: { factorise: false },
        })
        const made = kernels.map((kernel) => kernel.createSearch(plan, space, mostFlags))
        const all = { first: 0, end: plan.rootCount }
        const rows = mode.countOnly ? null : 50
        const whole = made[0]!.run(all, null, { steps: Infinity, rows: rows && Infinity })
        const divided = searchDivided(plan, made, { steps, rows }, drawsFrom(start))
        withinCount += divided.withinCount
        expect(divided.count).toBe(whole.count)
        const width = plan.columns.length
        expect(sorted(divided.rows, width)).toEqual(sorted(whole.rows, width))
      },
    ),
    { seed, numRuns: 150 },
  )
  expect(withinCount).toBeGreaterThan(1_000)
})

it('all that lies below one edge can be shared', () => {
  // 0 → 1, from there to ten, from each of these to the ten of the next layer, and so on.
  const layers = [[0], [1], ...[2, 12, 22].map((first) => Array.from({ length: 10 }, (_, i) => first + i))]
  const pairs = layers.slice(1).flatMap((layer, i) => layers[i]!.flatMap((a) => layer.map((b) => [a, b])))
  const topology = topologyFromPairs(32, true, {
    sources: Uint32Array.from(pairs, ([source]) => source!),
    targets: Uint32Array.from(pairs, ([, target]) => target!),
  })
  const { plan, space } = planSearch({
    motif: motifFrom('A -> B\nB -> C\nC -> D\nD -> E'),
    semantics: plainSemantics,
    topology,
    resolved: nothing,
    strategy: { orderByCost: false },
  })
  for (const kernel of kernels) {
    const search = kernel.createSearch(plan, space)
    const all = { first: 0, end: plan.rootCount }
    const whole = search.run(all, null, unlimited)
    expect(whole.count).toBe(1_000)
    const { cursor, ends } = search.run(all, null, { steps: 30, rows: 20 })
    const split = splitWithin(plan, all, cursor!, ends!)!
    // Half of the ten goes elsewhere.
    const [elsewhere] = split.rest
    expect(search.run(elsewhere!, null, unlimited).count).toBe(500)
    expect(search.run(split.kept, cursor, unlimited).count).toBe(500 - 20)
  }
})
