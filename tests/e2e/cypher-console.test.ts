/** What people expect of a console for queries: the queries before, the rows in any format, rows that stay when a query
 *  fails, and how a query was answered. */
import { readFileSync } from 'node:fs'
import { tableFromIPC } from 'apache-arrow'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { fragmentOf } from '../tools/url-fragment'
import { editorText, expectCurrentHost, fillEditor, openFreshApp, wideViewport } from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const pairs = 'MATCH (a)-[r]->(b) RETURN a, b.id AS to, count(*) AS n, [b.id, null] AS list ORDER BY a.id, to'
let page: Page
test.beforeAll(async ({ browser }) => {
  const link = fragmentOf({ host: 'example://circuit', language: 'cypher', motif: pairs })
  page = await openFreshApp(browser, link, { viewport: wideViewport })
  await expectCurrentHost(page, 'Escape circuit')
})
test.afterAll(() => page.context().close())

const editor = () => page.getByTestId('motif-editor')
const count = () => page.getByTestId('result-count')
const grid = () => page.getByTestId('result-table')

async function ask(query: string, ends: 'answered' | 'failed' = 'answered'): Promise<void> {
  await fillEditor(editor(), query)
  await page.keyboard.press('Escape')
  await expect.poll(() => editorText(page)).toBe(query)
  await expect(page.getByText('for an earlier query')).toBeVisible()
  await editor().press('ControlOrMeta+Enter')
  if (ends === 'answered') await expect(page.getByText('for an earlier query')).toBeHidden()
  await expect(count()).toHaveAttribute('data-state', ends)
}

test('the rows are saved as CSV, JSON, JSON lines and Arrow, the same rows in each', async () => {
  await page.getByTestId('run').click()
  await expect(count()).toHaveAttribute('data-state', 'answered')
  const rows = Number(await count().getAttribute('data-count'))
  const save = async (format: string) => {
    const download = page.waitForEvent('download')
    await page.getByTestId('result-export').getByRole('button', { name: format, exact: true }).click()
    return readFileSync(await (await download).path())
  }
  const [csv, json, lines, arrow] = [
    await save('CSV'),
    await save('JSON'),
    await save('JSONL'),
    await save('Arrow'),
  ]
  expect(csv.toString().trim().split('\r\n')).toHaveLength(rows + 1)
  const list = JSON.parse(json.toString()) as Record<string, unknown>[]
  expect(list).toHaveLength(rows)
  expect(
    lines
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual(list)
  const table = tableFromIPC(arrow)
  expect(table.schema.fields.map(({ name, type }) => `${name}: ${String(type)}`)).toEqual([
    'a: Utf8',
    'to: Utf8',
    'n: Int64',
    'list: Utf8',
  ])
  const first = table.get(0)?.toJSON()
  expect(first).toMatchObject({
    a: (list[0]?.['a'] as { id: string }).id,
    to: list[0]?.['to'],
    n: BigInt(Number(list[0]?.['n'])),
  })
  expect(table.numRows).toBe(rows)
})

test('it is told how the query was answered', async () => {
  await ask('RETURN 1 AS one')
  const ways = page.getByRole('region', { name: 'Results' }).getByRole('button', { name: 'row by row' })
  await expect(ways).toBeVisible()
  await ways.click()
  await expect(page.getByRole('dialog', { name: 'row by row' })).toContainText('worked out step by step')
  await page.keyboard.press('Escape')
  await expect(ways).toBeFocused()
})

test('rows stay on screen when the next query fails, and while it runs', async () => {
  await ask('UNWIND [1, 2, 3] AS kept RETURN kept')
  await ask('RETURN toInteger([1]) AS b', 'failed')
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be worked out' })).toBeVisible()
  await expect(page.getByText('for an earlier query')).toBeVisible()
  await expect(grid().getByRole('gridcell')).toHaveText(['1', '2', '3'])
  await fillEditor(
    editor(),
    'UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y RETURN sum(x * y)',
  )
  await page.keyboard.press('Escape')
  await page.getByTestId('run').click()
  await expect(count()).toHaveAttribute('data-state', 'running')
  await expect(grid().getByRole('gridcell')).toHaveText(['1', '2', '3'])
  await page.getByTestId('cancel').click()
  await expect(count()).toHaveAttribute('data-state', 'cancelled')
  await expect(grid().getByRole('gridcell')).toHaveText(['1', '2', '3'])
})

test('earlier queries come back from a menu, also after a reload, and are forgotten when asked', async () => {
  const menu = () => page.getByTestId('earlier-queries')
  await fillEditor(editor(), 'RETURN "not run"')
  await menu().click()
  await page.getByRole('menuitem', { name: 'UNWIND [1, 2, 3] AS kept RETURN kept' }).click()
  await expect.poll(() => editorText(page)).toBe('UNWIND [1, 2, 3] AS kept RETURN kept')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => editorText(page)).toBe('RETURN "not run"')
  await page.reload()
  await expect(menu()).toBeVisible()
  await menu().focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await expect(page.getByRole('menuitem').first()).toContainText('UNWIND range')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Forget them' }).click()
  await expect(menu()).toHaveCount(0)
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await overhang(page)).toBe(0)
})
