/** Synchronisation with a real server that fails, is slow, cut off, killed or made anew, and what is said of it. */
import { describe, expect, it } from 'vitest'
import type { SyncStatus } from '../../src/scripting/moss-types'
import { memoryReplica } from '../tools/moss-documents'
import { idsOf, note, replica, SyncStage, write } from '../tools/sync-stage'

const stage = SyncStage.prepare()

describe('whatever is cut in between', () => {
  it.each([
    ['the connection before the server did anything', 'cut'],
    ['the answer, after the server did it', 'cut-after'],
    ['by an error of the server', 500],
    ['by a server that is busy', 429],
  ] as const)('%s: nothing is lost, nothing is doubled', async (_, fault) => {
    const [a, b] = [await stage.joined(), await stage.joined()]
    const ids = await write(a, 250)
    stage.server.fault = (_request, i) => ((i * 7) % 11 < 3 ? fault : undefined)
    await a.sync()
    await b.sync()
    expect(idsOf(b)).toEqual(ids)
    expect(await stage.storedIds()).toEqual(ids)
    expect(a.sources.pauses.length).toBeGreaterThan(0)
  })

  it('a replica that is killed goes on where it stopped', async () => {
    const a = await stage.joined()
    const ids = await write(a, 450)
    const over = new AbortController()
    stage.server.fault = ({ url }) => {
      if (
        url?.endsWith('_bulk_docs') &&
        stage.server.requests.filter((one) => one.includes('_bulk_docs')).length === 3
      )
        over.abort()
      return undefined
    }
    await expect(a.sync({ signal: over.signal })).rejects.toMatchObject({ code: 'cancelled' })
    // A new page on what was kept.
    const again = memoryReplica({ remotes: a.sources, store: a.store })
    stage.server.requests.length = 0
    stage.server.fault = () => undefined
    await again.moss.remotes.sync(a.id)
    expect(await stage.storedIds()).toEqual(ids)
    expect(stage.server.requests.filter((one) => one.includes('_revs_diff')).length).toBeLessThan(5)
  })

  it('a server that goes away and comes back is waited for', async () => {
    const [a, b] = [await stage.joined(), await stage.joined()]
    const ids = await write(a, 150)
    await stage.server.stop()
    const states: string[] = []
    const synced = a.sync({ onProgress: ({ state }: SyncStatus) => states.push(state) })
    while (a.sources.pauses.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    await stage.server.start()
    await synced
    expect(states).toContain('waiting')
    expect(states.at(-1)).toBe('idle')
    await b.sync()
    expect(idsOf(b)).toEqual(ids)
  })

  it('a server that never answers is given up on, and asked again', async () => {
    const a = await stage.joined([''], { timeoutMs: 300 })
    await a.moss.put(note)
    stage.server.fault = (_request, i) => (i === 1 ? 'silent' : undefined)
    const reasons: (string | undefined)[] = []
    await a.sync({ onProgress: ({ reason }: SyncStatus) => reasons.push(reason?.code) })
    expect(reasons).toContain('remote-slow')
    expect(await stage.stored()).toHaveLength(1)
  })

  it('a remote that was made anew gets everything again', async () => {
    const a = await stage.joined()
    const ids = await write(a, 30)
    await a.sync()
    await stage.server.ask('DELETE', stage.path(''))
    await stage.server.ask('PUT', stage.path(''))
    await a.sync()
    expect(await stage.storedIds()).toEqual(ids)
  })
})

describe('honest states', () => {
  it.each([
    [401, 'remote-unauthorized'],
    [403, 'remote-forbidden'],
    [404, 'remote-not-found'],
    [302, 'remote-redirects'],
    [400, 'remote-refused'],
  ])('an answer of %i fails at once, as %s', async (status, code) => {
    const a = await stage.joined()
    stage.server.fault = () => status
    const statuses: SyncStatus[] = []
    await expect(a.sync({ onProgress: (one: SyncStatus) => statuses.push(one) })).rejects.toMatchObject({
      code,
    })
    expect(statuses.at(-1)).toMatchObject({ state: 'failed', reason: { code, hint: expect.any(String) } })
    expect(a.sources.pauses).toEqual([])
    const [info] = await a.moss.remotes.list()
    expect(info?.status).toMatchObject({ state: 'failed', reason: { code } })
  })

  it('a remote that fails again and again is given up after waiting longer and longer', async () => {
    const a = await stage.joined()
    stage.server.fault = () => 500
    await expect(a.sync()).rejects.toMatchObject({ code: 'remote-failed' })
    expect(a.sources.pauses).toEqual([750, 1500, 3000, 6000, 12000])
  })

  it('a database that is not there is not taken for an empty one, nor a web page for a database', async () => {
    const a = replica()
    const { id } = await a.moss.remotes.add({ url: `${stage.server.url}/nowhere` })
    await expect(a.moss.remotes.sync(id)).rejects.toMatchObject({ code: 'remote-not-found' })
    const page = replica({ send: async () => new Response('<html>hello</html>') })
    const remote = await page.moss.remotes.add({ url: 'https://example.org/page' })
    await expect(page.moss.remotes.sync(remote.id)).rejects.toMatchObject({ code: 'remote-not-couchdb' })
  })

  it('offline it waits for the connection, then sends what was written meanwhile', async () => {
    const a = await stage.joined()
    a.sources.setOnline(false)
    const states: string[] = []
    const synced = a.sync({ onProgress: ({ state }: SyncStatus) => states.push(state) })
    await a.moss.put(note)
    expect(stage.server.requests).toEqual([])
    a.sources.setOnline(true)
    expect(await synced).toMatchObject({ pushed: 1 })
    expect(states[0]).toBe('offline')
  })

  it('offline it can be cancelled', async () => {
    const a = await stage.joined()
    a.sources.setOnline(false)
    const synced = a.sync()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await a.moss.remotes.stop(a.id)
    await expect(synced).rejects.toMatchObject({ code: 'cancelled' })
    expect((await a.moss.remotes.list())[0]?.status.state).toBe('idle')
  })

  it('a document that the remote will not take is told, and offered again', async () => {
    const a = await stage.joined()
    const { id } = await a.moss.put(note)
    await a.moss.put({ ...note, body: 'taken' })
    let isStrict = true
    const send = a.sources.send
    a.sources.send = async (url, init) => {
      if (!isStrict || !url.endsWith('_bulk_docs')) return send(url, init)
      const { docs, ...rest } = JSON.parse(await (init.body as Blob).text()) as { docs: { _id: string }[] }
      await send(url, {
        ...init,
        body: JSON.stringify({ ...rest, docs: docs.filter(({ _id }) => _id !== id) }),
      })
      return Response.json([{ id, error: 'forbidden', reason: 'not on a Sunday' }])
    }
    expect(await a.sync()).toMatchObject({ pushed: 1, rejected: [{ id, reason: 'not on a Sunday' }] })
    isStrict = false
    expect(await a.sync()).toMatchObject({ pushed: 1, rejected: [] })
    expect(await stage.stored()).toHaveLength(2)
  })

  it('a reader who may not write pulls all the same', async () => {
    const [a, b] = [await stage.joined(), replica()]
    await a.moss.put(note)
    await a.sync()
    const { id } = await b.moss.remotes.add({ url: stage.database })
    stage.server.fault = ({ method }) => (method === 'PUT' ? 403 : undefined)
    expect(await b.moss.remotes.sync(id)).toMatchObject({ pulled: 1 })
    stage.server.requests.length = 0
    expect(await b.moss.remotes.sync(id)).toMatchObject({ pulled: 0 })
    expect(stage.server.requests.join()).not.toContain('_bulk_get')
  })
})

describe('live', () => {
  it('two replicas follow each other until they are stopped', async () => {
    const [a, b] = [await stage.joined(), await stage.joined()]
    const ends = [a, b].map(({ sync }) =>
      sync({ live: true }).catch((thrown: { code: string }) => thrown.code),
    )
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10))
    }
    const first = await a.moss.put(note)
    await until(() => b.store.documents.has(first.id))
    const second = await b.moss.supersede(first.id, { body: 'better' })
    await until(() => a.store.documents.has(second.id))
    // The connection goes; both go on by themselves.
    await stage.server.stop()
    const third = await a.moss.supersede(second.id, { body: 'written while the server was away' })
    await stage.server.start()
    await until(() => b.store.documents.has(third.id))
    expect((await b.moss.head(first.id)).id).toBe(third.id)
    await Promise.all([a, b].map(({ moss, id }) => moss.remotes.stop(id)))
    expect(await Promise.all(ends)).toEqual(['cancelled', 'cancelled'])
  })
})
