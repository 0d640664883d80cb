/** A server that answers 401, 404, 500, half a row or a redirect. */
import { expect } from 'vitest'
import { backendNames, wrongSecret } from './fault-stage'
import { edges, faultOf, neo4j, overHttp, overSockets } from './fault-row'
import type { FaultRow } from './fault-row'
import { elsewhere, halfRow, http, page } from './raw-answers'

export const otherAnswers: readonly FaultRow[] = [
  {
    fault: '401',
    of: backendNames,
    asserts: 'a login that is not accepted is told as such, and is in no word of it',
    async show(stage) {
      const asking = (async () => (await stage.open({ isWrongLogin: true })).nodeCount())()
      const fault = await asking.catch((error: unknown) => error)
      expect(fault).toMatchObject({ code: 'unauthorised', hint: expect.stringMatching(/\w/) as unknown })
      expect(String(fault) + JSON.stringify(fault)).not.toMatch(/correct horse|not-a-key/)
      expect(wrongSecret).toContain('correct horse')
      expect(stage.pauses).toEqual([])
    },
  },
  {
    fault: '401',
    of: overHttp,
    asserts: 'a door before the server that wants a login is told as such, once, without its page',
    async show(stage) {
      expect(await faultOf(stage, http('401 Unauthorized', page))).toMatchObject({ code: 'unauthorised' })
      expect(stage.relay.saidInstead).toBe(1)
    },
  },
  {
    fault: '404',
    of: overHttp,
    asserts: 'nothing at that address: told as such, once, without the page that came',
    async show(stage) {
      expect(await faultOf(stage, http('404 Not Found', page))).toMatchObject({ code: 'not-found' })
      expect(stage.relay.saidInstead).toBe(1)
    },
  },
  {
    fault: '404',
    of: neo4j,
    asserts: 'a database that is not there is missed',
    async show(stage) {
      const backend = await stage.open({ isElsewhere: true })
      await expect(backend.nodeCount()).rejects.toMatchObject({ code: 'not-found' })
    },
  },
  {
    fault: '404',
    of: ['neuPrint', 'Gremlin'],
    asserts: 'a data set or traversal source that is not there is named in the server’s words',
    async show(stage) {
      const backend = await stage.open({ isElsewhere: true })
      await expect(backend.nodeCount()).rejects.toMatchObject({
        code: expect.stringMatching(/cypher-error|gremlin-error/) as unknown,
        message: expect.stringContaining('elsewhere') as unknown,
      })
      expect(stage.pauses).toEqual([])
    },
  },
  {
    fault: '404',
    of: overSockets,
    asserts: 'a web server that answers 404 where its own protocol was wanted: told, with what to look at',
    async show(stage, name) {
      expect(await faultOf(stage, http('404 Not Found', page))).toMatchObject({
        code: 'unreachable',
        hint: expect.stringContaining(name === 'Gremlin' ? '/gremlin' : '7687') as unknown,
      })
    },
  },
  {
    fault: '500',
    of: backendNames,
    asserts: 'once: it is asked again, and the answer is whole',
    async show(stage) {
      await stage.fill(edges)
      const backend = await stage.open()
      stage.relay.instead = { text: http('500 Internal Server Error', page), times: 1 }
      expect(await backend.nodeCount()).toBe(660)
      expect(stage.relay.saidInstead).toBe(1)
    },
  },
  {
    fault: '500',
    of: overHttp,
    asserts: 'again and again: told with its status after four tries, without its page',
    async show(stage) {
      const fault = await faultOf(stage, http('500 Internal Server Error', page))
      expect(fault).toMatchObject({
        code: 'http-error',
        message: expect.stringContaining('500') as unknown,
      })
      expect(stage.relay.saidInstead).toBe(4)
    },
  },
  {
    fault: '500',
    of: overSockets,
    asserts:
      'again and again where its own protocol was wanted: told after two tries, for no socket tells the status',
    async show(stage) {
      const fault = await faultOf(stage, http('500 Internal Server Error', page))
      expect(fault).toMatchObject({ code: 'unreachable' })
      expect(stage.pauses).toHaveLength(1)
    },
  },
  {
    fault: 'half a row',
    of: overHttp,
    asserts: 'an answer that ends there as if it were whole is asked for again, and told when it never is',
    async show(stage, name) {
      await stage.fill(edges)
      const backend = await stage.open()
      stage.relay.instead = { text: halfRow(name), times: 1 }
      expect(await backend.nodeCount()).toBe(660)
      expect(await faultOf(stage, halfRow(name))).toMatchObject({ code: 'interrupted' })
      expect(stage.relay.saidInstead).toBe(5)
    },
  },
  {
    fault: 'half a row',
    of: overSockets,
    asserts: 'messages have lengths, so half of one is a cut: wherever it is, it is asked again',
    async show(stage) {
      await stage.fill(edges)
      const backend = await stage.open()
      await backend.nodeCount()
      for (const after of [1, 3, 9, 27]) {
        stage.relay.cutAfter = after
        expect(await backend.nodeCount()).toBe(660)
      }
    },
  },
  {
    fault: 'redirect',
    of: overHttp,
    asserts: 'it is not followed, the other address is named, and nothing arrives there',
    async show(stage) {
      const other = await elsewhere()
      expect(await faultOf(stage, http('307 Temporary Redirect', '', other.location))).toMatchObject({
        code: 'redirected',
        message: expect.stringContaining(other.origin) as unknown,
      })
      expect(stage.relay.saidInstead).toBe(1)
      await other.stop()
      expect(other.arrived).toBe(0)
    },
  },
  {
    fault: 'redirect',
    of: ['Gremlin'],
    asserts: 'a socket that is sent elsewhere does not go there; no page is told of it, so it is unreachable',
    async show(stage) {
      const other = await elsewhere()
      expect(await faultOf(stage, http('307 Temporary Redirect', '', other.location))).toMatchObject({
        code: 'unreachable',
      })
      await other.stop()
      expect(other.arrived).toBe(0)
    },
  },
  {
    fault: 'redirect',
    of: ['Neo4j Bolt'],
    asserts:
      'a server that names others for neo4j:// is not asked which; all goes to the address that was given',
    async show(stage) {
      await stage.fill(edges)
      const backend = await stage.open({ address: stage.address.replace('bolt:', 'neo4j:') })
      expect(await backend.nodeCount()).toBe(660)
      stage.relay.isClosed = true
      stage.relay.cutAfter = 0
      await expect(backend.nodeCount()).rejects.toMatchObject({ code: 'unreachable' })
    },
  },
]
