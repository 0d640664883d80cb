/** The page within another page: for reading, counting when asked, and leaving nothing behind. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import type { FrameLocator, Page } from 'playwright/test'
import { fragmentOf } from '../tools/url-fragment'
import { openApp } from './open-app'
import {
  editorText,
  expectCurrentHost,
  finishSearch,
  openFreshApp,
  resultCount,
  serveFiles,
} from './page-actions'
import { faultsOf, overhang } from './page-faults'

const circuit = 'example://circuit'
const loop = '# a mutual pair\nA -> B\nB -> A'

/** What the browser keeps for this origin: texts, hosts, jobs, files, caches, service workers. */
const keptOf = (page: Page) =>
  page.evaluate(async () => {
    const { hosts, jobs } = globalThis.motifscope
    const names: string[] = []
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, handle] of folder.entries())
        if (handle instanceof FileSystemDirectoryHandle) await walk(handle, `${path}${name}/`)
        else if (path.includes('hosts/')) names.push(path + name)
    }
    await walk(await navigator.storage.getDirectory(), '')
    return {
      texts: Object.keys(localStorage),
      hosts: (await hosts.list()).length,
      jobs: (await jobs.list()).length,
      files: names,
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }
  })
const nothing = { texts: [], hosts: 0, jobs: 0, files: [], caches: [], workers: 0 }

/** A page of another origin that holds this HTML. */
async function servePage(html: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><title>A blog</title><h1>A blog</h1>${html}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  }
}

test('it shows drawing and text, edits nothing, counts when asked, and leaves nothing behind', async ({
  browser,
}) => {
  const page = await openFreshApp(browser, fragmentOf({ host: circuit, motif: loop, embed: '1' }))
  await expect.poll(() => editorText(page)).toBe(loop)
  await expect(
    page.getByTestId('motif-view').getByRole('list', { name: 'The motif in words' }),
  ).toContainText('A')
  await expect(page.getByRole('navigation')).toHaveCount(0)
  for (const gone of ['host-upload', 'host-url', 'host-picker'])
    await expect(page.getByTestId(gone)).toHaveCount(0)
  await page.getByTestId('motif-editor').click()
  await page.keyboard.type('C -> D')
  await page.keyboard.press('Control+Enter')
  expect(await editorText(page)).toBe(loop)
  await expect(resultCount(page)).toHaveAttribute('data-state', 'idle')
  expect(await keptOf(page)).toEqual(nothing)

  await page.getByTestId('run').click()
  const count = await finishSearch(page)
  expect(count).toBeGreaterThan(2)
  await expect.poll(() => keptOf(page)).toEqual(nothing)
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 420 })
  expect(await overhang(page)).toBeLessThanOrEqual(0)
  await page.context().close()
})

test('without a motif or a host it says so, whatever was done here before', async ({ browser }) => {
  const page = await openFreshApp(browser, fragmentOf({ host: circuit, motif: loop }))
  await expectCurrentHost(page, 'Escape circuit')
  await page.goto('about:blank')
  await openApp(page, 'embed=1&run=1')
  await expect(page.getByText('This link holds no motif.')).toBeVisible()
  await expect(page.getByText('no host graph')).toBeVisible()
  await expect(page.getByTestId('run')).toHaveCount(0)
  await page.context().close()
})

test('a host graph from elsewhere is fetched when the reader says so, and forgotten again', async ({
  browser,
}) => {
  const server = await serveFiles({ '/reef.csv': 'source,target\np,q\nq,p\nq,r\n' })
  const page = await openFreshApp(browser, fragmentOf({ host: `${server.url}/reef.csv`, motif: loop, embed: '1', run: '1' })) // prettier-ignore
  try {
    await expect(page.getByTestId('open-linked-host')).toBeEnabled()
    await expect(page.getByText(`Counting fetches ${server.url}/reef.csv`)).toBeVisible()
    expect(server.requests).toEqual([])
    await page.getByTestId('open-linked-host').click()
    expect(await finishSearch(page)).toBe(2)
    await expect.poll(() => keptOf(page)).toEqual(nothing)
  } finally {
    await page.context().close()
    await server.stop()
  }
})

test('the snippet works in a page of another origin, and leads to the whole page', async ({ browser }) => {
  const author = await openFreshApp(browser, fragmentOf({ host: circuit, motif: loop }))
  await expectCurrentHost(author, 'Escape circuit')
  await author.getByRole('button', { name: 'Share', exact: true }).click()
  await author.getByRole('tab', { name: 'Embed' }).click()
  await author.getByRole('checkbox', { name: 'Run it when opened' }).check()
  const field = author.getByRole('textbox', { name: 'HTML for another page' })
  await expect(field).toHaveValue(/run=1|#z=/)
  const html = await field.inputValue()
  await author.context().close()

  const blog = await servePage(html)
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(blog.url)
    const frame: FrameLocator = page.frameLocator('iframe')
    await expect(frame.getByTestId('result-count')).toHaveAttribute('data-state', 'done')
    expect(Number(await frame.getByTestId('result-count').getAttribute('data-count'))).toBeGreaterThan(2)
    await expect(frame.getByText('Escape circuit')).toBeVisible()
    const opened = context.waitForEvent('page')
    await frame.getByRole('link', { name: 'Open in Motifscope' }).click()
    const whole = await opened
    await expect(whole.getByTestId('host-picker')).toContainText('Escape circuit')
    await expect(resultCount(whole)).toHaveAttribute('data-state', 'idle')
  } finally {
    await context.close()
    await blog.stop()
  }
})
