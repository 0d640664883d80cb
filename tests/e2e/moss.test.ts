/** The page of documents and what the studio keeps there: written offline, found again, corrected, deleted, passed on;
 *  annotations of matches; candidates from them; session files. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  chooseForMotif,
  dropFiles,
  editorText,
  expectCurrentHost,
  fillEditor,
  finishSearch,
  focusRows,
  openCircuit,
  openFreshApp,
  openRoom,
  runMotif,
  shownRows,
  wideViewport,
} from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
})
test.afterAll(() => page.context().close())

const documentPane = (on = page) => on.getByRole('region', { name: 'One document' })
const found = (on = page) => on.getByRole('region', { name: 'Documents found' })

async function reload(): Promise<void> {
  // The address is written a moment after the last change.
  await expect(page).toHaveURL(/view=moss/)
  await page.reload()
  await page.waitForFunction(() => 'motifscope' in globalThis)
}

/** Writes a document on the page. */
async function write(uri: string, body: unknown, passphrase = ''): Promise<void> {
  await page.getByRole('button', { name: 'New document…' }).click()
  const form = page.getByRole('form', { name: 'New document' })
  await form.getByLabel('About (URI)').fill(uri)
  await form.getByLabel('What it says').fill(JSON.stringify(body))
  await form.getByLabel('Passphrase').fill(passphrase)
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(form).toBeHidden()
}

async function correct(body: unknown, passphrase: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Correct the document' })
  await form.getByLabel('What it says').fill(JSON.stringify(body))
  await form.getByLabel('Its passphrase').fill(passphrase)
  await form.getByRole('button', { name: 'Save the correction' }).click()
}

test('documents are written offline, kept over a reload and found by prefix, text and link', async () => {
  await openRoom(page, 'Moss')
  await expect(found().getByText('Nothing is written yet')).toBeVisible()
  await page.getByLabel('Your name in documents').fill('Ada')
  await page.getByLabel('Your name in documents').blur()
  await page.context().setOffline(true)
  try {
    await write('https://example.org/cells/1', { text: 'a curious cell' })
    await write('https://example.org/papers/1', 'a paper')
    await expect(documentPane()).toContainText('Ada')
  } finally {
    await page.context().setOffline(false)
  }
  await reload()
  await page.getByRole('button', { name: 'All', exact: true }).click()
  await expect(found().getByRole('listitem')).toHaveCount(2)
  await page.getByRole('button', { name: 'Below https://', exact: true }).click()
  await page.getByRole('button', { name: 'Below https://example.org/', exact: true }).click()
  await page.getByRole('button', { name: 'cells/ 1' }).click()
  await expect(found().getByRole('listitem')).toHaveCount(1)
  await expect.poll(() => decodeURIComponent(page.url())).toContain('view=moss:https://example.org/cells/')
  await reload()
  await expect(found().getByRole('listitem')).toHaveText(/a curious cell/)
  await page.getByRole('search').getByLabel('About').fill('')
  await page.getByRole('search').getByLabel('Text').fill('PAPER')
  await page.keyboard.press('Enter')
  await expect(found().getByRole('listitem')).toHaveText(/a paper/)
  await page.getByRole('search').getByLabel('Text').fill('nobody wrote this')
  await page.keyboard.press('Enter')
  await expect(found().getByText('Nothing is found')).toBeVisible()
})

test('a protected document is corrected with its passphrase only, and its history stays', async () => {
  await page.getByRole('button', { name: 'New document…' }).click()
  await expect(page.getByText('A weak one can be guessed')).toBeVisible()
  await page.getByRole('form').getByRole('button', { name: 'Cancel' }).click()
  await write('https://example.org/guarded', { text: 'first' }, 'correct horse')
  await expect(page.getByTestId('moss-trust')).toHaveAttribute('data-state', 'verified')
  await page.getByRole('button', { name: 'Correct…' }).click()
  await correct({ text: 'second' }, 'wrong horse')
  await expect(page.getByRole('alert')).toContainText('passphrase')
  const field = page.getByRole('form', { name: 'Correct the document' }).getByLabel('Its passphrase')
  await expect(field).toHaveValue('')
  await expect(field).toHaveAttribute('type', 'password')
  await expect(field).toHaveAttribute('autocomplete', 'off')
  await correct({ text: 'second' }, 'correct horse')
  const history = page.getByRole('region', { name: 'History' })
  await expect(history.getByRole('listitem')).toHaveCount(2)
  await expect(history.getByRole('listitem').last()).toContainText('stands now')
  await history.getByRole('button').first().click()
  await expect(documentPane()).toContainText('This is not what stands now.')
  await expect(documentPane().getByRole('region', { name: 'The body as text' })).toContainText('first')
  await page.getByRole('button', { name: 'Show what stands' }).click()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByLabel('Its passphrase').fill('correct horse')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(documentPane()).toContainText('It was deleted')
  await expect(history.getByRole('listitem')).toHaveCount(3)
  await page.getByRole('search').getByRole('button', { name: 'All' }).click()
  await expect(found().getByText('https://example.org/guarded')).toBeHidden()
})

test('branches are shown as such', async () => {
  const ids = await page.evaluate(async () => {
    const { moss } = globalThis.motifscope
    const first = await moss.put({ uri: 'https://example.org/branched', body: { text: 'root' } })
    const left = await moss.supersede(first.id, { body: { text: 'left' } })
    const right = await moss.supersede(first.id, { body: { text: 'right' } })
    return { head: (await moss.head(first.id)).id, left: left.id, right: right.id }
  })
  const branch = ids.head === ids.left ? ids.right : ids.left
  await page.goto(`./#view=moss%3A${branch}`)
  const history = page.getByRole('region', { name: 'History' })
  await expect(history.getByRole('listitem').filter({ hasText: 'branch' })).toHaveCount(1)
  await expect(documentPane()).toContainText('This is not what stands now.')
})

test('a body is shown as text, and nothing in it runs', async () => {
  const body = { text: '<img src=x onerror="globalThis.harmed = 1"><b>bold</b>', link: 'javascript:alert(1)' }
  await page.evaluate((body) => globalThis.motifscope.moss.put({ uri: 'https://example.org/x', body }), body)
  await page.goto('./#view=moss%3Ahttps%3A%2F%2Fexample.org%2Fx')
  await found()
    .getByRole('button', { name: /img src=x/ })
    .click()
  await expect(documentPane().getByRole('region', { name: 'The body as text' })).toContainText('<b>bold</b>')
  expect(await page.getByTestId('moss-browser').locator('img, b').count()).toBe(0)
  expect(await page.evaluate(() => 'harmed' in globalThis)).toBe(false)
  await page.getByRole('button', { name: 'Correct…' }).click()
  await correctOpen('{"text": }')
  await expect(page.getByText('Not JSON yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save the correction' })).toBeDisabled()
  await correctOpen('{"text": "<script>1</script>"}')
  await page.getByRole('button', { name: 'Save the correction' }).click()
  await expect(page.getByRole('alert')).toContainText('script')
  await page.getByRole('form').getByRole('button', { name: 'Cancel' }).click()
})

async function correctOpen(text: string): Promise<void> {
  await page.getByRole('form', { name: 'Correct the document' }).getByLabel('What it says').fill(text)
}

test('every view shows the code that answers it: the JavaScript finds the same', async () => {
  await page.goto('./#view=moss%3A%3Fprefix%3Dhttps%253A%252F%252Fexample.org%252F%26text%3Dcurious')
  await expect(found().getByRole('listitem')).toHaveCount(1)
  await page.getByText('The code for what is shown').click()
  const code = page.getByTestId('moss-code')
  await expect(code).toContainText('text: "curious"')
  const listed = await page.evaluate(
    `(async () => { ${await code.innerText()}; return documents.map(({ body }) => body.text) })()`,
  )
  expect(listed).toEqual(['a curious cell'])
  await page.getByRole('button', { name: 'curl' }).click()
  await expect(code).toContainText('/_find')
  await page.getByRole('button', { name: 'Python' }).click()
  await expect(code).toContainText('_all_docs')
  await found()
    .getByRole('button', { name: /a curious cell/ })
    .click()
  await page.getByRole('button', { name: 'JavaScript' }).click()
  await expect(code).toContainText('motifscope.moss.history')
})

test('documents go out as JSON lines and come in elsewhere, with a report of each line', async ({
  browser,
}) => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export all' }).click(),
  ])
  const lines = readFileSync(await download.path(), 'utf8')
  const other = await openFreshApp(browser)
  await openRoom(other, 'Moss')
  const file = (text: string) => ({
    name: 'moss.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from(text),
  })
  await other.getByLabel('Import…').setInputFiles(file(`${lines}{"half":\n`))
  const report = other.getByTestId('import-report')
  const count = lines.trimEnd().split('\n').length
  await expect(report).toContainText(`${count} new · 0 known already`)
  await expect(report).toContainText('1 refused')
  await expect(report.getByRole('listitem')).toContainText(`Line ${count + 1}:`)
  await other.getByLabel('Import…').setInputFiles(file(lines))
  await expect(report).toContainText(`0 new · ${count} known already`)
  await expect(found(other).getByText('a curious cell')).toBeVisible()
  await other.context().close()
})

test('a match is annotated by keyboard, marked, filtered by, and gives candidates', async ({ browser }) => {
  const studio = await openCircuit(browser)
  const total = await runMotif(studio, 'A -> B\nB -> C')
  const table = studio.getByTestId('result-table')
  await table.focus()
  await studio.keyboard.press('ArrowDown')
  await studio.keyboard.press('n')
  const dialog = studio.getByRole('dialog', { name: 'Save to Moss' })
  await studio.keyboard.type('a curious chain')
  await studio.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  const mark = studio.getByTestId('annotation-mark')
  await expect(mark).toHaveCount(1)
  await expect(mark).toContainText('a curious chain')
  const [, annotated] = await shownRows(studio)
  const filter = studio.getByTestId('annotation-filter')
  await filter.selectOption('annotated rows')
  await expect.poll(() => shownRows(studio)).toEqual([annotated])
  await studio.getByPlaceholder('annotation contains').fill('something else')
  await expect(studio.getByText('0 pass')).toBeVisible()
  await studio.getByPlaceholder('annotation contains').fill('CURIOUS')
  await expect.poll(() => shownRows(studio)).toEqual([annotated])
  await filter.selectOption('rows not annotated')
  await expect(studio.getByText(`${total - 1} pass`)).toBeVisible()
  await filter.selectOption('all rows')

  await chooseForMotif(studio, 'Annotated with…')
  await studio.getByLabel('is annotated with').fill('curious')
  await expect(studio.getByText('3 host nodes in 1 annotation')).toBeVisible()
  await studio.getByRole('button', { name: 'Insert' }).click()
  await expect.poll(() => editorText(studio)).toContain('A.id in "')
  await expect(studio.getByText('No problems')).toBeVisible()
  await studio.getByTestId('run').click()
  await finishSearch(studio)
  await expect
    .poll(async () => {
      const rows = await shownRows(studio)
      return rows.length > 0 && rows.every(([first]) => first !== undefined && annotated?.includes(first))
    })
    .toBe(true)
  await studio.context().close()
})

test('a node, an edge, a selection, the motif and the search are kept from where they are', async ({
  browser,
}) => {
  const studio = await openCircuit(browser)
  await runMotif(studio, 'A -> B')
  const table = studio.getByTestId('result-table')
  const dialog = studio.getByRole('dialog', { name: 'Save to Moss' })
  const note = async (text: string, about?: RegExp) => {
    const choice = about && (await dialog.getByRole('option', { name: about }).first().textContent())
    if (choice) await dialog.getByLabel('About').selectOption(choice)
    await dialog.getByLabel('What you know').fill(text)
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(dialog).toBeHidden()
  }
  await table.getByRole('row').nth(1).click()
  const panel = studio.getByRole('complementary', { name: 'One match' })
  await panel.getByRole('button', { name: 'Annotate…' }).click()
  await note('about a node', /^host node/)
  await panel.getByRole('button', { name: 'Annotate…' }).click()
  await note('about an edge', /^host edge/)
  const notes = panel.getByRole('list', { name: 'Annotations of this match' })
  await expect(notes.getByRole('listitem')).toHaveCount(2)
  await table
    .getByRole('row')
    .nth(3)
    .click({ modifiers: ['Shift'] })
  await expect(studio.getByText('3 rows selected')).toBeVisible()
  await studio.getByRole('button', { name: 'Annotate selection…' }).click()
  await note('about three')
  await expect(notes.getByRole('listitem')).toHaveCount(3)
  await chooseForMotif(studio, 'Save to Moss…')
  await note('about the motif', /^the motif/)
  await chooseForMotif(studio, 'Save to Moss…')
  await note('about the search', /^the search/)
  const kept = await studio.evaluate(async () => {
    const { documents } = await globalThis.motifscope.moss.list()
    return documents.map(({ body }) => body as Record<string, unknown>)
  })
  expect(kept.map(({ text }) => text).toReversed()).toEqual([
    'about a node',
    'about an edge',
    'about three',
    'about the motif',
    'about the search',
  ])
  expect(kept[0]).toMatchObject({ kind: 'search', motif: 'A -> B', result: { state: 'done', count: 81 - 1 } })
  expect(kept[2]).toMatchObject({ of: 'selection' })

  await openRoom(studio, 'Moss')
  await found(studio)
    .getByRole('button', { name: /about the motif/ })
    .click()
  await openRoom(studio, 'Studio')
  await fillEditor(studio.getByTestId('motif-editor'), 'A -> B -> C'.slice(0, 6) + '\nB -> C')
  await openRoom(studio, 'Moss')
  await documentPane(studio).getByRole('button', { name: 'Open in studio' }).first().click()
  await expect.poll(() => editorText(studio)).toBe('A -> B')
  await openRoom(studio, 'Moss')
  await documentPane(studio).getByRole('button', { name: 'Close' }).click()
  await found(studio)
    .getByRole('button', { name: /about a node/ })
    .click()
  await documentPane(studio).getByRole('button', { name: 'Open in studio' }).first().click()
  await expect(studio.getByTestId('motif-editor')).toBeVisible()
  await expectCurrentHost(studio, 'Escape circuit')
  await studio.context().close()
})

test('the page of documents goes by keyboard alone', async ({ browser }) => {
  const keys = await openCircuit(browser)
  const press = (key: string) => keys.keyboard.press(key)
  await keys.evaluate(() =>
    globalThis.motifscope.moss.put({ uri: 'https://example.org/', body: { text: 'by hand' } }),
  )
  await keys.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Chance' }).focus()
  await press('Tab')
  await press('Enter')
  await expect(keys.getByTestId('moss-browser')).toBeVisible()
  const tabTo = async (name: RegExp) => {
    for (let i = 0; i < 60; i++) {
      await press('Tab')
      const focused = await keys.evaluate(() => {
        const { activeElement } = document
        const label = activeElement instanceof HTMLInputElement ? activeElement.labels?.[0]?.textContent : ''
        return `${label} ${activeElement?.getAttribute('aria-label') ?? ''} ${activeElement?.textContent ?? ''}`
      })
      if (name.test(focused)) return
    }
    throw new Error(`${name} is out of reach`)
  }
  await tabTo(/^Text/)
  await keys.keyboard.type('BY HAND')
  await press('Enter')
  await expect(found(keys).getByRole('listitem')).toHaveCount(1)
  await tabTo(/by hand.*document/)
  await press('Enter')
  await tabTo(/Delete…/)
  await press('Enter')
  await tabTo(/^\s*Delete\s*$/)
  await press('Enter')
  await expect(documentPane(keys)).toContainText('It was deleted')
  await keys.context().close()
})

test('layers of a host graph are a document, and lead to Neuroglancer', async ({ browser }) => {
  const studio = await openCircuit(browser)
  await openRoom(studio, 'Hosts')
  await studio.getByText('Images in Neuroglancer').first().click()
  const form = studio.getByRole('form', { name: 'Image layers of the host graph' })
  await form.getByLabel('Name').fill('seg')
  await form.getByLabel('Source').fill('boss://https://api.bossdb.io/coll/exp/chan')
  await form.getByRole('button', { name: 'Save layers' }).click()
  await expect(form.getByText('Saved to Moss.')).toBeVisible()
  await studio.evaluate(() =>
    globalThis.motifscope.moss.put({ uri: 'bossdb://coll/exp/chan/42', body: { text: 'a cell' } }),
  )
  await studio.goto('./#view=moss%3Abossdb%3A%2F%2F')
  await found(studio)
    .getByRole('button', { name: /a cell/ })
    .click()
  const link = documentPane(studio).getByRole('link', { name: 'Open in Neuroglancer' })
  await expect(link).toHaveAttribute('href', /^https:\/\/neuroglancer-demo\.appspot\.com\/#!.*42/)
  await expect(link).toHaveAttribute('rel', /noopener/)
  await studio.context().close()
})

test('a session file brings motif, options, host graph and documents to another browser, and runs nothing', async ({
  browser,
}) => {
  const studio = await openFreshApp(browser, '', { viewport: wideViewport })
  await dropFiles(studio, [{ name: 'small.csv', content: 'source,target\na,b\nb,c\nc,a\na,c\n' }])
  await expectCurrentHost(studio, 'small')
  const count = await runMotif(studio, 'X -> Y\nY -> Z')
  await focusRows(studio)
  await studio.keyboard.press('n')
  await studio.keyboard.type('travels along')
  await studio.keyboard.press('Control+Enter')
  await expect(studio.getByTestId('annotation-mark')).toHaveCount(1)
  await studio.getByText('Session', { exact: true }).click()
  await studio.getByLabel('with the host graph itself').check()
  const [download] = await Promise.all([
    studio.waitForEvent('download'),
    studio.getByRole('button', { name: 'Save session' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.motifscope$/)
  const content = readFileSync(await download.path())
  await studio.context().close()

  const other = await openFreshApp(browser, 'host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B', {
    viewport: wideViewport,
  })
  await expectCurrentHost(other, 'Escape circuit')
  await dropFiles(other, [{ name: 'small.motifscope', content }])
  await expect(other.getByText('Nothing was run.')).toBeVisible()
  await expect(other.getByText(`it had ${count} matches`)).toBeVisible()
  expect(await editorText(other)).toBe('X -> Y\nY -> Z')
  await expectCurrentHost(other, 'small')
  expect(await other.evaluate(async () => (await globalThis.motifscope.jobs.list()).length)).toBe(0)
  await other.getByTestId('run').click()
  expect(await finishSearch(other)).toBe(count)
  await expect(other.getByTestId('annotation-mark')).toContainText('travels along')

  await dropFiles(other, [{ name: 'cut.motifscope', content: content.subarray(0, 100) }])
  await expect(other.getByRole('alert')).toContainText('not a session file')
  expect(await editorText(other)).toBe('X -> Y\nY -> Z')
  await other.context().close()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`no serious fault of accessibility, ${colorScheme}; nothing sticks out on a phone`, async ({
    browser,
  }) => {
    const look = await openFreshApp(browser, '', {
      colorScheme,
      reducedMotion: 'reduce',
      viewport: wideViewport,
    })
    await openRoom(look, 'Moss')
    await expect(look.getByText('Nothing is written yet')).toBeVisible()
    expect(await faultsOf(look), 'empty').toEqual([])
    const id = await look.evaluate(async () => {
      const { moss } = globalThis.motifscope
      const { id } = await moss.put({ uri: 'motif://A%20-%3E%20B', body: { text: 'x' } }, { secret: 'a b c' })
      return (
        await moss.supersede(
          id,
          { body: { text: 'y' }, links: ['https://example.org/'] },
          { secret: 'a b c' },
        )
      ).id
    })
    await look.goto(`./#view=moss%3A${id}`)
    await expect(look.getByTestId('moss-trust')).toBeVisible()
    await look.getByText('The code for what is shown').click()
    await look.getByRole('button', { name: 'Add a remote…' }).click()
    expect(await faultsOf(look), 'a document').toEqual([])
    await look.getByRole('button', { name: 'Correct…' }).click()
    expect(await faultsOf(look), 'correcting').toEqual([])
    await look.getByText('Session', { exact: true }).click()
    expect(await faultsOf(look), 'session menu').toEqual([])
    await look.setViewportSize({ width: 360, height: 740 })
    expect(await overhang(look)).toBeLessThanOrEqual(0)
    await look.context().close()
  })
