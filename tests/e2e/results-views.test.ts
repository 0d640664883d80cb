/** The views of a result: columns on demand, filters by expression, groups, participation, histogram, subgraph, matrix;
 *  one set of filters for all; a motif from rows; all of it remembered. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { readFragment } from '../tools/url-fragment'
import {
  editorText,
  expectCurrentHost,
  finishSearch,
  focusRows,
  openCircuit,
  resultCount,
  runMotif,
  shownRows,
} from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const motif = 'A -> B\nB -> C\nA -> C'
let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await runMotif(page, motif)
})
test.afterAll(() => page.context().close())
test.beforeEach(async () => {
  const clear = page.getByRole('list', { name: 'Filters' }).getByRole('button', { name: /^Remove filter/ })
  while ((await clear.count()) > 0) await clear.first().click()
  await openView('Table')
})

const openView = (name: string) => page.getByRole('tab', { name, exact: true }).click()
const expression = () => page.getByRole('combobox', { name: 'Filter rows by an expression' })
const chips = () => page.getByRole('list', { name: 'Filters' }).getByRole('listitem')
const passing = () => page.getByText(/^[\d,]+ pass$/)

/** The same question, by the scripting API. */
const ask = <Value>(question: string) =>
  page.evaluate(async (question) => {
    const { jobs } = globalThis.motifscope
    const [job] = (await jobs.list()).filter(({ state }) => state === 'done').toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)) // prettier-ignore
    const result = await jobs.result(job!.id)
    const known: Record<string, () => Promise<unknown>> = {
      rows: () => result.rows(),
      loud: async () =>
        (await result.page({ where: 'A.soma_um > 9 and not B.side = "left"', limit: 999 })).rows,
      bySize: async () => (await result.page({ sort: { column: 'A.soma_um', descending: true }, columns: ['A.soma_um'], limit: 5 })).values, // prettier-ignore
      groups: () => result.groups({ by: ['A.cell_type'] }),
      participation: () => result.participation({ sort: { by: 'count', descending: true } }),
      histogram: () => result.histogram('A.soma_um', { bins: 40 }),
      subgraph: () => result.subgraph({ limit: 500 }),
      mistake: () => result.page({ where: 'A.soma_um >' }).catch(({ code, line, column }: { code: string; line: number; column: number }) => ({ code, line, column })), // prettier-ignore
    }
    return (await known[question]!()) as Value
  }, question)

async function save(name: string, format: string): Promise<string> {
  const saving = page.waitForEvent('download')
  await page.getByRole('group', { name }).getByRole('button', { name: format }).click()
  return readFileSync(await (await saving).path(), 'utf8')
}

test('an expression filters with completion, errors at their place, and a chip that goes away', async () => {
  const wanted = await ask<string[][]>('loud')
  expect(wanted.length).toBeGreaterThan(0)
  await expression().fill('A.soma_um >> 9')
  await expression().press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Column 12' })).toBeVisible()
  await expression().fill('')
  await expression().pressSequentially('A.som')
  const options = page.getByRole('listbox', { name: 'What can follow' }).getByRole('option')
  await expect(options.first()).toHaveText(/A\.soma_um/)
  await expression().press('ArrowDown')
  await expression().press('Enter')
  await expect(expression()).toHaveValue('A.soma_um ')
  await expression().pressSequentially('> 9 and not B.side = "')
  await expect(options.filter({ hasText: '"left"' })).toBeVisible()
  await options.filter({ hasText: '"left"' }).click()
  await expression().press('Enter')
  await expect(chips()).toHaveText(/A\.soma_um > 9 and not B\.side = "left"/)
  await expect(page.getByText(`${wanted.length} pass`, { exact: true })).toBeVisible()
  await expect.poll(() => shownRows(page)).toEqual(wanted.slice(0, (await shownRows(page)).length))
  expect((await save('Export what is shown', 'CSV')).trimEnd().split('\r\n').slice(1)).toEqual(wanted.map((row) => row.join())) // prettier-ignore
  expect(await ask('mistake')).toEqual({ code: 'invalid-filter', line: 1, column: 12 })
  await page.getByRole('button', { name: /^Remove filter/ }).click()
  await expect(passing()).toBeHidden()
})

test('attributes become columns on demand, by which rows are sorted; a column is copied as a list', async () => {
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await page.getByRole('checkbox', { name: 'A.soma_um', exact: true }).check()
  await page.keyboard.press('Escape')
  const header = page.getByRole('columnheader', { name: 'A.soma_um' })
  await header.getByRole('button', { name: 'A.soma_um' }).first().click()
  await header.getByRole('button', { name: 'A.soma_um' }).first().click()
  await expect(header).toHaveAttribute('aria-sort', 'descending')
  const values = await ask<number[][]>('bySize')
  const shown = async () => (await shownRows(page)).slice(0, 5).map((row) => Number(row[3]))
  await expect.poll(shown).toEqual(values.map(([value]) => value))
  await header.getByRole('button', { name: 'Column A.soma_um' }).click()
  await page.getByRole('menuitem', { name: /Copy different values/ }).click()
  await expect(page.getByText(/values of A\.soma_um copied/)).toBeVisible()
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n').map(Number)
  expect(copied).toEqual([...new Set(copied)].sort((a, b) => a - b))
  await header.getByRole('button', { name: 'Column A.soma_um' }).click()
  await page.getByRole('menuitem', { name: 'Take out of the table' }).click()
  await expect(header).toBeHidden()
})

test('groups count and filter; participation counts host nodes and gives candidates', async () => {
  await openView('Groups')
  const { groups } = await ask<{ groups: { keys: string[]; count: number }[] }>('groups')
  const lines = page.getByTestId('group')
  await expect(lines).toHaveCount(groups.length)
  const [first] = groups
  await expect(lines.first()).toContainText(String(first!.count))
  await lines.first().getByRole('button', { name: first!.keys[0]! }).click()
  await expect(chips()).toHaveText(new RegExp(`A.cell_type = "${first!.keys[0]}"`))
  await expect(page.getByText(`${first!.count} pass`, { exact: true })).toBeVisible()
  await expect(lines, 'the other groups stay in sight').toHaveCount(groups.length)
  await lines.first().getByRole('button', { name: first!.keys[0]! }).click()
  await expect(chips()).toHaveCount(0)

  await page.getByRole('radio', { name: 'host nodes' }).check()
  const found = await ask<{ rows: { id: string; counts: number[]; total: number }[]; nodeCount: number }>('participation') // prettier-ignore
  const rows = await ask<string[][]>('rows')
  expect(found.rows.reduce((sum, { total }) => sum + total, 0)).toBe(rows.length * 3)
  const participants = page.getByTestId('participant')
  await expect(participants).toHaveCount(found.nodeCount)
  await expect(participants.first()).toContainText(found.rows[0]!.id)
  await participants.first().getByRole('checkbox').check()
  const before = await editorText(page)
  await page.getByRole('button', { name: 'Use 1 as candidates for' }).click()
  await expect.poll(() => editorText(page)).toContain(`A.id = "${found.rows[0]!.id}"`)
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect.poll(() => editorText(page)).toBe(before)
  await page.getByRole('radio', { name: 'values' }).check()
})

test('a brushed histogram filters every view, by mouse and by keys', async () => {
  await openView('Histogram')
  const { bins } = await ask<{ bins: { from: number; to: number; count: number }[] }>('histogram')
  const shown = page.getByRole('listbox', { name: /Histogram of A\.soma_um/ }).getByRole('option')
  await expect(shown).toHaveCount(bins.length)
  const full = bins.findIndex(({ count }) => count > 0)
  await shown.nth(full).click()
  await expect(page.getByText(`${bins[full]!.count} pass`, { exact: true })).toBeVisible()
  await expect(chips()).toHaveCount(1)
  await expect(shown, 'the histogram itself keeps all its bins').toHaveCount(bins.length)
  await openView('Table')
  await expect.poll(async () => (await shownRows(page)).length).toBe(bins[full]!.count)
  await openView('Histogram')
  await shown.nth(full).focus()
  await page.keyboard.press('Escape')
  await expect(chips()).toHaveCount(0)
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByText(`${bins[0]!.count + bins[1]!.count} pass`, { exact: true })).toBeVisible()
  const svg = await save('Export what is shown', 'SVG')
  expect(svg).toContain('<svg')
  expect(svg.match(/<rect x/g)).toHaveLength(bins.length)
})

test('selected rows become a subgraph, a matrix and a motif', async () => {
  const grid = page.getByTestId('result-table')
  const rows = await ask<string[][]>('rows')
  await grid.getByRole('row').nth(1).getByRole('rowheader').click()
  await grid
    .getByRole('row')
    .nth(3)
    .getByRole('rowheader')
    .click({ modifiers: ['Shift'] })
  await expect(page.getByText('3 rows selected')).toBeVisible()
  const nodes = new Set(rows.slice(0, 3).flat())
  await page.getByRole('button', { name: 'Show as subgraph' }).click()
  await expect(page.getByText(`3 rows put together: ${nodes.size} host nodes`)).toBeVisible()
  await expect(page.locator('.subgraph-view')).toHaveAttribute('data-drawn', 'true')
  const saved = JSON.parse(await save('Export what is shown', 'JSON')) as {
    nodes: { id: string }[]
    links: object[]
  }
  expect(new Set(saved.nodes.map(({ id }) => id))).toEqual(nodes)
  expect((await save('Export what is shown', 'SVG')).match(/<circle/g)).toHaveLength(nodes.size)
  await openView('Matrix')
  await expect(page.getByText(`3 rows put together: ${nodes.size} host nodes`)).toBeVisible()
  await page.getByRole('application', { name: /Adjacency matrix/ }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.matrix-canvas').getByRole('status')).toContainText('→')

  await page.getByRole('button', { name: 'Use as motif…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Use as motif' })
  await expect(dialog.getByTestId('taken-motif')).toContainText('->')
  await dialog.getByRole('checkbox', { name: 'exactly these host nodes' }).check()
  await expect(dialog.getByTestId('taken-motif')).toContainText('.id = ')
  const before = await editorText(page)
  await dialog.getByRole('button', { name: 'Open in the editor' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => editorText(page)).toContain('.id = ')
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect.poll(() => editorText(page)).toBe(before)
  await openView('Table')
  await focusRows(page)
  await page.keyboard.press('Control+a')
  await expect(page.getByText(`${rows.length} rows selected`)).toBeVisible()
  await page.getByRole('button', { name: 'Clear selection' }).click()
})

test('view, filters, columns and order come back with the address and after a reload', async () => {
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await page.getByRole('checkbox', { name: 'A.soma_um', exact: true }).check()
  await page.keyboard.press('Escape')
  const header = page.getByRole('columnheader', { name: 'A.soma_um' })
  await header.getByRole('button', { name: 'A.soma_um' }).first().click()
  await header.getByRole('button', { name: 'A.soma_um' }).first().click()
  await expect(header).toHaveAttribute('aria-sort', 'descending')
  await openView('Groups')
  await expression().fill('B.side = "left"')
  await expression().press('Enter')
  await expect(chips()).toHaveCount(1)
  await expect
    .poll(() => readFragment(page.url()))
    .toMatchObject({ results: 'groups', where: 'B.side = "left"', columns: 'A.soma_um', order: '-A.soma_um' })
  await page.reload()
  await expectCurrentHost(page, 'Escape circuit')
  await finishSearch(page)
  await expect(page.getByRole('tab', { name: 'Groups' })).toHaveAttribute('aria-selected', 'true')
  await expect(chips()).toHaveText(/B\.side = "left"/)
  await expect(page.getByTestId('group').first()).toBeVisible()
  const count = Number(await resultCount(page).getAttribute('data-count'))
  await expect(passing()).not.toHaveText(`${count} pass`)
  await openView('Table')
  await expect(header).toHaveAttribute('aria-sort', 'descending')
  const sizes = async () => (await shownRows(page)).map((row) => Number(row[3]))
  await expect.poll(async () => (await sizes()).length).toBeGreaterThan(1)
  const shown = await sizes()
  expect(shown, 'the column is there, in its order').toEqual(shown.toSorted((a, b) => b - a))
  await openView('Groups')
})
