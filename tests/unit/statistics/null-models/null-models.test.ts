/** Null samplers keep exactly what they promise, and are fair: on graphs so small that all outcomes can be listed, each
 *  is drawn as often as any other (chi-square, with fixed seeds). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RandomStream } from '../../../../src/model/random-stream'
import { edgeClassesOf } from '../../../../src/statistics/null-models/edge-classes'
import { PairTable } from '../../../../src/statistics/null-models/pair-table'
import { createChain, drawNull } from '../../../../src/statistics/null-models/null-model'
import type { NullGraph, NullModel, NullModelName } from '../../../../src/statistics/null-models/null-model'

type Pair = [number, number]

const graphOf = (nodeCount: number, pairs: Pair[], directed = true): NullGraph => ({
  nodeCount,
  directed,
  edges: {
    sources: Uint32Array.from(pairs, ([source]) => source),
    targets: Uint32Array.from(pairs, ([, target]) => target),
  },
})

const pairsOf = ({ sources, targets }: NullGraph['edges']) =>
  [...sources].map((source, i): Pair => [source, targets[i]!])
const nameOf = (pairs: Pair[]) => pairs.map(String).sort().join(' ')

const modelOf = (name: NullModelName, attempts: number): NullModel => ({
  name,
  attempts,
  classes: null,
  groups: null,
})

/** Out, in and mutual degrees of each node. */
function degreesOf(nodeCount: number, pairs: Pair[]) {
  const names = new Set(pairs.map(String))
  return Array.from({ length: nodeCount }, (_, node) => [
    pairs.filter(([source]) => source === node).length,
    pairs.filter(([, target]) => target === node).length,
    pairs.filter(([source, target]) => source === node && names.has(String([target, source]))).length,
  ])
}

const graphs = fc
  .record({
    nodeCount: fc.integer({ min: 2, max: 12 }),
    seed: fc.nat(),
    density: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ nodeCount, seed, density }) => {
    const random = new RandomStream(seed, 0)
    const pairs: Pair[] = []
    for (let a = 0; a < nodeCount; a++)
      for (let b = 0; b < nodeCount; b++) if (a !== b && random.next() < density) pairs.push([a, b])
    return graphOf(nodeCount, pairs)
  })

/** All simple directed graphs on so many nodes that a test accepts. */
function listGraphs(nodeCount: number, accepts: (pairs: Pair[]) => boolean): string[] {
  const places: Pair[] = []
  for (let a = 0; a < nodeCount; a++) for (let b = 0; b < nodeCount; b++) if (a !== b) places.push([a, b])
  const found: string[] = []
  for (let set = 0; set < 2 ** places.length; set++) {
    const pairs = places.filter((_, i) => (set >> i) & 1)
    if (accepts(pairs)) found.push(nameOf(pairs))
  }
  return found
}

/** The normal deviate of chi-square (Wilson and Hilferty): beyond 4 with a fair sampler once in 30,000 seeds. */
function deviate(counts: number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  const square = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  const degrees = counts.length - 1
  return (Math.cbrt(square / degrees) - 1 + 2 / (9 * degrees)) / Math.sqrt(2 / (9 * degrees))
}

function tally(outcomes: string[], draws: number, draw: (index: number) => string): number[] {
  const counts = new Map(outcomes.map((outcome) => [outcome, 0]))
  for (let index = 0; index < draws; index++) {
    const outcome = draw(index)
    expect(counts.has(outcome), `${outcome} is none of the ${outcomes.length} outcomes`).toBe(true)
    counts.set(outcome, counts.get(outcome)! + 1)
  }
  return [...counts.values()]
}

describe('a table of pairs', () => {
  test('finds what is there and nothing else, whatever is removed and added in between', () => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (seed, isOrdered) => {
        const random = new RandomStream(seed, 0)
        const pairs = new Map<string, Pair>()
        const keyOf = ([a, b]: Pair) => String(isOrdered || a < b ? [a, b] : [b, a])
        while (pairs.size < 40) {
          const pair: Pair = [random.below(12), random.below(12)]
          pairs.set(keyOf(pair), pair)
        }
        const { edges } = graphOf(12, [...pairs.values()])
        const table = new PairTable(edges.sources, edges.targets, isOrdered)
        for (let step = 0; step < 300; step++) {
          const position = random.below(40)
          const next: Pair = [random.below(12), random.below(12)]
          if (pairs.has(keyOf(next))) continue
          table.remove(position)
          pairs.delete(keyOf([edges.sources[position]!, edges.targets[position]!]))
          edges.sources[position] = next[0]
          edges.targets[position] = next[1]
          pairs.set(keyOf(next), next)
          table.add(position)
        }
        for (let a = 0; a < 12; a++)
          for (let b = 0; b < 12; b++) {
            const position = table.find(a, b)
            expect(position >= 0).toBe(pairs.has(keyOf([a, b])))
            if (position >= 0)
              expect(keyOf([edges.sources[position]!, edges.targets[position]!])).toBe(keyOf([a, b]))
          }
      }),
      { seed: 7, numRuns: 50 },
    )
  })
})

describe('what is kept', () => {
  const keeps = (name: NullModelName, check: (before: Pair[], after: Pair[], nodeCount: number) => void) =>
    fc.assert(
      fc.property(graphs, fc.nat(), (graph, seed) => {
        const after = pairsOf(drawNull(graph, modelOf(name, 400), seed, 3))
        expect(after.every(([source, target]) => source !== target)).toBe(true)
        expect(new Set(after.map(String)).size).toBe(graph.edges.sources.length)
        check(pairsOf(graph.edges), after, graph.nodeCount)
      }),
      { seed: 11, numRuns: 300 },
    )
  const mutual = (pairs: Pair[]) => {
    const names = new Set(pairs.map(String))
    return pairs.filter(([source, target]) => names.has(String([target, source]))).length
  }

  test('random graphs keep the number of edges, and of mutual pairs where that is asked', () => {
    keeps('random', (before, after) => expect(after.length).toBe(before.length))
    keeps('random-mutual', (before, after) => expect(mutual(after)).toBe(mutual(before)))
  })

  test('switching keeps degrees in and out; an edge keeps its source', () => {
    keeps('degrees', (before, after, nodeCount) => {
      const [was, is] = [degreesOf(nodeCount, before), degreesOf(nodeCount, after)]
      expect(is.map(([out, into]) => [out, into])).toEqual(was.map(([out, into]) => [out, into]))
      expect(after.map(([source]) => source)).toEqual(before.map(([source]) => source))
    })
  })

  test('switching of dyads keeps out, in and mutual degrees', () => {
    keeps('degrees-mutual', (before, after, nodeCount) =>
      expect(degreesOf(nodeCount, after)).toEqual(degreesOf(nodeCount, before)),
    )
  })

  test('dealing attributes anew keeps the graph but for its names, and groups where given', () => {
    keeps('attributes', (before, after, nodeCount) => {
      const sorted = (pairs: Pair[]) => degreesOf(nodeCount, pairs).map(String).sort()
      expect(sorted(after)).toEqual(sorted(before))
    })
    const graph = graphOf(6, [[0, 1], [1, 2], [3, 4]]) // prettier-ignore
    const model = { ...modelOf('attributes', 0), groups: Uint32Array.of(0, 0, 0, 1, 1, 2) }
    for (let index = 0; index < 20; index++) {
      const pairs = pairsOf(drawNull(graph, model, 5, index))
      expect(
        pairs
          .slice(0, 2)
          .flat()
          .every((node) => node < 3),
      ).toBe(true)
      expect([...pairs[2]!].sort()).toEqual([3, 4])
    }
  })

  test('restricted switching keeps the numbers of edges between groups and within ranges of distance', () => {
    fc.assert(
      fc.property(
        graphs,
        fc.nat(),
        fc.constantFrom('degrees' as const, 'degrees-mutual' as const),
        (graph, seed, name) => {
          const groups = Uint32Array.from({ length: graph.nodeCount }, (_, node) => node % 3)
          const place = Float64Array.from({ length: graph.nodeCount }, (_, node) =>
            node === 0 ? NaN : node * node,
          )
          const classes = edgeClassesOf(
            { groups, groupCount: 3 },
            { coordinates: [place], edges: [5, 20, 60] },
          )!
          const chain = createChain(graph, { name, classes })
          chain.run(400, new RandomStream(seed, 1))
          const classList = (pairs: Pair[]) => pairs.map(([a, b]) => classes.of(a, b)).sort((x, y) => x - y)
          expect(classList(pairsOf(chain.edges()))).toEqual(classList(pairsOf(graph.edges)))
        },
      ),
      { seed: 13, numRuns: 200 },
    )
  })

  test('undirected graphs stay undirected and keep their degrees', () => {
    const ring: Pair[] = [0, 1, 2, 3, 4, 5].map((node) => [node, (node + 1) % 6])
    const graph = graphOf(6, [...ring, ...ring.map(([a, b]): Pair => [b, a])], false)
    for (const name of ['random', 'degrees', 'degrees-mutual'] as const) {
      const pairs = pairsOf(drawNull(graph, modelOf(name, 200), 3, 0))
      const names = new Set(pairs.map(String))
      expect(pairs.every(([a, b]) => names.has(String([b, a])))).toBe(true)
      if (name !== 'random') expect(degreesOf(6, pairs).every(([out]) => out === 2)).toBe(true)
    }
  })

  test('a sample depends on the seed and its number alone', () => {
    const graph = graphOf(5, [[0, 1], [1, 2], [2, 3], [3, 4], [4, 0], [0, 2]]) // prettier-ignore
    for (const name of ['random', 'random-mutual', 'degrees', 'degrees-mutual', 'attributes'] as const) {
      const draw = (seed: number, index: number) =>
        nameOf(pairsOf(drawNull(graph, modelOf(name, 100), seed, index)))
      expect(draw(1, 4)).toBe(draw(1, 4))
      expect(new Set([0, 1, 2, 3, 4, 5, 6, 7].map((index) => draw(1, index))).size).toBeGreaterThan(1)
    }
  })
})

describe('fairness', () => {
  const start: Pair[] = [[0, 1], [1, 2], [2, 0], [0, 3], [3, 1]] // prettier-ignore

  test('G(n, m) draws every graph with so many edges equally often', () => {
    const outcomes = listGraphs(3, (pairs) => pairs.length === 3)
    const graph = graphOf(3, [[0, 1], [1, 2], [2, 0]]) // prettier-ignore
    const counts = tally(outcomes, 20_000, (i) =>
      nameOf(pairsOf(drawNull(graph, modelOf('random', 0), 1, i))),
    )
    expect(outcomes).toHaveLength(20)
    expect(Math.abs(deviate(counts))).toBeLessThan(4)
  })

  test('and beyond half of all pairs too', () => {
    const outcomes = listGraphs(3, (pairs) => pairs.length === 5)
    const graph = graphOf(3, [[0, 1], [1, 2], [2, 0], [1, 0], [2, 1]]) // prettier-ignore
    const counts = tally(outcomes, 6_000, (i) => nameOf(pairsOf(drawNull(graph, modelOf('random', 0), 2, i))))
    expect(Math.abs(deviate(counts))).toBeLessThan(4)
  })

  test('with mutual pairs kept, every such graph is equally likely', () => {
    const graph = graphOf(4, [[0, 1], [1, 0], [2, 3], [3, 0]]) // prettier-ignore
    const mutual = (pairs: Pair[]) => degreesOf(4, pairs).reduce((sum, [, , both]) => sum + both!, 0)
    const outcomes = listGraphs(4, (pairs) => pairs.length === 4 && mutual(pairs) === 2)
    const counts = tally(outcomes, 240 * 60, (i) =>
      nameOf(pairsOf(drawNull(graph, modelOf('random-mutual', 0), 3, i))),
    )
    expect(Math.abs(deviate(counts))).toBeLessThan(4)
  })

  test('switching reaches every graph with these degrees, each equally often', () => {
    const graph = graphOf(4, start)
    const wanted = degreesOf(4, start).map(([out, into]) => [out, into])
    const outcomes = listGraphs(4, (pairs) => {
      return String(degreesOf(4, pairs).map(([out, into]) => [out, into])) === String(wanted)
    })
    expect(outcomes.length).toBeGreaterThan(5)
    const counts = tally(outcomes, 20_000, (i) =>
      nameOf(pairsOf(drawNull(graph, modelOf('degrees', 150), 4, i))),
    )
    expect(Math.abs(deviate(counts))).toBeLessThan(4)
  })

  test('a cycle of three is turned round, which switches alone cannot do', () => {
    const cycle: Pair[] = [[0, 1], [1, 2], [2, 0]] // prettier-ignore
    for (const name of ['degrees', 'degrees-mutual'] as const) {
      const counts = tally([nameOf(cycle), nameOf(cycle.map(([a, b]): Pair => [b, a]))], 4_000, (i) =>
        nameOf(pairsOf(drawNull(graphOf(3, cycle), modelOf(name, 100 + (i % 2)), 5, i))),
      )
      expect(Math.abs(counts[0]! - counts[1]!)).toBeLessThan(4 * Math.sqrt(4_000))
    }
  })

  test('switching of dyads reaches every graph with these out, in and mutual degrees, each equally often', () => {
    // Here mutual pairs and one-way edges must change places at once: neither kind can move alone.
    const locked: Pair[] = [[0, 1], [2, 3], [0, 3], [3, 0], [2, 1], [1, 2]] // prettier-ignore
    for (const [nodeCount, pairs] of [
      [4, locked],
      [
        4,
        [
          [0, 1],
          [1, 0],
          [1, 2],
          [2, 3],
          [3, 1],
        ],
      ],
    ] as [number, Pair[]][]) {
      // prettier-ignore
      const wanted = String(degreesOf(nodeCount, pairs))
      const outcomes = listGraphs(nodeCount, (other) => String(degreesOf(nodeCount, other)) === wanted)
      expect(outcomes.length).toBeGreaterThan(1)
      const counts = tally(outcomes, 400 * outcomes.length, (i) =>
        nameOf(pairsOf(drawNull(graphOf(nodeCount, pairs), modelOf('degrees-mutual', 200 + (i % 2)), 6, i))),
      )
      expect(Math.abs(deviate(counts))).toBeLessThan(4)
    }
  })
})
