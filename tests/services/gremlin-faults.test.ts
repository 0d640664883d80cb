/** A real Gremlin server that is cut off, silent, gone or behind a password, and what is said of it. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { EdgeRecord } from '../../src/grand/backend'
import { GremlinBackend } from '../../src/grand/backends/gremlin-backend'
import type { GremlinOptions } from '../../src/grand/backends/gremlin-backend'
import { relayTo } from './servers/cutting-relay'
import type { CuttingRelay } from './servers/cutting-relay'
import { login, startGremlinServer } from './servers/gremlin/gremlin-server'
import type { GremlinServer } from './servers/gremlin/gremlin-server'
import { describeWithJava, serverStartMs } from './servers/java-server'

let server: GremlinServer
let relay: CuttingRelay

const open = (options: Partial<GremlinOptions> = {}) =>
  GremlinBackend.open({
    url: `ws://127.0.0.1:${relay.port}/gremlin`,
    login,
    traversalSource: server.emptySource(),
    pause: () => Promise.resolve(),
    ...options,
  })

const edges: EdgeRecord[] = Array.from({ length: 600 }, (_, i) => ({
  source: `s${i % 60}`,
  target: `t${i}`,
  attributes: { weight: i },
}))

describeWithJava('a Gremlin server with faults', () => {
  beforeAll(async () => {
    server = await startGremlinServer()
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
    for await (const batch of backend.edges({ batchSize: 50 })) {
      found.push(...batch)
      relay.cutAfter = (found.length * 37) % 2_000
    }
    expect(relay.connections).toBeGreaterThan(5)
    const byTarget = (a: EdgeRecord, b: EdgeRecord) => (a.target < b.target ? -1 : 1)
    expect(found.sort(byTarget)).toEqual([...edges].sort(byTarget))
    await backend.close()
  })

  test('cut after the server did what it was told: done once, whole', async () => {
    const backend = await open()
    for (let first = 0; first < edges.length; first += 100) {
      relay.cutAfter = 0
      await backend.addEdges(edges.slice(first, first + 100))
    }
    expect([await backend.nodeCount(), await backend.edgeCount()]).toEqual([660, 600])
    relay.cutAfter = 0
    await backend.removeNodes(['s0'])
    expect(await backend.edgeCount()).toBe(590)
    await backend.close()
  })

  test('no more is asked for than was taken', async () => {
    const backend = await open()
    await backend.addEdges(edges)
    const before = relay.answered
    const batches = backend.edges({ batchSize: 50 })[Symbol.asyncIterator]()
    await batches.next()
    const first = relay.answered - before
    while (!(await batches.next()).done);
    expect(first).toBeLessThan((relay.answered - before) / 2)
    await backend.close()
  })

  test('a wrong password, or none, is told as such, once, and not repeated in words', async () => {
    for (const given of [{ ...login, password: 'correct horse' }, undefined]) {
      const { url } = server
      const backend = await GremlinBackend.open({
        url,
        traversalSource: 'g0',
        ...(given && { login: given }),
      })
      const told = await backend.nodeCount().catch((error: unknown) => error)
      expect(told).toMatchObject({ code: 'unauthorised' })
      expect(String(told) + JSON.stringify(told)).not.toMatch(/correct horse|ada/)
      await backend.close()
    }
  })

  test('a server that does not answer is given up, and asked again later', async () => {
    const backend = await open({ timeoutMs: 300 })
    await backend.addNodes([{ id: 'a', attributes: {} }])
    relay.isSilent = true
    await expect(backend.nodeCount()).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining(`127.0.0.1:${relay.port}`) as unknown,
    })
    relay.isSilent = false
    await expect.poll(() => backend.nodeCount().catch(() => -1)).toBe(1)
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
    relay.isSilent = false
    expect(await backend.edgeCount()).toBe(600)
    await backend.close()
  })

  test('a traversal source that is not there is told in the server’s words', async () => {
    const backend = await open({ traversalSource: 'nowhere' })
    await expect(backend.nodeCount()).rejects.toMatchObject({
      code: 'gremlin-error',
      message: expect.stringContaining('nowhere') as unknown,
    })
    await backend.close()
    await expect(backend.nodeCount()).rejects.toMatchObject({ code: 'closed' })
  })

  test('an address with a password in it, or of another kind, is refused before anything is sent', async () => {
    for (const url of ['ws://ada:secret@127.0.0.1:1/gremlin', 'http://127.0.0.1:1/gremlin', 'gremlin']) {
      const told = await open({ url }).catch((error: unknown) => error)
      expect(told).toMatchObject({ code: 'invalid-address' })
      expect(String(told)).not.toContain('secret')
    }
  })

  test('a server that goes away is missed, and found again when it is back', async () => {
    const backend = await open()
    await backend.addNodes([{ id: 'a', attributes: {} }])
    relay.cutAfter = 0
    relay.isClosed = true
    await expect(backend.nodeCount()).rejects.toMatchObject({ code: 'unreachable' })
    relay.isClosed = false
    expect(await backend.nodeCount()).toBe(1)
    await server.stop()
    await expect(backend.nodeCount()).rejects.toMatchObject({ code: 'unreachable' })
    await backend.close()
  })
})
