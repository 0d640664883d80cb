/** The parts of synchronisation that need no server: addresses, waiting, checkpoints, revisions, kept credentials. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withProof } from '../../../src/moss/document-id'
import { backOffMs } from '../../../src/moss/replication/back-off'
import { bulkBody } from '../../../src/moss/replication/bulk-body'
import {
  advanced,
  agreedPosition,
  checkpointFrom,
  startPosition,
} from '../../../src/moss/replication/checkpoint'
import type { SendRequest } from '../../../src/moss/replication/request'
import { openCredentials, sealCredentials } from '../../../src/moss/replication/sealed-credentials'
import { documentFromWire, revisionOf, wireText } from '../../../src/moss/replication/wire-document'
import { remoteAddress } from '../../../src/scripting/remote-address'
import { firstDocument, keyPair, memoryReplica } from '../../tools/moss-documents'
import { memoryRemoteSources } from '../../tools/remote-sources'

const url = 'https://couch.example.org/notes'

describe('the address of a remote', () => {
  it.each([
    ['https://couch.example.org/notes', 'https://couch.example.org/notes'],
    [' https://couch.example.org:6984/a/notes// ', 'https://couch.example.org:6984/a/notes'],
    ['http://localhost:5984/notes', 'http://localhost:5984/notes'],
    ['http://127.0.0.1:5984/notes', 'http://127.0.0.1:5984/notes'],
  ])('%s is one', (typed, address) => expect(remoteAddress(typed)).toBe(address))

  it.each([
    ['notes', 'invalid-remote'],
    ['ftp://couch.example.org/notes', 'invalid-remote'],
    ['https://couch.example.org/', 'invalid-remote'],
    ['https://ada:lovelace@couch.example.org/notes', 'invalid-remote'],
    ['https://couch.example.org/notes?token=lovelace', 'invalid-remote'],
    ['https://couch.example.org/notes#lovelace', 'invalid-remote'],
    ['http://couch.example.org/notes', 'insecure-remote'],
    ['http://localhost.example.org/notes', 'insecure-remote'],
    [undefined, 'invalid-remote'],
  ])('%s is none, and what was typed is not repeated', (typed, code) => {
    const add = () => remoteAddress(typed)
    expect(add).toThrow(expect.objectContaining({ code, hint: expect.any(String) as string }) as Error)
    expect(add).not.toThrow('lovelace')
  })
})

describe('remotes', () => {
  it('there are none until one is added, and one that is added is asked nothing', async () => {
    const asked: string[] = []
    const send: SendRequest = async (address) => {
      asked.push(address)
      return Response.json({})
    }
    const { moss } = memoryReplica({ remotes: memoryRemoteSources({ send }) })
    await moss.put({ uri: 'https://example.org/', body: {} })
    expect(await moss.remotes.list()).toEqual([])
    const { id } = await moss.remotes.add({ url, prefixes: ['https://'] })
    await moss.remotes.preview(id)
    expect(asked).toEqual([])
    expect(await moss.remotes.list()).toMatchObject([
      { id, url, isPreviewed: true, status: { state: 'idle' } },
    ])
    await expect(moss.remotes.add({ url: `${url}/` })).rejects.toMatchObject({ code: 'known-remote' })
    await moss.remotes.remove(id)
    expect(await moss.remotes.list()).toEqual([])
    await expect(moss.remotes.sync(id)).rejects.toMatchObject({ code: 'unknown-remote' })
  })

  it.each([{ kind: 'basic', user: 'ada' }, { kind: 'bearer' }, { kind: 'magic' }, 'basic'])(
    'are not added with credentials that are none: %o',
    async (authenticator) => {
      const { moss } = memoryReplica()
      const added = moss.remotes.add({ url, authenticator: authenticator as never })
      await expect(added).rejects.toMatchObject({ code: 'invalid-credentials' })
      expect(await moss.remotes.list()).toEqual([])
    },
  )

  it('are synchronised once at a time', async () => {
    const { moss } = memoryReplica({
      remotes: memoryRemoteSources({
        send: (_, init) =>
          new Promise((_, reject) =>
            init.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
          ),
      }),
    })
    const { id } = await moss.remotes.add({ url })
    const first = moss.remotes.sync(id)
    first.catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await expect(moss.remotes.sync(id)).rejects.toMatchObject({ code: 'already-syncing' })
    await moss.remotes.stop(id)
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('waiting', () => {
  it('grows from about a second to five minutes, never less than half nor more than all of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, random) => {
          const ms = backOffMs(failures, random)
          const whole = Math.min(1000 * 2 ** (failures - 1), 300_000)
          expect(ms).toBeGreaterThanOrEqual(whole / 2)
          expect(ms).toBeLessThanOrEqual(whole)
        },
      ),
    )
    expect(backOffMs(1, 0)).not.toBe(backOffMs(1, 1))
  })

  it('is as long as the remote asks for', () => {
    expect(backOffMs(1, 1, 7_000)).toBe(7_000)
  })
})

describe('checkpoints', () => {
  const fresh = checkpointFrom(undefined, () => 'session')

  it('begin at the start without a note of the same session', () => {
    const { checkpoint } = advanced(fresh, startPosition, { pulled: 'a', pushed: 5 })
    for (const note of [
      undefined,
      null,
      {},
      { session: 'another', count: 1 },
      { session: 'session', count: 9 },
    ])
      expect(agreedPosition(checkpoint, note)).toEqual(startPosition)
  })

  it('go on where both agree: the newest position, or the one before when the note of it was lost', () => {
    const one = advanced(fresh, startPosition, { pulled: 'a' })
    const two = advanced(one.checkpoint, one.position, { pushed: 5 })
    expect(agreedPosition(two.checkpoint, two.note)).toMatchObject({ pulled: 'a', pushed: 5 })
    expect(agreedPosition(two.checkpoint, one.note)).toMatchObject({ pulled: 'a', pushed: 0 })
    // A remote that came back from a backup: what came after is forgotten, and its count not used again.
    const again = advanced(two.checkpoint, one.position, { pulled: 'b' })
    expect(again.position.count).toBe(3)
    expect(agreedPosition(again.checkpoint, two.note)).toEqual(startPosition)
  })

  it('are made anew from what is none', () => {
    for (const kept of [null, 5, {}, { session: 's', positions: [{}], rejected: [] }])
      expect(checkpointFrom(kept, () => 'new')).toEqual({ session: 'new', positions: [], rejected: [] })
  })
})

describe('a document on the wire', () => {
  it('is named by its id and a revision for each copy, and comes back as it was', async () => {
    const pair = await keyPair(1)
    const document = await firstDocument({ body: { _inside: 'stays' } }, pair)
    const other = withProof(document, { signature: await (await keyPair(2)).sign(document.id) })
    const [revision, otherRevision] = [await revisionOf(document), await revisionOf(other)]
    expect(revision).toMatch(/^1-[0-9a-f]{32}$/)
    expect(otherRevision).not.toBe(revision)
    const value = JSON.parse(`${wireText(document, revision)}}`) as object
    expect(value).toMatchObject({ _id: document.id, _rev: revision })
    expect(value).not.toHaveProperty('id')
    expect(await documentFromWire({ ...value, _attachments: {}, _deleted: true, _foo: 1 })).toEqual(document)
    expect(await documentFromWire({ ...value, id: document.id })).toEqual(document)
    await expect(documentFromWire({ ...value, id: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'id-mismatch',
    })
    await expect(documentFromWire({ ...value, extra: 1 })).rejects.toMatchObject({ code: 'invalid-document' })
  })

  it('takes files of any size along in base64', async () => {
    const document = await firstDocument()
    const bytes = Uint8Array.from({ length: 2_000_001 }, (_, i) => (i * 7) % 256)
    const files = new Map([['a'.repeat(64), new Blob([bytes])]])
    const body = await bulkBody([
      { document, revision: '1-0', files },
      { document, revision: '1-1', files: new Map() },
    ])
    const { docs } = JSON.parse(await body.text()) as {
      docs: { _attachments?: Record<string, { data: string; content_type: string }> }[]
    }
    const attachment = docs[0]?._attachments?.['a'.repeat(64)]
    expect(attachment?.content_type).toBe('application/octet-stream')
    expect(Buffer.from(attachment?.data ?? '', 'base64').equals(bytes)).toBe(true)
    expect(docs[1]).not.toHaveProperty('_attachments')
  })
})

describe('kept credentials', () => {
  const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const place = { remoteId: 'one', origin: 'https://couch.example.org' }
  const credentials = { kind: 'bearer', token: 'token-xyzzy' } as const

  it('open with the passphrase, for their remote and origin only', async () => {
    const sealed = await sealCredentials(credentials, 'open sesame', place, randomBytes)
    expect(JSON.stringify(sealed)).not.toMatch(/xyzzy|sesame|bearer/)
    expect(await openCredentials(sealed, 'open sesame', place)).toEqual(credentials)
    for (const [passphrase, elsewhere] of [
      ['open barley', place],
      ['open sesame', { ...place, remoteId: 'two' }],
      ['open sesame', { ...place, origin: 'https://evil.example' }],
    ] as const)
      await expect(openCredentials(sealed, passphrase, elsewhere)).rejects.toMatchObject({
        code: 'wrong-passphrase',
      })
    const again = await sealCredentials(credentials, 'open sesame', place, randomBytes)
    expect([again.iv, again.salt, again.sealed]).not.toContain(sealed.iv)
    await expect(sealCredentials(credentials, '', place, randomBytes)).rejects.toMatchObject({
      code: 'empty-passphrase',
    })
  })
})
