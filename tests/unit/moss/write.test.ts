/** put, supersede, remove and attach as the API has them, on a replica in memory. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { MossDocument } from '../../../src/model/document'
import { receive } from '../../../src/moss/receive'
import { firstDocument, keyPair, memoryReplica, noon } from '../../tools/moss-documents'

const note = { uri: 'https://example.org/', body: { text: 'a note' } }
const rejects = async (promise: Promise<unknown>, code: string) =>
  expect(promise).rejects.toMatchObject({ name: 'MotifscopeError', code })

/** Nothing of a refused document stays. */
async function refuses(code: string, write: (replica: ReturnType<typeof memoryReplica>) => Promise<unknown>) {
  const replica = memoryReplica()
  await rejects(write(replica), code)
  expect([replica.store.documents.size, replica.store.trees.size, replica.store.held.length]).toEqual([
    0, 0, 0,
  ])
}

describe('put', () => {
  it('fills in createdAt, links and author: from the settings, else anonymous', async () => {
    const { moss } = memoryReplica()
    expect(await moss.put(note)).toMatchObject({ ...note, links: [], createdAt: noon, author: 'anonymous' })
    await moss.setAuthor(' Ada ')
    expect((await moss.put(note)).author).toBe('Ada')
    expect((await moss.put({ ...note, author: 'Bob' })).author).toBe('Bob')
    await moss.setAuthor(' ')
    expect(await moss.author()).toBe('anonymous')
  })

  it('answers the stored document with its id, frozen, without members that are absent', async () => {
    const { moss } = memoryReplica()
    const document = await moss.put({ ...note, links: undefined } as never)
    expect(Object.keys(document).sort()).toEqual(['author', 'body', 'createdAt', 'id', 'links', 'uri'])
    expect(await moss.get(document.id)).toEqual(document)
    for (const one of [document, await moss.get(document.id), (await moss.list()).documents[0]!])
      expect(Object.isFrozen(one) && Object.isFrozen(one.body) && Object.isFrozen(one.links)).toBe(true)
  })

  it('of the same content twice is one document', async () => {
    const { moss } = memoryReplica()
    const [one, two] = [await moss.put(note), await moss.put(note)]
    expect(two).toEqual(one)
    expect((await moss.list()).documents).toHaveLength(1)
  })

  it('refuses a date more than 5 minutes ahead of the clock, and takes one of 5 minutes or the past', async () => {
    await refuses('dated-ahead', ({ moss }) => moss.put({ ...note, createdAt: '2026-01-31T12:05:00.001Z' }))
    const { moss } = memoryReplica()
    await moss.put({ ...note, createdAt: '2026-01-31T12:05:00.000Z' })
    await moss.put({ ...note, createdAt: '1999-01-01T00:00:00.000Z' })
  })

  it.each([
    ['a prefix that is not allowed', { uri: 'ftp://example.org/' }, 'disallowed-prefix'],
    ['a script as URI', { uri: 'javascript:alert(1)' }, 'disallowed-prefix'],
    ['a link whose prefix is not allowed', { links: ['data:text/html,x'] }, 'disallowed-prefix'],
    ['a script in its body', { body: { a: ['<SCRIPT >alert(1)</script>'] } }, 'script-in-body'],
    ['a script in a member’s name', { body: { '<script>': 1 } }, 'script-in-body'],
    ['a function in its body', { body: { run: () => 1 } }, 'not-json'],
    ['an oversized body', { body: 'x'.repeat(2 ** 20) }, 'too-large'],
    ['an id', { id: '0'.repeat(64) }, 'invalid-document'],
    ['a key', { key: {} }, 'invalid-document'],
    ['a predecessor', { supersedes: '0'.repeat(64) }, 'invalid-document'],
    ['a null author', { author: null }, 'invalid-document'],
    ['a date that is none', { createdAt: 'today' }, 'invalid-document'],
  ])('refuses %s, and nothing is stored', async (_, change, code) => {
    await refuses(code, ({ moss }) => moss.put({ ...note, ...change } as never))
  })

  it('refuses what is no document at all', async () => {
    for (const given of [null, undefined, 'text', [note]])
      await refuses('invalid-document', ({ moss }) => moss.put(given as never))
  })
})

describe('supersede and remove', () => {
  it('write a correction: what is not changed stays, date and author are new', async () => {
    const { moss, clock } = memoryReplica()
    const first = await moss.put({ ...note, links: ['https://example.org/2'], author: 'Ada' })
    clock.now += 1000
    const second = await moss.supersede(first.id, { body: { text: 'better' } })
    expect(second).toEqual({
      ...first,
      id: second.id,
      body: { text: 'better' },
      author: 'anonymous',
      createdAt: '2026-01-31T12:00:01.000Z',
      supersedes: first.id,
    })
    expect(await moss.head(first.id)).toEqual(second)
    expect(await moss.get(first.id)).toEqual(first)
    expect(await moss.history(second.id)).toEqual([first, second])
    expect((await moss.list()).documents).toEqual([second])
  })

  it('write a tombstone: an empty body, no links; head answers it, list does not', async () => {
    const { moss } = memoryReplica()
    const first = await moss.put({ ...note, links: ['https://example.org/2'] })
    const tombstone = await moss.remove(first.id)
    expect(tombstone).toMatchObject({
      deleted: true,
      body: {},
      links: [],
      supersedes: first.id,
      uri: note.uri,
    })
    expect(await moss.head(first.id)).toEqual(tombstone)
    expect(await moss.history(first.id)).toHaveLength(2)
    expect((await moss.list()).documents).toEqual([])
    expect((await moss.list({ linkedTo: 'https://example.org/2' })).documents).toEqual([])
  })

  it('date a correction no earlier than what it corrects', async () => {
    const { moss, tools } = memoryReplica()
    const ahead = await firstDocument({ createdAt: '2027-01-01T00:00:00.000Z' })
    await receive([ahead], tools)
    expect((await moss.supersede(ahead.id, { body: 1 })).createdAt).toBe(ahead.createdAt)
    expect((await moss.remove(ahead.id)).createdAt).toBe(ahead.createdAt)
    await rejects(moss.supersede(ahead.id, { createdAt: noon }), 'dated-before-predecessor')
    await rejects(moss.supersede(ahead.id, { createdAt: '2027-02-01T00:00:00.000Z' }), 'dated-ahead')
  })

  it('check URIs again, but take as here what the predecessor already named', async () => {
    const { moss, tools } = memoryReplica()
    const foreign = await firstDocument({ uri: 'graph://elsewhere', links: ['graph://elsewhere#1'] })
    await receive([foreign], tools)
    await moss.supersede(foreign.id, { body: { text: 'a slip mended' } })
    await rejects(moss.supersede(foreign.id, { links: ['graph://other'] }), 'invalid-uri')
    await moss.remove(foreign.id)
  })

  it('refuse what put refuses, unknown documents, and secrets for open ones', async () => {
    const { moss } = memoryReplica()
    const { id } = await moss.put(note)
    await rejects(moss.supersede(id, { uri: 'ftp://x/' }), 'disallowed-prefix')
    await rejects(moss.supersede(id, { body: '<script>' }), 'script-in-body')
    await rejects(moss.supersede(id, { deleted: true } as never), 'invalid-document')
    await rejects(moss.supersede('0'.repeat(64), {}), 'unknown-document')
    await rejects(moss.remove('0'.repeat(64)), 'unknown-document')
    for (const write of [moss.get, moss.head, moss.history, moss.standing])
      await rejects(write('0'.repeat(64)), 'unknown-document')
    await rejects(moss.supersede(id, {}, { secret: 'correct horse' }), 'open-document')
    await rejects(moss.supersede(id, {}, { newSecret: 'correct horse' }), 'open-document')
    await rejects(moss.remove(id, { secret: 'correct horse' }), 'open-document')
    expect(await moss.history(id)).toHaveLength(1)
  })
})

describe('a passphrase', () => {
  const secret = 'correct horse'
  const newSecret = 'battery staple'
  const { moss, store } = memoryReplica()
  let first: MossDocument
  beforeAll(async () => {
    first = await moss.put(note, { secret })
  })

  it('gives a document a key and a proof, inside and outside of its id', async () => {
    expect(first.key).toMatchObject({ algorithm: 'Ed25519', iterations: 600_000 })
    expect(first.proof?.signature).toHaveLength(86)
    expect(await moss.verify(first)).toBe(true)
    expect(await moss.standing(first.id)).toMatchObject({ isOpen: false })
  })

  it('has a salt of its own for each document', async () => {
    const other = await moss.put(note, { secret })
    expect(other.key?.salt).not.toBe(first.key?.salt)
    expect(other.key?.publicKey).not.toBe(first.key?.publicKey)
  })

  it('is asked for by supersede and remove; a wrong one is refused and nothing is stored', async () => {
    const count = store.documents.size
    await rejects(moss.supersede(first.id, { body: 1 }), 'secret-needed')
    await rejects(moss.remove(first.id), 'secret-needed')
    await rejects(moss.supersede(first.id, { body: 1 }, { secret: 'wrong' }), 'wrong-passphrase')
    await rejects(moss.remove(first.id, { secret: 'wrong' }), 'wrong-passphrase')
    await rejects(moss.supersede(first.id, { body: 1 }, { secret: 'wrong', newSecret }), 'wrong-passphrase')
    await rejects(moss.put(note, { secret: '' }), 'empty-passphrase')
    for (const bad of [null, 1, {}]) await rejects(moss.put(note, { secret: bad as never }), 'invalid-secret')
    expect(store.documents.size).toBe(count)
  })

  it('signs corrections, is handed over, and is no longer enough after that', async () => {
    const second = await moss.supersede(first.id, { body: 2 }, { secret })
    expect(second.key).toBeUndefined()
    const third = await moss.supersede(second.id, { body: 3 }, { secret, newSecret })
    expect(third.key?.publicKey).not.toBe(first.key?.publicKey)
    expect(third.proof?.handOver).toHaveLength(86)
    await rejects(moss.supersede(third.id, { body: 4 }, { secret }), 'wrong-passphrase')
    const removed = await moss.remove(third.id, { secret: newSecret })
    expect(await moss.head(first.id)).toEqual(removed)
    for (const document of [second, third, removed]) expect(await moss.verify(document)).toBe(true)
  })

  it('is nowhere in what is stored or exported', async () => {
    const everything = JSON.stringify([[...store.documents], [...store.trees], store.held])
    for (const text of [everything, await (await moss.export()).text()])
      expect(text).not.toMatch(/correct horse|battery staple|Y29ycmVjdCBob3JzZ|YmF0dGVyeSBzdGFwbG/)
  })
})

describe('verify', () => {
  it('is true for what a replica would store, false for anything else, and never throws', async () => {
    const { moss } = memoryReplica()
    const [ada, eve] = await Promise.all([keyPair(1), keyPair(3)])
    const document = await firstDocument({}, ada)
    expect(await moss.verify(document)).toBe(true)
    expect(await moss.verify({ ...document, body: { text: 'b note' } })).toBe(false)
    expect(await moss.verify({ ...document, proof: { signature: await eve.sign(document.id) } })).toBe(false)
    for (const other of [null, 'text', {}, [], { ...document, proof: null }])
      expect(await moss.verify(other)).toBe(false)
    expect((await moss.list()).documents).toEqual([])
  })
})
