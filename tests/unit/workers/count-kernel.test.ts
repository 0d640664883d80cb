/** The WebAssembly counters where the answer is a formula: complete graphs and stars too large for rows of one word, or
 *  for the fields that counts are packed in. */
import { describe, expect, it } from 'vitest'
import { codedRowsFrom } from '../../../src/grandiso/coded-rows'
import { createWasmSearch } from '../../../src/grandiso/wasm-kernel'
import type { CountSpace, CountTerm, UniverseStep } from '../../../src/model/count-plan'
import type { Adjacency } from '../../../src/model/host-graph'
import type { SearchPlan, SearchSpace } from '../../../src/model/plan'
import { ownMemoryModule } from '../../tools/kernels'
import { completeTopology } from '../grandiso/random-host'
import { runInSlices } from '../grandiso/search-in-memory'

const both = 8
const any = 15
const base = { factor: 1, divisor: 1, layer: 0, reason: '' }
const free = { set: null, above: [], below: [] }

function countOf(adjacency: Adjacency, term: CountTerm, steps: number): number {
  const coded = codedRowsFrom(adjacency)
  const nodeCount = coded.below.length
  const counting: CountSpace = { nodeCount, layers: [{ coded, ...adjacency }], sets: [] }
  const plan = { counting: { terms: [term] }, rootCount: term.end - term.first } as Partial<SearchPlan>
  const space = { nodeCount, counting } as Partial<SearchSpace>
  const search = createWasmSearch(ownMemoryModule, plan as SearchPlan, space as SearchSpace, null)
  return runInSlices(search, { first: 0, end: term.end - term.first }, { steps, rows: null }).count
}

function falling(from: number, length: number): number {
  return Array.from({ length }, (_, at) => from - at).reduce((product, factor) => product * factor, 1)
}

describe.each([Infinity, 5_000])('counting on a complete graph of 130 nodes, %d steps a slice', (steps) => {
  const { adjacency } = completeTopology(130)
  const clique = (length: number, isAscending: boolean): UniverseStep[] =>
    Array.from({ length }, (_, step) => ({
      ...free,
      root: both,
      codes: new Array<number>(step).fill(both),
      above: isAscending && step > 0 ? [step - 1] : [],
    }))

  it('finds every choice of 2, 3 and 4 neighbours of two roots, in order and without', () => {
    for (const length of [2, 3, 4]) {
      const term = {
        ...{ ...base, kind: 'universe' as const, first: 7, end: 9 },
        ...{ rootSet: null, rootBelow: false, mostNeighbours: 4096 },
      }
      const ordered = countOf(adjacency, { ...term, steps: clique(length, false) }, steps)
      expect(ordered).toBe(2 * falling(129, length))
      const once = countOf(adjacency, { ...term, steps: clique(length, true) }, steps)
      expect(once).toBe((2 * falling(129, length)) / falling(length, length))
    }
  })

  it('finds every triangle once', () => {
    const weights = new Array<number>(64).fill(6)
    const term: CountTerm = { ...base, kind: 'triads', first: 0, end: 130, weights, codes: 14 }
    expect(countOf(adjacency, term, steps)).toBe(falling(130, 3))
  })

  it('multiplies neighbours, less those that coincide', () => {
    const tail = new Array(3).fill({ set: null, codes: [both, any] })
    const term: CountTerm = {
      ...{ ...base, kind: 'prefix', first: 0, end: 3, tail, pairWeights: null },
      steps: [
        { ...free, codes: [], generator: null },
        { ...free, codes: [both], generator: 0 },
      ],
    }
    expect(countOf(adjacency, term, steps)).toBe(3 * falling(129, 4))
  })

  it('counts two nodes that share two or three others', () => {
    for (const length of [2, 3]) {
      const middles = new Array(length).fill({ near: both, far: both, set: null })
      const term = { ...base, kind: 'pairs' as const, middles, between: any, rootSet: null, farSet: null }
      const whole = countOf(adjacency, { ...term, first: 0, end: 130, aboveRoot: 'none' }, steps)
      expect(whole).toBe(falling(130, 2 + length))
      const halved = countOf(adjacency, { ...term, first: 0, end: 130, aboveRoot: 'far' }, steps)
      expect(halved).toBe(whole / 2)
    }
  })
})

describe('counting around a hub of more neighbours than a packed field can count', () => {
  it('stays exact', () => {
    const leaves = 2 ** 21 + 5
    const offsets = new Uint32Array(leaves + 2).map((_, node) => (node === 0 ? 0 : leaves + node - 1))
    const targets = new Uint32Array(2 * leaves).map((_, at) => (at < leaves ? at + 1 : 0))
    const rows = { offsets, targets }
    const term: CountTerm = {
      ...{ ...base, kind: 'prefix', first: 5, end: 7, pairWeights: null },
      steps: [
        { ...free, codes: [], generator: null },
        { ...free, codes: [both], generator: 0 },
      ],
      // Not a neighbour of the leaf: so the hub's row is looked through.
      tail: [{ set: null, codes: [1, both] }],
    }
    expect(countOf({ out: rows, in: rows }, term, Infinity)).toBe(2 * (leaves - 1))
  })
})
