/** The address of the page: it follows the state, restores it elsewhere, asks before it fetches, survives nonsense. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  dropFiles,
  expectCurrentHost,
  finishSearch,
  openFreshApp,
  openRoom,
  resultCount,
  runMotif,
  serveFiles,
  shownRows,
  writeMotif,
} from './page-actions'

const circuit = 'example://circuit'
const loop = '# a mutual pair\nA -> B\nB -> A'

/** A fragment as the contract writes it. */
const fragmentOf = (pairs: Record<string, string>) =>
  Object.entries(pairs)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')

/** Reads the page's fragment by the contract's words alone: `+` is itself, `z` is deflate-raw in base64url. */
function readFragment(page: Page): Record<string, string> {
  const { hash, search } = new URL(page.url())
  expect(search, 'nothing in the query, which servers see').toBe('')
  const text = hash.slice(1)
  const plain = text.startsWith('z=')
    ? inflateRawSync(Buffer.from(text.slice(2), 'base64url')).toString()
    : text
  return Object.fromEntries(
    plain
      .split('&')
      .filter(Boolean)
      .map((part) => [part.split('=')[0] ?? '', decodeURIComponent(part.slice(part.indexOf('=') + 1))]),
  )
}

const editor = (page: Page) => page.getByTestId('motif-editor')
const editorText = (page: Page) =>
  editor(page)
    .locator('.cm-line')
    .allInnerTexts()
    .then((lines) => lines.map((line) => line.replace(/\n$/, '')).join('\n'))
const checkbox = (page: Page, name: string) => page.getByRole('checkbox', { name })
const limit = (page: Page) => page.getByRole('textbox', { name: 'limit' })

test.describe('in a page that is open', () => {
  let page: Page
  test.beforeAll(async ({ browser }) => {
    page = await openFreshApp(browser, fragmentOf({ host: circuit, motif: 'A -> B' }), {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await expectCurrentHost(page, 'Escape circuit')
  })
  test.afterAll(() => page.context().close())
  test.afterEach(async () => {
    const dismiss = page.getByRole('button', { name: 'Dismiss' })
    for (let left = await dismiss.count(); left > 0; left--) await dismiss.last().click()
  })

  const goTo = (fragment: string) => page.evaluate((fragment) => void (location.hash = fragment), fragment)
  const alerts = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text })

  test('the fragment follows motif, options and view', async () => {
    await writeMotif(page, loop)
    await checkbox(page, 'one per symmetry').check()
    await checkbox(page, 'ignore direction').check()
    await limit(page).fill('1,234')
    await limit(page).blur()
    await expect
      .poll(() => readFragment(page))
      .toEqual({
        host: circuit,
        motif: loop,
        excludeAutomorphisms: '1',
        ignoreDirection: '1',
        limit: '1234',
      })
    await checkbox(page, 'ignore direction').uncheck()
    await openRoom(page, 'Help')
    await expect.poll(() => readFragment(page)).toMatchObject({ view: 'help', motif: loop })
    expect(readFragment(page)).not.toHaveProperty('ignoreDirection', '1')
    await openRoom(page, 'Studio')
    await expect.poll(() => readFragment(page)['view'] ?? 'studio').toBe('studio')
  })

  test('a long motif is packed, and the address stays short', async () => {
    const long = Array.from({ length: 60 }, (_, i) => `N${i} -> N${i + 1} [weight >= ${i}]`).join('\n')
    await writeMotif(page, long)
    await expect.poll(() => readFragment(page)['motif']).toBe(long)
    expect(new URL(page.url()).hash).toMatch(/^#z=[\w-]+$/)
    expect(page.url().length).toBeLessThan(long.length)
  })

  test('Share copies the address of what is on screen', async () => {
    await writeMotif(page, loop)
    await page.getByRole('button', { name: 'Share' }).click()
    await expect(page.getByText('The link is copied.')).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(() => page.url()).toBe(copied)
  })

  test('every view has its address', async () => {
    for (const [view, title] of [
      ['hosts', 'Hosts'],
      ['jobs', 'Jobs'],
      ['help', 'Help'],
      ['studio', 'Studio'],
    ] as const) {
      await goTo(`view=${view}`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    }
    await expect(editor(page)).toContainText('a mutual pair')
  })

  test('a plus sign is a plus sign, %20 a blank', async () => {
    await goTo('motif=A%20-%3E%20B%20[label%20=%20"a+b%20c"]')
    await expect.poll(() => editorText(page)).toBe('A -> B [label = "a+b c"]')
  })

  test('a packed link opens; a damaged or bloated one is told and changes nothing', async () => {
    const pack = (text: string) => `z=${deflateRawSync(text).toString('base64url')}`
    await goTo(pack(fragmentOf({ host: circuit, motif: 'X -> Y\nY -> Z', limit: '9' })))
    await expect.poll(() => editorText(page)).toBe('X -> Y\nY -> Z')
    await expect(limit(page)).toHaveValue('9')
    await goTo('z=AAAA_not-deflated')
    await expect(alerts(/packed part of the link .* damaged/)).toBeVisible()
    await goTo(pack(`motif=${'A'.repeat(2 ** 21)}`))
    await expect(alerts(/larger than 1 MiB/)).toBeVisible()
    expect(await editorText(page)).toBe('X -> Y\nY -> Z')
  })

  test('keys of a later version are kept', async () => {
    await goTo(fragmentOf({ host: circuit, motif: 'A -> B', colouring: 'by region + layer', motifs: '2' }))
    await expect.poll(() => editorText(page)).toBe('A -> B')
    await writeMotif(page, 'A -> B\nB -> C')
    await expect
      .poll(() => readFragment(page))
      .toMatchObject({ motif: 'A -> B\nB -> C', colouring: 'by region + layer', motifs: '2' })
  })

  test('what is malformed is told in sentences, the rest is used, and the page lives', async () => {
    await goTo(
      'motif=A%20-%3E%20A&limit=-3&view=cellar&ignoreDirection=yes&excludeAutomorphisms=1&host=nowhere',
    )
    await expect(alerts('limit “-3” is not a whole number')).toBeVisible()
    await expect(alerts('view “cellar” does not exist')).toBeVisible()
    await expect(alerts('ignoreDirection should be 1 or 0')).toBeVisible()
    await expect(alerts('host “nowhere” is not an address')).toBeVisible()
    expect(await editorText(page)).toBe('A -> A')
    await expect(checkbox(page, 'one per symmetry')).toBeChecked()
    await expect(checkbox(page, 'ignore direction')).not.toBeChecked()
    await goTo(`${fragmentOf({ host: circuit })}&motif=%E0%A4%A`)
    await expect(alerts('damaged')).toBeVisible()
    await expectCurrentHost(page, 'Escape circuit')
    expect(await runMotif(page, 'A -> A')).toBe(1)
  })

  test('a repeated key takes the last', async () => {
    await goTo(`${fragmentOf({ host: circuit, motif: 'A -> B' })}&motif=C%20-%3E%20D`)
    await expect.poll(() => editorText(page)).toBe('C -> D')
  })

  test('an example that does not exist is told', async () => {
    await goTo('host=example%3A%2F%2Fatlantis')
    await expect(alerts('example://atlantis')).toBeVisible()
  })
})

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
  await expect(checkbox(page, 'one per symmetry')).toBeChecked()
  await expect(checkbox(page, 'induced')).not.toBeChecked()
  await expect(limit(page)).toHaveValue('500')
  const count = await finishSearch(page)
  expect(count).toBeGreaterThan(2)
  await expect.poll(async () => (await shownRows(page)).length).toBe(count)
  await page.context().close()
})

test('a link without run=1 searches nothing, and an embedded page is for reading', async ({ browser }) => {
  const fragment = fragmentOf({ host: circuit, motif: loop, embed: '1' })
  const page = await openFreshApp(browser, fragment)
  await expect.poll(() => editorText(page)).toBe(loop)
  await expect(page.getByRole('navigation', { name: 'Views' })).toHaveCount(0)
  await expect(page.getByTestId('host-upload')).toHaveCount(0)
  await editor(page).click()
  await page.keyboard.type('C -> D')
  expect(await editorText(page)).toBe(loop)
  await expect(resultCount(page)).toHaveAttribute('data-state', 'idle')
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBeGreaterThan(2)
  expect(new URL(page.url()).hash).toBe(`#${fragment}`)
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
    await expect.poll(() => readFragment(page)).toMatchObject({ host: address, motif: 'A -> B' })

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
  await expect.poll(() => readFragment(author)).toMatchObject({ motif: loop, hostName: 'lab notes' })
  expect(readFragment(author)['host']).toMatch(/^graph:\/\/\w+$/)
  expect(id).not.toBe('')
  const link = new URL(author.url()).hash.slice(1)
  await author.context().close()

  const reader = await openFreshApp(browser, link)
  const banner = reader.getByRole('region', { name: 'The link’s host graph' })
  await expect(banner).toContainText('lab notes')
  await expect(banner).toContainText('file')
  await expect(reader.getByTestId('open-linked-host')).toHaveCount(0)
  await expect.poll(() => editorText(reader)).toBe(loop)
  await expect.poll(() => readFragment(reader)['hostName']).toBe('lab notes')
  await dropFiles(reader, [file])
  await expectCurrentHost(reader, 'lab notes (4 nodes · 4 edges)')
  await expect(banner).toBeHidden()
  expect(await runMotif(reader, 'A -> B\nB -> C\nC -> A')).toBe(3)
  await reader.context().close()
})
