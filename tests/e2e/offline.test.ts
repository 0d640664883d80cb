/** Isolation, offline and updates: on a server with headers, and on a plain one below a path. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { serveDist } from '../tools/serve-dist'
import type { DistServer } from '../tools/serve-dist'
import { watchPages } from '../tools/watch-page'
import './open-app'

const basePath = '/some/where/'
let server: DistServer
test.beforeEach(async () => void (server = await serveDist({ basePath })))
test.afterEach(() => server.stop())

const isIsolated = (page: Page) => page.evaluate(() => globalThis.crossOriginIsolated)
const offlineState = (page: Page) => page.getByTestId('offline-state')

/** Counts the documents a page loads, the automatic reload among them. */
function countLoads(page: Page): () => number {
  let loadCount = 0
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) loadCount += 1
  })
  return () => loadCount
}

test('with real headers the page is isolated at once, keeps its policy and asks nobody else', async ({
  page,
  context,
  baseURL,
}) => {
  const notes = await watchPages(context, new URL(baseURL ?? '').origin)
  const loadCount = countLoads(page)
  const response = await page.goto('/')
  expect(response?.headers()['content-security-policy']).toContain("default-src 'none'")
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  expect(await isIsolated(page)).toBe(true)
  await expect(offlineState(page)).toContainText('Ready offline')
  expect(loadCount()).toBe(1)
  expect(notes).toEqual({ violations: [], errors: [], foreignRequests: [] })
})

test('without headers, below a path, the service worker isolates the page after one reload', async ({
  page,
  context,
}) => {
  const notes = await watchPages(context, new URL(server.url).origin)
  const loadCount = countLoads(page)
  await page.goto(server.url)
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  expect(await isIsolated(page)).toBe(true)
  expect(loadCount()).toBe(2)
  await expect(offlineState(page)).toContainText('Ready offline')
  await page.reload()
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  expect(await isIsolated(page)).toBe(true)
  expect(loadCount()).toBe(3)
  await page.evaluate(() => globalThis.motifscope.ready)
  expect(server.requests.filter((name) => /duckdb.*\.wasm$/.test(name))).toHaveLength(1)
  expect(notes).toEqual({ violations: [], errors: [], foreignRequests: [] })
})

test('a hard reload, which passes the service worker by, is mended by one more, but never in a row', async ({
  page,
  context,
}) => {
  await page.goto(server.url)
  await expect(offlineState(page)).toContainText('Ready offline')
  const devTools = await context.newCDPSession(page)
  await devTools.send('Network.enable')
  await devTools.send('Network.setBypassServiceWorker', { bypass: true })
  const loadCount = countLoads(page)
  await page.reload()
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  expect(await isIsolated(page)).toBe(false)
  expect(loadCount()).toBe(1)
  // As if the first reload had been a minute ago: the page tries once more, and then starts as it is.
  await page.evaluate(() =>
    sessionStorage.setItem('motifscope:reloaded-to-isolate', String(Date.now() - 60_000)),
  )
  await page.reload()
  await expect.poll(loadCount).toBe(3)
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  expect(loadCount()).toBe(3)
  await devTools.send('Network.setBypassServiceWorker', { bypass: false })
  await page.reload()
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  expect(await isIsolated(page)).toBe(true)
})

test('a page that cannot be isolated starts all the same, and does not loop', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  const loadCount = countLoads(page)
  await page.goto(server.url)
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  expect(await isIsolated(page)).toBe(false)
  await page.reload()
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  expect(loadCount()).toBe(2)
  await context.close()
})

test('inside a frame of another page it starts without any reload', async ({ page }) => {
  await page.route('**/embedding-page', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<iframe src="${server.url}" width="900" height="600"></iframe>`,
    }),
  )
  let frameLoadCount = 0
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) frameLoadCount += 1
  })
  await page.goto(`${server.url}embedding-page`)
  await expect(page.frameLocator('iframe').getByTestId('motif-editor')).toBeVisible()
  expect(frameLoadCount).toBe(1)
})

test('after "Ready offline" the page opens without any network, with its database and examples', async ({
  page,
  context,
}) => {
  await page.goto(server.url)
  await expect(offlineState(page)).toContainText('Ready offline')
  await context.setOffline(true)
  await server.stop()
  await page.reload()
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  expect(await isIsolated(page)).toBe(true)
  const opened = await page.evaluate(async () => {
    const { motifscope } = globalThis
    await motifscope.ready
    const nodeCounts: number[] = []
    for (const { uri } of motifscope.hosts.examples()) {
      const { id, nodeCount } = await motifscope.hosts.open(uri)
      const { rows } = await motifscope.hosts.sql(id, 'SELECT count(*) FROM nodes')
      nodeCounts.push(nodeCount - Number(rows[0]?.[0]))
    }
    return nodeCounts
  })
  expect(opened.length).toBeGreaterThan(0)
  expect(opened.every((difference) => difference === 0)).toBe(true)
  await expect(offlineState(page)).toContainText('Ready offline')
})

test('a new version waits until the user reloads', async ({ page }) => {
  await page.goto(server.url)
  await expect(offlineState(page)).toContainText('Ready offline')
  const mark = () => page.evaluate(() => (globalThis as { mark?: boolean }).mark)
  await page.evaluate(() => void ((globalThis as { mark?: boolean }).mark = true))
  server.changeServiceWorker('// a later version')
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
  await expect(page.getByText(/new version/i)).toBeVisible()
  expect(await mark()).toBe(true)
  await page.getByRole('button', { name: /reload/i }).click()
  await expect.poll(() => mark().catch(() => true)).toBeUndefined()
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  await expect(page.getByText(/new version/i)).toBeHidden()
  expect(await isIsolated(page)).toBe(true)
})
