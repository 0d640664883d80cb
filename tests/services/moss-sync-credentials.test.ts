/** What lets a browser in at a real server, and that it is nowhere else. */
import { describe, expect, it } from 'vitest'
import { startCouchServer } from '../tools/couch-server'
import { memoryReplica } from '../tools/moss-documents'
import { note, replica, SyncStage } from '../tools/sync-stage'

const stage = SyncStage.prepare()

describe('credentials', () => {
  const basic = { kind: 'basic', user: 'ada', password: 'lovelace-1815' } as const
  const authorization = `Basic ${Buffer.from('ada:lovelace-1815').toString('base64')}`

  it.each([
    [basic, authorization],
    [{ kind: 'bearer', token: 'token-xyzzy' } as const, 'Bearer token-xyzzy'],
  ])('let in ($kind)', async (authenticator, header) => {
    stage.server.authorization = header
    const a = replica()
    const { id } = await a.moss.remotes.add({ url: stage.database, authenticator })
    await a.moss.remotes.sync(id)
    const other = replica()
    const stranger = await other.moss.remotes.add({ url: stage.database })
    await expect(other.moss.remotes.sync(stranger.id)).rejects.toMatchObject({ code: 'remote-unauthorized' })
  })

  it('are in memory only: a new page asks for them', async () => {
    stage.server.authorization = authorization
    const a = replica()
    const { id } = await a.moss.remotes.add({ url: stage.database, authenticator: basic })
    const again = memoryReplica({ remotes: a.sources })
    expect((await again.moss.remotes.list())[0]).toMatchObject({ isUnlocked: false, isKept: false })
    await expect(again.moss.remotes.sync(id)).rejects.toMatchObject({ code: 'credentials-needed' })
    await expect(again.moss.remotes.unlock(id, 'x')).rejects.toMatchObject({ code: 'nothing-kept' })
  })

  it('are kept encrypted when the user asks, for that remote’s origin alone', async () => {
    stage.server.authorization = authorization
    const a = replica()
    const { id } = await a.moss.remotes.add({ url: stage.database })
    await a.moss.remotes.authenticate(id, basic, { passphrase: 'open sesame' })
    const again = memoryReplica({ remotes: a.sources })
    expect((await again.moss.remotes.list())[0]).toMatchObject({ isUnlocked: false, isKept: true })
    await expect(again.moss.remotes.unlock(id, 'open barley')).rejects.toMatchObject({
      code: 'wrong-passphrase',
    })
    await again.moss.remotes.unlock(id, 'open sesame')
    await again.moss.remotes.sync(id)
    // Somebody who changes the address of the record gets nothing.
    const [record] = a.sources.kept.get('mossRemotes') as object[]
    a.sources.kept.set('mossRemotes', [{ ...record, url: 'https://evil.example/db' }])
    const moved = memoryReplica({ remotes: a.sources })
    await expect(moved.moss.remotes.unlock(id, 'open sesame')).rejects.toMatchObject({
      code: 'wrong-passphrase',
    })
  })

  it('are nowhere: neither in addresses, exports and what is kept, nor in errors and states', async () => {
    const seen: unknown[] = []
    const a = replica()
    a.moss.remotes.watch((id, status) => seen.push(id, status))
    for (const [i, authenticator] of [basic, { kind: 'bearer', token: 'token-xyzzy' } as const].entries()) {
      const { id } = await a.moss.remotes.add({
        url: `${stage.database}${i || ''}`,
        authenticator,
        prefixes: [''],
      })
      await a.moss.remotes.authenticate(id, authenticator, { passphrase: 'open sesame' })
      await a.moss.remotes.preview(id)
      await a.moss.put({ ...note, body: i })
      for (const fault of [401, 403, 404, 500, 'cut'] as const) {
        stage.server.fault = () => fault
        seen.push(await a.moss.remotes.sync(id).catch((thrown: unknown) => thrown))
      }
      stage.server.fault = () => undefined
      seen.push(await a.moss.remotes.sync(id).catch((thrown: unknown) => thrown))
      seen.push(await a.moss.remotes.unlock(id, 'open barley').catch((thrown: unknown) => thrown))
      const send = a.sources.send
      a.sources.send = async (url, init) => {
        if (!url.endsWith('_bulk_docs')) return send(url, init)
        const said = JSON.stringify(init.headers)
        return Response.json([
          { id: 'x', error: 'forbidden', reason: `${said} ${atob('YWRhOmxvdmVsYWNlLTE4MTU=')}` },
        ])
      }
      await a.moss.put({ ...note, body: `again ${i}` })
      seen.push(await a.moss.remotes.sync(id).catch((thrown: unknown) => thrown))
      a.sources.send = (url, init) => {
        throw new Error(`${url} ${JSON.stringify(init.headers)}`)
      }
      seen.push(await a.moss.remotes.sync(id).catch((thrown: unknown) => thrown))
      a.sources.send = send
    }
    seen.push(await a.moss.remotes.list(), stage.server.requests, [...a.sources.kept])
    const { inspect } = await import('node:util')
    const text = [
      inspect(seen, { depth: 20, maxStringLength: null, maxArrayLength: null, showHidden: true }),
      JSON.stringify(seen),
      await (await a.moss.export()).text(),
    ].join()
    expect(text).toContain('remote-unauthorized')
    for (const secret of ['lovelace', 'xyzzy', 'sesame', authorization.slice(6)])
      expect(text.includes(secret), secret).toBe(false)
  })

  it('follow no redirect', async () => {
    const other = await startCouchServer()
    const a = replica({
      send: async (url, init) => {
        expect(init).toMatchObject({ redirect: 'manual', credentials: 'omit', referrerPolicy: 'no-referrer' })
        return fetch(url, init)
      },
    })
    stage.server.fault = () => 307
    const { id } = await a.moss.remotes.add({ url: stage.database, authenticator: basic })
    await expect(a.moss.remotes.sync(id)).rejects.toMatchObject({ code: 'remote-redirects' })
    expect(other.requests).toEqual([])
    await other.stop()
  })
})
