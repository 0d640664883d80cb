/** Roles of nodes in triads, coloured triads and edges between classes against looking at every triple and pair, and
 *  against the plain census that they must add up to. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { topologyFromPairs } from '../../src/grandiso/csr'
import type { HostTopology } from '../../src/model/host-graph'
import { triadNames } from '../../src/model/host-graph'
import { classPairs } from '../../src/statistics/class-pairs'
import { colouredCensus } from '../../src/statistics/coloured-census'
import { triadCensus } from '../../src/statistics/triad-census'
import { triadEdges } from '../../src/statistics/triad-code'
import { triadParticipation, triadRoles } from '../../src/statistics/triad-roles'

const graphs = fc.integer({ min: 1, max: 9 }).chain((nodeCount) =>
  fc.record({
    nodeCount: fc.constant(nodeCount),
    directed: fc.boolean(),
    classes: fc.array(fc.nat(2), { minLength: nodeCount, maxLength: nodeCount }),
    edges: fc.array(fc.tuple(fc.nat(nodeCount - 1), fc.nat(nodeCount - 1)), { maxLength: 40 }),
  }),
)
const rounds = { numRuns: 300, seed: 23 }

const topologyOf = ({
  nodeCount,
  directed,
  edges,
}: {
  nodeCount: number
  directed: boolean
  edges: [number, number][]
}) =>
  topologyFromPairs(nodeCount, directed, {
    sources: Uint32Array.from(edges, ([source]) => source),
    targets: Uint32Array.from(edges, ([, target]) => target),
  })

function adjacentIn({ nodeCount, adjacency }: HostTopology) {
  const keys = new Set<number>()
  for (let node = 0; node < nodeCount; node++)
    for (const target of adjacency.out.targets.subarray(
      adjacency.out.offsets[node],
      adjacency.out.offsets[node + 1],
    ))
      keys.add(node * nodeCount + target)
  return (from: number, to: number) => keys.has(from * nodeCount + to)
}

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const

/** The type of three nodes, and every way to name them A, B, C of it: by trying all. */
function readingsOf(has: (a: number, b: number) => boolean, three: [number, number, number]) {
  for (const triad of triadNames) {
    const ways = orders
      .map((order) => order.map((place) => three[place]!))
      .filter((nodes) =>
        [...'ABC'].every((from, i) =>
          [...'ABC'].every(
            (to, j) =>
              i === j || has(nodes[i]!, nodes[j]!) === triadEdges[triad].split(' ').includes(from + to),
          ),
        ),
      )
    if (ways.length > 0) return { triad, ways }
  }
  throw new Error('Three nodes of no type.')
}

function* triplesOf(nodeCount: number): Generator<[number, number, number]> {
  for (let a = 0; a < nodeCount; a++)
    for (let b = a + 1; b < nodeCount; b++) for (let c = b + 1; c < nodeCount; c++) yield [a, b, c]
}

describe('roles in triads', () => {
  it('are 36: the orbits of the sixteen types', () => {
    expect(triadRoles).toHaveLength(36)
    expect(triadRoles.filter(({ triad }) => triad === '030T')).toEqual([
      { triad: '030T', nodes: 'A', name: 'source' },
      { triad: '030T', nodes: 'B', name: 'middle' },
      { triad: '030T', nodes: 'C', name: 'sink' },
    ])
    expect(triadRoles.filter(({ triad }) => triad === '030C').map(({ nodes }) => nodes)).toEqual(['ABC'])
  })

  it('are counted as by looking at every triple', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const topology = topologyOf(graph)
        const has = adjacentIn(topology)
        const expected = new Float64Array(graph.nodeCount * 36)
        for (const three of triplesOf(graph.nodeCount)) {
          const { triad, ways } = readingsOf(has, three)
          ways[0]!.forEach((node, place) => {
            const role = triadRoles.findIndex(
              (each) => each.triad === triad && each.nodes.includes('ABC'[place]!),
            )
            expected[node * 36 + role]!++
          })
        }
        expect([...triadParticipation(topology)]).toEqual([...expected])
      }),
      rounds,
    )
  })

  it('add up to the census: every triad has its three nodes', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const topology = topologyOf(graph)
        const counts = triadParticipation(topology)
        const census = triadCensus(topology)
        triadRoles.forEach(({ triad, nodes }, role) => {
          let sum = 0
          for (let node = 0; node < graph.nodeCount; node++) sum += counts[node * 36 + role]!
          expect(sum).toBe(census[triad] * nodes.length)
        })
      }),
      rounds,
    )
  })
})

describe('a coloured census', () => {
  it('tells every triple once, under one name whichever way round it is looked at', () => {
    fc.assert(
      fc.property(graphs, ({ classes, ...graph }) => {
        const topology = topologyOf(graph)
        const has = adjacentIn(topology)
        const expected = new Map<string, number>()
        for (const three of triplesOf(graph.nodeCount)) {
          const { triad, ways } = readingsOf(has, three)
          const [name = ''] = ways
            .map((nodes) => `${triad} ${nodes.map((node) => classes[node]).join()}`)
            .sort()
          expected.set(name, (expected.get(name) ?? 0) + 1)
        }
        const counted = colouredCensus(topology, { classes: Uint32Array.from(classes), classCount: 3 })
        const told = counted.map(
          ({ triad, colours, count }) => [`${triad} ${colours.join()}`, count] as const,
        )
        expect(told.toSorted()).toEqual([...expected].toSorted())
      }),
      rounds,
    )
  })

  it('adds up to the plain census over all colours, and is the plain census in one colour', () => {
    fc.assert(
      fc.property(graphs, ({ classes, ...graph }) => {
        const topology = topologyOf(graph)
        const census = triadCensus(topology)
        for (const colours of [classes, classes.map(() => 0)]) {
          const counted = colouredCensus(topology, { classes: Uint32Array.from(colours), classCount: 3 })
          for (const triad of triadNames) {
            const own = counted.filter((each) => each.triad === triad)
            expect(own.reduce((sum, { count }) => sum + count, 0)).toBe(census[triad])
          }
        }
      }),
      rounds,
    )
  })
})

describe('edges between classes', () => {
  it('are counted pair by pair, a node with itself left out', () => {
    fc.assert(
      fc.property(graphs, ({ classes, ...graph }) => {
        const topology = topologyOf(graph)
        const has = adjacentIn(topology)
        const counted = classPairs(topology, { classes: Uint32Array.from(classes), classCount: 3 })
        const expected = { edges: Array(9).fill(0), mutual: Array(9).fill(0), possible: Array(9).fill(0) }
        for (let a = 0; a < graph.nodeCount; a++)
          for (let b = 0; b < graph.nodeCount; b++) {
            if (a === b) continue
            const at = 3 * classes[a]! + classes[b]!
            expected.possible[at]++
            if (has(a, b)) expected.edges[at]++
            if (has(a, b) && has(b, a)) expected.mutual[at]++
          }
        expect([...counted.possible]).toEqual(expected.possible)
        expect([...counted.edges]).toEqual(expected.edges)
        expect([...counted.mutual]).toEqual(expected.mutual)
      }),
      rounds,
    )
  })
})
