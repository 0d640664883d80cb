/** One or several motifs in several host graphs: one table, counts by size, progress and cancel for each host, the same
 *  from a script. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import { fragmentOf, hostsOf, readFragment } from '../tools/url-fragment'
import { expectCurrentHost, openFreshApp, resultCount, wideViewport, writeMotif } from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const chain = 'A -> B\nB -> C'
/** Seconds in the circuit's thousands of chains, hours in the column's billions. */
const longMotif =
  'A -> B; B -> C; C -> D; D -> E; E -> F; F -> G\nA.cell_type < D.cell_type\nC.cell_type < G.cell_type'
const mutual = '# a mutual pair\nA -> B\nB -> A'

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser, fragmentOf({ host: 'example://circuit', motif: chain }), {
    viewport: wideViewport,
  })
  await expectCurrentHost(page, 'Escape circuit')
})
test.afterAll(() => page.context().close())

const dialog = () => page.getByRole('dialog', { name: 'Compare host graphs' })
const openComparison = () => page.getByRole('region', { name: 'Search' }).getByRole('button', { name: /^Compar/ }).click() // prettier-ignore
const start = () =>
  dialog()
    .getByRole('button', { name: /^Count in/ })
    .click()
const column = (name: string): Locator => dialog().getByRole('columnheader', { name: new RegExp(`^${name}`) })

/** The texts of a line of the table, by its kind, for each motif. */
const line = (measure: string) => dialog().locator(`td[data-measure="${measure}"] .value`).allInnerTexts()
const plain = (text: string) => Number(text.replaceAll(',', ''))
const states = () =>
  dialog()
    .locator('.compare-progress')
    .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.state))

test('what each option changes in the count is told by a press, a touch or a key', async () => {
  const button = page.getByRole('button', { name: 'What the options change' })
  await button.focus()
  await page.keyboard.press('Enter')
  const words = page.getByTestId('options-explained')
  await expect(words.locator('dt')).toHaveText(['ignore direction', 'one per symmetry', 'induced', 'count only', 'limit']) // prettier-ignore
  for (const sentence of await words.locator('dd').allInnerTexts()) expect(sentence).toMatch(/count/)
  await page.keyboard.press('Escape')
  await expect(words).toBeHidden()
  await expect(button).toBeFocused()
})

test('two host graphs side by side: counts, by size, as ordinary jobs; what to expect is told before', async () => {
  await openComparison()
  await expect(dialog().getByRole('checkbox', { name: /Escape circuit/ })).toBeChecked()
  await dialog().getByRole('button', { name: 'Open and add Cortical column (example)' }).click()
  await expect(column('Cortical column')).toContainText('2,400 nodes')
  // The search on screen stays where it was.
  await expectCurrentHost(page, 'Escape circuit')
  await expect(dialog().getByTestId('comparison-estimate')).toContainText('Expected:')
  await expect(dialog().getByTestId('comparison')).toContainText(/match/)
  await start()
  await expect.poll(states).toEqual(['done', 'done'])

  const [small, large] = (await line('count')).map(plain)
  const own = await page.evaluate(async (motif) => {
    const { hosts, search } = globalThis.motifscope
    const counts: Record<string, number> = {}
    for (const { id, name } of await hosts.list()) counts[name] = Number((await search(id, motif)).count)
    return counts
  }, chain)
  expect({ 'Escape circuit': small, 'Cortical column': large }).toEqual(own)
  expect(Number((await line('perNode'))[0])).toBeCloseTo((small ?? 0) / 32, 2)
  expect(Number((await line('perEdge'))[0])).toBeCloseTo((small ?? 0) / 81, 2)
  expect(Number((await line('perTuple'))[0])).toBeCloseTo((small ?? 0) / (32 * 31 * 30), 5)
  await expect(dialog()).toContainText('per possible triple')

  const jobs = await page.evaluate(() => globalThis.motifscope.jobs.list())
  expect(jobs.filter(({ options }) => options.countOnly && options.limit === null)).toHaveLength(2)
})

for (const scheme of ['light', 'dark'] as const)
  test(`the table has no faults, also on a narrow screen: ${scheme}`, async () => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await faultsOf(page)).toEqual([])
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    await page.setViewportSize(wideViewport)
    expect(await faultsOf(page)).toEqual([])
  })

test('it is exported as a table and as JSON', async () => {
  const saved = async (name: string) => {
    const download = page.waitForEvent('download')
    await dialog().getByRole('button', { name }).click()
    return readFileSync(await (await download).path(), 'utf8')
  }
  const [head, ...lines] = (await saved('CSV')).trimEnd().split('\n')
  expect(head).toMatch(/^motif,host,host id,nodes,edges/)
  expect(lines.join('\n')).toContain('Cortical column')
  const json = JSON.parse(await saved('JSON')) as { writtenBy: string; cells: { count: number }[] }
  expect(json.writtenBy).toMatch(/^Motifscope /)
  expect(json.cells.map(({ count }) => count)).toEqual((await line('count')).map(plain))
  await dialog().getByRole('button', { name: 'Close' }).click()
})

test('kept motifs are rows of the same table, and a link names the compared hosts', async () => {
  await openComparison()
  await dialog().getByRole('button', { name: 'Keep as a row' }).click()
  await dialog().getByRole('button', { name: 'Close' }).click()
  await writeMotif(page, mutual)
  await page.getByRole('checkbox', { name: 'one per symmetry' }).check()
  await expect.poll(() => readFragment(page.url())['motif']).toBe(mutual)
  await openComparison()
  await start()
  await expect.poll(states).toEqual(['done', 'done', 'done', 'done'])
  await expect(dialog().getByRole('rowheader', { name: 'a mutual pair' })).toBeVisible()
  const [, , pairs] = (await line('count')).map(plain)
  // One per symmetry: each pair once, of the 32·31 ÷ 2 there could be.
  expect(Number((await line('perTuple'))[2])).toBeCloseTo((2 * (pairs ?? 0)) / (32 * 31), 5)
  await dialog().getByRole('button', { name: 'Remove A -> B; B -> C' }).click()
  await dialog().getByRole('button', { name: 'Close' }).click()
  await page.getByRole('checkbox', { name: 'one per symmetry' }).uncheck()
  await expect.poll(() => hostsOf(page.url())).toEqual(['example://circuit', 'example://cortex'])
})

test('a long one is cancelled alone; the others and the search on screen are not touched', async () => {
  await writeMotif(page, longMotif)
  await openComparison()
  await start()
  await expect.poll(states).toEqual(['done', 'running'])
  await dialog().getByRole('button', { name: 'Cancel Cortical column' }).click()
  await expect.poll(states).toEqual(['done', 'cancelled'])
  await expect(dialog().getByRole('button', { name: /^Count in/ })).toBeEnabled()
  await dialog().getByRole('button', { name: 'Close' }).click()
  await expect(resultCount(page)).toHaveAttribute('data-state', 'idle')
})

test('a script compares the same way, and is told of each change', async () => {
  const answer = await page.evaluate(async (motif) => {
    const { compare, hosts } = globalThis.motifscope
    for (const uri of ['example://circuit', 'example://cortex']) await hosts.open(uri)
    const ids = (await hosts.list()).map(({ id }) => id)
    const seen: string[] = []
    const made = await compare(ids, [{ name: 'chain', motif }, 'A -> B\nB -> A'], {
      onProgress: ({ motif: name, state }) => void seen.push(`${name} ${state}`),
    })
    const wrong = await compare(ids, 'A -> ').then(
      () => 'no error',
      (error: { line: number }) => error.line,
    )
    return { made, seen, wrong }
  }, chain)
  expect(answer.made.cells.map(({ motif, state }) => `${motif} ${state}`)).toEqual([
    'chain done',
    'chain done',
    'motif 2 done',
    'motif 2 done',
  ])
  expect(answer.seen.filter((one) => one === 'chain done')).toHaveLength(2)
  expect(answer.made.cells.every(({ normalised }) => (normalised?.perTuple ?? -1) >= 0)).toBe(true)
  expect(answer.wrong).toBe(1)
})

test('a link with several hosts chooses those that are here, and fetches none of the others', async ({
  browser,
}) => {
  const link = `${fragmentOf({ host: 'example://circuit', motif: chain })}&host=example%3A%2F%2Fcortex&host=https%3A%2F%2Fexample.org%2Fx.csv`
  const reader = await openFreshApp(browser, link, { viewport: wideViewport })
  await expectCurrentHost(reader, 'Escape circuit')
  await reader.getByRole('button', { name: 'Compare 3 hosts…' }).click()
  const box = reader.getByRole('dialog', { name: 'Compare host graphs' })
  await expect(box.getByRole('checkbox', { name: /Escape circuit/ })).toBeChecked()
  await expect(box.getByRole('button', { name: 'Open and add https://example.org/x.csv' })).toBeVisible()
  expect(await reader.evaluate(async () => (await globalThis.motifscope.hosts.list()).length)).toBe(1)
  await reader.context().close()
})
