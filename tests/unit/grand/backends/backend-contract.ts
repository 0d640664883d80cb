/** What every backend must do, wherever it keeps its graph: run on each, and on real servers in `tests/services`. */
import { describe, expect, test } from 'vitest'
import type { EdgeRecord, GraphBackend, NodeRecord } from '../../../../src/grand/backend'
import { Graph } from '../../../../src/grand/graph'

export interface BackendUnderTest {
  /** An empty graph, or with what is given where the backend cannot be written to. */
  create(content: { nodes: NodeRecord[]; edges: EdgeRecord[] }): Promise<GraphBackend>
  /** What attributes of the backend can be, where not everything. */
  storesLists?: boolean
}

const node = (id: string, attributes: NodeRecord['attributes'] = {}): NodeRecord => ({ id, attributes })
const edge = (source: string, target: string, attributes: EdgeRecord['attributes'] = {}): EdgeRecord => ({
  source,
  target,
  attributes,
})

const nodes = [
  node('720575940379283456', { type: 'KC', size: 2.5, traced: true }),
  node('b', { type: 'it’s "MBON"' }),
  node('c'),
  node('alone', { size: 7 }),
]
const edges = [
  edge('720575940379283456', 'b', { weight: 3 }),
  edge('b', '720575940379283456', { weight: 4 }),
  edge('b', 'c', { weight: 5 }),
  edge('c', 'c', { weight: 6 }),
]

async function all<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const found: T[] = []
  for await (const batch of batches) found.push(...batch)
  return found
}

const sorted = (values: string[] | undefined) => values && [...values].sort()

export function describeBackend(name: string, { create }: BackendUnderTest): void {
  const withGraph = async (use: (backend: GraphBackend) => Promise<void>) => {
    const backend = await create({ nodes, edges })
    try {
      await use(backend)
    } finally {
      await backend.close()
    }
  }
  const writing = async (use: (backend: GraphBackend) => Promise<void>) =>
    withGraph(async (backend) => {
      if (backend.writable) return use(backend)
      await expect(backend.addNodes([node('x')])).rejects.toMatchObject({ code: 'read-only' })
    })

  describe(`${name} as a backend`, () => {
    test('knows its nodes, and which it does not have', () =>
      withGraph(async (backend) => {
        expect(await backend.nodeCount()).toBe(4)
        expect(await backend.hasNodes(['b', 'x', 'alone'])).toEqual([true, false, true])
        const [first, missing, third] = await backend.getNodes(['720575940379283456', 'x', 'c'])
        expect(first).toMatchObject({ type: 'KC', size: 2.5, traced: true })
        expect(missing).toBeUndefined()
        expect(Object.values(third ?? {}).filter((value) => value !== null)).toEqual([])
        expect(await backend.hasNodes([])).toEqual([])
      }))

    test('knows its edges by pair, and their direction', () =>
      withGraph(async (backend) => {
        expect(await backend.edgeCount()).toBe(backend.directed ? 4 : 3)
        expect(
          await backend.hasEdges([
            ['b', 'c'],
            ['c', 'b'],
            ['c', 'c'],
            ['x', 'b'],
          ]),
        ).toEqual([
          // prettier-ignore
          true,
          !backend.directed,
          true,
          false,
        ])
        const [there, missing] = await backend.getEdges([['b', 'c'], ['b', 'alone']]) // prettier-ignore
        expect(there).toMatchObject({ weight: 5 })
        expect(missing).toBeUndefined()
      }))

    test('streams all nodes and edges in batches no larger than asked', () =>
      withGraph(async (backend) => {
        const sizes: number[] = []
        for await (const batch of backend.nodes({ batchSize: 2 })) sizes.push(batch.length)
        expect(Math.max(...sizes)).toBeLessThanOrEqual(2)
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(4)
        const found = await all(backend.nodes())
        expect(found.map(({ id }) => id).sort()).toEqual(nodes.map(({ id }) => id).sort())
        expect(found.find(({ id }) => id === 'b')?.attributes['type']).toBe('it’s "MBON"')
        const pairs = (await all(backend.edges({ batchSize: 3 }))).map(({ source, target }) =>
          (backend.directed ? [source, target] : [source, target].sort()).join(' '),
        )
        const wanted = edges.map(({ source, target }) =>
          (backend.directed ? [source, target] : [source, target].sort()).join(' '),
        )
        expect(pairs.sort()).toEqual([...new Set(wanted)].sort())
        const bare = await all(backend.edges({ attributes: false }))
        expect(bare.every(({ attributes }) => Object.keys(attributes).length === 0)).toBe(true)
      }))

    test('stops streaming when it is told to', () =>
      withGraph(async (backend) => {
        const controller = new AbortController()
        const read = async () => {
          for await (const batch of backend.nodes({ batchSize: 1, signal: controller.signal }))
            if (batch.length > 0) controller.abort()
        }
        await expect(read()).rejects.toBeDefined()
      }))

    test('answers neighbours and degrees in each direction', () =>
      withGraph(async (backend) => {
        const ids = ['b', 'c', 'alone', 'x']
        const [out, into, both] = await Promise.all(
          (['out', 'in', 'both'] as const).map((direction) => backend.neighbours(ids, direction)),
        )
        const a = '720575940379283456'
        const b = backend.directed ? [a, 'c'].sort() : [a, 'c'].sort()
        expect(sorted(out?.[0])).toEqual(b)
        expect(sorted(into?.[0])).toEqual(backend.directed ? [a] : b)
        expect(sorted(both?.[0])).toEqual(b)
        expect(sorted(out?.[1])).toEqual(backend.directed ? ['c'] : ['b', 'c'])
        expect(sorted(into?.[1])).toEqual(['b', 'c'])
        expect([out?.[2], out?.[3]]).toEqual([[], undefined])
        expect(await backend.degrees(ids, 'out')).toEqual(backend.directed ? [2, 1, 0, undefined] : [2, 3, 0, undefined]) // prettier-ignore
        expect(await backend.degrees(ids, 'in')).toEqual(backend.directed ? [1, 2, 0, undefined] : [2, 3, 0, undefined]) // prettier-ignore
        expect(await backend.degrees(ids, 'both')).toEqual(backend.directed ? [3, 3, 0, undefined] : [2, 3, 0, undefined]) // prettier-ignore
      }))

    test('adds: an edge makes its nodes, attributes come to those that are there', () =>
      writing(async (backend) => {
        await backend.addEdges([edge('new', 'b', { weight: 1 }), edge('b', 'c', { kind: 'chemical' })])
        await backend.addNodes([node('b', { side: 'left' })])
        expect(await backend.hasNodes(['new'])).toEqual([true])
        expect(await backend.getEdges([['b', 'c']])).toMatchObject([{ weight: 5, kind: 'chemical' }])
        expect(await backend.getNodes(['b'])).toMatchObject([{ type: 'it’s "MBON"', side: 'left' }])
        expect(await backend.nodeCount()).toBe(5)
        expect(await backend.edgeCount()).toBe(backend.directed ? 5 : 4)
      }))

    test('removes a node with its edges, and edges alone; what is not there is passed over', () =>
      writing(async (backend) => {
        await backend.removeNodes(['c', 'x'])
        expect(await backend.nodeCount()).toBe(3)
        expect(await backend.edgeCount()).toBe(backend.directed ? 2 : 1)
        await backend.removeEdges([['b', '720575940379283456'], ['b', 'x']]) // prettier-ignore
        expect(await backend.hasEdges([['b', '720575940379283456']])).toEqual([false])
        expect(await backend.hasNodes(['b'])).toEqual([true])
      }))

    test('takes a table of edges in, and says which row has no end', () =>
      writing(async (backend) => {
        const graph = new Graph(backend)
        const rows = [
          { pre: 1n, post: 'b', weight: 8 },
          { pre: 'b', post: 2, weight: 9 },
        ]
        expect(await graph.ingest(rows, { sourceColumn: 'pre', targetColumn: 'post', batchSize: 1 })).toBe(2)
        expect(await graph.getEdge('1', 'b')).toMatchObject({ weight: 8 })
        await expect(
          graph.ingest([{ pre: 1 }], { sourceColumn: 'pre', targetColumn: 'post' }),
        ).rejects.toMatchObject({
          code: 'missing-column',
        })
      }))

    test('a graph says what is not there', () =>
      withGraph(async (backend) => {
        const graph = new Graph(backend)
        await expect(graph.getNode('x')).rejects.toMatchObject({ code: 'unknown-node' })
        await expect(graph.getEdge('b', 'alone')).rejects.toMatchObject({ code: 'unknown-edge' })
        await expect(graph.neighbours('x', 'out')).rejects.toMatchObject({ code: 'unknown-node' })
        expect(await graph.degree('b')).toBe(backend.directed ? 3 : 2)
      }))
  })
}
