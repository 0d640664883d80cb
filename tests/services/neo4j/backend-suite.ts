/** Neo4j as a backend, over both of its doors. */
import { describe, expect, test } from 'vitest'
import { Neo4jBackend } from '../../../src/grand/backends/cypher/neo4j-backend'
import type { WritableModel } from '../../../src/grand/backends/cypher/neo4j-backend'
import type { EdgeRecord } from '../../../src/grand/backend'
import { neo4jOverBolt } from '../../../src/grand/remote/neo4j-bolt'
import { neo4jOverHttp } from '../../../src/grand/remote/neo4j-http'
import { allRows } from '../../../src/grand/remote/cypher-endpoint'
import { openGraph } from '../../../src/scripting/grand-api'
import { collect } from '../../tools/collect'
import { describeBackend } from '../../unit/grand/backends/backend-contract'
import type { Neo4jServer } from '../servers/neo4j/start-neo4j'

let graphCount = 0

/** A graph with labels of its own, so that none sees another. */
function ownModel(directed: boolean, idKind: 'text' | 'integer' = 'text'): WritableModel {
  const label = `Cell ${++graphCount}`
  return { directed, label, relationshipType: `to ${graphCount}`, idProperty: 'id', idKind }
}

export function describeNeo4jBackend(server: () => Neo4jServer): void {
  const over = {
    Bolt: () => neo4jOverBolt({ address: server().boltAddress, credentials: server().credentials }),
    HTTP: () => neo4jOverHttp({ address: server().httpAddress, credentials: server().credentials }),
  }
  for (const [door, connect] of Object.entries(over))
    for (const directed of [true, false])
      describeBackend(`Neo4j over ${door}, ${directed ? 'directed' : 'undirected'},`, {
        create: async ({ nodes, edges }) => {
          const backend = await Neo4jBackend.own(connect(), ownModel(directed))
          await backend.addNodes(nodes)
          await backend.addEdges(edges)
          return backend
        },
      })

  test.each(['boltAddress', 'httpAddress'] as const)(
    'a script opens a graph by its address: %s',
    async (door) => {
      const model = ownModel(true)
      const own = await Neo4jBackend.own(over.Bolt(), model)
      await own.addEdges([{ source: 'a', target: 'b', attributes: { w: 1 } }])
      await own.close()
      const { credentials } = server()
      const graph = await openGraph({ kind: 'neo4j', address: server()[door], credentials, ...model })
      expect(await collect(graph.nx.successors('a'))).toEqual(['b'])
      expect(await graph.getEdge('a', 'b')).toEqual({ w: 1 })
      await graph.close()
    },
  )

  describe.each(Object.entries(over))('a graph in Neo4j over %s', (_, connect) => {
    test('more than one query holds: written, streamed and taken away in parts', async () => {
      const backend = await Neo4jBackend.own(connect(), ownModel(true, 'integer'))
      const first = 720575940379283456n
      const edges: EdgeRecord[] = Array.from({ length: 12_000 }, (_, i) => ({
        source: String(first + BigInt(i)),
        target: String(first + BigInt(i + 1)),
        attributes: { weight: i },
      }))
      await backend.addEdges(edges)
      const told = new Map<string, unknown>()
      for await (const batch of backend.edges({ batchSize: 700 })) {
        expect(batch.length).toBeLessThanOrEqual(700)
        for (const { source, attributes } of batch) told.set(source, attributes['weight'])
      }
      expect(edges.every(({ source, attributes }) => told.get(source) === attributes['weight'])).toBe(true)
      expect(told.size).toBe(12_000)
      const ids = edges.map(({ source }) => source)
      expect((await backend.degrees(ids, 'both')).slice(0, 3)).toEqual([1, 2, 2])
      await backend.removeNodes(ids)
      expect([await backend.nodeCount(), await backend.edgeCount()]).toEqual([1, 0])
      await backend.close()
    })

    test('of parallel relationships all are told, one answers for the pair', async () => {
      const endpoint = connect()
      const model = ownModel(true)
      const type = `\`${model.relationshipType}\``
      await allRows(
        endpoint,
        `CREATE (a:\`${model.label}\` {id: 'a'})-[:${type} {w: 1}]->(b:\`${model.label}\` {id: 7}), (a)-[:${type} {w: 2}]->(b)`,
        {},
        { access: 'write' },
      )
      const backend = Neo4jBackend.over(endpoint, { ...model, idKind: 'either' })
      expect(backend.writable).toBe(false)
      expect(await backend.edgeCount()).toBe(2)
      expect(await backend.degrees(['a', '7'], 'out')).toEqual([2, 0])
      expect(await backend.neighbours(['a', '07'], 'out')).toEqual([['7'], undefined])
      expect([1, 2]).toContain((await backend.getEdges([['a', '7']]))[0]?.['w'])
      await backend.close()
    })

    test('without an attribute for ids the database’s own are taken', async () => {
      const endpoint = connect()
      const { label } = ownModel(true)
      await allRows(endpoint, `CREATE (:\`${label}\` {v: 1})-[:T]->(:\`${label}\`)`, {}, { access: 'write' })
      const backend = Neo4jBackend.over(endpoint, { directed: true, label })
      const nodes = (await collect(backend.nodes())).flat()
      const one = nodes.find(({ attributes }) => attributes['v'] === 1)!
      const other = nodes.find(({ id }) => id !== one.id)!
      expect(await backend.neighbours([one.id], 'out')).toEqual([[other.id]])
      expect(await backend.getEdges([[one.id, other.id]])).toEqual([{}])
      await expect(backend.removeNodes([one.id])).rejects.toMatchObject({ code: 'read-only' })
      const named = Neo4jBackend.over(endpoint, { directed: true, label, idProperty: 'v' })
      await expect(collect(named.nodes())).rejects.toMatchObject({ code: 'missing-id' })
      await backend.close()
    })

    test('what Neo4j has no place for is refused before anything is written', async () => {
      const backend = await Neo4jBackend.own(connect(), ownModel(true))
      await backend.addNodes([{ id: 'a', attributes: { list: ['x', 'y'], mixed: [1, 2.5], none: null } }])
      expect(await backend.getNodes(['a'])).toEqual([{ list: ['x', 'y'], mixed: [1, 2.5] }])
      for (const roiInfo of [{ MB: 1 }, [1, 'x'], [null], 2n ** 64n])
        await expect(
          backend.addNodes([
            { id: 'b', attributes: {} },
            { id: 'c', attributes: { roiInfo } },
          ]),
        ).rejects.toMatchObject({
          code: 'unsupported-attribute',
          message: expect.stringContaining('roiInfo'),
        })
      expect(await backend.nodeCount()).toBe(1)
      const integers = await Neo4jBackend.own(connect(), ownModel(true, 'integer'))
      await expect(integers.addNodes([{ id: 'b', attributes: {} }])).rejects.toMatchObject({
        code: 'invalid-id',
      })
      await backend.close()
      await integers.close()
    })
  })
}
