import { describe, expect, it } from 'vitest'
import {
  adjacencyFromPairs,
  hasEdge,
  intersectRows,
  rowAtPosition,
  symmetricAdjacency,
  topologyFromPairs,
} from '../../../src/grandiso/csr'
import { numberByDegree, renumberPairs } from '../../../src/grandiso/number-by-degree'
import type { Csr } from '../../../src/model/host-graph'
import { randomPairs } from './random-host'

const pairsFrom = (...edges: [number, number][]) => ({
  sources: Uint32Array.from(edges, ([source]) => source),
  targets: Uint32Array.from(edges, ([, target]) => target),
})
const rowsOf = ({ offsets, targets }: Csr) =>
  Array.from({ length: offsets.length - 1 }, (_, node) => [
    ...targets.slice(offsets[node], offsets[node + 1]),
  ])

describe('compressed sparse rows', () => {
  const pairs = pairsFrom([2, 1], [0, 3], [0, 1], [0, 3], [1, 1], [3, 0], [0, 2])

  it('ascend, without loops and duplicates', () => {
    const { out, in: into } = adjacencyFromPairs(4, pairs)
    expect(rowsOf(out)).toEqual([[1, 2, 3], [], [1], [0]])
    expect(rowsOf(into)).toEqual([[3], [0, 2], [0], [0]])
    expect(out.offsets).toHaveLength(5)
  })

  it('keep self-loops apart, and hold undirected edges both ways in one object', () => {
    const directed = topologyFromPairs(4, true, pairs)
    expect([...directed.selfLoops]).toEqual([1])
    const { adjacency } = topologyFromPairs(4, false, pairs)
    expect(adjacency.out).toBe(adjacency.in)
    expect(rowsOf(adjacency.out)).toEqual([[1, 2, 3], [0, 2], [0, 1], [0]])
    expect(symmetricAdjacency(adjacency)).toBe(adjacency)
  })

  it('are the same as sets of pairs on a random graph, and lie where the caller puts them', () => {
    const random = randomPairs(50, 600, 3)
    const shared: Uint32Array[] = []
    const allocate = (length: number) => {
      const array = new Uint32Array(new SharedArrayBuffer(4 * length))
      shared.push(array)
      return array
    }
    const { out, in: into } = adjacencyFromPairs(50, random, allocate)
    for (const array of [out.offsets, out.targets, into.offsets, into.targets])
      expect(shared).toContain(array)
    const edges = new Set(Array.from(random.sources, (source, i) => `${source} ${random.targets[i]!}`))
    for (let from = 0; from < 50; from++)
      for (let to = 0; to < 50; to++) {
        const isThere = from !== to && edges.has(`${from} ${to}`)
        expect(hasEdge(out, from, to)).toBe(isThere)
        expect(hasEdge(into, to, from)).toBe(isThere)
      }
    const mutual = rowsOf(intersectRows(out, into))
    expect(mutual[7]).toEqual(rowsOf(out)[7]!.filter((node) => rowsOf(into)[7]!.includes(node)))
  })

  it('find the row of a position, past empty rows', () => {
    const { out } = adjacencyFromPairs(5, pairsFrom([1, 0], [1, 2], [4, 0]))
    expect([0, 1, 2].map((position) => rowAtPosition(out, position))).toEqual([1, 1, 4])
  })

  it('take graphs without nodes or edges, and refuse edges to nowhere', () => {
    expect(rowsOf(adjacencyFromPairs(0, pairsFrom()).out)).toEqual([])
    expect(rowsOf(adjacencyFromPairs(2, pairsFrom()).in)).toEqual([[], []])
    expect(() => adjacencyFromPairs(2, pairsFrom([0, 2]))).toThrow('names a node beyond the 2 nodes')
  })
})

describe('numbering by degree', () => {
  it('counts distinct neighbours in both directions, descending, ties in order of the file', () => {
    // Neighbours: 0 has {1}, 1 has {0, 2, 3}, 2 has {1}, 3 has {1, 4}, 4 has {3}.
    const pairs = pairsFrom([0, 1], [1, 0], [2, 1], [2, 1], [1, 3], [3, 4], [2, 2])
    const { indexOfNode } = numberByDegree(5, pairs)
    expect([...indexOfNode]).toEqual([2, 0, 3, 1, 4])
    expect([...renumberPairs(pairs, indexOfNode).sources]).toEqual([2, 0, 3, 3, 0, 1, 3])
  })
})
