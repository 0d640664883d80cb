/** Documents through `motifscope.moss` on the built page: kept over a reload, signed in a worker, offline, and without a
 *  trace of a passphrase anywhere. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { openFreshApp } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser)
})
test.afterAll(() => page.context().close())

const note = {
  uri: 'https://example.org/neuron/1',
  body: { text: 'a note' },
  links: ['https://example.org/'],
}

async function reload(): Promise<void> {
  await page.reload()
  await page.waitForFunction(() => 'motifscope' in globalThis)
}

/** Runs a story in the page and answers the code of what it rejects with. */
function codeOf(story: () => Promise<unknown>): Promise<string> {
  return page.evaluate(
    `(${story})().then(() => 'nothing refused', (thrown) => thrown.name + ' ' + thrown.code)`,
  )
}

test('documents are kept over a reload: put, supersede, remove, list, history', async () => {
  const { first, second } = await page.evaluate(async (note) => {
    const { moss } = globalThis.motifscope
    await moss.setAuthor('Ada')
    const first = await moss.put(note)
    const second = await moss.supersede(first.id, { body: { text: 'better' } })
    return { first, second }
  }, note)
  expect(first).toMatchObject({ ...note, author: 'Ada' })
  expect(second).toMatchObject({ ...note, body: { text: 'better' }, supersedes: first.id })
  await reload()
  const found = await page.evaluate(async (id) => {
    const { moss } = globalThis.motifscope
    return {
      first: await moss.get(id),
      head: await moss.head(id),
      history: await moss.history(id),
      byPrefix: await moss.list({ prefix: 'https://example.org/neuron/' }),
      byLink: await moss.list({ linkedTo: 'https://example.org/' }),
      tree: await moss.prefixes('https://'),
      areFrozen: Object.isFrozen(await moss.get(id)),
    }
  }, first.id)
  expect(found).toEqual({
    first,
    head: second,
    history: [first, second],
    byPrefix: { documents: [second] },
    byLink: { documents: [second] },
    tree: { children: [{ prefix: 'https://example.org/', count: 1, isWhole: false }] },
    areFrozen: true,
  })
  const gone = await page.evaluate(async (id) => {
    const { moss } = globalThis.motifscope
    const tombstone = await moss.remove(id)
    return { tombstone, head: await moss.head(id), listed: await moss.list() }
  }, second.id)
  expect(gone).toMatchObject({ tombstone: { deleted: true, body: {} }, listed: { documents: [] } })
  expect(gone.head).toEqual(gone.tombstone)
})

test('a URI must name what is here: a host graph, a motif, a document, a file', async () => {
  const host = await page.evaluate(() => globalThis.motifscope.hosts.open('example://circuit'))
  const document = await page.evaluate(async (id) => {
    const { moss } = globalThis.motifscope
    const file = await moss.attach(new Blob(['a picture']))
    return moss.put({ uri: `graph://${id}`, body: {}, links: ['motif://A%20-%3E%20B', file] })
  }, host.id)
  expect(
    await page.evaluate(
      async (uri) => (await globalThis.motifscope.moss.file(uri)).text(),
      document.links[1]!,
    ),
  ).toBe('a picture')
  for (const uri of [
    `graph://${host.id}x`,
    'motif://A%20-%3E',
    `mossdb://${'0'.repeat(64)}`,
    `file://sha-256/${'0'.repeat(64)}`,
  ])
    expect(
      await page.evaluate(
        (uri) =>
          globalThis.motifscope.moss.put({ uri, body: {} }).catch((thrown: { code: string }) => thrown.code),
        uri,
      ),
    ).toBe('invalid-uri')
  expect(await codeOf(() => globalThis.motifscope.moss.put({ uri: 'ftp://example.org', body: {} }))).toBe(
    'MotifscopeError disallowed-prefix',
  )
})

test('what one browser exports another imports, signatures and all', async ({ browser }) => {
  const exported = await page.evaluate(async () => {
    const { moss } = globalThis.motifscope
    const { id } = await moss.put({ uri: 'motif://A%20-%3E%20B', body: {} }, { secret: 'correct horse' })
    await moss.supersede(id, { body: { better: true } }, { secret: 'correct horse' })
    return { id, text: await (await moss.export()).text() }
  })
  const other = await openFreshApp(browser)
  const there = await other.evaluate(async ({ id, text }) => {
    const { moss } = globalThis.motifscope
    const lines = text.trimEnd().split('\n')
    const forged = lines.map((line) => line.replace('"better":true', '"better":null')).reverse()
    const first = await moss.import(new Blob([forged.join('\n')]))
    const second = await moss.import(new Blob([text]))
    return {
      lineCount: lines.length,
      first,
      second,
      head: await moss.head(id),
      isRight: await moss.verify(await moss.head(id)),
    }
  }, exported)
  await other.context().close()
  expect(there.first).toMatchObject({ imported: there.lineCount - 1, held: 0 })
  expect(there.first.refused).toEqual([
    { line: expect.any(Number), id: there.head.id, reason: expect.stringContaining('not the hash') },
  ])
  expect(there.second).toMatchObject({ imported: 1, known: there.lineCount - 1, refused: [] })
  expect(there).toMatchObject({ head: { body: { better: true } }, isRight: true })
})

test('documents work offline', async () => {
  const offline = (isOffline: boolean) => page.context().setOffline(isOffline)
  await offline(true)
  try {
    const head = await page.evaluate(async () => {
      const { moss } = globalThis.motifscope
      const document = await moss.put({ uri: 'https://example.org/', body: { text: 'written offline' } })
      await moss.supersede(document.id, { body: { text: 'corrected offline' } })
      return moss.head(document.id)
    })
    expect(head.body).toEqual({ text: 'corrected offline' })
    const { documents } = await page.evaluate(() =>
      globalThis.motifscope.moss.list({ text: 'corrected offline' }),
    )
    expect(documents).toEqual([head])
  } finally {
    await offline(false)
  }
})

/** Every text the page keeps: all of IndexedDB, the files of OPFS by name, local and session storage, the address. */
function everythingKept(): Promise<string> {
  return page.evaluate(async () => {
    const request = <Value>(asked: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => reject(asked.error)
      })
    const kept: unknown[] = [
      { ...localStorage },
      { ...sessionStorage },
      location.href,
      document.documentElement.outerHTML,
    ]
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await request(indexedDB.open(name))
      for (const store of db.objectStoreNames)
        kept.push(store, await request(db.transaction(store).objectStore(store).getAll()))
      db.close()
    }
    return JSON.stringify(kept, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
  })
}

test('neither a passphrase nor what is derived from it is kept, printed or sent', async () => {
  const seen: string[] = []
  page.on('console', (message) => seen.push(message.text()))
  page.on('request', (request) =>
    seen.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? ''),
  )
  const { key, wrong } = await page.evaluate(async () => {
    const { moss } = globalThis.motifscope
    const document = await moss.put({ uri: 'https://example.org/', body: {} }, { secret: 'hunter2 xyzzy' })
    const handed = await moss.supersede(
      document.id,
      {},
      { secret: 'hunter2 xyzzy', newSecret: 'plugh hunter2' },
    )
    const wrong = await moss.remove(handed.id, { secret: 'xyzzy hunter2' }).then(
      () => null,
      (thrown: Error) => [JSON.stringify(thrown), thrown.message, thrown.stack, String(thrown)].join(),
    )
    return { key: document.key!, wrong }
  })
  expect(wrong).toContain('wrong-passphrase')
  // The seed, in the forms in which a byte array might leak.
  const salt = Buffer.from(key.salt, 'base64url')
  const { pbkdf2Sync } = await import('node:crypto')
  const seed = pbkdf2Sync('hunter2 xyzzy', salt, key.iterations, 32, 'sha256')
  const kept = await everythingKept()
  expect(kept).toContain(key.publicKey)
  const texts = [kept, wrong!, ...seen].join('\n')
  for (const secret of [
    'hunter2',
    'xyzzy',
    'plugh',
    seed.toString('hex'),
    seed.toString('base64url'),
    seed.toString('base64'),
  ])
    expect(texts.includes(secret), secret).toBe(false)
  expect(texts).not.toContain([...seed].slice(0, 8).join())
  expect(texts).not.toContain(Buffer.from('hunter2 xyzzy').toString('base64').slice(0, 16))
})
