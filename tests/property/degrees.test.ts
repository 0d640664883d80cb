/** Degree distributions and component sizes against the plainest way to work them out. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { topologyFromPairs } from '../../src/grandiso/csr'
import type { DegreeDistribution } from '../../src/model/host-spread'
import { degreeDistributions } from '../../src/statistics/degree-distribution'
import { spreadOf } from '../../src/statistics/describe-spread'

const graphs = fc.integer({ min: 0, max: 12 }).chain((nodeCount) =>
  fc.record({
    nodeCount: fc.constant(nodeCount),
    directed: fc.boolean(),
    edges: fc.array(fc.tuple(fc.nat(Math.max(0, nodeCount - 1)), fc.nat(Math.max(0, nodeCount - 1))), {
      maxLength: nodeCount === 0 ? 0 : 40,
    }),
  }),
)
const pairsOf = (edges: [number, number][]) => ({
  sources: Uint32Array.from(edges, ([source]) => source),
  targets: Uint32Array.from(edges, ([, target]) => target),
})
const rounds = { numRuns: 300, seed: 11 }

const histogramOf = (values: number[]) =>
  [...new Set(values)]
    .sort((a, b) => a - b)
    .map((value) => [value, values.filter((other) => other === value).length])
const plain = ({ degrees, nodes }: DegreeDistribution) => degrees.map((degree, at) => [degree, nodes[at]])

describe('degree distributions', () => {
  it('equal the degrees counted node by node', () => {
    fc.assert(
      fc.property(graphs, ({ nodeCount, directed, edges }) => {
        const nodes = Array.from({ length: nodeCount }, (_, node) => node)
        const isAt = (node: number, end: 0 | 1) => edges.filter((edge) => edge[end] === node).length
        const loopsAt = (node: number) => edges.filter(([a, b]) => a === node && b === node).length
        const touching = (node: number) => isAt(node, 0) + isAt(node, 1) - loopsAt(node)
        const counted = degreeDistributions(nodeCount, pairsOf(edges), directed)
        expect(plain(counted.out)).toEqual(
          histogramOf(nodes.map((node) => (directed ? isAt(node, 0) : touching(node)))),
        )
        expect(plain(counted.in)).toEqual(
          histogramOf(nodes.map((node) => (directed ? isAt(node, 1) : touching(node)))),
        )
        expect(plain(counted.total)).toEqual(histogramOf(nodes.map((node) => isAt(node, 0) + isAt(node, 1))))
      }),
      rounds,
    )
  })
})

/** Sizes of the classes of nodes that reach each other (Floyd and Warshall), the largest first. */
function naiveSizes(nodeCount: number, edges: [number, number][], isStrong: boolean): number[] {
  const reach = Array.from({ length: nodeCount }, (_, i) =>
    Array.from({ length: nodeCount }, (_, j) => i === j),
  )
  for (const [a, b] of edges) {
    reach[a]![b] = true
    if (!isStrong) reach[b]![a] = true
  }
  for (let k = 0; k < nodeCount; k++)
    for (let i = 0; i < nodeCount; i++)
      for (let j = 0; j < nodeCount; j++) if (reach[i]![k] && reach[k]![j]) reach[i]![j] = true
  const classes = new Map<number, number>()
  for (let node = 0; node < nodeCount; node++) {
    const first = reach[node]!.findIndex((isReached, other) => isReached && reach[other]![node])
    classes.set(first, (classes.get(first) ?? 0) + 1)
  }
  return [...classes.values()].sort((a, b) => b - a)
}

describe('component sizes', () => {
  it('are those of the classes of nodes that reach each other, the largest first', () => {
    fc.assert(
      fc.property(graphs, ({ nodeCount, directed, edges }) => {
        const pairs = pairsOf(edges)
        const topology = topologyFromPairs(nodeCount, directed, pairs)
        const { weak, strong } = spreadOf({ topology, edges: pairs, directed }).components
        const listed = ({ sizes, counts }: typeof weak) =>
          sizes.flatMap((size, at) => Array.from({ length: counts[at]! }, () => size))
        expect(listed(weak)).toEqual(naiveSizes(nodeCount, edges, false))
        expect(listed(strong)).toEqual(naiveSizes(nodeCount, edges, directed))
      }),
      rounds,
    )
  })

  it('of a path and a ring of 200,000 nodes are found without running out of stack', () => {
    const count = 200_000
    const nodes = Uint32Array.from({ length: count }, (_, node) => node)
    const ring = { sources: nodes, targets: nodes.map((node) => (node + 1) % count) }
    const path = { sources: nodes.slice(0, -1), targets: nodes.slice(1) }
    const strongOf = (edges: typeof ring) =>
      spreadOf({ topology: topologyFromPairs(count, true, edges), edges, directed: true }).components.strong
    expect(strongOf(ring)).toEqual({ sizes: [count], counts: [1] })
    expect(strongOf(path)).toEqual({ sizes: [1], counts: [count] })
  })
})
