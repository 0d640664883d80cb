/** Each kind of term on graphs small enough to count by hand. */
import { describe, expect, it } from 'vitest'
import type { CountPlan, CountSpace, CountTerm } from '../../../src/model/count-plan'
import { codedRowsFrom, swapCode, swapCodes } from '../../../src/grandiso/coded-rows'
import { createCountSearch } from '../../../src/grandiso/counting/count-search'
import { waysToDiffer } from '../../../src/grandiso/counting/count-prefix'
import { adjacencyFromPairs } from '../../../src/grandiso/csr'
import { unlimitedCount } from './search-in-memory'

/** A graph from text: `0>1 1=2` is 0 → 1 and 1 ↔ 2. */
function adjacencyOf(text: string) {
  const edges = text.split(' ').flatMap((edge) => {
    const [from, kind, to] = [Number(edge[0]), edge[1], Number(edge[2])]
    return kind === '=' ? [[from, to], [to, from]] : [[from, to]] // prettier-ignore
  })
  const nodeCount = Math.max(...edges.flat()) + 1
  const sources = Uint32Array.from(edges, ([from]) => from!)
  return adjacencyFromPairs(nodeCount, { sources, targets: Uint32Array.from(edges, ([, to]) => to!) })
}

type Term = CountTerm extends infer One
  ? One extends CountTerm
    ? Partial<One> & Pick<One, 'kind'>
    : never
  : never

function countOf(graph: string, term: Term, sets: number[][] = []): number {
  const adjacency = adjacencyOf(graph)
  const coded = codedRowsFrom(adjacency)
  const nodeCount = coded.below.length
  const base = { factor: 1, divisor: 1, first: 0, end: nodeCount, layer: 0, reason: '' }
  const plan: CountPlan = { terms: [{ ...base, ...term } as CountTerm] }
  const space: CountSpace = {
    nodeCount,
    layers: [{ coded, ...adjacency }],
    sets: sets.map((set) => Uint32Array.from(set)),
  }
  const search = createCountSearch(plan, space)
  return search.run({ first: 0, end: nodeCount }, null, unlimitedCount).count
}

/** Codes with the edge there; back; of any neighbour; of all. */
const [there, back, any, all] = [0b1010, 0b1100, 0b1110, 0b1111]

describe('pair codes', () => {
  it('turn round: out becomes in, none and both stay', () => {
    expect([0, 1, 2, 3].map(swapCode)).toEqual([0, 2, 1, 3])
    expect([1, there, back, any, 0b0100].map(swapCodes)).toEqual([1, back, there, any, 0b0010])
  })

  it('merge successors and predecessors of a node, ascending', () => {
    const { offsets, entries, below } = codedRowsFrom(adjacencyOf('0>1 1=2 3>1'))
    expect([...offsets]).toEqual([0, 1, 4, 5, 6])
    const pairs = [...entries].map((entry) => [entry >>> 2, entry & 3])
    expect(pairs).toEqual([[1, 1], [0, 2], [2, 3], [3, 2], [1, 3], [1, 1]]) // prettier-ignore
    expect([...below]).toEqual([0, 1, 1, 1])
  })
})

describe('triads', () => {
  const weights = new Array<number>(64).fill(0)
  // u = 2, v = 1, w = 0 of 0 → 1 → 2, 0 → 2: codes in, in, in.
  weights[(2 << 4) | (2 << 2) | 2] = 5

  it('weigh every triangle once by its codes', () => {
    expect(countOf('0>1 1>2 0>2 2=3', { kind: 'triads', weights, codes: any })).toBe(5)
    expect(countOf('0>1 1>2 2>0', { kind: 'triads', weights, codes: any })).toBe(0)
  })

  it('do not walk codes that are left out', () => {
    expect(countOf('0>1 1>2 0>2', { kind: 'triads', weights, codes: 0b1000 })).toBe(0)
  })
})

describe('prefixes', () => {
  const root = { set: null, codes: [], generator: null, above: [], below: [] }
  const tail = (codes: number[], set: number | null = null) => ({ set, codes })
  const prefix = { kind: 'prefix' as const, pairWeights: null }

  it('count ordered pairs of different successors', () => {
    // Node 0 has three successors: 3 · 2.
    const wedge = { ...prefix, steps: [root], tail: [tail([there]), tail([there])] }
    expect(countOf('0>1 0>2 0>3 1>2', wedge)).toBe(6)
  })

  it('take away the tail nodes that coincide', () => {
    // 1 → 0 → 2 and 3 → 0 → 2; through the mutual 0 = 3 also 1 → 0 → 3, but not 3 → 0 → 3.
    const path = { ...prefix, steps: [root], tail: [tail([back]), tail([there])] }
    expect(countOf('1>0 0>2 0=3', path)).toBe(3 + 0)
  })

  it('look up forbidden codes and candidate sets', () => {
    const step = { set: null, codes: [there], generator: 0, above: [], below: [] }
    // 0 → 1 → x without 0 → x: x = 3 only, for 2 is a successor of 0; 0 → 2 → 3 as well.
    const open = { ...prefix, steps: [root, step], tail: [tail([0b0101, there])] }
    expect(countOf('0>1 0>2 1>2 1>3 2>3', open)).toBe(2)
    const chosen = { ...prefix, steps: [root, step], tail: [tail([0b0101, there], 0)] }
    expect(countOf('0>1 0>2 1>2 1>3 2>3', chosen, [[0, 1]])).toBe(0)
  })

  it('weigh a prefix by the code of its first two nodes', () => {
    const step = { set: null, codes: [any], generator: 0, above: [0], below: [] }
    const weighed: Term = { ...prefix, steps: [root, step], tail: [], pairWeights: [0, 1, 10, 100] }
    // Pairs u < v: 0 → 1 has code 1, 2 → 1 is code 2 from 1, 0 = 2 is code 3.
    expect(countOf('0>1 2>1 0=2', weighed)).toBe(111)
  })

  it('tell three tail nodes apart by inclusion and exclusion', () => {
    // Three nodes out of the same four: 4 · 3 · 2.
    expect(waysToDiffer([0, 4, 4, 4, 4, 4, 4, 4], 3)).toBe(24)
    // {a, b}, {b, c}, {c}: a b c, b c –, a – –: only (a, b, c).
    expect(waysToDiffer([0, 2, 2, 1, 1, 0, 1, 0], 3)).toBe(1)
  })
})

describe('pairs', () => {
  const middle = (near: number, far: number, set: number | null = null) => ({ near, far, set })
  const base = { kind: 'pairs' as const, between: all, rootSet: null, farSet: null }

  it('count 4-cycles from their smallest node', () => {
    const middles = [middle(there, there), middle(back, back)]
    expect(countOf('0>1 1>2 2>3 3>0', { ...base, middles, aboveRoot: 'all' })).toBe(1)
    expect(countOf('0>1 1>2 2>3 3>0', { ...base, middles, aboveRoot: 'none' })).toBe(4)
    // Walks there and back over the same middle are no cycle.
    expect(countOf('0=1 1=2', { ...base, middles, aboveRoot: 'none' })).toBe(0)
  })

  it('count ordered choices of equal middles', () => {
    const three = [1, 2, 3].map(() => middle(there, back))
    const fan = '0>2 0>3 0>4 1>2 1>3 1>4'
    expect(countOf(fan, { ...base, middles: three, aboveRoot: 'far' })).toBe(6)
    expect(countOf(fan, { ...base, middles: three, aboveRoot: 'none' })).toBe(12)
  })

  it('ask for candidates and for the code between the two', () => {
    const two = [middle(there, back), middle(there, back)]
    const fan = '0>2 0>3 1>2 1>3 0>1'
    expect(countOf(fan, { ...base, middles: two, aboveRoot: 'none', between: there })).toBe(2)
    expect(countOf(fan, { ...base, middles: two, aboveRoot: 'none', between: 0b0101 })).toBe(2)
    expect(countOf(fan, { ...base, middles: two, aboveRoot: 'none', between: 1 })).toBe(0)
    expect(countOf(fan, { ...base, middles: two, aboveRoot: 'none', rootSet: 0 }, [[1]])).toBe(2)
    expect(countOf(fan, { ...base, middles: two, aboveRoot: 'none', farSet: 0 }, [[3]])).toBe(0)
  })
})

describe('universes', () => {
  const step = (codes: number[], root = there, above: number[] = []) => ({
    set: null,
    root,
    codes,
    above,
    below: [],
  })
  const base = { kind: 'universe' as const, rootSet: null, rootBelow: false, mostNeighbours: 64 }
  const clique = '0>1 0>2 0>3 1>2 1>3 2>3'

  it('count feed-forward cliques from the node that leads to all', () => {
    const steps = [step([]), step([there]), step([there, there])]
    expect(countOf(clique, { ...base, steps })).toBe(1)
    expect(countOf(clique.replace('2>3', '3>2'), { ...base, steps })).toBe(1)
    expect(countOf(clique.replace(' 2>3', ''), { ...base, steps })).toBe(0)
  })

  it('count pairs of neighbours that are none of each other', () => {
    // 1 2 3 around 0, only 1 → 2 is an edge: (1,3) (3,1) (2,3) (3,2); around others: none with two successors.
    expect(countOf('0>1 0>2 0>3 1>2', { ...base, steps: [step([]), step([1])] })).toBe(4)
  })

  it('keep the order of restricted nodes, and of the root', () => {
    const steps = [step([], any), step([any], any, [0])]
    expect(countOf(clique, { ...base, steps })).toBe(12)
    expect(countOf(clique, { ...base, steps, rootBelow: true })).toBe(4)
  })

  it('reach beyond the first word of bits', () => {
    // A hub with 40 neighbours in a ring.
    const adjacency = Array.from({ length: 40 }, (_, at) => [at + 1, ((at + 1) % 40) + 1] as const)
    const pairs = [...adjacency, ...adjacency.map(([, to]) => [0, to] as const)]
    const graph = adjacencyFromPairs(41, {
      sources: Uint32Array.from(pairs, ([from]) => from),
      targets: Uint32Array.from(pairs, ([, to]) => to),
    })
    const coded = codedRowsFrom(graph)
    const term = { ...base, steps: [step([]), step([there])], factor: 1, divisor: 1, layer: 0, reason: '' }
    const search = createCountSearch(
      { terms: [{ ...term, first: 0, end: 41 }] },
      { nodeCount: 41, layers: [{ coded, ...graph }], sets: [] },
    )
    expect(search.run({ first: 0, end: 41 }, null, unlimitedCount).count).toBe(40)
  })
})

describe('a count by terms', () => {
  it('adds and takes away whole terms, and its cursor stands between roots', () => {
    const adjacency = adjacencyOf('0>1 1>2 0>2')
    const coded = codedRowsFrom(adjacency)
    const one = { set: null, codes: [], generator: null, above: [], below: [] }
    const base = { first: 0, end: 3, layer: 0, reason: '', kind: 'prefix' as const, pairWeights: null }
    const out = { ...base, steps: [one], tail: [{ set: null, codes: [there] }] }
    const plan: CountPlan = {
      terms: [
        { ...out, factor: 3, divisor: 1 },
        { ...out, factor: -1, divisor: 1 },
      ],
    }
    const search = createCountSearch(plan, { nodeCount: 3, layers: [{ coded, ...adjacency }], sets: [] })
    expect(search.run({ first: 0, end: 6 }, null, unlimitedCount).count).toBe(6)
    const first = search.run({ first: 2, end: 6 }, null, { steps: 1, rows: null })
    expect(first).toMatchObject({ count: 0, cursor: { root: 3, positions: [], skip: 0 } })
    const second = search.run({ first: 2, end: 4 }, first.cursor, { steps: 1, rows: null })
    expect(second).toMatchObject({ count: -2, cursor: null })
  })
})
