/** Graphs in a real DynamoDB: the contract of all backends, and what is particular to this one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EdgeRecord, NodeRecord } from '../../src/grand/backend'
import { DynamoDBBackend } from '../../src/grand/backends/dynamodb/dynamodb-backend'
import type { DynamoDBOptions } from '../../src/grand/backends/dynamodb/dynamodb-backend'
import { openGraph } from '../../src/scripting/grand-api'
import { describeBackend } from '../unit/grand/backends/backend-contract'
import { startDynamoDBLocal } from './servers/dynamodb/dynamodb-local'
import type { DynamoDBLocal } from './servers/dynamodb/dynamodb-local'
import { stingyRelayTo } from './servers/dynamodb/stingy-relay'
import { describeWithJava, serverStartMs } from './servers/java-server'

let server: DynamoDBLocal

const open = (options: Partial<DynamoDBOptions> = {}) =>
  DynamoDBBackend.open({ endpoint: server.endpoint, credentials: server.emptyAccount(), ...options })

const edge = (source: string, target: string, attributes: EdgeRecord['attributes'] = {}): EdgeRecord => ({
  source,
  target,
  attributes,
})

async function filled(
  options: Partial<DynamoDBOptions>,
  { nodes, edges }: { nodes: NodeRecord[]; edges: EdgeRecord[] },
) {
  const backend = await open(options)
  await backend.addNodes(nodes)
  await backend.addEdges(edges)
  return backend
}

describeWithJava('DynamoDB', () => {
  beforeAll(async () => {
    server = await startDynamoDBLocal()
  }, serverStartMs)
  afterAll(() => server?.stop())

  describeBackend('DynamoDB, directed', { create: (content) => filled({}, content) })
  describeBackend('DynamoDB, undirected', { create: (content) => filled({ directed: false }, content) })

  describe('in DynamoDB', () => {
    test('attributes keep their types, the digits of large integers, and names that keys have too', async () => {
      const attributes = {
        text: `'"\\$\n`,
        empty: '',
        whole: 3,
        beyond: 720575940379283456n,
        broken: 2.5,
        small: 1e-9,
        yes: false,
        nothing: null,
        list: [1, 'x', null, 720575940379283456n],
        record: { MB: { pre: 3 } },
        ID: 'mine',
        Source: 'also mine',
        '@ID': 'too',
      }
      const backend = await filled(
        {},
        { nodes: [{ id: "it's", attributes }], edges: [edge('a', 'b', attributes)] },
      )
      expect(await backend.getNodes(["it's"])).toEqual([attributes])
      expect(await backend.getEdges([['a', 'b']])).toEqual([attributes])
      await expect(backend.addNodes([{ id: 'x', attributes: { far: 1e300 } }])).rejects.toMatchObject({
        code: 'unsupported-value',
        message: expect.stringContaining('far') as unknown,
      })
      await backend.close()
    })

    test('what one answer cannot hold is asked for again, until all is there', async () => {
      const text = 'x'.repeat(350_000)
      const ids = Array.from({ length: 60 }, (_, i) => `large${i}`)
      const backend = await filled({}, { nodes: ids.map((id) => ({ id, attributes: { text } })), edges: [] })
      const found = await backend.getNodes(ids)
      expect(found.map((attributes) => (attributes?.['text'] as string | undefined)?.length)).toEqual(
        ids.map(() => 350_000),
      )
      await backend.close()
    })

    test('a script opens it, and speaks as igraph', async () => {
      const { endpoint } = server
      const graph = await openGraph({ kind: 'dynamodb', endpoint, credentials: server.emptyAccount() })
      await graph.addEdge('a', 'b')
      expect([await graph.igraph.vcount(), await graph.igraph.ecount()]).toEqual([2, 1])
      await graph.close()
    })

    test('what a server leaves undone is given to it again, and given up when it never does it', async () => {
      const stingy = await stingyRelayTo(server.endpoint)
      const waits: number[] = []
      const pause = async (ms: number) => void waits.push(ms)
      const backend = await open({ endpoint: stingy.endpoint, pause })
      await backend.addEdges(Array.from({ length: 100 }, (_, i) => edge(`s${i % 60}`, `t${i}`)))
      expect(stingy.leftUndone).toBeGreaterThan(100)
      expect([await backend.nodeCount(), await backend.edgeCount()]).toEqual([160, 100])
      expect(Math.max(...waits)).toBeGreaterThan(Math.min(...waits))
      stingy.doesNothing = true
      await expect(backend.addNodes([{ id: 'a', attributes: {} }])).rejects.toMatchObject({
        code: 'too-many-requests',
      })
      await backend.close()
      await stingy.stop()
    })

    test('a graph is there again when its tables are opened again, and gone when they are dropped', async () => {
      const credentials = server.emptyAccount()
      const names = { nodeTable: 'circuit_Nodes', edgeTable: 'circuit_Edges', credentials }
      const first = await filled(names, { nodes: [], edges: [edge('a', 'b', { weight: 1 })] })
      await first.close()
      const again = await open(names)
      expect(await again.getEdges([['a', 'b']])).toEqual([{ weight: 1 }])
      const other = await open({ credentials })
      expect(await other.edgeCount()).toBe(0)
      await again.drop()
      await expect(again.nodeCount()).rejects.toMatchObject({ code: 'not-found' })
      await Promise.all([again.close(), other.close()])
    })
  })
})
