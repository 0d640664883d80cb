/** The relays of docs/remote-hosts.md as they stand there, run by the real nginx and the real Caddy in front of real
 *  databases: what a page of the origin they name can do through them, and that a page of another origin cannot. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { neo4jOverBolt } from '../../src/grand/remote/neo4j-bolt'
import type { CypherEndpoint } from '../../src/grand/remote/cypher-endpoint'
import { allRows } from '../../src/grand/remote/cypher-endpoint'
import { ask, firstThenRest, giveUp } from './page/ask-in-page'
import type { Asking } from './page/ask-in-page'
import { servePage } from './page/serve-page'
import type { ServedPage } from './page/serve-page'
import { login, startGremlinServer } from './servers/gremlin/gremlin-server'
import type { GremlinServer } from './servers/gremlin/gremlin-server'
import { missingJavaTools } from './servers/java-class-path'
import { describeWith, serverStartMs } from './servers/java-server'
import { freePort } from './servers/leashed-process'
import type { LeashedProcess } from './servers/leashed-process'
import { startScriptedServer } from './servers/neo4j/scripted-server'
import type { ScriptedServer, Turn } from './servers/neo4j/scripted-server'
import { startNeo4j } from './servers/neo4j/start-neo4j'
import type { Neo4jServer } from './servers/neo4j/start-neo4j'
import { startNeuPrintProtocol } from './servers/neuprint/neuprint-protocol'
import type { NeuPrintServer } from './servers/neuprint/neuprint-protocol'
import { headersOf } from './servers/relay/plain-request'
import type { RelayProgram, RelayUse } from './servers/relay/relay-text'
import { makeCertificate, missingRelays, startRelay } from './servers/relay/start-relay'
import type { Certificate } from './servers/relay/start-relay'
import { tlsDoorTo } from './servers/relay/tls-door'
import type { TlsDoor } from './servers/relay/tls-door'

const token = 'a-token.of-three.parts'
const dataset = 'toy:v1'
const answer =
  '{"data":{"fields":["x"],"values":[[{"$type":"Integer","_value":"1"}],[{"$type":"Integer","_value":"2"}]]}}'
const firstRowEnds = answer.indexOf('],[') + 1

let folder: string
let certificate: Certificate
let served: ServedPage
let [page, stranger] = [] as unknown as [Page, Page]
let neo4j: Neo4jServer
let bolt: CypherEndpoint
let gremlin: GremlinServer
let neuPrint: NeuPrintServer
let door: TlsDoor
let scripted: ScriptedServer

const portOf = (address: string) => new URL(address).port

describeWith(missingRelays() ?? missingJavaTools(), 'relays as documented', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motifscope-relay-'))
    certificate = await makeCertificate(folder)
    served = await servePage({ origins: 2, isTrusting: true })
    ;[neo4j, gremlin, scripted] = await Promise.all([
      startNeo4j(),
      startGremlinServer(),
      startScriptedServer(),
    ])
    bolt = neo4jOverBolt({ address: neo4j.boltAddress, credentials: neo4j.credentials })
    neuPrint = await startNeuPrintProtocol(bolt, { token, datasets: { [dataset]: {} } })
    door = await tlsDoorTo(Number(portOf(neuPrint.address)), certificate)
    page = await served.open(served.sites[0])
    stranger = await served.open(served.sites[1])
  }, serverStartMs)
  afterAll(async () => {
    await bolt?.close()
    const servers = [served, neo4j, gremlin, scripted, neuPrint, door]
    await Promise.all(servers.map((server) => server?.stop()))
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(() => {
    scripted.requests.length = 0
    scripted.givenUp = 0
  })

  describe.each<RelayProgram>(['nginx', 'Caddy'])('through %s', (program) => {
    let relay: LeashedProcess
    const ports: Record<string, number> = {}

    beforeAll(async () => {
      const upstreams: [string, RelayUse, string][] = [
        ['neo4j', 'neo4j', `127.0.0.1:${portOf(neo4j.httpAddress)}`],
        ['scripted', 'neo4j', `127.0.0.1:${portOf(scripted.address)}`],
        ['nobody', 'neo4j', `127.0.0.1:${await freePort()}`],
        ['neuPrint', 'neuprint', door.host],
        ['bolt', 'websocket', `127.0.0.1:${portOf(neo4j.boltAddress)}`],
        ['gremlin', 'websocket', `127.0.0.1:${gremlin.port}`],
      ]
      for (const [name] of upstreams) ports[name] = await freePort()
      const origin = new URL(served.sites[0]?.url ?? '').origin
      relay = await startRelay(
        program,
        upstreams.map(([name, use, upstream]) => ({
          ...{ use, origin, upstream, port: ports[name] ?? 0 },
          certificate: { ...certificate, trusted: certificate.chain },
        })),
      )
    })
    afterAll(() => relay?.stop())

    const at = (name: string, scheme = 'https') => `${scheme}://localhost:${ports[name]}`
    const neo4jAt = (name: string, changes = {}): Asking => ({
      over: 'neo4jOverHttp',
      options: { address: at(name), credentials: neo4j.credentials, ...changes },
      query: 'RETURN 1 AS x',
    })
    const scriptedly = (turns: Turn[]) => {
      scripted.turns = turns
      return neo4jAt('scripted')
    }
    const one = { fields: ['x'], rows: [[1]] }

    test('the page that is named asks Neo4j with its login; another page learns nothing', async () => {
      expect(await ask(page, neo4jAt('neo4j'))).toEqual(one)
      expect(await ask(stranger, neo4jAt('neo4j'))).toMatchObject({
        code: 'unreachable',
        message: expect.stringContaining('CORS') as unknown,
      })
      const { username, password } = neo4j.credentials
      await ask(page, scriptedly([{ text: answer }]))
      expect(scripted.requests).toEqual([
        `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      ])
    })

    test('the question before a question is answered with the documented headers, each once', async () => {
      const asked = { 'access-control-request-method': 'POST', origin: 'https://elsewhere.example' }
      const options = await headersOf(`${at('neo4j')}/`, 'OPTIONS', asked)
      const post = await headersOf(`${at('neo4j')}/db/neo4j/query/v2`, 'POST', asked)
      expect([options.status, post.status]).toEqual([204, 401])
      const origin = new URL(served.sites[0]?.url ?? '').origin
      for (const { values } of [options, post]) {
        expect(values('access-control-allow-origin')).toEqual([origin])
        expect(values('access-control-allow-headers')).toEqual(['Authorization, Content-Type, Accept'])
        expect(values('access-control-allow-methods')).toEqual(['GET, POST, HEAD, OPTIONS'])
        expect(values('access-control-max-age')).toEqual(['3600'])
        expect(values('vary').join()).toMatch(/\bOrigin\b/)
      }
    })

    test('refusals are read by the page: 401 and 404 of Neo4j, 403, 429, 500, a relay with nobody behind it', async () => {
      const wrong = { ...neo4j.credentials, password: 'not the password' }
      expect(await ask(page, neo4jAt('neo4j', { credentials: wrong }))).toMatchObject({
        code: 'unauthorised',
      })
      expect(await ask(page, neo4jAt('neo4j', { database: 'elsewhere' }))).toMatchObject({
        code: 'not-found',
      })
      const codes: unknown[] = []
      for (const status of [401, 403, 404, 500])
        codes.push(await ask(page, scriptedly([{ status, text: '{}' }])))
      expect(codes).toMatchObject(
        ['unauthorised', 'forbidden', 'not-found', 'http-error'].map((code) => ({ code })),
      )
      expect(await ask(page, neo4jAt('nobody'))).toMatchObject({
        code: 'http-error',
        message: expect.stringContaining('502') as unknown,
      })
    })

    test('how long a busy server asks to be left alone is known to the page', async () => {
      const busy: Turn = { status: 429, text: '', headers: { 'Retry-After': '7' } }
      const told = await ask(page, scriptedly([busy, { text: answer }]))
      expect(told).toMatchObject({ rows: [[1], [2]], pauses: [7000] })
    })

    test('the first row is there while the last is not yet sent', async () => {
      scripted.turns = [{ text: answer, heldAfter: firstRowEnds + 1 }]
      const reading = await firstThenRest(page, neo4jAt('scripted'))
      expect(reading.first).toEqual({ fields: ['x'], rows: [[1]] })
      scripted.release()
      expect(await reading.rest()).toEqual([{ fields: ['x'], rows: [[2]] }])
    })

    test('whoever has had enough ends it at the server, before and in its answer', async () => {
      for (const turn of ['silent', { text: answer, heldAfter: firstRowEnds + 1 }] as Turn[]) {
        scripted.turns = [turn]
        scripted.givenUp = 0
        const asked = scripted.requests.length
        const end = await giveUp(page, neo4jAt('scripted'))
        await expect.poll(() => scripted.requests.length).toBe(asked + 1)
        await end()
        await expect.poll(() => scripted.givenUp, { timeout: 10_000 }).toBe(1)
      }
    })

    test('rows without end that nobody wants any more end in Neo4j', async () => {
      const query = 'UNWIND range(1, 1000000) AS i UNWIND range(1, 1000000) AS j RETURN i, j'
      const reading = await firstThenRest(page, { ...neo4jAt('neo4j'), query })
      expect(reading.first.rows).toEqual([[1, 1]])
      await reading.leave()
      const running = async () =>
        (await allRows(bolt, 'SHOW TRANSACTIONS YIELD currentQuery')).rows.filter(([text]) =>
          String(text).includes('UNWIND'),
        ).length
      await expect.poll(running, { timeout: 30_000 }).toBe(0)
    })

    test('a question of two megabytes passes', async () => {
      const asking = neo4jAt('neo4j')
      const parameters = { text: 'x'.repeat(2 ** 21) }
      expect(await ask(page, { ...asking, query: 'RETURN size($text) AS x', parameters })).toEqual({
        fields: ['x'],
        rows: [[2 ** 21]],
      })
    })

    test('neuPrint answers the page that is named, under TLS and by its name; a wrong token is told', async () => {
      const asking = (given: string): Asking => ({
        over: 'neuPrintOverHttp',
        options: { address: at('neuPrint'), dataset, credentials: { kind: 'bearer', token: given } },
        query: 'RETURN 1 AS x',
      })
      expect(await ask(page, asking(token))).toEqual(one)
      expect(await ask(page, asking('old'))).toMatchObject({ code: 'unauthorised' })
      expect(await ask(stranger, asking(token))).toMatchObject({ code: 'unreachable' })
    })

    test('Bolt passes over a WebSocket, for the page that is named', async () => {
      const asking: Asking = {
        over: 'neo4jOverBolt',
        options: { address: at('bolt', 'bolt+s'), credentials: neo4j.credentials },
        query: 'UNWIND range(1, 2500) AS x RETURN sum(x) AS x',
      }
      expect(await ask(page, asking)).toEqual({ fields: ['x'], rows: [[3_126_250]] })
      expect(await ask(stranger, asking)).toMatchObject({ code: 'unreachable' })
    })

    test('Gremlin passes over a WebSocket, for the page that is named', async () => {
      const url = `${at('gremlin', 'wss')}/gremlin`
      const options = { url, login, traversalSource: gremlin.emptySource() }
      const filling = `window.openGremlin(${JSON.stringify(options)}).then(async (backend) => {
        await backend.addEdges([{ source: 'a', target: 'b', attributes: {} }])
        return backend.neighbours(['a', 'b'], 'out')
      }).catch(({ code }) => code)`
      expect(await page.evaluate(filling)).toEqual([['b'], []])
      expect(await stranger.evaluate(filling)).toBe('unreachable')
    })
  })
})
