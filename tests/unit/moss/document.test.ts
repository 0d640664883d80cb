/** What a document is, what it is called, and what is none. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { identify, maximumByteLength, readDocument } from '../../../src/moss/document-id'
import { readStrictJson } from '../../../src/moss/strict-json'
import { firstDocument, keyPair, lacking, noon, successorOf } from '../../tools/moss-documents'

const content = {
  uri: 'https://example.org/',
  body: { b: 1, a: [] },
  links: [],
  createdAt: noon,
  author: 'Ada',
}
const id = '0'.repeat(64)

describe('the id', () => {
  it('is the SHA-256 of the canonical JSON without id and proof, in lower-case hex', async () => {
    const canonical =
      '{"author":"Ada","body":{"a":[],"b":1},"createdAt":"2026-01-31T12:00:00.000Z","links":[],"uri":"https://example.org/"}'
    const expected = createHash('sha256').update(canonical).digest('hex')
    expect((await identify(content)).id).toBe(expected)
    const signed = await firstDocument({}, await keyPair(1))
    const { id, proof, ...hashed } = signed
    expect(proof).toBeDefined()
    expect((await identify(hashed)).id).toBe(id)
  })

  it('is the same for the same content, however it is written', async () => {
    const other = readStrictJson(
      '{ "author" : "\\u0041da", "links":[], "createdAt":"2026-01-31T12:00:00.000Z", "body":{"a":[],"b":1.0e0}, "uri":"https:\\/\\/example.org/" }',
    )
    expect((await identify(other)).id).toBe((await identify(content)).id)
  })

  it('changes with every member, the key among them', async () => {
    const pair = await keyPair(1)
    const variants = [
      content,
      { ...content, uri: 'https://example.org/2' },
      { ...content, body: { b: 1 } },
      { ...content, links: ['https://example.org/'] },
      { ...content, createdAt: '2026-01-31T12:00:00.001Z' },
      { ...content, author: 'Bob' },
      { ...content, key: pair.key },
      { ...content, supersedes: id },
      { ...content, body: {}, supersedes: id },
      { ...content, body: {}, supersedes: id, deleted: true },
    ]
    const ids = await Promise.all(variants.map(async (variant) => (await identify(variant)).id))
    expect(new Set(ids).size).toBe(variants.length)
  })

  it('that is not the document’s own is refused, and so is a document changed by one bit', async () => {
    const document = await firstDocument()
    await expect(readDocument({ ...document, id })).rejects.toMatchObject({ code: 'id-mismatch' })
    const upper = { ...document, id: document.id.toUpperCase() }
    await expect(readDocument(upper)).rejects.toMatchObject({ code: 'id-mismatch' })
    await expect(readDocument(lacking(document, 'id'))).rejects.toThrow('has no id')
    const line = Buffer.from(JSON.stringify(document))
    for (let bit = 0; bit < line.length * 8; bit += 5) {
      const changed = Buffer.from(line)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      const reading = (async () => readDocument(readStrictJson(changed.toString())))()
      await expect(reading, changed.toString()).rejects.toMatchObject({ name: 'MotifscopeError' })
    }
  })
})

describe('a document', () => {
  it('is a frozen copy: whoever made it cannot change it any more', async () => {
    const body = { list: [{ a: 1 }] }
    const document = await identify({ ...content, body })
    body.list[0]!.a = 2
    expect(document.body).toEqual({ list: [{ a: 1 }] })
    expect(() => {
      ;(document.body as typeof body).list[0]!.a = 3
    }).toThrow(TypeError)
  })

  it.each([
    ['no uri', { uri: undefined }, 'uri'],
    ['an empty uri', { uri: '' }, 'uri'],
    ['a null body', { body: null }, 'body is missing'],
    ['links that are no list', { links: 'https://example.org/' }, 'links'],
    ['a link that is no text', { links: [1] }, 'links'],
    ['a null link', { links: [null] }, 'links'],
    ['no author', { author: '' }, 'author'],
    ['a null key', { key: null }, 'key'],
    ['a null supersedes', { supersedes: null }, 'supersedes'],
    ['an id in capitals', { supersedes: 'A'.repeat(64) }, 'supersedes'],
    ['an unknown member', { note: 1 }, 'no member “note”'],
    ['a member for transport', { _rev: '1-a' }, 'no member “_rev”'],
    ['deleted: false', { deleted: false, supersedes: id, body: {} }, 'true or absent'],
    ['a deletion of nothing', { deleted: true, body: {} }, 'which document'],
    ['a deletion with a body', { deleted: true, supersedes: id, body: { a: 1 } }, 'empty body'],
    ['a deletion with a list as body', { deleted: true, supersedes: id, body: [] }, 'empty body'],
  ])('with %s is refused', async (_, change, message) => {
    const given = Object.entries({ ...content, ...change }).filter(([, value]) => value !== undefined)
    const made = identify(Object.fromEntries(given))
    await expect(made).rejects.toMatchObject({
      code: 'invalid-document',
      message: expect.stringContaining(message),
    })
  })

  it.each([
    '2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00.000+00:00',
    '2026-01-31T12:00:00.000000Z',
    '2026-02-30T12:00:00.000Z',
    '2026-01-31T24:00:00.000Z',
    '2026-01-31 12:00:00.000Z',
    '+022026-01-31T12:00:00.000Z',
    1769860800000,
  ])('dated %s is refused: ISO 8601, UTC, milliseconds', async (createdAt) => {
    await expect(identify({ ...content, createdAt })).rejects.toThrow('createdAt')
  })

  it.each([
    ['another algorithm', { algorithm: 'RSA' }],
    ['padding', { salt: 'AQEBAQEBAQEBAQEBAQEBAQ==' }],
    ['a short salt', { salt: 'AQEB' }],
    ['a short public key', { publicKey: 'AQEB' }],
    ['too few iterations', { iterations: 599_999 }],
    ['too many iterations', { iterations: 10_000_001 }],
    ['half an iteration', { iterations: 600_000.5 }],
    ['iterations as text', { iterations: '600000' }],
    ['a member too many', { secret: 'x' }],
  ])('with a key with %s is refused', async (_, change) => {
    const { key } = await keyPair(1)
    await expect(identify({ ...content, key: { ...key, ...change } })).rejects.toThrow(/key/)
    expect((await identify({ ...content, key: { ...key, iterations: 10_000_000 } })).key).toBeDefined()
  })

  it.each([
    ['no signature', {}],
    ['a signature with padding', { signature: `${'A'.repeat(86)}==` }],
    ['a short signature', { signature: 'A'.repeat(85) }],
    ['a second spelling of its bytes', { signature: `${'A'.repeat(85)}B` }],
    ['null for a hand-over', { signature: 'A'.repeat(86), handOver: null }],
    ['another member', { signature: 'A'.repeat(86), by: 'me' }],
  ])('with a proof with %s is refused', async (_, proof) => {
    const document = await firstDocument()
    await expect(readDocument({ ...document, proof })).rejects.toMatchObject({ code: 'invalid-document' })
  })

  it('may have a MiB of canonical bytes and not one more, counted as UTF-8', async () => {
    const empty = await identify({ ...content, body: '' })
    const room = maximumByteLength - Buffer.byteLength(JSON.stringify(lacking(empty, 'id')))
    const full = await identify({ ...content, body: 'é'.repeat(room >> 1) + 'x'.repeat(room & 1) })
    expect(full.id).toHaveLength(64)
    await expect(identify({ ...content, body: 'é'.repeat(room >> 1) + 'xx' })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('1 MiB'),
    })
  })

  it('keeps null inside its body', async () => {
    expect((await identify({ ...content, body: { a: null } })).body).toEqual({ a: null })
  })

  it('that supersedes carries the id of what it supersedes', async () => {
    const first = await firstDocument()
    expect(await successorOf(first)).toMatchObject({ supersedes: first.id })
  })
})
