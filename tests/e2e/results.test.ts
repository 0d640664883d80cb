/** Reading the answer: rows that stream in, sorted, filtered, looked at closely, exported; what the options do to it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  chooseHost,
  finishSearch,
  limitField,
  openCircuit,
  optionBox,
  resetOptions,
  resultCount,
  runMotif,
  shownRows,
  writeMotif,
} from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
})
test.afterAll(() => page.context().close())
test.beforeEach(() => resetOptions(page))

const grid = () => page.getByTestId('result-table')

/** All matches, from the scripting API: what the page must show. */
const allRows = (motif: string) =>
  page.evaluate(async (motif) => {
    const { hosts, search } = globalThis.motifscope
    const { id } = await hosts.open('example://circuit')
    return (await search(id, motif)).rows()
  }, motif)

const compareText = (left = '', right = '') => (left < right ? -1 : left > right ? 1 : 0)

test('run finds every match; the header sorts, the filter keeps, both in the right order', async () => {
  const motif = 'A -> B [weight >= 20]'
  const expected = await allRows(motif)
  expect(expected.length).toBeGreaterThan(8)
  expect(await runMotif(page, motif)).toBe(expected.length)
  await expect(resultCount(page)).toContainText(`${expected.length} matches`)
  await expect(resultCount(page)).toContainText(`${expected.length} distinct`)
  await expect(grid()).toHaveAttribute('aria-rowcount', String(expected.length + 1))
  const firstRows = async (count: number) => (await shownRows(page)).slice(0, count)
  await expect.poll(() => firstRows(5)).toEqual(expected.slice(0, 5))

  const header = grid().getByRole('columnheader', { name: 'B' })
  await header.getByRole('button', { name: 'B', exact: true }).click()
  await expect(header).toHaveAttribute('aria-sort', 'ascending')
  const targets = expected.map(([, target]) => target).sort(compareText)
  const shownTargets = async () => (await firstRows(5)).map(([, target]) => target)
  await expect.poll(shownTargets).toEqual(targets.slice(0, 5))
  await header.getByRole('button', { name: 'B', exact: true }).click()
  await expect(header).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(shownTargets).toEqual(targets.toReversed().slice(0, 5))
  await header.getByRole('button', { name: 'B', exact: true }).click()
  await expect(header).not.toHaveAttribute('aria-sort')
  await expect.poll(() => firstRows(5)).toEqual(expected.slice(0, 5))

  const filter = page.getByRole('searchbox', { name: 'Keep rows that contain this text' })
  await filter.fill('LC_L')
  const kept = expected.filter((row) => row.includes('LC_L'))
  expect(kept.length).toBeGreaterThan(0)
  await expect(page.getByText(`${kept.length} pass`)).toBeVisible()
  await expect.poll(() => shownRows(page)).toEqual(kept)
  await filter.fill('no such neuron')
  await expect(page.getByText('No row contains this text')).toBeVisible()
  await filter.fill('')
  await expect.poll(() => firstRows(5)).toEqual(expected.slice(0, 5))
  await expect(resultCount(page)).toHaveAttribute('data-count', String(expected.length))
})

test('a click on a row shows the match, with what the host knows of its nodes', async () => {
  await runMotif(page, 'A -> B [weight = 24]\nA.cell_type = "motion detector"\nA.side = "left"')
  await expect.poll(() => shownRows(page)).toEqual([['T4_L', 'LC_L']])
  await grid().getByRole('row').nth(1).click()
  const match = page.getByRole('complementary', { name: 'One match' })
  await expect(match.getByRole('heading')).toHaveText('Match 1')
  await expect(match.getByRole('img').locator('canvas')).toBeVisible()
  const rowOf = (attribute: string) =>
    match.getByRole('row').filter({ has: page.getByRole('rowheader', { name: attribute, exact: true }) })
  await expect(rowOf('id').getByRole('cell')).toHaveText(['T4_L', 'LC_L'])
  await expect(rowOf('cell_type').getByRole('cell')).toHaveText(['motion detector', 'looming detector'])
  await expect(rowOf('soma_um').getByRole('cell')).toHaveText(['6.2', '9.8'])
  await expect(rowOf('spiking').getByRole('cell')).toHaveText(['true', 'true'])
  await match.getByRole('button', { name: 'Close the match' }).click()
  await expect(match).toBeHidden()
})

test('the exports hold every row, exactly', async () => {
  const motif = 'A -> B\nB -> C\nA -> C'
  const expected = await allRows(motif)
  await runMotif(page, motif)
  const exports = page.getByRole('group', { name: 'Export all rows' })
  const save = async (format: string) => {
    const saving = page.waitForEvent('download')
    await exports.getByRole('button', { name: format }).click()
    const download = await saving
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
  }
  await expect(exports.getByTestId('result-export')).toBeVisible()
  const csv = await save('CSV')
  expect(csv.name).toMatch(/\.csv$/)
  const [header, ...lines] = csv.text.trimEnd().split(/\r?\n/)
  expect(header?.split(',')).toEqual(['A', 'B', 'C'])
  expect(lines.map((line) => line.split(',')).sort()).toEqual([...expected].sort())
  const json = await save('JSON')
  expect(json.name).toMatch(/\.json$/)
  const rows = (JSON.parse(json.text) as Record<string, string>[]).map(({ A, B, C }) => [A, B, C])
  expect(rows.sort()).toEqual([...expected].sort())
})

test('the limit stops the search and the page says so', async () => {
  await limitField(page).fill('7')
  await limitField(page).blur()
  expect(await runMotif(page, 'A -> B')).toBe(7)
  await expect(resultCount(page)).toContainText('stopped at the limit')
  await expect.poll(async () => (await shownRows(page)).length).toBe(7)
  await limitField(page).fill('many')
  await limitField(page).blur()
  await expect(limitField(page)).toHaveValue('7')
})

test('an option that changes makes the shown answer an earlier one; each does what it says', async () => {
  const motif = 'A -> B\nB -> A'
  const all = await runMotif(page, motif)
  expect(all).toBeGreaterThan(2)
  await expect(resultCount(page)).toContainText(`${all / 2} distinct`)

  await optionBox(page, 'one per symmetry').check()
  await expect(page.getByText('for an earlier motif, host or choice of options')).toBeVisible()
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(all / 2)
  const pairs = async () => new Set((await shownRows(page)).map((row) => [...row].sort().join()))
  await expect.poll(async () => (await pairs()).size).toBe(all / 2)

  await optionBox(page, 'one per symmetry').uncheck()
  await optionBox(page, 'count only').check()
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(all)
  await expect(page.getByText('Only counted')).toBeVisible()
  await expect(grid()).toBeHidden()

  await optionBox(page, 'count only').uncheck()
  const directed = await runMotif(page, 'A -> B')
  await optionBox(page, 'ignore direction').check()
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(2 * directed - all)
})

test('rows stream in while the search runs, and cancel keeps what was found', async () => {
  await chooseHost(page, 'Cortical column')
  await writeMotif(page, 'A -> B\nB -> C\nC -> D\nD -> E')
  await page.getByTestId('run').click()
  await expect(page.getByTestId('job-progress')).toBeVisible()
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(0)
  await expect(resultCount(page)).toHaveAttribute('data-state', 'running')
  await page.getByTestId('cancel').click()
  await expect(resultCount(page)).toHaveAttribute('data-state', 'cancelled')
  await expect(resultCount(page)).toContainText('cancelled; these were found before')
  await expect(page.getByTestId('cancel')).toBeDisabled()
  await expect(page.getByTestId('job-progress')).toBeHidden()
  const found = Number(await resultCount(page).getAttribute('data-count'))
  expect(found).toBeGreaterThan(0)
  await expect(grid()).toHaveAttribute('aria-rowcount', String(found + 1))
  const columns = await shownRows(page)
  for (const row of columns) expect(new Set(row).size).toBe(5)

  // The page is free for the next question, on the other host.
  await chooseHost(page, 'Escape circuit')
  expect(await runMotif(page, 'A -> A')).toBe(1)
})

test('the same question in other words is answered at once, and is no earlier one', async () => {
  const count = await runMotif(page, 'A -> B [weight >= 20]')
  await writeMotif(page, '# strong ones\n\n  A  ->  B  [weight>=20];')
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(count)
  await writeMotif(page, 'A -> B [weight >= 21]')
  await expect(page.getByText('for an earlier motif')).toBeVisible()
})
