/** Graphs in tables of the real table engine: hosts, anyone's tables, and tables of their own. */
import { Table, Utf8, tableFromArrays, vectorFromArray } from 'apache-arrow'
import { beforeAll, describe, expect, test } from 'vitest'
import type { EdgeRecord, NodeRecord } from '../../../../src/grand/backend'
import { cached } from '../../../../src/grand/cached-backend'
import { HostBackend } from '../../../../src/grand/backends/host/host-backend'
import { OwnTableBackend } from '../../../../src/grand/backends/tables/own-table-backend'
import { TableBackend } from '../../../../src/grand/backends/tables/table-backend'
import { Graph } from '../../../../src/grand/graph'
import { unpackTopology } from '../../../../src/model/topology-blob'
import type { SqlConnection } from '../../../../src/tables/sql-connection'
import { openNodeDuckDb } from '../../../tools/node-duckdb'
import { openEngineHost } from '../../../tools/node-engine'
import { describeBackend } from './backend-contract'

interface Content {
  nodes: NodeRecord[]
  edges: EdgeRecord[]
}

let connection: SqlConnection
beforeAll(async () => {
  connection = await openNodeDuckDb()
})

async function own(directed: boolean, { nodes, edges }: Content) {
  const backend = await OwnTableBackend.create(connection, directed)
  await backend.addNodes(nodes)
  await backend.addEdges(edges)
  return backend
}

/** An undirected table has each edge once. */
const once = (edges: EdgeRecord[]) =>
  edges.filter(
    ({ source, target }, i) =>
      !edges.slice(0, i).some((before) => before.source === target && before.target === source),
  )

/** Columns of names that need quoting, ids as they come. */
function arrow(directed: boolean, { nodes, edges }: Content) {
  const attributes = (name: string) => nodes.map((node) => node.attributes[name] ?? null)
  const kept = directed ? edges : once(edges)
  return TableBackend.ofArrow(connection, {
    directed,
    edges: tableFromArrays({
      'pre "id"': kept.map(({ source }) => source),
      Post: kept.map(({ target }) => target),
      weight: kept.map((edge) => Number(edge.attributes['weight'])),
    }),
    source: 'pre "id"',
    target: 'Post',
    nodes: new Table({
      key: vectorFromArray(nodes.map(({ id }) => id), new Utf8()),
      type: vectorFromArray(attributes('type')),
      size: vectorFromArray(attributes('size')),
      traced: vectorFromArray(attributes('traced')),
    }),
    id: 'key',
  }) // prettier-ignore
}

async function host(directed: boolean, { nodes, edges }: Content, multigraph = false) {
  const links = (directed ? edges : once(edges)).map(({ attributes, ...pair }) => ({
    ...attributes,
    ...pair,
  }))
  const { imported } = await openEngineHost(
    connection,
    JSON.stringify({
      directed,
      multigraph,
      graph: {},
      nodes: nodes.map(({ id, attributes }) => ({ ...attributes, id })),
      links,
    }),
  )
  return new HostBackend(connection, imported, unpackTopology(imported.topology))
}

for (const directed of [true, false]) {
  const word = directed ? 'directed' : 'undirected'
  describeBackend(`own tables, ${word}`, { create: (content) => own(directed, content) })
  describeBackend(`Arrow tables, ${word}`, { create: (content) => arrow(directed, content) })
  describeBackend(`a host, ${word}`, { create: (content) => host(directed, content) })
}
describeBackend('a host behind a cache', { create: async (content) => cached(await host(true, content)) })

const edge = (source: string, target: string, weight: number): EdgeRecord => ({
  source,
  target,
  attributes: { weight },
})

describe('tables', () => {
  test('a view of edges alone is a graph, with its ends as nodes', async () => {
    await connection.query('CREATE SCHEMA views')
    await connection.query(
      "CREATE VIEW views.synapses AS SELECT * FROM (VALUES (1, 20, 'x'), (20, 3, NULL), (NULL, 3, 'y')) v(pre, post, kind)",
    )
    const backend = await TableBackend.over(connection, {
      directed: true,
      edges: { schema: 'views', name: 'synapses' },
      source: 'pre',
      target: 'post',
    })
    const graph = new Graph(backend)
    expect([await graph.nodeCount(), await graph.edgeCount()]).toEqual([3, 2])
    expect(await graph.neighbours('20', 'both')).toEqual(expect.arrayContaining(['1', '3']))
    expect(await graph.getEdge('20', '3')).toEqual({})
    const ids: string[] = []
    for await (const { id } of graph.nodes({ batchSize: 2 })) ids.push(id)
    expect(ids.sort()).toEqual(['1', '20', '3'])
    await backend.close()
    expect(await graph.nodeCount()).toBe(3)
  })

  test('ends that the node table does not name are nodes too', async () => {
    const backend = await TableBackend.ofArrow(connection, {
      directed: true,
      edges: tableFromArrays({ s: ['a', 'z'], t: ['b', 'a'] }),
      source: 's',
      target: 't',
      nodes: tableFromArrays({ id: ['a', 'lonely'], kind: ['KC', 'MBON'] }),
    })
    const ids: string[] = []
    for await (const batch of backend.nodes({ batchSize: 1 })) ids.push(...batch.map(({ id }) => id))
    expect(ids.sort()).toEqual(['a', 'b', 'lonely', 'z'])
    expect(await backend.getNodes(['a', 'z'])).toEqual([{ kind: 'KC' }, {}])
    await backend.close()
  })

  test('a column that is not there is named, with those that are', async () => {
    const made = TableBackend.ofArrow(connection, {
      directed: true,
      edges: tableFromArrays({ from: ['a'], to: ['b'] }),
      source: 'pre',
      target: 'to',
    })
    await expect(made).rejects.toMatchObject({ code: 'missing-column', hint: 'There are: from, to.' })
  })

  test('own tables keep every kind of value, and the digits of large integers', async () => {
    const attributes = {
      big: 720575940379283456n,
      list: [1, 'x', null],
      roi: { MB: { pre: 3 } },
      quote: `'"\\`,
    }
    const backend = await own(true, { nodes: [{ id: "it's", attributes }], edges: [edge('a', 'b', 1)] })
    expect(await backend.getNodes(["it's"])).toEqual([attributes])
    await backend.addEdges([edge('a', 'b', 2), { ...edge('a', 'b', 3), attributes: { note: 'n' } }])
    expect(await backend.getEdges([['a', 'b']])).toEqual([{ weight: 2, note: 'n' }])
    await backend.close()
    await expect(backend.nodeCount()).rejects.toMatchObject({ code: 'sql-error' })
  })

  test('more ids than one question holds', async () => {
    const edges = Array.from({ length: 12_000 }, (_, i) => edge(`n${i}`, `n${i + 1}`, i))
    const backend = await own(true, { nodes: [], edges })
    const ids = edges.map(({ source }) => source)
    expect((await backend.degrees(ids, 'both')).slice(0, 3)).toEqual([1, 2, 2])
    expect((await backend.getEdges(edges.map((one) => [one.source, one.target]))).at(-1)).toEqual({
      weight: 11_999,
    })
    await backend.removeNodes(ids)
    expect([await backend.nodeCount(), await backend.edgeCount()]).toEqual([1, 0])
    await backend.close()
  })
})

test('of parallel edges of a host all are told, and the first answers for the pair', async () => {
  const content = { nodes: [], edges: [edge('a', 'b', 1), edge('a', 'b', 2), edge('b', 'a', 3)] }
  const backend = await host(true, content, true)
  expect(await backend.edgeCount()).toBe(3)
  expect(await backend.getEdges([['a', 'b']])).toEqual([{ weight: 1 }])
  expect(await backend.neighbours(['a'], 'out')).toEqual([['b']])
  expect(await backend.degrees(['a'], 'out')).toEqual([2])
})
