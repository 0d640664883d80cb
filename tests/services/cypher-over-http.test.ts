/** Answers of Cypher over HTTP, told by a server that does what a test says: what is said of each that is not whole, when
 *  it is asked again, and that no row is made up and no credential leaves its origin. Beside `faults.test.ts`, which holds
 *  what all remote backends have in common. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CypherEndpoint, RowBatch, RunOptions } from '../../src/grand/remote/cypher-endpoint'
import { allRows } from '../../src/grand/remote/cypher-endpoint'
import { neo4jOverHttp } from '../../src/grand/remote/neo4j-http'
import { neuPrintOverHttp } from '../../src/grand/remote/neuprint-http'
import type { ScriptedServer, Turn } from './servers/neo4j/scripted-server'
import { startScriptedServer } from './servers/neo4j/scripted-server'

const secret = 'correct horse battery'
const page = '<!doctype html><title>Log in</title><script>alert(1)</script>'

let server: ScriptedServer
let pauses: number[]

const pause = async (ms: number) => void pauses.push(ms)

const clients: [string, () => CypherEndpoint, string][] = [
  [
    'Neo4j',
    () =>
      neo4jOverHttp({
        address: server.address,
        credentials: { kind: 'basic', username: 'neo4j', password: secret },
        pause,
      }),
    '{"data":{"fields":["x"],"values":[[{"$type":"Integer","_value":"1"}],[{"$type":"Integer","_value":"2"}]]}}',
  ],
  [
    'neuPrint',
    () =>
      neuPrintOverHttp({
        address: server.address,
        dataset: 'd',
        credentials: { kind: 'bearer', token: secret },
        pause,
      }),
    '{"columns":["x"],"data":[[1],[2]],"debug":"RETURN x"}',
  ],
]

beforeAll(async () => void (server = await startScriptedServer()))
afterAll(() => server.stop())
beforeEach(() => {
  server.requests.length = 0
  server.elsewhere.length = 0
  pauses = []
})

const whole = { fields: ['x'], rows: [[1], [2]] }

describe.each(clients)('%s that fails', (_, connect, good) => {
  const asked = (turns: Turn[], options: RunOptions = {}) => {
    server.turns = turns
    return allRows(connect(), 'RETURN x', {}, options)
  }
  const firstRowEnds = good.indexOf('],[') + 1

  test.each<[string, Turn]>([
    ['cuts the connection between rows', { text: good, cutAfter: firstRowEnds + 1 }],
    ['ends its answer after the last row', { text: good.slice(0, good.lastIndexOf(']') + 1) }],
    ['answers 503 with a page', { status: 503, text: page }],
    ['answers 429', { status: 429, text: '' }],
  ])('%s once: it is asked again, and the answer is whole', async (_name, fault) => {
    expect(await asked([fault, { text: good }])).toEqual(whole)
    expect(server.requests).toHaveLength(2)
    expect(pauses).toEqual([500])
  })

  test('what was to change something is never asked twice', async () => {
    if (connect().flavour === 'neuprint') return
    for (const fault of ['cut', { status: 500, text: '{}' }] as Turn[]) {
      server.requests.length = 0
      await expect(asked([fault, { text: good }], { access: 'write' })).rejects.toBeDefined()
      expect(server.requests).toHaveLength(1)
    }
  })

  test.each<[string, Turn, string, number]>([
    ['cuts every connection', 'cut', 'unreachable', 2],
    ['cuts every answer', { text: good, cutAfter: 9 }, 'interrupted', 4],
    ['answers 403', { status: 403, text: '{"message":"not yours"}' }, 'forbidden', 1],
    ['answers 429', { status: 429, text: '' }, 'too-many-requests', 4],
    ['sends a web page', { text: page }, 'malformed-answer', 1],
    ['sends other JSON', { text: '{"hello":[[1]]}' }, 'malformed-answer', 1],
    ['sends a row that is no list', { text: good.replace('],[', '],7,[') }, 'malformed-answer', 1],
    ['sends words that are no JSON', { text: good.replace('],[', '],[<script>],[') }, 'malformed-answer', 1],
    ['sends half of a row', { text: good.replace('"x"]', '"x","y"]') }, 'malformed-answer', 1],
    ['sends brackets that do not match', { text: `${good.slice(0, -1)}]` }, 'malformed-answer', 1],
  ])('%s: %s', async (_name, fault, code, requests) => {
    const error = await asked([fault]).then(String, (thrown: Error & { hint?: string }) => thrown)
    expect(error).toMatchObject({ code, hint: expect.stringMatching(/\w/) })
    const said = `${(error as Error).message} ${(error as { hint?: string }).hint}`
    expect(said).toContain(new URL(server.address).host)
    expect(said).not.toMatch(/<|script/)
    expect(server.requests).toHaveLength(requests)
  })

  test('a silence in the middle of an answer is one, too, and a wish that came before is heard', async () => {
    await expect(asked([{ text: good, cutAfter: 3 }, 'silent'], { timeoutMs: 100 })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('0.1 s'),
    })
    const wish = AbortSignal.abort(new Error('enough'))
    await expect(asked([{ text: good }], { signal: wish })).rejects.toThrow('enough')
  })

  test('rows that were handed out are not handed out again, and a short answer is no end', async () => {
    server.turns = [{ text: good, cutAfter: firstRowEnds + 1 }, { text: good }]
    const told: RowBatch[] = []
    const reading = async () => {
      for await (const batch of connect().run('RETURN x', {}, { batchSize: 1 })) told.push(batch)
    }
    await expect(reading()).rejects.toMatchObject({ code: 'interrupted' })
    expect(told).toEqual([{ fields: ['x'], rows: [[1]] }])
    expect(server.requests).toHaveLength(1)
  })

  test('it waits as long as the server asks it to, and no longer than is sensible', async () => {
    const busy = (after: string): Turn => ({ status: 429, text: '', headers: { 'Retry-After': after } })
    await asked([busy('7'), busy('never'), busy('100000'), { text: good }])
    expect(pauses).toEqual([7000, 1000, 20_000])
  })

  test('credentials go to the address they were given for and nowhere else', async () => {
    await expect(asked(['redirect'])).rejects.toMatchObject({
      message: expect.stringMatching(/http:\/\/127\.0\.0\.1:\d+\)\. Nothing was sent there/),
    })
    expect(server.requests).toHaveLength(1)
    expect(server.elsewhere).toHaveLength(0)
  })

  test('a server that repeats the secret is not quoted with it', async () => {
    await asked([{ text: good }])
    const sent = server.requests[0]!
    const echo = { message: `${sent} ${secret}`, error: secret, errors: [{ code: 'Neo.X', message: sent }] }
    for (const status of [400, 401, 403, 500]) {
      const error = await asked([{ status, text: JSON.stringify(echo) }]).catch((thrown: Error) => thrown)
      const said = JSON.stringify([error, String(error), connect().label])
      expect(said).not.toContain(secret)
      expect(said).not.toContain(sent.split(' ')[1])
    }
  })
})
