/** Parts of a graph as graphs, and dialects that speak of one graph while it changes. */
import { expect, test } from 'vitest'
import type { EdgeRecord, NodeRecord } from '../../../../src/grand/backend'
import { GraphologyBackend } from '../../../../src/grand/backends/graphology-backend'
import { MemoryBackend } from '../../../../src/grand/backends/memory/memory-backend'
import { DialectGraph } from '../../../../src/grand/dialect-graph'
import { gathered } from '../../../../src/grand/dialects/bunches'
import { SubgraphBackend } from '../../../../src/grand/dialects/subgraph-backend'
import { noticed } from '../../../../src/grand/noticed-backend'
import { describeBackend } from '../backends/backend-contract'

const edge = (source: string, target: string): EdgeRecord => ({ source, target, attributes: { weight: 9 } })

/** The graph of the contract within a larger one, of which an edge between its nodes is left out. */
async function within(directed: boolean, { nodes, edges }: { nodes: NodeRecord[]; edges: EdgeRecord[] }) {
  const whole = new MemoryBackend(directed)
  await whole.addNodes([...nodes, { id: 'outside', attributes: {} }])
  await whole.addEdges([...edges, edge('b', 'outside'), edge('outside', 'c'), edge('alone', 'c')])
  const keepsEdge = (source: string, target: string) => source !== 'alone' && target !== 'alone'
  const ids = [...nodes.map(({ id }) => id), 'not there']
  return new SubgraphBackend(whole, ids, { keepsEdge })
}

for (const directed of [true, false]) {
  const word = directed ? 'directed' : 'undirected'
  describeBackend(`a part of a graph, ${word}`, { create: (content) => within(directed, content) })
  describeBackend(`a backend whose changes are counted, ${word}`, {
    create: async ({ nodes, edges }) => {
      const backend = noticed(new MemoryBackend(directed))
      await backend.addNodes(nodes)
      await backend.addEdges(edges)
      return backend
    },
  })
}

async function triangle() {
  const graph = new DialectGraph(new MemoryBackend(true))
  await graph.nx.add_cycle(['a', 'b', 'c'])
  return graph
}

test('a view follows its graph and refuses changes; a copy does neither', async () => {
  const { nx } = await triangle()
  await nx.add_node('d')
  const view = await nx.subgraph(['a', 'b', 'd'])
  const copy = await view.copy()
  await nx.add_edges_from([
    ['b', 'a'],
    ['b', 'd'],
  ])
  await nx.remove_edge('a', 'b')
  expect((await gathered(view.edges())).sort()).toEqual([
    ['b', 'a'],
    ['b', 'd'],
  ])
  expect(await gathered(view.in_degree())).toEqual([
    ['a', 1],
    ['b', 0],
    ['d', 1],
  ])
  await expect(view.add_edge('a', 'b')).rejects.toThrow("Frozen graph can't be modified")
  await copy.add_node('new')
  expect([await gathered(copy.edges()), await nx.has_node('new')]).toEqual([[['a', 'b']], false])
})

test('what one dialect changes, the others number anew', async () => {
  const graph = await triangle()
  const { nx, igraph, networkit } = graph
  expect([await igraph.neighbors('a'), await networkit.degree(0)]).toEqual([[1, 2], 1])
  await nx.add_edge('a', 'new')
  expect([await igraph.successors('a'), await igraph.get_eid('a', 'new')]).toEqual([[1, 3], 1])
  expect(await gathered(networkit.iterNeighbors(0))).toEqual([1, 3])
  await graph.removeNode('b')
  // igraph closes the gap, NetworKit leaves it.
  expect([await igraph.successors(0), await igraph.vcount()]).toEqual([[2], 3])
  expect([await gathered(networkit.iterNodes()), await networkit.nodeOf('new')]).toEqual([[0, 2, 3], 3])
  await graph.backend.addNodes([{ id: 'b', attributes: {} }])
  expect([await networkit.nodeOf('b'), await networkit.upperNodeIdBound()]).toEqual([4, 5])
  expect((await igraph.vertex('b')).index).toBe(3)
})

test('nodes added at once by one dialect are numbered by the other in the order of the backend', async () => {
  const graph = new DialectGraph(await GraphologyBackend.create(false))
  const ids = ['x', '7', 'y', '12']
  const added = await Promise.all(ids.map((id) => graph.igraph.add_vertex(id)))
  expect(added).toEqual([0, 1, 2, 3])
  expect(await graph.igraph.vertex_attribute('name')).toEqual(ids)
  expect(await Promise.all(ids.map((id) => graph.networkit.nodeOf(id)))).toEqual([0, 1, 2, 3])
})

test('lists come from anywhere: another graph, its streams, sets', async () => {
  const { nx } = await triangle()
  const other = new DialectGraph(new MemoryBackend(false)).nx
  await other.add_nodes_from(nx)
  await other.add_edges_from(nx.edges({ data: true }), { kind: 'k' })
  expect([await other.number_of_nodes(), await other.edge('c', 'a')]).toEqual([3, { kind: 'k' }])
  await other.remove_nodes_from(new Set(['a']))
  await other.update(nx)
  expect(await gathered(other.degree(other.neighbors('a')))).toEqual([
    ['b', 2],
    ['c', 2],
  ])
})
