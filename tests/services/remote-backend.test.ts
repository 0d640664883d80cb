/** Graphs on a Gremlin server and in DynamoDB as a script walks through them where they lie (Neo4j and neuPrint: the
 *  story of remote graphs in e2e). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DynamoDBBackend } from '../../src/grand/backends/dynamodb/dynamodb-backend'
import { GremlinBackend } from '../../src/grand/backends/gremlin/gremlin-backend'
import { connectionFrom } from '../../src/hosts/providers/remote-place'
import type { ConnectionDraft } from '../../src/hosts/providers/remote-place'
import { openRemoteBackend } from '../../src/scripting/remote-backend'
import { startDynamoDBLocal } from './servers/dynamodb/dynamodb-local'
import type { DynamoDBLocal } from './servers/dynamodb/dynamodb-local'
import { login, startGremlinServer } from './servers/gremlin/gremlin-server'
import type { GremlinServer } from './servers/gremlin/gremlin-server'
import { describeWithJava, serverStartMs } from './servers/java-server'

const edges = ['a b', 'b c', 'c a', 'c d'].map((pair, weight) => {
  const [source = '', target = ''] = pair.split(' ')
  return { source, target, attributes: { weight } }
})

describeWithJava('a graph on a server, for a script', () => {
  let gremlin: GremlinServer
  let dynamo: DynamoDBLocal

  beforeAll(async () => {
    ;[gremlin, dynamo] = await Promise.all([startGremlinServer(), startDynamoDBLocal()])
  }, serverStartMs)
  afterAll(async () => void (await Promise.all([gremlin?.stop(), dynamo?.stop()])))

  async function seen(draft: ConnectionDraft, credentials: Parameters<typeof openRemoteBackend>[1]) {
    const backend = await openRemoteBackend(connectionFrom(draft), credentials)
    const found = await backend.neighbours(['c', 'd', 'x'], 'out')
    const counts = [await backend.nodeCount(), await backend.edgeCount()]
    const [attributes] = await backend.getEdges([['c', 'd']])
    await backend.close()
    return { counts, attributes, neighbours: found.map((list) => list?.sort()) }
  }
  const expected = {
    counts: [4, 4],
    attributes: { weight: 3 },
    neighbours: [['a', 'd'], [], undefined],
  }

  test('on a Gremlin server is the graph, by the attribute that was named for ids', async () => {
    const traversalSource = gremlin.emptySource()
    const own = await GremlinBackend.open({ url: gremlin.url, login, traversalSource })
    await own.addEdges(edges)
    await own.close()
    const draft = {
      ...({ kind: 'gremlin', address: gremlin.url, database: traversalSource } as const),
      idProperty: '__id',
    }
    const credentials = { kind: 'basic', ...login } as const
    expect(await seen(draft, credentials)).toEqual(expected)
    const labelled = connectionFrom({ ...draft, nodeLabel: 'neuron' })
    await expect(openRemoteBackend(labelled, credentials)).rejects.toMatchObject({ code: 'not-on-server' })
  })

  test('in DynamoDB is the graph of both tables, and makes none where they are gone', async () => {
    const credentials = dynamo.emptyAccount()
    const own = await DynamoDBBackend.open({ endpoint: dynamo.endpoint, credentials })
    await own.addEdges(edges)
    const draft = { kind: 'dynamodb', address: dynamo.endpoint, database: '' } as const
    const key = { kind: 'access-key', ...credentials } as const
    expect(await seen(draft, key)).toEqual(expected)
    await own.drop()
    await expect(seen(draft, key)).rejects.toMatchObject({ code: 'not-found' })
    await expect(own.nodeCount()).rejects.toMatchObject({ code: 'not-found' })
    await own.close()
  })
})
