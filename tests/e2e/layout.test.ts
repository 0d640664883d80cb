/** Where things stand: parts that fill the screen, what a reload keeps, nothing that moves, and deletions taken back. */
import { expect, test } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import {
  editorText,
  expectCurrentHost,
  finishSearch,
  openCircuit,
  openFreshApp,
  openRoom,
  runMotif,
  wideViewport,
  writeMotif,
} from './page-actions'
import { overhang } from './page-faults'

declare global {
  /** How much has moved since the page began, in the sense of the layout instability API. */
  var shift: number
}

const cortex = `host=${encodeURIComponent('example://cortex')}`
const runBar = (page: Page) => page.getByRole('region', { name: 'Search', exact: true })
const splitter = (page: Page, name: string) => page.getByRole('separator', { name })
const fill = (page: Page, part: 'editor' | 'drawing' | 'results') => page.getByTestId(`fill-${part}`)

/** Its top and height in whole pixels. */
async function placeOf(locator: Locator): Promise<{ top: number; height: number }> {
  const box = await locator.boundingBox()
  if (!box) throw new Error('It is not on the screen.')
  return { top: Math.round(box.y), height: Math.round(box.height) }
}

test('each part fills the screen and is set back by its button or Escape; Run stays, and a reload keeps it', async ({
  browser,
}) => {
  const page = await openCircuit(browser)
  await runMotif(page, 'A -> B')
  const parts = {
    editor: page.getByTestId('motif-editor'),
    drawing: page.getByTestId('motif-view'),
    results: page.getByTestId('result-table'),
  }
  const navigation = page.getByRole('navigation', { name: 'Views' })
  for (const part of ['editor', 'drawing', 'results'] as const) {
    const before = await parts[part].boundingBox()
    await fill(page, part).click()
    for (const [name, other] of Object.entries(parts))
      await expect(other).toBeVisible({ visible: name === part })
    await expect(navigation).toBeHidden()
    await expect(page.getByTestId('run')).toBeInViewport({ ratio: 1 })
    const after = await parts[part].boundingBox()
    expect(after?.width ?? 0, part).toBeGreaterThan(before?.width ?? Infinity)
    if (part === 'drawing') await fill(page, part).click()
    else await fill(page, part).press('Escape')
    await expect(navigation).toBeVisible()
    for (const other of Object.values(parts)) await expect(other).toBeVisible()
  }
  await fill(page, 'editor').click()
  await page.reload()
  await expect(parts.editor).toBeVisible()
  await expect(parts.drawing).toBeHidden()
  // Run leads to the answer, also from here.
  await page.evaluate(() => globalThis.motifscope.ready)
  await expectCurrentHost(page, 'Escape circuit')
  await page.getByTestId('run').click()
  await expect(parts.results).toBeVisible()
  await page.context().close()
})

test('a reload keeps the text, the sizes, the tabs and the theme', async ({ browser }) => {
  const page = await openCircuit(browser)
  for (const [name, key] of [
    ['Width of the editor', 'ArrowRight'],
    ['Height of editor and drawing', 'ArrowUp'],
  ] as const)
    for (let presses = 0; presses < 4; presses++) await splitter(page, name).press(key)
  await page.getByRole('tab', { name: 'Cypher' }).click()
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await writeMotif(page, '# kept\nA -> B; B -> C')
  const sizes = () =>
    Promise.all(
      ['Width of the editor', 'Height of editor and drawing'].map((name) =>
        splitter(page, name).getAttribute('aria-valuenow'),
      ),
    )
  const before = await sizes()
  expect(before).toEqual(['58', '38'])
  await expect(page).toHaveURL(/kept/)
  await page.reload()
  await expect.poll(() => editorText(page)).toBe('# kept\nA -> B; B -> C')
  expect(await sizes()).toEqual(before)
  await expect(page.getByRole('tab', { name: 'Cypher' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.context().close()
})

test('nothing moves while the text changes, nor when the page starts', async ({ browser }) => {
  const page = await openFreshApp(browser, `${cortex}&motif=A%20-%3E%20B`, { viewport: wideViewport })
  await expectCurrentHost(page, 'Cortical column')
  await runMotif(page, 'A -> B\nB -> A')
  const places = async () => ({
    runBar: await placeOf(runBar(page)),
    table: await placeOf(page.getByTestId('result-table')),
    drawing: await placeOf(page.getByTestId('motif-view')),
  })
  const before = await places()
  for (const [motif, words] of [
    ['A -> B\nA -> C\nA -> D', /matches/],
    ['A -> B\nC -> D', /2 parts/],
    ['A => B', /Mend the motif first/],
    ['', /Write a motif first/],
  ] as const) {
    await writeMotif(page, motif)
    await expect(runBar(page)).toContainText(words)
    expect(await places(), motif).toEqual(before)
  }
  await page.addInitScript(() => {
    globalThis.shift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shift += (entry as unknown as { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await writeMotif(page, 'A -> B\nB -> A')
  await expect(page).toHaveURL(/B%20-%3E%20A/)
  await page.reload()
  await finishSearch(page)
  const shift = await page.evaluate(() => globalThis.shift)
  expect(shift, 'what moved at the start').toBeLessThan(0.02)
  await page.context().close()
})

test('at 200 % zoom every view fits, and Run is within reach', async ({ browser }) => {
  // What a window of 1440 × 900 has left when everything is twice as large.
  const page = await openFreshApp(browser, cortex, { viewport: { width: 720, height: 450 } })
  await expectCurrentHost(page, 'Cortical column')
  const tabs = page.getByRole('tablist', { name: 'Parts of the studio' })
  for (const [tab, part] of [
    ['Editor', page.getByTestId('motif-editor')],
    ['Drawing', page.getByTestId('motif-view')],
    ['Results', page.getByTestId('result-table')],
  ] as const) {
    await tabs.getByRole('tab', { name: tab }).click()
    await expect(part).toBeInViewport()
    expect((await part.boundingBox())?.height, tab).toBeGreaterThan(80)
    await expect(page.getByTestId('run')).toBeInViewport({ ratio: 1 })
    expect(await overhang(page), tab).toBeLessThanOrEqual(0)
  }
  for (const room of ['Hosts', 'Jobs', 'Moss', 'Storage', 'Help'] as const) {
    await openRoom(page, room)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(room)
    expect(await overhang(page), room).toBeLessThanOrEqual(0)
  }
  await page.context().close()
})

test('a closed host graph and a deleted search come back by Undo, and go for good with the page', async ({
  browser,
}) => {
  const page = await openCircuit(browser)
  await runMotif(page, 'A -> B')
  await openRoom(page, 'Hosts')
  const host = page.getByRole('article', { name: 'Escape circuit' })
  await host.getByRole('button', { name: /^Close/ }).click()
  await expect(host).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(host).toBeVisible()
  await expectCurrentHost(page, 'Escape circuit')

  await openRoom(page, 'Jobs')
  const job = page.getByRole('article').filter({ hasText: 'Escape circuit' })
  await expect(job).toHaveCount(1)
  await job.getByRole('button', { name: 'Delete' }).click()
  await expect(job).toHaveCount(0)
  expect(await page.evaluate(async () => (await globalThis.motifscope.jobs.list()).length)).toBe(1)
  await expect(page).toHaveURL(/view=jobs/)
  await page.reload()
  await expect.poll(() => page.evaluate(async () => (await globalThis.motifscope.jobs.list()).length)).toBe(0)
  await expect(page.getByText('No search yet.')).toBeVisible()
  await page.context().close()
})
