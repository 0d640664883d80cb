/** A remote's answers that are not what they should be: kept back, too large, of another kind, or written to mislead. */
import { describe, expect, it } from 'vitest'
import { basicAuthentication, noAuthentication } from '../../../src/moss/authenticator'
import { receive } from '../../../src/moss/receive'
import { createCouchClient } from '../../../src/moss/replication/couch-client'
import type { SendRequest } from '../../../src/moss/replication/request'
import { firstDocument, memoryReplica } from '../../tools/moss-documents'
import { memoryRemoteSources } from '../../tools/remote-sources'

const signal = new AbortController().signal
const url = 'https://couch.example.org/notes'

function clientOf(send: SendRequest, timeoutMs = 1_000) {
  return createCouchClient({ url, authenticator: noAuthentication, send, timeoutMs })
}

describe('answers that are not what they should be', () => {
  const asJson = (text: string) => new Response(text, { headers: { 'Content-Type': 'application/json' } })

  it('with a name twice in one document: that one is refused, the others come', async () => {
    const client = clientOf(async (_, init) => {
      const { docs } = JSON.parse(init.body as string) as { docs: { id: string; rev: string }[] }
      const results = docs.map(({ id, rev }) => {
        const twice = id === 'c' ? ',"uri":"one","uri":"two"' : ''
        return `{"id":"${id}","docs":[{"ok":{"_id":"${id}","_rev":"${rev}"${twice}}}]}`
      })
      return asJson(`{"results":[${results.join()}]}`)
    })
    const names = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, revision: '1-0' }))
    const fetched = await client.fetch(names, signal)
    expect(fetched.map(({ id, value, problem }) => [id, value !== undefined, problem?.code])).toEqual([
      ['a', true, undefined],
      ['b', true, undefined],
      ['c', false, 'not-json'],
      ['d', true, undefined],
      ['e', true, undefined],
    ])
  })

  it('with documents nobody asked for: they are not looked at', async () => {
    const client = clientOf(async () =>
      asJson('{"results":[{"docs":[{"ok":{"_id":"b","_rev":"1-0"}},{"error":{}},null]},5]}'),
    )
    expect(await client.fetch([{ id: 'a', revision: '1-0' }], signal)).toEqual([{ id: 'a', revision: '1-0' }])
  })

  it.each(['', '<html>', '{}', '[]', 'null', '{"results":5,"last_seq":1}', '{"results":[{}],"last_seq":1}'])(
    'like %s as changes: the address is not that of a database',
    async (text) => {
      const changes = clientOf(async () => asJson(text)).changes({ since: 0, limit: 1 }, signal)
      await expect(changes).rejects.toMatchObject({ code: 'remote-not-couchdb', hint: expect.any(String) })
    },
  )

  it('that are kept from the page: CORS is told from a server that is not there', async () => {
    const kept: SendRequest = async (_, init) => {
      if (init.mode === 'no-cors') return new Response()
      throw new TypeError('Failed to fetch')
    }
    await expect(clientOf(kept).note('x', signal)).rejects.toMatchObject({ code: 'remote-blocked' })
    const gone: SendRequest = async () => {
      throw new TypeError('Failed to fetch')
    }
    await expect(clientOf(gone).note('x', signal)).rejects.toMatchObject({ code: 'remote-unreachable' })
  })

  it('the question whether a server is there carries no credentials', async () => {
    const inits: RequestInit[] = []
    const send: SendRequest = async (_, init) => {
      inits.push(init)
      throw new TypeError('Failed to fetch')
    }
    const authenticator = basicAuthentication('ada', 'lovelace')
    const client = createCouchClient({ url, authenticator, send, timeoutMs: 1_000 })
    await expect(client.note('x', signal)).rejects.toMatchObject({ code: 'remote-unreachable' })
    expect(inits.find(({ mode }) => mode === 'no-cors')).toMatchObject({ credentials: 'omit' })
    expect(inits.find(({ mode }) => mode === 'no-cors')?.headers).toBeUndefined()
  })

  it('too large at once: halves are sent, and one document that is too large is told', async () => {
    const sizes: number[] = []
    const small = await firstDocument({ body: 'small' })
    const large = await firstDocument({ body: 'large'.repeat(100) })
    const { moss, tools } = memoryReplica({
      remotes: memoryRemoteSources({
        send: async (address, init) => {
          if (address.includes('_local'))
            return Response.json({ reason: 'missing' }, { status: init.body ? 201 : 404 })
          if (address.endsWith('_revs_diff')) return Response.json({ [small.id]: {}, [large.id]: {} })
          const text = await (init.body as Blob).text()
          sizes.push((JSON.parse(text) as { docs: unknown[] }).docs.length)
          return text.includes('largelarge') ? new Response('', { status: 413 }) : Response.json([])
        },
      }),
    })
    await receive([small, large], tools)
    const { id } = await moss.remotes.add({ url, prefixes: [''] })
    await moss.remotes.preview(id)
    const tally = await moss.remotes.sync(id, { direction: 'push' })
    expect(tally).toMatchObject({
      pushed: 1,
      rejected: [{ id: large.id, reason: expect.stringContaining('large') }],
    })
    expect(sizes).toEqual([2, 1, 1])
  })

  it('that ask for patience: the wait is passed on', async () => {
    const busy = clientOf(async () => new Response('', { status: 503, headers: { 'Retry-After': '7' } }))
    await expect(busy.note('x', signal)).rejects.toMatchObject({ code: 'remote-failed', retryAfterMs: 7_000 })
  })
})
