/** Graphology's view of an open host: the search's own rows, ids and attributes out of its tables. */
import { connectedComponents } from 'graphology-components'
import { dijkstra } from 'graphology-shortest-path'
import { beforeAll, expect, test } from 'vitest'
import { HostBackend } from '../../../../src/grand/backends/host/host-backend'
import { readNodeColumns } from '../../../../src/grand/backends/host/host-in-memory'
import { cached } from '../../../../src/grand/cached-backend'
import { DialectGraph } from '../../../../src/grand/dialect-graph'
import { unpackTopology } from '../../../../src/model/topology-blob'
import type { SqlConnection } from '../../../../src/tables/sql-connection'
import { openNodeDuckDb } from '../../../tools/node-duckdb'
import { openEngineHost } from '../../../tools/node-engine'

let connection: SqlConnection
beforeAll(async () => {
  connection = await openNodeDuckDb()
})

/** A ring of four with a shortcut, parallel edges, a self-loop, and a loner. */
const links = [
  { source: 'a', target: 'b', weight: 1 },
  { source: 'a', target: 'b', weight: 50, note: 'second' },
  { source: 'b', target: 'c', weight: 1.5 },
  { source: 'c', target: 'd', weight: 2, note: 'kept' },
  { source: 'd', target: 'a', weight: 3 },
  { source: 'a', target: 'd', weight: 9 },
  { source: 'c', target: 'c', weight: 4 },
]
const nodes = [
  { id: 'a', type: 'KC', size: 720575940379283456n.toString() },
  { id: 'b', type: 'MBON' },
  { id: 'c' },
  { id: 'd', type: 'KC' },
  { id: 'alone', type: 'PN' },
]

async function hostOf(directed: boolean) {
  const content = JSON.stringify({ directed, multigraph: true, graph: {}, nodes, links })
  const { imported } = await openEngineHost(connection, content)
  const topology = unpackTopology(imported.topology)
  return { topology, graph: new DialectGraph(cached(new HostBackend(connection, imported, topology))) }
}

for (const directed of [true, false])
  test(`of a ${directed ? 'directed' : 'undirected'} host: what a copy of it is, with the first of parallel edges`, async () => {
    const { graph } = await hostOf(directed)
    const view = await graph.graphology()
    const copy = await (await graph.copy('graphology')).graphology()
    expect(view.nodes()).toEqual(copy.nodes())
    expect([view.order, view.size, view.selfLoopCount]).toEqual([copy.order, copy.size, 1])
    expect(() => view.dropNode('a')).toThrow(/for reading only/)
    for (const node of copy.nodes()) {
      expect(view.getNodeAttributes(node)).toEqual(copy.getNodeAttributes(node))
      expect(view.degree(node)).toBe(copy.degree(node))
      for (const other of copy.nodes()) {
        expect(view.hasEdge(node, other)).toBe(copy.hasEdge(node, other))
        if (copy.hasEdge(node, other))
          expect(view.getEdgeAttributes(node, other)).toEqual(copy.getEdgeAttributes(node, other))
      }
    }
    expect(view.getEdgeAttributes('a', 'b')).toEqual({ weight: 1 })
    expect(dijkstra.bidirectional(view, 'a', 'd', 'weight')).toEqual(
      directed ? ['a', 'b', 'c', 'd'] : ['a', 'd'],
    )
    expect(connectedComponents(view)).toHaveLength(2)
  })

test('it reads the search’s own rows, and only the attributes that are named', async () => {
  const { graph, topology } = await hostOf(true)
  const held = await graph.backend.inMemory?.({ nodeAttributes: [], edgeAttributes: ['note'] })
  expect(held?.topology).toBe(topology)
  expect([[...(held?.nodeColumns.keys() ?? [])], [...(held?.edgeColumns.keys() ?? [])]]).toEqual([
    [],
    ['note'],
  ])
  const view = await graph.graphology({ nodeAttributes: ['type'], edgeAttributes: ['note'] })
  expect([view.getNodeAttributes('a'), view.getEdgeAttributes('c', 'd')]).toEqual([{ type: 'KC' }, { note: 'kept' }]) // prettier-ignore
  expect(view.getEdgeAttributes('a', 'b')).toEqual({})
  await expect(graph.graphology({ edgeAttributes: ['wieght'] })).rejects.toMatchObject({
    code: 'missing-column',
    hint: 'There are: weight, note.',
  })
})

test('it is not begun for more values than a tab holds unless they are named, and ends when it is told to', async () => {
  const { graph } = await hostOf(true)
  const large = {
    id: 'large',
    name: 'large',
    nodeCount: 2 ** 25,
    edgeCount: 0,
    nodeColumns: [],
    edgeColumns: [],
  }
  const columns = ['type', 'size'].map((name) => ({ name, column: name }))
  await expect(readNodeColumns(connection, large, columns, {})).rejects.toMatchObject({
    code: 'too-large',
    hint: expect.stringContaining('type, size') as string,
  })
  expect(await readNodeColumns(connection, large, columns, { nodeAttributes: [] })).toEqual(new Map())
  await expect(graph.graphology({ signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  })
})
