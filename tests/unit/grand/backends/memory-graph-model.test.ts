/** Graphs in memory against a plain list of nodes and edges, over random sequences of everything that can be asked and
 *  changed, with new rows built after every few changes. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Attributes, Direction, GraphBackend, NodePair } from '../../../../src/grand/backend'
import { MemoryBackend } from '../../../../src/grand/backends/memory/memory-backend'

interface PlainEdge {
  source: string
  target: string
  attributes: Attributes
}

/** Slow and obvious. */
class PlainGraph {
  nodes: { id: string; attributes: Attributes }[] = []
  edgeList: PlainEdge[] = []

  constructor(readonly directed: boolean) {}

  node = (id: string) => this.nodes.find((node) => node.id === id)

  edge = ([source, target]: NodePair) =>
    this.edgeList.find(
      (edge) =>
        (edge.source === source && edge.target === target) ||
        (!this.directed && edge.source === target && edge.target === source),
    )

  addNode(id: string, attributes: Attributes) {
    const known = this.node(id)
    if (known) Object.assign(known.attributes, attributes)
    else this.nodes.push({ id, attributes: { ...attributes } })
  }

  removeNode(id: string) {
    this.nodes = this.nodes.filter((node) => node.id !== id)
    this.edgeList = this.edgeList.filter(({ source, target }) => source !== id && target !== id)
  }

  addEdge([source, target]: NodePair, attributes: Attributes) {
    this.addNode(source, {})
    this.addNode(target, {})
    const known = this.edge([source, target])
    if (known) Object.assign(known.attributes, attributes)
    else this.edgeList.push({ source, target, attributes: { ...attributes } })
  }

  removeEdge(pair: NodePair) {
    const gone = this.edge(pair)
    this.edgeList = this.edgeList.filter((edge) => edge !== gone)
  }

  /** Other ends of the edges at a node, in the order of adding. */
  endsAt(id: string, direction: Direction): string[] {
    const out = this.edgeList.flatMap(({ source, target }) => {
      if (source === id) return [target]
      return !this.directed && target === id ? [source] : []
    })
    if (!this.directed || direction === 'out') return out
    const into = this.edgeList.flatMap(({ source, target }) => (target === id ? [source] : []))
    return direction === 'in' ? into : [...out, ...into]
  }

  degree(id: string, direction: Direction): number {
    const ends = this.endsAt(id, direction)
    return ends.length + (!this.directed && ends.includes(id) ? 1 : 0)
  }

  /** Node by node, then in the order of adding; an undirected edge at whichever end was there first. */
  edges(): PlainEdge[] {
    const order = new Map(this.nodes.map(({ id }, at) => [id, at]))
    return this.nodes.flatMap(({ id }) =>
      this.endsAt(id, 'out')
        .filter((other) => this.directed || (order.get(other) ?? 0) >= (order.get(id) ?? 0))
        .map((other) => ({
          source: id,
          target: other,
          attributes: { ...this.edge([id, other])?.attributes },
        })),
    )
  }
}

const idOf = fc.integer({ min: 0, max: 11 }).map((n) => `n${n}`)
const pairOf = fc.tuple(idOf, idOf)
const attributesOf: fc.Arbitrary<Attributes> = fc.dictionary(
  fc.constantFrom('weight', 'type', 'rare'),
  fc.oneof(fc.integer(), fc.constantFrom('KC', null, 720575940379283456n)),
  { maxKeys: 2 },
)

type Step =
  | { kind: 'addNodes'; nodes: [string, Attributes][] }
  | { kind: 'removeNodes'; ids: string[] }
  | { kind: 'addEdges'; edges: [NodePair, Attributes][] }
  | { kind: 'removeEdges'; pairs: NodePair[] }
  | { kind: 'lend' }

const few = { minLength: 1, maxLength: 4 }
const stepOf: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('addNodes' as const),
      nodes: fc.array(fc.tuple(idOf, attributesOf), few),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('removeNodes' as const), ids: fc.array(idOf, few) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('addEdges' as const),
      edges: fc.array(fc.tuple(pairOf, attributesOf), { minLength: 1, maxLength: 8 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('removeEdges' as const), pairs: fc.array(pairOf, few) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lend' as const) }) },
)

async function take(step: Step, graph: MemoryBackend, plain: PlainGraph): Promise<void> {
  switch (step.kind) {
    case 'addNodes':
      await graph.addNodes(step.nodes.map(([id, attributes]) => ({ id, attributes })))
      return step.nodes.forEach(([id, attributes]) => plain.addNode(id, attributes))
    case 'removeNodes':
      await graph.removeNodes(step.ids)
      return step.ids.forEach((id) => plain.removeNode(id))
    case 'addEdges':
      await graph.addEdges(
        step.edges.map(([[source, target], attributes]) => ({ source, target, attributes })),
      )
      return step.edges.forEach(([pair, attributes]) => plain.addEdge(pair, attributes))
    case 'removeEdges':
      await graph.removeEdges(step.pairs)
      return step.pairs.forEach((pair) => plain.removeEdge(pair))
    case 'lend':
      await graph.inMemory()
  }
}

const allIds = Array.from({ length: 12 }, (_, n) => `n${n}`)
const allPairs = allIds.flatMap((source) => allIds.map((target): NodePair => [source, target]))
const directions: Direction[] = ['out', 'in', 'both']

async function all<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const found: T[] = []
  for await (const batch of batches) found.push(...batch)
  return found
}

async function expectSame(graph: GraphBackend, plain: PlainGraph): Promise<void> {
  expect(await all(graph.nodes({ batchSize: 3 }))).toEqual(plain.nodes)
  expect(await all(graph.edges({ batchSize: 3 }))).toEqual(plain.edges())
  expect([await graph.nodeCount(), await graph.edgeCount()]).toEqual([
    plain.nodes.length,
    plain.edgeList.length,
  ])
  expect(await graph.getNodes(allIds)).toEqual(allIds.map((id) => plain.node(id)?.attributes))
  expect(await graph.hasNodes(allIds)).toEqual(allIds.map((id) => plain.node(id) !== undefined))
  expect(await graph.getEdges(allPairs)).toEqual(allPairs.map((pair) => plain.edge(pair)?.attributes))
  expect(await graph.hasEdges(allPairs)).toEqual(allPairs.map((pair) => plain.edge(pair) !== undefined))
  for (const direction of directions) {
    expect(await graph.neighbours(allIds, direction)).toEqual(
      allIds.map((id) => plain.node(id) && [...new Set(plain.endsAt(id, direction))]),
    )
    expect(await graph.degrees(allIds, direction)).toEqual(
      allIds.map((id) => plain.node(id) && plain.degree(id, direction)),
    )
  }
}

for (const directed of [true, false])
  for (const least of [0, 3, 20, 500])
    test(`a ${directed ? 'directed' : 'undirected'} graph is a list of nodes and edges, in their order; new rows after ${least} changes`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(stepOf, { maxLength: least === 500 ? 50 : 25, size: 'max' }),
          async (steps) => {
            const graph = new MemoryBackend(directed, { least, share: 0.25 })
            const plain = new PlainGraph(directed)
            for (const step of steps) {
              await take(step, graph, plain)
              await expectSame(graph, plain)
            }
          },
        ),
        { seed: 20_261_126 + least, numRuns: 40 },
      )
    })

test('a graph that changes while it is streamed gives what was there and still is, each once', async () => {
  const graph = new MemoryBackend(true, { least: 0, share: 0 })
  await graph.addEdges(allPairs.map(([source, target]) => ({ source, target, attributes: { pair: source + target } }))) // prettier-ignore
  const seen: string[] = []
  for await (const batch of graph.edges({ batchSize: 5 })) {
    seen.push(...batch.map(({ source, target }) => source + target))
    for (const { source, target, attributes } of batch) expect(attributes).toEqual({ pair: source + target })
    await graph.removeNodes(['n3', 'n7'])
    await graph.addEdges([{ source: `new${seen.length}`, target: 'n0', attributes: {} }])
  }
  const gone = (pair: NodePair, at: number) => at >= 5 && (pair.includes('n3') || pair.includes('n7'))
  const left = allPairs.filter((pair, at) => !gone(pair, at)).map((pair) => pair.join(''))
  expect(seen).toEqual(left)
})

test('many edges at one node, added in any order, keep the order of adding', async () => {
  const graph = new MemoryBackend(true, { least: 100, share: 0.5 })
  const targets = Array.from({ length: 3_000 }, (_, i) => `t${(i * 1_249) % 3_000}`)
  for (const target of targets) await graph.addEdges([{ source: 'hub', target, attributes: {} }])
  await graph.addEdges([{ source: 'hub', target: 'hub', attributes: {} }])
  await graph.inMemory()
  expect(await graph.neighbours(['hub'], 'out')).toEqual([[...targets, 'hub']])
  expect(await graph.degrees(['hub'], 'both')).toEqual([3_002])
})
