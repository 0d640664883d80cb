/** A server that is slow, cuts the connection, or is gone. */
import { expect } from 'vitest'
import { backendNames } from './fault-stage'
import { edges, neo4j, paged, read, told } from './fault-row'
import type { FaultRow } from './fault-row'

export const slowCutGone: readonly FaultRow[] = [
  {
    fault: 'slow',
    of: backendNames,
    asserts: 'an answer that comes in drops is whole',
    async show(stage) {
      await stage.fill(edges)
      stage.relay.isSlow = true
      expect(await read(stage, 100)).toEqual(told(edges))
    },
  },
  {
    fault: 'slow',
    of: backendNames,
    asserts: 'a silence is told with the address and given up, and later the server is asked again',
    async show(stage) {
      await (await stage.open()).nodeCount()
      const backend = await stage.open({ timeoutMs: 2_000 })
      stage.relay.isSilent = true
      await expect(backend.nodeCount()).rejects.toMatchObject({
        code: 'timeout',
        message: expect.stringContaining(`127.0.0.1:${stage.relay.port}`) as unknown,
      })
      stage.relay.isSilent = false
      await expect.poll(() => backend.nodeCount().catch(() => -1)).toBe(0)
    },
  },
  {
    fault: 'slow',
    of: backendNames,
    asserts: 'whoever has had enough need not wait for a silent server',
    async show(stage) {
      await stage.fill(edges)
      const backend = await stage.open()
      await backend.nodeCount()
      const enough = new AbortController()
      stage.relay.isSilent = true
      const reading = (async () => {
        for await (const batch of backend.edges({ batchSize: 50, signal: enough.signal })) void batch
      })()
      setTimeout(() => enough.abort(new Error('enough')), 20)
      await expect(reading).rejects.toThrow('enough')
    },
  },
  {
    fault: 'cut',
    of: backendNames,
    asserts: 'before anything was handed out it is asked again: none is lost, none comes twice',
    async show(stage) {
      await stage.fill(edges)
      for (const after of [0, 1, 40, 700]) {
        stage.relay.cutAfter = after
        expect(await read(stage, 1_000)).toEqual(told(edges))
        expect(stage.relay.cutAfter).toBeUndefined()
      }
    },
  },
  {
    fault: 'cut',
    of: paged,
    asserts: 'again and again while edges are told: none is lost, none comes twice',
    async show(stage) {
      await stage.fill(edges)
      const all = await read(stage, 50, (soFar) => (stage.relay.cutAfter = (soFar * 37) % 2_000))
      expect(all).toEqual(told(edges))
      expect(stage.relay.connections).toBeGreaterThan(5)
    },
  },
  {
    fault: 'cut',
    of: neo4j,
    asserts: 'after rows were handed out it is told, and no row comes twice',
    async show(stage) {
      await stage.fill(edges)
      let soFar = 0
      const backend = await stage.open()
      await backend.nodeCount()
      stage.relay.cutAfter = 12_000
      const reading = (async () => {
        for await (const batch of backend.edges({ batchSize: 50 })) soFar += batch.length
      })()
      await expect(reading).rejects.toMatchObject({ code: 'interrupted' })
      expect(soFar).toBeGreaterThan(0)
      expect(soFar).toBeLessThan(600)
    },
  },
  {
    fault: 'cut',
    of: ['Gremlin', 'DynamoDB'],
    asserts: 'after the server did what it was told it is done once, whole',
    async show(stage) {
      const backend = await stage.open()
      for (let first = 0; first < edges.length; first += 100) {
        stage.relay.cutAfter = 0
        await backend.addEdges(edges.slice(first, first + 100))
      }
      expect([await backend.nodeCount(), await backend.edgeCount()]).toEqual([660, 600])
      stage.relay.cutAfter = 0
      await backend.removeNodes(['1'])
      expect(await backend.edgeCount()).toBe(590)
    },
  },
  {
    fault: 'cut',
    of: neo4j,
    asserts:
      'a change is never said twice by itself, for two at once might both create; said again it is there once',
    async show(stage) {
      await stage.fill(edges.slice(0, 1))
      const backend = await stage.open()
      await backend.nodeCount()
      const connections = stage.relay.connections
      stage.relay.cutAfter = 0
      await expect(backend.addEdges(edges)).rejects.toMatchObject({
        code: expect.stringMatching(/unreachable|interrupted/) as unknown,
      })
      expect(stage.pauses).toEqual([])
      expect(stage.relay.connections - connections).toBeLessThan(2)
      await backend.addEdges(edges)
      expect(await read(stage, 1_000)).toEqual(told(edges))
    },
  },
  {
    fault: 'gone',
    of: backendNames,
    asserts: 'a server that goes away is missed, and found again when it is back',
    async show(stage) {
      await stage.fill(edges)
      const backend = await stage.open()
      expect(await backend.nodeCount()).toBe(660)
      stage.relay.isClosed = true
      stage.relay.cutAfter = 0
      await expect(backend.nodeCount()).rejects.toMatchObject({
        code: expect.stringMatching(/unreachable|interrupted/) as unknown,
      })
      stage.relay.isClosed = false
      expect(await backend.nodeCount()).toBe(660)
      await stage.relay.stop()
      await expect(backend.nodeCount()).rejects.toMatchObject({ code: 'unreachable' })
    },
  },
]
