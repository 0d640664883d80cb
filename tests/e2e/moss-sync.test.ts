/** Two browsers and one remote, over HTTP, whatever is cut in between. The page of synchronisation has its own stories;
 *  these speak to `motifscope.moss`. */
import { expect, test } from 'playwright/test'
import type { BrowserContext, Page } from 'playwright/test'
import { startCouchServer } from '../tools/couch-server'
import type { CouchServer } from '../tools/couch-server'
import { startBrowserProcess } from './browser-process'
import { openApp } from './open-app'
import { openFreshApp } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let server: CouchServer
let database: string
let count = 0

test.beforeAll(async ({ baseURL }) => {
  server = await startCouchServer()
  server.allowedOrigin = new URL(baseURL as string).origin
})
test.afterAll(() => server.stop())
test.beforeEach(async ({ baseURL }) => {
  server.fault = () => undefined
  server.authorization = null
  server.allowedOrigin = new URL(baseURL as string).origin
  database = await server.create(`db${++count}`)
  server.requests.length = 0
})

/** Adds the remote, looks at what would be sent, and answers its id. */
async function join(page: Page): Promise<string> {
  return page.evaluate(async (url) => {
    const { remotes } = globalThis.motifscope.moss
    const { id } = await remotes.add({ url, prefixes: ['https://example.org/'] })
    await remotes.preview(id)
    return id
  }, database)
}

/** Answers the tally, or the code of what it failed with. */
const sync = (page: Page, id: string) =>
  page.evaluate(
    (id) =>
      globalThis.motifscope.moss.remotes
        .sync(id)
        .then(({ pushed, pulled }) => ({ pushed, pulled }))
        .catch((thrown: { code: string }) => thrown.code),
    id,
  )

const put = (page: Page, number: number) =>
  page.evaluate(async (number) => {
    const ids: string[] = []
    for (let i = 0; i < number; i++)
      ids.push((await globalThis.motifscope.moss.put({ uri: `https://example.org/${i}`, body: i })).id)
    return ids.sort()
  }, number)

/** Every document here, as lines in the order of their ids. */
const linesOf = (page: Page) =>
  page.evaluate(async () => {
    const text = await (await globalThis.motifscope.moss.export()).text()
    return text.trimEnd().split('\n').sort()
  })

async function idsAtServer(): Promise<string[]> {
  const path = `/${database.split('/').at(-1)}/_changes?style=all_docs`
  const { results } = (await server.ask('GET', path)) as { results: { id: string; changes: unknown[] }[] }
  // A document that is there twice would have two leaves.
  return results.flatMap(({ id, changes }) => changes.map(() => id)).sort()
}

async function reload(page: Page): Promise<void> {
  await page.reload()
  await page.waitForFunction(() => 'motifscope' in globalThis)
}

async function twoBrowsers(browser: { newContext(): Promise<BrowserContext> }): Promise<[Page, Page]> {
  return [await openFreshApp(browser as never), await openFreshApp(browser as never)]
}

test('write offline, reload, sync, open in a second profile, supersede there, sync back', async ({
  browser,
}) => {
  const [a, b] = await twoBrowsers(browser)
  await a.context().setOffline(true)
  const first = await a.evaluate(async () => {
    const { moss } = globalThis.motifscope
    const file = await moss.attach(new Blob(['a picture'], { type: 'image/png' }))
    await moss.put({ uri: 'https://elsewhere.example/', body: 'not chosen' })
    return moss.put(
      { uri: 'https://example.org/1', body: 'written offline', links: [file] },
      { secret: 'open sesame' },
    )
  })
  await a.context().setOffline(false)
  await reload(a)
  const [atA, atB] = [await join(a), await join(b)]
  expect(await sync(a, atA)).toEqual({ pushed: 1, pulled: 0 })
  expect(await sync(b, atB)).toEqual({ pushed: 0, pulled: 1 })
  const linked = { id: first.id, file: first.links[0] as string }
  const corrected = await b.evaluate(async ({ id, file }) => {
    const { moss } = globalThis.motifscope
    const picture = await (await moss.file(file)).text()
    return moss.supersede(id, { body: `better: ${picture}` }, { secret: 'open sesame' })
  }, linked)
  expect(await sync(b, atB)).toEqual({ pushed: 1, pulled: 0 })
  expect(await sync(a, atA)).toEqual({ pushed: 0, pulled: 1 })
  const head = await a.evaluate((id) => globalThis.motifscope.moss.head(id), first.id)
  expect(head).toEqual(corrected)
  expect(head.body).toBe('better: a picture')
  expect((await linesOf(a)).filter((line) => !line.includes('not chosen'))).toEqual(await linesOf(b))
  expect(await idsAtServer()).toEqual([first.id, corrected.id].sort())
  await Promise.all([a, b].map((page) => page.context().close()))
})

test('a browser that is killed in mid-sync loses nothing and doubles nothing', async ({
  browser,
  baseURL,
}) => {
  const process = await startBrowserProcess()
  try {
    let page = await (await process.start()).newPage()
    await openApp(page, '', baseURL as string)
    const id = await join(page)
    const ids = await put(page, 350)
    const killed = new Promise<void>((resolve, reject) => {
      let batches = 0
      server.fault = ({ method, url }) => {
        if (method !== 'POST' || !url?.endsWith('_bulk_docs') || ++batches !== 2) return undefined
        process.kill().then(resolve, reject)
        return undefined
      }
    })
    sync(page, id).catch(() => undefined)
    await killed
    server.fault = () => undefined
    const halfWay = (await idsAtServer()).length
    expect(halfWay).toBeGreaterThan(0)
    expect(halfWay).toBeLessThan(350)
    page = await (await process.start()).newPage()
    await openApp(page, '', baseURL as string)
    expect((await linesOf(page)).length).toBe(350)
    expect(await sync(page, id)).toEqual({ pushed: 350 - halfWay, pulled: 0 })
    expect(await idsAtServer()).toEqual(ids)
    const other = await openFreshApp(browser)
    expect(await sync(other, await join(other))).toEqual({ pushed: 0, pulled: 350 })
    expect(await linesOf(other)).toEqual(await linesOf(page))
    await other.context().close()
  } finally {
    await process.remove()
  }
})

test('a server that is killed in mid-sync is waited for; slow, failing and cut answers are asked again', async ({
  browser,
}) => {
  const [a, b] = await twoBrowsers(browser)
  const [atA, atB] = [await join(a), await join(b)]
  const ids = await put(a, 250)
  let batches = 0
  let back: Promise<void> | undefined
  server.fault = ({ method, url }, i) => {
    if (method === 'POST' && url?.endsWith('_bulk_docs') && ++batches === 2)
      back = server.stop().then(() => server.start())
    return i === 1 ? 500 : i === 9 ? 'cut' : i === 14 ? 'cut-after' : undefined
  }
  expect(await sync(a, atA)).toMatchObject({ pulled: 0 })
  await back
  expect(batches).toBeGreaterThan(2)
  expect(await idsAtServer()).toEqual(ids)
  expect(await sync(b, atB)).toEqual({ pushed: 0, pulled: 250 })
  expect(await linesOf(b)).toEqual(await linesOf(a))
  await Promise.all([a, b].map((page) => page.context().close()))
})

test('states are honest: not let in, not allowed by CORS, offline; live it follows', async ({ browser }) => {
  const [a, b] = await twoBrowsers(browser)
  const [atA, atB] = [await join(a), await join(b)]
  server.authorization = `Basic ${Buffer.from('ada:lovelace').toString('base64')}`
  expect(await sync(a, atA)).toBe('remote-unauthorized')
  for (const [page, id] of [
    [a, atA],
    [b, atB],
  ] as const)
    await page.evaluate(
      (id) =>
        globalThis.motifscope.moss.remotes.authenticate(id, {
          kind: 'basic',
          user: 'ada',
          password: 'lovelace',
        }),
      id,
    )
  server.allowedOrigin = null
  expect(await sync(a, atA)).toBe('remote-blocked')
  server.allowedOrigin = new URL(a.url()).origin

  const states = (page: Page) =>
    page.evaluate(async () => (await globalThis.motifscope.moss.remotes.list())[0]?.status.state)
  for (const [page, id] of [
    [a, atA],
    [b, atB],
  ] as const)
    await page.evaluate((id) => {
      globalThis.motifscope.moss.remotes.sync(id, { live: true }).catch(() => undefined)
    }, id)
  await expect.poll(() => states(b)).toBe('waiting')
  await put(a, 1)
  await expect.poll(() => linesOf(b)).toEqual(await linesOf(a))
  await a.context().setOffline(true)
  const better = await a.evaluate(async () => {
    const { moss } = globalThis.motifscope
    const [document] = (await moss.list()).documents
    return moss.supersede(document?.id as string, { body: 'better' })
  })
  await expect.poll(() => states(a)).toBe('offline')
  await a.context().setOffline(false)
  await expect
    .poll(() => b.evaluate((id) => globalThis.motifscope.moss.get(id).catch(() => null), better.id))
    .toEqual(better)
  await a.evaluate((id) => globalThis.motifscope.moss.remotes.stop(id), atA)
  expect(await states(a)).toBe('idle')
  const kept = await a.evaluate(async () => JSON.stringify(await globalThis.motifscope.moss.remotes.list()))
  expect(kept + a.url()).not.toContain('lovelace')
  await Promise.all([a, b].map((page) => page.context().close()))
})

test('of two tabs of one browser one synchronises, and the other goes on when that is closed', async ({
  browser,
}) => {
  const [a, b] = await twoBrowsers(browser)
  const [id, atB] = [await join(a), await join(b)]
  const live = (page: Page) =>
    page.evaluate((id) => {
      globalThis.motifscope.moss.remotes.sync(id, { live: true }).catch(() => undefined)
    }, id)
  const reason = (page: Page) =>
    page.evaluate(async () => (await globalThis.motifscope.moss.remotes.list())[0]?.status.reason?.code)
  await live(a)
  await expect.poll(() => server.requests.some((request) => request.includes('longpoll'))).toBe(true)
  const second = await a.context().newPage()
  await openApp(second)
  await live(second)
  await expect.poll(() => reason(second)).toBe('other-tab')
  await a.close()
  const ids = await put(second, 1)
  await expect.poll(() => idsAtServer()).toEqual(ids)
  expect(await sync(b, atB)).toEqual({ pushed: 0, pulled: 1 })
  await Promise.all([second, b].map((page) => page.context().close()))
})
