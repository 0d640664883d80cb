/** Graphs kept by graphology, and algorithms of its library on them. */
import Graphology from 'graphology'
import { connectedComponents, stronglyConnectedComponents } from 'graphology-components'
import { expect, test } from 'vitest'
import type { EdgeRecord, GraphBackend, NodeRecord } from '../../../../src/grand/backend'
import { GraphologyBackend, graphologyOf } from '../../../../src/grand/backends/graphology-backend'
import { MemoryBackend } from '../../../../src/grand/backends/memory/memory-backend'
import { describeBackend } from './backend-contract'

async function filled(directed: boolean, { nodes, edges }: { nodes: NodeRecord[]; edges: EdgeRecord[] }) {
  const backend = await GraphologyBackend.create(directed)
  await backend.addNodes(nodes)
  await backend.addEdges(edges)
  return backend
}

describeBackend('graphology, directed', { create: (content) => filled(true, content) })
describeBackend('graphology, undirected', { create: (content) => filled(false, content) })

const edge = (source: string, target: string): EdgeRecord => ({ source, target, attributes: { weight: 1 } })
const edges = [edge('a', 'b'), edge('b', 'a'), edge('b', 'c'), edge('x', 'y')]
const sizes = (components: string[][]) => components.map((one) => one.length).sort()

test('its algorithms run on the graph itself, on a view of what lies in memory, on a copy of any other', async () => {
  const backend = await filled(true, { nodes: [], edges })
  expect(await graphologyOf(backend)).toBe(backend.graphology)
  expect(sizes(connectedComponents(backend.graphology))).toEqual([2, 3])

  const memory = new MemoryBackend(true)
  await memory.addEdges(edges)
  const view = await graphologyOf(memory, { most: 3 })
  expect(sizes(stronglyConnectedComponents(view))).toEqual([1, 1, 1, 2])
  expect(() => view.addNode('z')).toThrow(/for reading only/)

  const elsewhere: GraphBackend = Object.assign(Object.create(memory), { inMemory: undefined })
  const copy = await graphologyOf(elsewhere)
  expect(sizes(stronglyConnectedComponents(copy))).toEqual([1, 1, 1, 2])
  expect(copy.getEdgeAttribute('a', 'b', 'weight')).toBe(1)
  const bare = await graphologyOf(elsewhere, { edgeAttributes: [] })
  expect([bare.size, bare.getEdgeAttributes('a', 'b')]).toEqual([4, {}])
  await expect(graphologyOf(elsewhere, { most: 3 })).rejects.toMatchObject({ code: 'too-large' })
})

test('a graph that is there already is used as it is, unless edges in it are not simple', () => {
  const graph = new Graphology({ type: 'undirected' })
  expect(GraphologyBackend.over(graph).graphology).toBe(graph)
  expect(() => GraphologyBackend.over(new Graphology())).toThrow(/mixed/)
})
