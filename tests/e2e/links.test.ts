/** Links opened where they were never seen: what they restore by themselves, and what they ask for first. */
import { expect, test } from 'playwright/test'
import { fragmentOf, readFragment } from '../tools/url-fragment'
import {
  dropFiles,
  editorText,
  expectCurrentHost,
  finishSearch,
  limitField,
  openFreshApp,
  optionBox,
  resultCount,
  runMotif,
  serveFiles,
  shownRows,
  writeMotif,
} from './page-actions'

const circuit = 'example://circuit'
const loop = '# a mutual pair\nA -> B\nB -> A'

test('a link restores motif, host and options where it was never opened before; run=1 runs it', async ({
  browser,
}) => {
  const fragment = fragmentOf({
    host: circuit,
    motif: loop,
    excludeAutomorphisms: '1',
    limit: '500',
    run: '1',
  })
  const page = await openFreshApp(browser, fragment)
  await expectCurrentHost(page, 'Escape circuit')
  expect(await editorText(page)).toBe(loop)
  await expect(optionBox(page, 'one per symmetry')).toBeChecked()
  await expect(optionBox(page, 'induced')).not.toBeChecked()
  await expect(limitField(page)).toHaveValue('500')
  const count = await finishSearch(page)
  expect(count).toBeGreaterThan(2)
  await expect.poll(async () => (await shownRows(page)).length).toBe(count)
  await page.context().close()
})

test('a link without run=1 searches nothing', async ({ browser }) => {
  const page = await openFreshApp(browser, fragmentOf({ host: circuit, motif: loop }))
  await expectCurrentHost(page, 'Escape circuit')
  await expect(resultCount(page)).toHaveAttribute('data-state', 'idle')
  expect(await page.evaluate(async () => (await globalThis.motifscope.jobs.list()).length)).toBe(0)
  await page.context().close()
})

test('a link to another server fetches nothing until the user agrees', async ({ browser }) => {
  const server = await serveFiles({ '/lab/reef.csv': 'source,target\np,q\nq,p\nq,r\n' })
  const address = `${server.url}/lab/reef.csv`
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    const asked: string[] = []
    context.on('request', (request) => {
      if (request.url().startsWith(server.url)) asked.push(request.url())
    })
    const fragment = fragmentOf({ host: address, motif: loop, run: '1' })
    await page.goto(`./#${fragment}`)
    await page.evaluate(() => globalThis.motifscope.ready)
    const button = page.getByTestId('open-linked-host')
    await expect(button).toBeVisible()
    await expect(page.getByText(address)).toBeVisible()
    await expect.poll(() => editorText(page)).toBe(loop)
    await expect(page.getByTestId('run')).toBeDisabled()
    await expect(resultCount(page)).toHaveAttribute('data-state', 'idle')
    expect(await page.evaluate(async () => (await globalThis.motifscope.hosts.list()).length)).toBe(0)
    expect([...asked, ...server.requests]).toEqual([])
    // The state goes on living in the address, with the host the link named.
    await writeMotif(page, 'A -> B')
    await expect.poll(() => readFragment(page.url())).toMatchObject({ host: address, motif: 'A -> B' })

    await button.click()
    await expectCurrentHost(page, 'reef (3 nodes · 3 edges)')
    await expect(button).toBeHidden()
    expect(server.requests).toEqual(['/lab/reef.csv'])
    await expect(resultCount(page)).toHaveAttribute('data-state', 'idle')
    expect(await runMotif(page, 'A -> B\nB -> A')).toBe(2)

    // Opened once by hand it is stored here: the same link now needs nobody.
    await page.goto('about:blank')
    await page.goto(`./#${fragment}`)
    await expectCurrentHost(page, 'reef (3 nodes · 3 edges)')
    expect(await finishSearch(page)).toBe(2)
    expect(server.requests).toHaveLength(1)
  } finally {
    await context.close()
    await server.stop()
  }
})

test('a link to a graph of one’s own names it elsewhere, and takes the file', async ({ browser }) => {
  const file = { name: 'lab notes.csv', content: 'source,target\na,b\nb,c\nc,a\nc,d\n' }
  const author = await openFreshApp(browser)
  await dropFiles(author, [file])
  await expectCurrentHost(author, 'lab notes')
  await writeMotif(author, loop)
  const { id } = await author.evaluate(
    async () => (await globalThis.motifscope.hosts.list())[0] ?? { id: '' },
  )
  await expect.poll(() => readFragment(author.url())).toMatchObject({ motif: loop, hostName: 'lab notes' })
  expect(readFragment(author.url())['host']).toMatch(/^graph:\/\/\w+$/)
  expect(id).not.toBe('')
  const link = new URL(author.url()).hash.slice(1)
  await author.context().close()

  const reader = await openFreshApp(browser, link)
  const banner = reader.getByRole('region', { name: 'The link’s host graph' })
  await expect(banner).toContainText('lab notes')
  await expect(banner).toContainText('file')
  await expect(reader.getByTestId('open-linked-host')).toHaveCount(0)
  await expect.poll(() => editorText(reader)).toBe(loop)
  await expect.poll(() => readFragment(reader.url())['hostName']).toBe('lab notes')
  await dropFiles(reader, [file])
  await expectCurrentHost(reader, 'lab notes (4 nodes · 4 edges)')
  await expect(banner).toBeHidden()
  expect(await runMotif(reader, 'A -> B\nB -> C\nC -> A')).toBe(3)
  await reader.context().close()
})
