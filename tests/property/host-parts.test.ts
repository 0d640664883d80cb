/** Components, cores and neighbourhoods against the plainest way to work them out. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjacencyFromPairs, symmetricAdjacency } from '../../src/grandiso/csr'
import { largestComponent, strongComponents, weakComponents } from '../../src/statistics/components'
import type { Components } from '../../src/statistics/components'
import { coreNumbers } from '../../src/statistics/k-core'
import { withinSteps } from '../../src/statistics/neighbourhood'

interface Graph {
  nodeCount: number
  edges: [number, number][]
}

const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 12 }).chain((nodeCount) =>
  fc.record({
    nodeCount: fc.constant(nodeCount),
    edges: fc.array(fc.tuple(fc.nat(nodeCount - 1), fc.nat(nodeCount - 1)), { maxLength: 30 }),
  }),
)

const adjacencyOf = ({ nodeCount, edges }: Graph, isDirected = true) => {
  const sources = Uint32Array.from(edges, ([source]) => source)
  const targets = Uint32Array.from(edges, ([, target]) => target)
  const adjacency = adjacencyFromPairs(nodeCount, { sources, targets })
  return isDirected ? adjacency : symmetricAdjacency(adjacency)
}

/** reaches[i][j]: from i to j along at most nodeCount steps (Floyd and Warshall). */
function distances({ nodeCount, edges }: Graph, direction: 'out' | 'in' | 'both'): number[][] {
  const far = Array.from({ length: nodeCount }, (_, i) =>
    Array.from({ length: nodeCount }, (_, j) => (i === j ? 0 : Infinity)),
  )
  for (const [a, b] of edges) {
    if (a !== b && direction !== 'in') far[a]![b] = 1
    if (a !== b && direction !== 'out') far[b]![a] = 1
  }
  for (let k = 0; k < nodeCount; k++)
    for (let i = 0; i < nodeCount; i++)
      for (let j = 0; j < nodeCount; j++) far[i]![j] = Math.min(far[i]![j]!, far[i]![k]! + far[k]![j]!)
  return far
}

function expectClasses({ componentOf, sizes }: Components, together: (a: number, b: number) => boolean) {
  const nodes = Array.from(componentOf.keys())
  for (const a of nodes) for (const b of nodes) expect(componentOf[a] === componentOf[b]).toBe(together(a, b))
  expect(Array.from(sizes)).toEqual(
    Array.from(sizes, (_, component) => nodes.filter((node) => componentOf[node] === component).length),
  )
  expect(Math.max(...componentOf) + 1).toBe(sizes.length)
}

/** The core of order k by taking away, again and again, whatever has fewer than k neighbours. */
function naiveCore({ nodeCount, edges }: Graph, k: number): Set<number> {
  const left = new Set(Array.from({ length: nodeCount }, (_, node) => node))
  const neighbours = (node: number) =>
    new Set(
      edges
        .filter(([a, b]) => a !== b && (a === node || b === node))
        .map(([a, b]) => (a === node ? b : a))
        .filter((other) => left.has(other)),
    )
  for (;;) {
    const poor = [...left].find((node) => neighbours(node).size < k)
    if (poor === undefined) return left
    left.delete(poor)
  }
}

const rounds = { numRuns: 300, seed: 7 }

describe('parts of a host', () => {
  it('weak components hold the nodes that are linked whatever the direction', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const far = distances(graph, 'both')
        expectClasses(weakComponents(adjacencyOf(graph)), (a, b) => far[a]![b]! < Infinity)
      }),
      rounds,
    )
  })

  it('strong components hold the nodes that reach each other', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const far = distances(graph, 'out')
        const reaches = (a: number, b: number) => far[a]![b]! < Infinity && far[b]![a]! < Infinity
        expectClasses(strongComponents(adjacencyOf(graph)), reaches)
      }),
      rounds,
    )
  })

  it('an undirected host has the same components either way', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const adjacency = adjacencyOf(graph, false)
        expect(strongComponents(adjacency)).toEqual(weakComponents(adjacency))
      }),
      rounds,
    )
  })

  it('the largest component is the first of those with the most nodes', () => {
    const found = weakComponents(adjacencyOf({ nodeCount: 6, edges: [[4, 5], [1, 2]] })) // prettier-ignore
    expect(largestComponent(found)).toBe(found.componentOf[1])
    expect(largestComponent({ componentOf: new Uint32Array(), sizes: new Uint32Array() })).toBe(-1)
  })

  it('core numbers say which cores a node is in', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 0, max: 6 }), (graph, k) => {
        const numbers = coreNumbers(symmetricAdjacency(adjacencyOf(graph)).out)
        const inCore = Array.from(numbers.keys()).filter((node) => numbers[node]! >= k)
        expect(new Set(inCore)).toEqual(naiveCore(graph, k))
      }),
      rounds,
    )
  })

  it('a neighbourhood holds the nodes that are near enough', () => {
    const direction = fc.constantFrom('out' as const, 'in' as const, 'both' as const)
    fc.assert(
      fc.property(graphs, fc.nat(5), direction, fc.array(fc.nat(11)), (graph, steps, direction, wanted) => {
        const seeds = wanted.map((node) => node % graph.nodeCount)
        const far = distances(graph, direction)
        const near = Array.from({ length: graph.nodeCount }, (_, node) =>
          seeds.some((seed) => far[seed]![node]! <= steps) ? 1 : 0,
        )
        expect(Array.from(withinSteps(adjacencyOf(graph), seeds, steps, direction))).toEqual(near)
      }),
      rounds,
    )
  })

  it('a path of a million nodes is one component, and no problem', () => {
    const nodeCount = 1_000_000
    const sources = Uint32Array.from({ length: nodeCount - 1 }, (_, i) => i)
    const targets = Uint32Array.from({ length: nodeCount - 1 }, (_, i) => i + 1)
    const path = adjacencyFromPairs(nodeCount, { sources, targets })
    expect(weakComponents(path).sizes).toHaveLength(1)
    expect(strongComponents(path).sizes).toHaveLength(nodeCount)
  })
})
