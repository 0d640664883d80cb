/** Synchronisation with a real server over HTTP: PouchDB Server’s handler, Node’s own fetch, replicas in memory. What is sent,
 *  what is pulled, and that replicas end alike. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { MossDocument } from '../../src/model/document'
import { canonicalJson } from '../../src/moss/canonical-json'
import { withProof } from '../../src/moss/document-id'
import { receive } from '../../src/moss/receive'
import { firstDocument, keyPair, successorOf } from '../tools/moss-documents'
import { headsOf, idsOf, note, replica, SyncStage } from '../tools/sync-stage'

const stage = SyncStage.prepare()

describe('two replicas and one remote', () => {
  it('write, sync, open elsewhere, supersede there, sync back: the same documents and heads', async () => {
    const [a, b] = [await stage.joined(), await stage.joined()]
    const first = await a.moss.put(note, { secret: 'correct horse' })
    const open = await a.moss.put({ ...note, uri: 'https://example.org/2' })
    expect(await a.sync()).toMatchObject({ pushed: 2, pulled: 0, refusedCount: 0 })
    expect(await b.sync()).toMatchObject({ pushed: 0, pulled: 2, refusedCount: 0 })
    expect(await b.moss.get(first.id)).toEqual(first)
    const corrected = await b.moss.supersede(
      first.id,
      { body: { text: 'better' } },
      { secret: 'correct horse' },
    )
    const tombstone = await b.moss.remove(open.id)
    expect(await b.sync()).toMatchObject({ pushed: 2 })
    expect(await a.sync()).toMatchObject({ pushed: 0, pulled: 2 })
    expect(await a.moss.head(first.id)).toEqual(corrected)
    expect(await a.moss.head(open.id)).toEqual(tombstone)
    expect(idsOf(a)).toEqual(idsOf(b))
    expect(headsOf(a)).toEqual(headsOf(b))
    // Nothing is left to say.
    expect([await a.sync(), await b.sync()]).toMatchObject([
      { pushed: 0, pulled: 0 },
      { pushed: 0, pulled: 0 },
    ])
    expect(await stage.stored()).toHaveLength(4)
  })

  it('name a document by its id and its copy by a hash of all of it, in a form anybody can make', async () => {
    const a = await stage.joined()
    const pair = await keyPair(1)
    const document = await firstDocument({ links: ['https://b.example/', 'https://a.example/'] }, pair)
    await receive([document], a.tools)
    await a.sync({ direction: 'push' })
    const { id, ...content } = document
    const hash = createHash('sha256').update(canonicalJson(content)).digest('hex')
    expect(await stage.stored()).toEqual([{ ...content, _id: id, _rev: `1-${hash.slice(0, 32)}` }])
    expect(stage.server.heard.join()).toContain('"new_edits":false')
  })
})

describe('what is sent', () => {
  it('is only what the user chose, by prefix, and only after it was shown', async () => {
    const a = replica()
    const chosen = await a.moss.put({ ...note, uri: 'https://lab.example/1' })
    const secret = await a.moss.put({ ...note, uri: 'https://home.example/1', body: 'mine alone' })
    const moved = await a.moss.supersede(secret.id, { uri: 'https://lab.example/2' })
    const left = await a.moss.supersede(chosen.id, { uri: 'https://home.example/2', body: 'mine too' })
    const { id } = await a.moss.remotes.add({
      url: stage.database,
      prefixes: ['https://lab.example/', 'motif://'],
    })
    await expect(a.moss.remotes.sync(id)).rejects.toMatchObject({ code: 'preview-needed' })
    await expect(a.moss.remotes.sync(id, { direction: 'push' })).rejects.toMatchObject({
      code: 'preview-needed',
    })
    expect(stage.server.requests).toEqual([])
    expect(await a.moss.remotes.preview(id)).toEqual({
      prefixes: [
        { prefix: 'https://lab.example/', count: 1 },
        { prefix: 'motif://', count: 0 },
      ],
      total: 1,
      files: { count: 0, byteLength: 0 },
      leftOut: 1,
      sample: [chosen],
    })
    expect(await a.moss.remotes.sync(id)).toMatchObject({ pushed: 1 })
    expect(await stage.storedIds()).toEqual([chosen.id])
    for (const other of [secret, moved, left, 'mine alone', 'mine too', 'home.example'])
      expect(stage.server.heard.join()).not.toContain(typeof other === 'string' ? other : other.id)
    // Another choice has to be shown again.
    await a.moss.remotes.choose(id, [''])
    await expect(a.moss.remotes.sync(id)).rejects.toMatchObject({ code: 'preview-needed' })
    expect(await a.moss.remotes.preview(id)).toMatchObject({ total: 4, leftOut: 0 })
    expect(await a.moss.remotes.sync(id)).toMatchObject({ pushed: 3 })
  })

  it('is nothing unless something was chosen, and pulling needs no preview', async () => {
    const [a, b] = [await stage.joined(), replica()]
    await a.moss.put(note)
    await a.sync()
    await b.moss.put({ ...note, body: 'stays' })
    const { id } = await b.moss.remotes.add({ url: stage.database })
    expect(await b.moss.remotes.sync(id)).toMatchObject({ pushed: 0, pulled: 1 })
    expect(stage.server.heard.join()).not.toContain('stays')
  })
})

describe('what is pulled', () => {
  it('is verified: a bad copy is refused and told, and never hides a good one', async () => {
    const pair = await keyPair(1)
    const good = await firstDocument({ body: 'signed' }, pair)
    const forged = withProof(good, { signature: await (await keyPair(2)).sign(good.id) })
    const changed = { ...(await firstDocument({ body: 'open' })), body: 'changed' }
    const [liar, honest, reader] = [replica(), await stage.joined(), await stage.joined()]
    const wire = ({ id, ...content }: MossDocument, rev: string) => ({ _id: id, _rev: rev, ...content })
    const docs = [
      // The greater revision is the one that a plain GET shows.
      wire(forged, `1-${'f'.repeat(32)}`),
      wire(changed, `1-${'1'.repeat(32)}`),
      wire({ ...good, id: '0'.repeat(64) }, `1-${'2'.repeat(32)}`),
      { _id: 'something else', _rev: `1-${'3'.repeat(32)}` },
      { _id: '_design/views', _rev: `1-${'4'.repeat(32)}`, language: 'javascript' },
    ]
    await stage.plant(...docs)
    await receive([good], honest.tools)
    expect(await honest.sync()).toMatchObject({ pushed: 1, pulled: 0 })
    const tally = await reader.sync()
    expect(tally).toMatchObject({ pulled: 1, refusedCount: 4, held: 0 })
    expect(tally.refused.map(({ id, reason }) => [id, reason])).toEqual(
      expect.arrayContaining([
        [good.id, 'The signature is not that of the key in force.'],
        [changed.id, expect.stringContaining('not the hash')],
        ['0'.repeat(64), expect.stringContaining('not the hash')],
        ['something else', expect.stringContaining('not the id')],
      ]),
    )
    expect(idsOf(reader)).toEqual([good.id])
    expect(await reader.moss.get(good.id)).toEqual(good)
    expect(idsOf(liar)).toEqual([])
  })

  it('ignores a deletion at the server: nothing is lost here, nor on replicas that come later', async () => {
    const [a, b] = [await stage.joined(), await stage.joined()]
    const { id } = await a.moss.put(note)
    await a.sync()
    const [stored] = await stage.stored()
    await fetch(`${stage.database}/${id}?rev=${String(stored?.['_rev'])}`, { method: 'DELETE' })
    expect(await stage.stored()).toMatchObject([{ _deleted: true }])
    expect(await a.sync()).toMatchObject({ pulled: 0, refusedCount: 0 })
    expect(await a.moss.get(id)).toMatchObject(note)
    expect(await b.sync()).toMatchObject({ pulled: 1, refusedCount: 0 })
    expect(await b.moss.get(id)).toEqual(await a.moss.get(id))
  })

  it('takes members that begin with “_” for transport', async () => {
    const document = await firstDocument()
    const { id, ...content } = document
    const docs = [{ _id: id, _rev: `3-${'a'.repeat(32)}`, ...content }]
    await stage.plant(...docs)
    const a = await stage.joined()
    expect(await a.sync()).toMatchObject({ pulled: 1 })
    expect(await a.moss.get(id)).toEqual(document)
  })

  it('is held until its predecessor comes', async () => {
    const pair = await keyPair(1)
    const first = await firstDocument({ uri: 'https://private.example/' }, pair)
    const second = await successorOf(first, { createdAt: '2026-02-01T00:00:00.000Z' }, pair)
    const { id, ...content } = second
    const docs = [{ _id: id, _rev: `1-${'a'.repeat(32)}`, ...content }]
    await stage.plant(...docs)
    const [a, b] = [await stage.joined(), await stage.joined()]
    expect(await b.sync()).toMatchObject({ pulled: 0, held: 1 })
    await receive([first], a.tools)
    await a.sync()
    expect(await b.sync()).toMatchObject({ pulled: 2, held: 0 })
    expect(await b.moss.head(first.id)).toEqual(second)
  })
})

describe('files', () => {
  it('travel with a document that links them, and are verified by their hash', async () => {
    const [a, b, c] = [await stage.joined(), await stage.joined(), await stage.joined()]
    const bytes = Uint8Array.from({ length: 1_000_000 }, (_, i) => (i * i) % 251)
    const uri = await a.moss.attach(new Blob([bytes], { type: 'image/png' }))
    const document = await a.moss.put({ ...note, links: [uri, uri] })
    expect(await a.moss.remotes.preview(a.id)).toMatchObject({
      files: { count: 1, byteLength: bytes.length },
    })
    expect(await a.sync()).toMatchObject({ pushed: 1, filesPushed: 1 })
    expect(await b.sync()).toMatchObject({ pulled: 1, filesPulled: 1, filesMissing: 0 })
    const file = await b.moss.file(uri)
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes)
    expect(file.type).toBe('image/png')
    expect(await b.moss.get(document.id)).toEqual(document)

    const other = await c.moss.attach(new Blob(['right']))
    const hash = other.split('/').at(-1) as string
    const liar = await firstDocument({ links: [other] })
    const { id, ...content } = liar
    const wrong = Buffer.from('wrong').toString('base64')
    const _attachments = { [hash]: { content_type: 'text/plain', data: wrong } }
    const docs = [{ _id: id, _rev: `1-${'a'.repeat(32)}`, ...content, _attachments }]
    await stage.plant(...docs)
    expect(await b.sync()).toMatchObject({ pulled: 1, filesPulled: 0, refusedCount: 1 })
    await expect(b.moss.file(other)).rejects.toMatchObject({ code: 'unknown-file' })
  })

  it('that were cut off come with the next synchronisation', async () => {
    const [a, b] = [await stage.joined(), await stage.joined()]
    const uri = await a.moss.attach(new Blob(['a picture']))
    await a.moss.put({ ...note, links: [uri] })
    await a.sync()
    const over = new AbortController()
    stage.server.fault = ({ url }) => {
      if (!url?.includes('/file') && !url?.includes(uri.split('/').at(-1) as string)) return undefined
      over.abort()
      return 'silent'
    }
    await expect(b.sync({ signal: over.signal })).rejects.toMatchObject({ code: 'cancelled' })
    await expect(b.moss.file(uri)).rejects.toMatchObject({ code: 'unknown-file' })
    stage.server.fault = () => undefined
    expect(await b.sync()).toMatchObject({ filesPulled: 1 })
    expect(await (await b.moss.file(uri)).text()).toBe('a picture')
  })
})
