/** Documents in the real IndexedDB: the same answers as the plain reference in memory, all or nothing, two tabs. */
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { MossDocument } from '../../../src/model/document'
import type { DocumentStore, EntryRange } from '../../../src/model/document-store'
import { growTree } from '../../../src/moss/head'
import { workerAuthenticator } from '../../../src/moss/moss-worker'
import { verifySignature } from '../../../src/moss/proof'
import { receive } from '../../../src/moss/receive'
import { openMotifscopeDatabase } from '../../../src/storage/database'
import { openDocumentStore } from '../../../src/storage/documents'
import { MemoryDocuments } from '../../tools/memory-documents'
import {
  firstDocument,
  keyPair,
  linesBlob,
  memoryReplica,
  noon,
  successorOf,
} from '../../tools/moss-documents'
import { freshDatabase, freshName } from './fresh-database'

const toolsFor = (store: DocumentStore) => ({ store, verify: verifySignature, now: () => Date.parse(noon) })

async function freshStore() {
  const db = await freshDatabase()
  return openDocumentStore(async () => db)
}

const uris = ['https://a/', 'https://a/b', 'https://ab', 'motif://A-%3EB']
const links = ['https://a/', 'motif://x', 'motif://']

const step = fc.record({
  parent: fc.option(fc.nat(), { nil: null }),
  isTombstone: fc.boolean(),
  uri: fc.constantFrom(...uris),
  links: fc.uniqueArray(fc.constantFrom(...links)),
  second: fc.integer({ min: 0, max: 3 }),
})

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

async function documentsOf(steps: readonly Step[]): Promise<MossDocument[]> {
  const documents: MossDocument[] = []
  for (const [i, { parent, isTombstone, second, ...rest }] of steps.entries()) {
    const before = parent === null ? undefined : documents[parent % (i || 1)]
    const createdAt = new Date(Date.parse(before?.createdAt ?? noon) + second).toISOString()
    const content = { ...rest, createdAt, author: `${i}` }
    if (!before) documents.push(await firstDocument(content))
    else if (isTombstone) documents.push(await successorOf(before, { ...content, deleted: true, body: {} }))
    else documents.push(await successorOf(before, content))
  }
  return documents
}

const ranges: EntryRange[] = [
  { by: 'time' },
  ...['', 'h', ...uris].map((prefix) => ({ by: 'uri', prefix }) as const),
  ...uris.map((prefix) => ({ by: 'uri', prefix, isWhole: true }) as const),
  ...[...links, 'motif'].map((target) => ({ by: 'link', target }) as const),
]

/** Everything a store answers. */
async function answersOf(store: DocumentStore, ids: string[]): Promise<unknown> {
  const byId = <Value extends { id: string }>(list: Value[]) => list.sort((a, b) => (a.id < b.id ? -1 : 1))
  const entries = []
  for (const range of ranges) {
    const all = await store.entries({ range, limit: 100 })
    entries.push(all, await store.countEntries(range))
    for (const since of [Date.parse(noon) + 1, Date.parse(noon) + 9])
      if (range.by !== 'uri') entries.push(await store.entries({ range, since, limit: 100 }))
    for (const { key } of all) entries.push(await store.entries({ range, after: key, limit: 2 }))
  }
  const held = await store.heldFor(ids)
  return {
    stored: await store.get(ids),
    trees: (await Promise.all(ids.map((id) => store.tree(id)))).map(
      (tree) => tree && { root: tree.root, headId: tree.headId, leaves: tree.leaves },
    ),
    members: await Promise.all(ids.map(async (id) => byId(await store.documentsOf(id)))),
    arrivals: [await store.arrivals(0, 100), await store.arrivals(2, 3)],
    held: held.map(({ document }) => document.id),
    heldCount: await store.countHeld(),
    entries,
  }
}

describe('the store in IndexedDB', () => {
  it('answers like the one in memory, whatever came in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 8 }).chain((steps) =>
          fc.record({
            steps: fc.constant(steps),
            order: fc.shuffledSubarray([...steps.keys()], { minLength: 1 }),
            batch: fc.integer({ min: 1, max: 4 }),
            heldLimit: fc.constantFrom(2, 100),
          }),
        ),
        async ({ steps, order, batch, heldLimit }) => {
          const db = await openMotifscopeDatabase(freshName())
          const stores = [openDocumentStore(async () => db), new MemoryDocuments()] as const
          const documents = await documentsOf(steps)
          const sequence = order.map((i) => documents[i]!)
          for (let i = 0; i < sequence.length; i += batch) {
            const part = sequence.slice(i, i + batch)
            const [real, plain] = await Promise.all(
              stores.map((store) => receive(part, { ...toolsFor(store), heldLimit })),
            )
            expect(real).toEqual(plain)
          }
          const ids = documents.map(({ id }) => id)
          expect(await answersOf(stores[0], ids)).toEqual(await answersOf(stores[1], ids))
          db.close()
        },
      ),
      { numRuns: 60, endOnFailure: true },
    )
  })

  it('keeps documents over a new connection', async () => {
    const name = freshName()
    const first = await openMotifscopeDatabase(name)
    const document = await firstDocument({}, await keyPair(1))
    await receive([document], toolsFor(openDocumentStore(async () => first)))
    first.close()
    const second = await openMotifscopeDatabase(name)
    const [stored] = await openDocumentStore(async () => second).get([document.id])
    expect(stored).toMatchObject({ document, arrival: 1, keyInForce: document.key })
    second.close()
  })

  it('keeps all documents of a call with their trees, or nothing', async () => {
    const store = await freshStore()
    const [one, two] = [await firstDocument(), await firstDocument({ author: 'Bob' })]
    const verified = [one, two].map((document) => ({ id: document.id, root: document.id, document }))
    const failing = store.add(
      verified,
      (leaves, arrivals) => {
        if (arrivals[0]?.author === 'Bob') throw new Error('a rule that fails')
        return growTree(leaves, arrivals)
      },
      0,
    )
    await expect(failing).rejects.toThrow('a rule that fails')
    expect(await store.get([one.id, two.id])).toEqual([undefined, undefined])
    expect(await store.tree(one.id)).toBeUndefined()
    expect(await store.entries({ range: { by: 'time' }, limit: 10 })).toEqual([])
  })

  it('keeps blobs by their hash', async () => {
    const store = await freshStore()
    await store.putBlob('aa', new Blob(['abc'], { type: 'text/plain' }))
    const blob = await store.blob('aa')
    expect([await blob?.text(), blob?.type]).toEqual(['abc', 'text/plain'])
    expect(await store.blob('bb')).toBeUndefined()
  })

  it('finds by links with long and odd texts', async () => {
    const store = await freshStore()
    const target = `motif://${'x'.repeat(100_000)}`
    const document = await firstDocument({ links: [target, target, '\u0000', '😀', ' '] })
    await receive([document], toolsFor(store))
    for (const link of new Set(document.links)) {
      const found = await store.entries({ range: { by: 'link', target: link }, limit: 5 })
      expect(found.map(({ id }) => id)).toEqual([document.id])
    }
  })

  it('keeps a member named __proto__ in a body', async () => {
    const store = await freshStore()
    const document = await firstDocument({ body: JSON.parse('{"__proto__":{"a":1}}') as object })
    await receive([document], toolsFor(store))
    const [stored] = await store.get([document.id])
    expect(JSON.stringify(stored?.document.body)).toBe('{"__proto__":{"a":1}}')
  })
})

describe('two tabs', () => {
  it('that store the same documents at once store each once, with one head', async () => {
    const name = freshName()
    const tabs = await Promise.all([openMotifscopeDatabase(name), openMotifscopeDatabase(name)])
    const stores = tabs.map((db) => openDocumentStore(async () => db))
    const first = await firstDocument()
    const branches = await Promise.all(
      Array.from({ length: 40 }, (_, i) => successorOf(first, { author: `${i}` })),
    )
    // One tab brings the successors one by one, half of them before their predecessor; the other everything.
    await Promise.all([
      (async () => {
        for (const branch of branches) await receive([branch], toolsFor(stores[0]!))
      })(),
      receive([...branches.slice(20), first], toolsFor(stores[1]!)),
    ])
    expect(await stores[0]!.countHeld()).toBe(0)
    const members = await stores[1]!.documentsOf(first.id)
    expect(members).toHaveLength(41)
    expect(new Set(members.map(({ arrival }) => arrival)).size).toBe(41)
    const greatest = branches
      .map(({ id }) => id)
      .sort()
      .at(-1)
    const tree = await stores[0]!.tree(first.id)
    expect(tree?.headId).toBe(greatest)
    expect(tree?.leaves).toHaveLength(40)
    for (const db of tabs) db.close()
  })

  it('leave nothing waiting when the predecessor comes while its successor is looked at', async () => {
    const db = await freshDatabase()
    const store = openDocumentStore(async () => db)
    const first = await firstDocument()
    const second = await successorOf(first, { author: 'Bob' })
    // The other tab comes in between looking for the predecessor and holding its successor.
    const hold = vi.spyOn(store, 'hold').mockImplementation(async (copies, limit) => {
      await receive([first], toolsFor(openDocumentStore(async () => db)))
      hold.mockRestore()
      return store.hold(copies, limit)
    })
    const { released } = await receive([second], toolsFor(store))
    expect(released).toMatchObject([{ document: { id: second.id }, outcome: { kind: 'stored' } }])
    expect(await store.countHeld()).toBe(0)
  })
})

describe('the API on it', () => {
  it('signs in a worker, and refuses a wrong passphrase there', async () => {
    const { moss } = memoryReplica({ store: await freshStore(), authenticator: workerAuthenticator })
    const first = await moss.put({ uri: 'https://example.org/', body: {} }, { secret: 'correct horse' })
    expect(await moss.verify(first)).toBe(true)
    const wrong = moss.supersede(first.id, { body: 1 }, { secret: 'wrong' })
    await expect(wrong).rejects.toMatchObject({ name: 'MotifscopeError', code: 'wrong-passphrase' })
    const empty = moss.put({ uri: 'https://example.org/', body: {} }, { secret: '' })
    await expect(empty).rejects.toMatchObject({ code: 'empty-passphrase' })
    const handed = await moss.supersede(
      first.id,
      {},
      { secret: 'correct horse', newSecret: 'battery staple' },
    )
    const last = await moss.remove(handed.id, { secret: 'battery staple' })
    expect(await moss.head(first.id)).toEqual(last)
  })

  it('takes a selection from one browser to another', async () => {
    const [here, there] = [
      memoryReplica({ store: await freshStore() }),
      memoryReplica({ store: await freshStore() }),
    ]
    const documents = await Promise.all(
      Array.from({ length: 1200 }, (_, i) => firstDocument({ uri: `https://example.org/${i % 2}`, body: i })),
    )
    expect(await here.moss.import(linesBlob(documents))).toMatchObject({ imported: 1200, refused: [] })
    const blob = await here.moss.export({ prefix: 'https://example.org/1' })
    expect(await there.moss.import(blob)).toMatchObject({ imported: 600, held: 0 })
    expect(await there.moss.import(await here.moss.export())).toMatchObject({ imported: 600, known: 600 })
    expect(await (await there.moss.export({ ids: [documents[7]!.id] })).text()).toContain(documents[7]!.id)
  })
})
