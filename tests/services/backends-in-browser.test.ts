/** The clients of Gremlin and DynamoDB in a page: built as the app is, under its policy, in a real browser, over its own
 *  WebSocket and its own fetch, against the real servers. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GraphBackend } from '../../src/grand/backend'
import type { DistServer } from '../tools/serve-dist'
import { elsewhere } from './faults/raw-answers'
import { servePage } from './page/serve-page'
import type { ServedPage } from './page/serve-page'
import { startDynamoDBLocal } from './servers/dynamodb/dynamodb-local'
import type { DynamoDBLocal } from './servers/dynamodb/dynamodb-local'
import { login, startGremlinServer } from './servers/gremlin/gremlin-server'
import type { GremlinServer } from './servers/gremlin/gremlin-server'
import { describeWithJava, serverStartMs } from './servers/java-server'

let served: ServedPage
let site: DistServer
let page: Page
let gremlin: GremlinServer
let dynamo: DynamoDBLocal

/** Runs in the page. What it answers is plain. */
async function use(backend: GraphBackend) {
  const id = '720575940379283456'
  await backend.addEdges([
    { source: id, target: 'b', attributes: { weight: 3, list: ['x', null] } },
    { source: 'b', target: 'c', attributes: {} },
  ])
  const edges = []
  for await (const batch of backend.edges({ batchSize: 1 })) edges.push(...batch)
  const neighbours = await backend.neighbours([id, 'b', 'x'], 'out')
  const counts = [await backend.nodeCount(), await backend.edgeCount()]
  await backend.close()
  return { edges: edges.sort((a, b) => (a.source < b.source ? -1 : 1)), neighbours, counts }
}

const expected = {
  edges: [
    { source: '720575940379283456', target: 'b', attributes: { weight: 3, list: ['x', null] } },
    { source: 'b', target: 'c', attributes: {} },
  ],
  neighbours: [['b'], ['c'], undefined],
  counts: [3, 2],
}

describeWithJava('in a browser', () => {
  beforeAll(async () => {
    served = await servePage()
    ;[site] = served.sites as [DistServer]
    ;[gremlin, dynamo] = await Promise.all([
      startGremlinServer(),
      startDynamoDBLocal({ origins: [new URL(site.url).origin] }),
    ])
    page = await served.open(site)
  }, serverStartMs)
  afterAll(async () => {
    await Promise.all([gremlin?.stop(), dynamo?.stop(), served?.stop()])
  })

  test('Gremlin answers a page over its own WebSocket, and neither client is there before it is used', async () => {
    expect(site.requests.filter((name) => /gremlin|dynamodb/.test(name))).toEqual([])
    const options = { url: gremlin.url, login, traversalSource: gremlin.emptySource() }
    const answer = await page.evaluate(
      `window.openGremlin(${JSON.stringify(options)}).then(${use.toString()})`,
    )
    expect(answer).toEqual(expected)
    expect(site.requests.some((name) => name.includes('gremlin'))).toBe(true)
    expect(served.problems).toEqual([])
  })

  test('DynamoDB answers a page over fetch', async () => {
    const options = { endpoint: dynamo.endpoint, credentials: dynamo.emptyAccount() }
    const answer = await page.evaluate(
      `window.openDynamoDB(${JSON.stringify(options)}).then(${use.toString()})`,
    )
    expect(answer).toEqual(expected)
    // That the tables are not there yet is an answer of 400, which a browser writes into its console.
    expect(served.problems.filter((line) => !line.includes('400'))).toEqual([])
  })

  test('what a page is not told of a failure is not made up', async () => {
    const wrong = { url: gremlin.url.replace(/:\d+/, ':1'), pause: undefined }
    const told = (options: unknown, open: string) =>
      page.evaluate(
        `window.${open}(${JSON.stringify(options)}).then((backend) => backend.nodeCount()).catch((error) => error.code)`,
      )
    expect(await told(wrong, 'openGremlin')).toBe('unreachable')
    const elsewhere = { url: 'ws://gremlin.example:8182/gremlin' }
    expect(await told(elsewhere, 'openGremlin')).toBe('mixed-content')
    const nobody = { endpoint: 'http://127.0.0.1:1', credentials: dynamo.emptyAccount() }
    expect(await told(nobody, 'openDynamoDB')).toBe('unreachable')
    const refused = { url: gremlin.url, login: { ...login, password: 'no' }, traversalSource: 'g0' }
    expect(await told(refused, 'openGremlin')).toBe('unauthorised')
  })

  test('DynamoDB that points elsewhere is not followed by a page, and is no empty table', async () => {
    const other = await elsewhere()
    const pointer = createServer((request, response) => {
      const status = request.method === 'OPTIONS' ? 204 : 307
      const allowed = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }
      response.writeHead(status, { ...allowed, Location: other.location }).end()
    })
    await new Promise<void>((resolve) => pointer.listen(0, '127.0.0.1', resolve))
    const { port } = pointer.address() as AddressInfo
    const options = { endpoint: `http://127.0.0.1:${port}`, credentials: dynamo.emptyAccount() }
    const told = await page.evaluate(
      `window.openDynamoDB(${JSON.stringify(options)}).catch((error) => error.code)`,
    )
    expect(told).toBe('redirected')
    pointer.closeAllConnections()
    pointer.close()
    await other.stop()
    expect(other.arrived).toBe(0)
  })
})
