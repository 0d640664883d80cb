/** No dead end: what each view of the studio says while it is empty, while it waits and when it fails; and that one goes on
 *  from there. The table engine is really lost: its worker dies, and its module cannot be had. */
import { expect, test } from 'playwright/test'
import type { BrowserContext, Locator, Page } from 'playwright/test'
import { fragmentOf } from '../tools/url-fragment'
import { finishSearch, shownRows, wideViewport, writeMotif } from './page-actions'
import { faultsOf } from './page-faults'

const engineModule = '**/duckdb-eh*.wasm'
const circuit = fragmentOf({ host: 'example://circuit', motif: 'A -> B\nB -> C', run: '1' })

/** A page that no service worker serves, so that the network can be taken away from it. */
async function openUncached(context: BrowserContext, fragment: string): Promise<Page> {
  const page = await context.newPage()
  await page.setViewportSize(wideViewport)
  await page.goto(`./#${fragment}`)
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  return page
}

const results = (page: Page) => page.getByRole('region', { name: 'Results' })
const openView = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()

/** Ends the worker of the table engine as running out of memory does. */
async function killTableEngine(page: Page): Promise<void> {
  const worker = page.workers().find((each) => /duckdb/.test(each.url()))
  expect(worker, 'the engine runs').toBeDefined()
  const gone = new Promise((resolve) => worker!.once('close', resolve))
  await worker!.evaluate(() => {
    setTimeout(() => {
      throw new Error('out of memory')
    })
  })
  await gone
}

test.use({ serviceWorkers: 'block' })

test('the rows: where the table engine cannot be had it is said, with its reason, and tried again', async ({
  context,
}) => {
  await context.route(engineModule, (route) => route.abort())
  const page = await openUncached(context, circuit)
  const failure = results(page).getByRole('alert')
  await expect(results(page)).toContainText(/\d+ matches/)
  await expect(failure).toContainText('could not be loaded')
  await expect(failure).toContainText('when you are online')
  expect(await faultsOf(page)).toEqual([])
  // The rest of the page works meanwhile.
  await writeMotif(page, 'A -> B')
  await expect(page.getByTestId('drawing').locator('[data-node]')).toHaveCount(2)
  await writeMotif(page, 'A -> B\nB -> C')
  await context.unroute(engineModule)
  await failure.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(5)
  await expect(failure).toBeHidden()
  await expect(
    page.locator('.page-banners').getByRole('alert'),
    'nothing else says that it failed',
  ).toBeHidden()
})

/** What shows that a view has its answer. */
const answers: Record<string, (page: Page) => Locator> = {
  Groups: (page) => page.getByTestId('group').first(),
  Histogram: (page) => page.getByRole('listbox', { name: /^Histogram of/ }),
  Subgraph: (page) => page.locator('.subgraph-view[data-drawn="true"]'),
  Matrix: (page) => page.getByTestId('matrix'),
}

test('each view of the result says why it has nothing to show, and is tried again', async ({ context }) => {
  const page = await openUncached(context, circuit)
  await finishSearch(page)
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(5)
  for (const [view, answer] of Object.entries(answers)) {
    await openView(page, 'Table')
    await context.route(engineModule, (route) => route.abort())
    await killTableEngine(page)
    await openView(page, view)
    // It waits, and can be told to stop; then it says what is wrong.
    const panel = page.getByRole('tabpanel')
    await expect(panel.locator('[aria-busy="true"]').or(panel.getByRole('alert')).first(), view).toBeVisible()
    await expect(panel.getByRole('alert'), view).toContainText('The table engine')
    expect(await faultsOf(page), view).toEqual([])
    await context.unroute(engineModule)
    await panel.getByRole('button', { name: 'Try again' }).click()
    await expect(answer(page), view).toBeVisible()
    await expect(panel.getByRole('alert')).toBeHidden()
  }
  // Host nodes in place of values.
  await openView(page, 'Groups')
  await page.getByRole('radio', { name: 'host nodes' }).check()
  await expect(page.getByTestId('participant').first()).toBeVisible()
  await context.route(engineModule, (route) => route.abort())
  await killTableEngine(page)
  await page.getByRole('columnheader', { name: 'all' }).getByRole('button').click()
  await expect(page.getByRole('tabpanel').getByRole('alert')).toContainText('The table engine')
  await context.unroute(engineModule)
  await page.getByRole('tabpanel').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByTestId('participant').first()).toBeVisible()
})

test('a match that cannot be read is told, and the rows stay', async ({ context }) => {
  const page = await openUncached(context, circuit)
  await finishSearch(page)
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(5)
  await context.route(engineModule, (route) => route.abort())
  await killTableEngine(page)
  await page.getByTestId('result-table').getByRole('row').nth(2).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The table engine' })).toBeVisible()
  expect((await shownRows(page)).length).toBeGreaterThan(5)
  await context.unroute(engineModule)
  await page.getByTestId('result-table').getByRole('row').nth(3).click()
  await expect(page.getByRole('complementary', { name: 'One match' })).toBeVisible()
})

test('a view waits in words, can be stopped, and goes on', async ({ context }) => {
  const page = await openUncached(context, circuit)
  await finishSearch(page)
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(5)
  const held: (() => void)[] = []
  const hold = new Promise<void>((resolve) => held.push(resolve))
  await context.route(engineModule, async (route) => {
    await hold
    await route.continue()
  })
  await killTableEngine(page)
  await openView(page, 'Groups')
  const panel = page.getByRole('tabpanel')
  await expect(panel.getByRole('status').filter({ hasText: 'Working it out…' })).toBeVisible()
  await expect(panel.locator('[aria-busy="true"]')).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
  held[0]?.()
  await expect(page.getByTestId('group').first()).toBeVisible()
  await expect(panel.locator('[aria-busy="true"]')).toBeHidden()
})

test('each view of the result says that no row passes, and one press brings all back', async ({
  context,
}) => {
  const page = await openUncached(context, circuit)
  const count = await finishSearch(page)
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(5)
  const expression = page.getByRole('combobox', { name: 'Filter rows by an expression' })
  await expression.fill('A = "nobody"')
  await expression.press('Enter')
  await expect(page.getByText('0 pass', { exact: true })).toBeVisible()
  for (const view of ['Groups', 'Histogram', 'Subgraph', 'Matrix']) {
    await openView(page, view)
    await expect(page.getByRole('tabpanel').getByText('No row passes the filters.'), view).toBeVisible()
  }
  await openView(page, 'Groups')
  await page.getByRole('radio', { name: 'host nodes' }).check()
  await expect(page.getByRole('tabpanel').getByText('No row passes the filters.')).toBeVisible()
  await openView(page, 'Table')
  await expect(page.getByText('No row passes the filters', { exact: true })).toBeVisible()
  await page.getByRole('tabpanel').getByRole('button', { name: 'Clear the filters' }).click()
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(5)
  expect(count).toBeGreaterThan(0)
})

test('nothing searched, nothing found, no host graph: each says what to do next', async ({ context }) => {
  const page = await openUncached(context, fragmentOf({ host: 'example://circuit', motif: 'A -> B' }))
  await expect(results(page)).toContainText('Nothing searched yet')
  await expect(results(page)).toContainText('Run finds every place')
  await writeMotif(page, 'A -> B\nA.cell_type = "nobody"')
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(0)
  await expect(results(page)).toContainText('No matches')
  await expect(results(page)).toContainText('Loosen one')
  await writeMotif(page, '')
  await expect(page.getByTestId('motif-view')).toContainText('The motif is drawn here while you write it.')
  await expect(page.getByTestId('motif-editor')).toContainText('Ctrl Space lists common motifs')
})
