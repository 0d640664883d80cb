/** Graphs on a real Gremlin server: the contract of all backends, and what is particular to this one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EdgeRecord, NodeRecord } from '../../src/grand/backend'
import { GremlinBackend } from '../../src/grand/backends/gremlin/gremlin-backend'
import type { GremlinOptions } from '../../src/grand/backends/gremlin/gremlin-backend'
import { openGraph } from '../../src/scripting/grand-api'
import { describeBackend } from '../unit/grand/backends/backend-contract'
import { relayTo } from './servers/cutting-relay'
import { login, startGremlinServer } from './servers/gremlin/gremlin-server'
import type { GremlinServer } from './servers/gremlin/gremlin-server'
import { describeWithJava, serverStartMs } from './servers/java-server'

let server: GremlinServer

const open = (options: Partial<GremlinOptions> = {}) =>
  GremlinBackend.open({ url: server.url, login, traversalSource: server.emptySource(), ...options })

const edge = (source: string, target: string, attributes: EdgeRecord['attributes'] = {}): EdgeRecord => ({
  source,
  target,
  attributes,
})

async function filled(
  options: Partial<GremlinOptions>,
  { nodes, edges }: { nodes: NodeRecord[]; edges: EdgeRecord[] },
) {
  const backend = await open(options)
  await backend.addNodes(nodes)
  await backend.addEdges(edges)
  return backend
}

describeWithJava('Gremlin', () => {
  beforeAll(async () => {
    server = await startGremlinServer()
  }, serverStartMs)
  afterAll(() => server?.stop())

  describeBackend('Gremlin, directed', { create: (content) => filled({}, content) })
  describeBackend('Gremlin, undirected', { create: (content) => filled({ directed: false }, content) })
  describeBackend('Gremlin, by the ids of vertices', {
    create: (content) => filled({ nodeId: 'element' }, content),
  })

  describe('on a Gremlin server', () => {
    test('attributes keep their types and the digits of large integers', async () => {
      const attributes = {
        text: `'"\\$\n`,
        marked: 'json:no',
        whole: 3,
        large: 5e12,
        beyond: 720575940379283456n,
        huge: 2n ** 80n,
        broken: 2.5,
        far: 1e300,
        never: Number.NaN,
        yes: false,
        nothing: null,
        list: [1, 'x', null, 720575940379283456n],
        record: { MB: { pre: 3 } },
      }
      const backend = await filled(
        {},
        { nodes: [{ id: "it's", attributes }], edges: [edge('a', 'b', attributes)] },
      )
      expect(await backend.getNodes(["it's"])).toEqual([attributes])
      expect(await backend.getEdges([['a', 'b']])).toEqual([attributes])
      await backend.close()
    })

    test('ids that are integers there keep all their digits, and their order', async () => {
      const ids = ['720575940379283456', '720575940379283457', '9']
      const options = { idKind: 'integer', nodeId: { property: 'bodyId' } } as const
      const backend = await filled(options, { nodes: [], edges: ids.map((id) => edge(id, ids[0]!)) })
      const batches: string[][] = []
      for await (const batch of backend.nodes({ batchSize: 2 })) batches.push(batch.map(({ id }) => id))
      expect(batches).toEqual([['9', ids[0]], [ids[1]]])
      expect(
        await backend.hasEdges([
          [ids[1]!, ids[0]!],
          [ids[1]!, ids[1]!],
        ]),
      ).toEqual([true, false])
      expect((await backend.neighbours([ids[0]!], 'in'))[0]?.sort()).toEqual([...ids].sort())
      await backend.close()
    })

    test('a node with more edges than a batch holds is told in several', async () => {
      const hub = Array.from({ length: 25 }, (_, i) => edge('hub', `n${i}`, { i }))
      const backend = await filled({}, { nodes: [], edges: [...hub, edge('n1', 'n2'), edge('n2', 'hub')] })
      const batches: EdgeRecord[][] = []
      for await (const batch of backend.edges({ batchSize: 10 })) batches.push(batch)
      expect(Math.max(...batches.map((batch) => batch.length))).toBe(10)
      expect(new Set(batches.flat().map(({ source, target }) => `${source} ${target}`)).size).toBe(27)
      expect(batches.flat()).toHaveLength(27)
      await backend.close()
    })

    test('a script opens it, and speaks as NetworkX', async () => {
      const graph = await openGraph({
        kind: 'gremlin',
        url: server.url,
        login,
        traversalSource: server.emptySource(),
      })
      await graph.nx.add_edges_from([
        ['a', 'b'],
        ['b', 'c'],
      ])
      const found: string[] = []
      for await (const node of graph.nx.successors('b')) found.push(node)
      expect([found, await graph.nx.number_of_edges()]).toEqual([['c'], 2])
      await graph.close()
    })

    test('no more is asked for than was taken', async () => {
      const relay = await relayTo(server.port)
      const backend = await open({ url: server.url.replace(/:\d+/, `:${relay.port}`) })
      const many = Array.from({ length: 1_500 }, (_, i) => edge(`s${i % 60}`, `t${i}`, { weight: i }))
      await backend.addEdges(many)
      const before = relay.answered
      const batches = backend.edges({ batchSize: 50 })[Symbol.asyncIterator]()
      await batches.next()
      const first = relay.answered - before
      while (!(await batches.next()).done);
      expect(first).toBeLessThan((relay.answered - before) / 2)
      await backend.close()
      await relay.stop()
    })

    test('a server that wants a login says so to whoever brings none', async () => {
      const backend = await GremlinBackend.open({ url: server.url, traversalSource: server.emptySource() })
      await expect(backend.nodeCount()).rejects.toMatchObject({
        code: 'unauthorised',
        hint: expect.stringContaining('enter them') as unknown,
      })
      await backend.close()
      await expect(backend.nodeCount()).rejects.toMatchObject({ code: 'closed' })
    })

    test('what a value holds is never read as a query', async () => {
      const id = "x').drop();g.V('"
      const backend = await filled({}, { nodes: [{ id, attributes: { [id]: id } }], edges: [edge(id, 'b')] })
      expect(await backend.getNodes([id])).toEqual([{ [id]: id }])
      await backend.removeNodes(["b').drop();g.V('"])
      expect(await backend.nodeCount()).toBe(2)
      await backend.close()
    })
  })
})
