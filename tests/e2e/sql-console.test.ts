/** Questions in SQL by hand, from the keyboard, and what becomes of the answers. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { dropFiles, editorText, expectCurrentHost, fillEditor, openCircuit, openRoom } from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: 'Open the SQL console' }).click()
  await expect(page.getByTestId('sql-editor')).toBeVisible()
})
test.afterAll(() => page.context().close())

const status = () => page.getByTestId('sql-status')
const grid = () => page.getByTestId('sql-grid')

async function ask(question: string): Promise<void> {
  await fillEditor(page.getByTestId('sql-editor'), question)
  await page.getByTestId('sql-editor').press('ControlOrMeta+Enter')
}

test('a question is asked by Ctrl Enter; the arrows walk through the answer', async () => {
  await ask('SELECT id, length(id) AS size FROM nodes ORDER BY id LIMIT 20;')
  await expect(status()).toContainText('20 rows in')
  await expect(grid().getByRole('columnheader')).toHaveText(['id', 'size'])
  await grid().focus()
  await page.keyboard.press('End')
  await expect(grid()).toHaveAttribute('aria-activedescendant', 'sql-row-19')
  await expect(page.locator('#sql-row-19')).toBeVisible()
})

test('tables and columns are completed', async () => {
  const editor = page.getByTestId('sql-editor')
  await fillEditor(editor, 'SELECT * FROM edg')
  await editor.press('Control+Space')
  const list = page.getByRole('listbox')
  await expect(list.getByRole('option', { name: /^edges/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await fillEditor(editor, 'SELECT tar')
  await editor.press('Control+Space')
  await expect(list.getByRole('option', { name: /^target/ })).toBeVisible()
  await page.keyboard.press('Escape')
})

test('an error is told, and marked at its place', async () => {
  await ask('SELECT wieght FROM edges')
  await expect(page.getByRole('alert').filter({ hasText: 'wieght' })).toBeVisible()
  await expect(page.getByTestId('sql-editor').locator('.cm-lintRange-error')).toHaveText('wieght')
})

test('nothing can be written', async () => {
  await ask('DELETE FROM nodes')
  await expect(page.getByRole('alert').filter({ hasText: 'Only a single SELECT' })).toBeVisible()
  await ask('SELECT count(*) AS n FROM nodes')
  await expect(grid().getByRole('gridcell')).toHaveText(['32'])
})

test('a question that takes too long is cancelled', async () => {
  await ask('SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(status()).toHaveText('')
  await ask('SELECT 1 AS one')
  await expect(grid().getByRole('gridcell')).toHaveText(['1'])
})

test('an answer is saved as CSV, all of it', async () => {
  await ask("SELECT range AS n, 'a,b' AS t FROM range(20000)")
  await expect(status()).toContainText('20,000 rows')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  expect(text.split('\r\n').slice(0, 2)).toEqual(['n,t', '0,"a,b"'])
  expect(text.trim().split('\r\n')).toHaveLength(20_001)
})

test('ids become candidates for a node of the motif', async () => {
  await ask('SELECT DISTINCT source FROM edges ORDER BY source LIMIT 3')
  await expect(status()).toContainText('3 rows')
  const ids = await grid().getByRole('gridcell').allInnerTexts()
  await page.getByRole('combobox', { name: 'as candidates for motif node' }).selectOption('B')
  await page.getByRole('button', { name: 'Use', exact: true }).click()
  await expect(page.getByText('B is now one of 3 nodes.')).toBeVisible()
  await openRoom(page, 'Studio')
  const text = await editorText(page)
  for (const id of ids) expect(text).toContain(id)
  await openRoom(page, 'Hosts')
})

test('what was asked is kept in the visit, for any host; text is text', async () => {
  await dropFiles(page, [
    { name: 'odd.csv', content: 'source,target,note\na,b,<img src=x onerror=alert(1)>\n' },
  ])
  await expectCurrentHost(page, 'odd')
  await page.getByRole('combobox', { name: 'Host', exact: true }).selectOption({ label: 'odd' })
  await ask('SELECT note FROM edges')
  await expect(grid().getByRole('gridcell')).toHaveText(['<img src=x onerror=alert(1)>'])
  await page.getByRole('combobox', { name: 'Asked before' }).selectOption({ label: 'SELECT 1 AS one' })
  await expect(page.getByTestId('sql-editor')).toHaveText('SELECT 1 AS one')
})

test('the console has no serious fault of accessibility, is left by Tab, and fits a narrow screen', async () => {
  expect(await faultsOf(page)).toEqual([])
  await page.getByTestId('sql-editor').press('Tab')
  await expect(page.getByTestId('sql-editor')).not.toBeFocused()
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await overhang(page)).toBe(0)
})
