/** A real DynamoDB that is cut off, stingy, silent, gone or refuses the key, and what is said of it. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { EdgeRecord } from '../../src/grand/backend'
import { DynamoDBBackend } from '../../src/grand/backends/dynamodb-backend'
import type { DynamoDBOptions } from '../../src/grand/backends/dynamodb-backend'
import { relayTo } from './servers/cutting-relay'
import type { CuttingRelay } from './servers/cutting-relay'
import { startDynamoDBLocal } from './servers/dynamodb/dynamodb-local'
import type { DynamoDBLocal } from './servers/dynamodb/dynamodb-local'
import { stingyRelayTo } from './servers/dynamodb/stingy-relay'
import { describeWithJava, serverStartMs } from './servers/java-server'

let server: DynamoDBLocal
let relay: CuttingRelay

const open = (options: Partial<DynamoDBOptions> = {}) =>
  DynamoDBBackend.open({
    endpoint: `http://127.0.0.1:${relay.port}`,
    credentials: server.emptyAccount(),
    pause: () => Promise.resolve(),
    ...options,
  })

const edges: EdgeRecord[] = Array.from({ length: 600 }, (_, i) => ({
  source: `s${i % 60}`,
  target: `t${i}`,
  attributes: { weight: i },
}))

describeWithJava('DynamoDB with faults', () => {
  beforeAll(async () => {
    server = await startDynamoDBLocal()
  }, serverStartMs)
  afterAll(() => server?.stop())
  beforeEach(async () => {
    relay = await relayTo(server.port)
  })
  afterEach(() => relay.stop())

  test('cut again and again while edges are told: none is lost, none comes twice', async () => {
    const backend = await open()
    await backend.addEdges(edges)
    const found: EdgeRecord[] = []
    for await (const batch of backend.edges({ batchSize: 100 })) {
      found.push(...batch)
      relay.cutAfter = (found.length * 37) % 5_000
    }
    const byTarget = (a: EdgeRecord, b: EdgeRecord) => (a.target < b.target ? -1 : 1)
    expect(found.sort(byTarget)).toEqual([...edges].sort(byTarget))
    await backend.close()
  })

  test('cut after the server did what it was told: done once, whole', async () => {
    const backend = await open()
    for (let first = 0; first < edges.length; first += 200) {
      relay.cutAfter = 400
      await backend.addEdges(edges.slice(first, first + 200))
    }
    expect([await backend.nodeCount(), await backend.edgeCount()]).toEqual([660, 600])
    relay.cutAfter = 0
    await backend.removeNodes(['s0'])
    expect(await backend.edgeCount()).toBe(590)
    await backend.close()
  })

  test('what a server leaves undone is given to it again, and given up when it never does it', async () => {
    const stingy = await stingyRelayTo(server.endpoint)
    const waits: number[] = []
    const pause = async (ms: number) => void waits.push(ms)
    const backend = await open({ endpoint: stingy.endpoint, pause })
    await backend.addEdges(edges.slice(0, 100))
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

  test('an error of the server is waited out; one that stays is told with its status', async () => {
    const stingy = await stingyRelayTo(server.endpoint)
    const backend = await open({ endpoint: stingy.endpoint })
    stingy.failures = 2
    expect(await backend.nodeCount()).toBe(0)
    stingy.failures = 1_000
    await expect(backend.nodeCount()).rejects.toMatchObject({
      code: 'http-error',
      message: expect.stringContaining('500') as unknown,
    })
    await backend.close()
    await stingy.stop()
  })

  test('a key that is not accepted is told as such, and not repeated in words', async () => {
    const credentials = { accessKeyId: 'not-a-key!', secretAccessKey: 'correct horse' }
    const told = await open({ credentials }).catch((error: unknown) => error)
    expect(told).toMatchObject({ code: 'unauthorised' })
    expect(String(told) + JSON.stringify(told)).not.toMatch(/correct horse|not-a-key/)
  })

  test('a server that does not answer is given up, and asked again later', async () => {
    const credentials = server.emptyAccount()
    await (await open({ credentials })).close()
    const backend = await open({ credentials, timeoutMs: 500 })
    relay.isSilent = true
    await expect(backend.nodeCount()).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining(`127.0.0.1:${relay.port}`) as unknown,
    })
    relay.isSilent = false
    await expect.poll(() => backend.nodeCount().catch(() => -1)).toBe(0)
    await backend.close()
  })

  test('whoever has had enough need not wait for a silent server', async () => {
    const backend = await open()
    await backend.addEdges(edges)
    const controller = new AbortController()
    const reading = (async () => {
      for await (const batch of backend.edges({ batchSize: 50, signal: controller.signal }))
        if (batch.length > 0) {
          relay.isSilent = true
          setTimeout(() => controller.abort(new Error('enough')), 20)
        }
    })()
    await expect(reading).rejects.toThrow('enough')
    await backend.close()
  })

  test('an address with a password in it, or of another kind, is refused before anything is sent', async () => {
    for (const endpoint of ['http://ada:secret@127.0.0.1:1', 'ws://127.0.0.1:1', 'dynamodb']) {
      const told = await open({ endpoint }).catch((error: unknown) => error)
      expect(told).toMatchObject({ code: 'invalid-address' })
      expect(String(told)).not.toContain('secret')
    }
  })

  test('a server that goes away is missed, and found again when it is back', async () => {
    const backend = await open()
    relay.isClosed = true
    relay.cutAfter = 0
    await expect(backend.nodeCount()).rejects.toMatchObject({
      code: expect.stringMatching(/unreachable|interrupted/) as unknown,
    })
    relay.isClosed = false
    expect(await backend.nodeCount()).toBe(0)
    await server.stop()
    await relay.stop()
    await expect(backend.nodeCount()).rejects.toMatchObject({ code: 'unreachable' })
    await backend.close()
  })
})
