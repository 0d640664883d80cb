/** Scripts against a host graph: examples on both backends, errors, limits, and what a script cannot do. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { fillEditor, openCircuit, openRoom } from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: 'Open the script console' }).click()
  await expect(page.getByTestId('script-editor')).toContainText('How many steps away')
})
test.afterAll(() => page.context().close())

const status = () => page.getByTestId('script-status')
const output = () => page.getByTestId('script-output')
const editor = () => page.getByTestId('script-editor')
const keptIn = () => page.getByRole('combobox', { name: 'Kept in' })

async function run(code: string): Promise<void> {
  await fillEditor(editor(), code)
  await editor().press('ControlOrMeta+Enter')
}

async function openScript(name: string): Promise<void> {
  await page.getByTestId('script-menu').click()
  await page.getByRole('menuitem', { name }).click()
}

test('an example runs on memory and on DuckDB, with the same result, beside its Python', async () => {
  await openScript('Core numbers')
  await expect(page.getByRole('region', { name: 'The same in Python' })).toContainText('def core_number(G):')
  const told: string[] = []
  for (const backend of ['memory', 'duckdb']) {
    await keptIn().selectOption(backend)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(status()).toContainText('Done in')
    await expect(page.getByTestId('script-1-grid').getByRole('columnheader')).toHaveText(['core', 'nodes'])
    told.push(await output().innerText())
  }
  expect(told[0]).toContain('In the 5-core:')
  expect(told[1]).toBe(told[0])
})

test('a table is saved as CSV', async () => {
  const download = page.waitForEvent('download')
  await output().getByRole('button', { name: 'Save as CSV' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  expect(text.trim().split('\r\n')).toEqual(['core,nodes', '5,12', '3,12', '2,6', '1,2'])
})

test('an error is told, marked at its place, and the place is gone to', async () => {
  await run("const a = 1\nprint('first')\nawait graph.getNode('nobody')")
  const problem = page.getByRole('alert').filter({ hasText: 'The node nobody is not in the graph.' })
  await expect(problem).toBeVisible()
  await expect(page.getByTestId('script-editor').locator('.cm-lintRange-error')).toHaveText('graph.getNode')
  await expect(output()).toHaveText('first')
  await problem.getByRole('button', { name: /^Line 3/ }).click()
  await expect(editor()).toBeFocused()
})

test('what a script may call is completed', async () => {
  await fillEditor(editor(), 'await nx.succ')
  await editor().press('Control+Space')
  await expect(page.getByRole('option', { name: /^successors/ })).toBeVisible()
  await page.keyboard.press('Escape')
  // A graph that the script makes has the functions of the object that made it.
  await fillEditor(editor(), "const part = await nx.subgraph(['DN_L'])\nawait part.in_de")
  await editor().press('Control+Space')
  await expect(page.getByRole('option', { name: /^in_degree/ })).toBeVisible()
  await page.keyboard.press('Escape')
})

test('a loop without end is stopped by hand, and by its limit; the next script runs', async () => {
  await run("print('begun')\nfor (;;) ;")
  await expect(output()).toHaveText('begun')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(status()).toHaveText('Stopped.')
  await page.getByRole('combobox', { name: 'Time' }).selectOption('5')
  await run('let i = 0\nwhile (true) i++')
  await expect(page.getByRole('alert').filter({ hasText: 'it ran longer than 5 s' })).toBeVisible()
  await expect(page.getByTestId('script-editor').locator('.cm-lintRange-error')).toHaveText('while')
  await run('print(await graph.nodeCount())')
  await expect(output()).toHaveText('32')
})

test('too much memory is refused, with its place', async () => {
  await page.getByRole('combobox', { name: 'Memory' }).selectOption('64')
  await run('const all = []\nfor (;;) all.push({ n: all.length })')
  await expect(page.getByRole('alert').filter({ hasText: 'more memory than 64 MB' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Line 2/ })).toBeVisible()
})

test('no request leaves, whatever a script tries', async () => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await run(`const tried = []
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'importScripts', 'Image'])
  tried.push(typeof globalThis[name])
try { await import('https://example.org/x.js') } catch { tried.push('no import') }
print(tried.join(' '))`)
  await expect(output()).toHaveText(`${'undefined '.repeat(6)}no import`)
  const own = new URL(page.url()).origin
  expect(requests.filter((url) => !url.startsWith(own))).toEqual([])
})

test('what is printed is text, and too much of it is cut with a word', async () => {
  await run("print('<img src=x onerror=alert(1)>'); for (let i = 0; i < 3000; i++) print(i)")
  await expect(status()).toContainText('Done in')
  await expect(output()).toContainText('<img src=x onerror=alert(1)>')
  await expect(output()).toContainText('1,001 more were left out')
  await expect(output().locator('img')).toHaveCount(0)
})

test('a script is kept under a name, survives a reload, and is in no link', async () => {
  await run("print('my own script')")
  await expect(output()).toHaveText('my own script')
  await page.getByRole('button', { name: 'Keep' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Mine')
  await page.getByRole('textbox', { name: 'Name' }).press('Enter')
  await expect(page.getByText('Kept as “Mine”.')).toBeVisible()
  expect(page.url()).not.toContain('script')
  await page.reload()
  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: 'Open the script console' }).click()
  await expect(editor()).toHaveText("print('my own script')")
  await expect(output()).toHaveCount(0)
  await openScript('PageRank')
  await openScript('Mine')
  await expect(editor()).toHaveText("print('my own script')")
})

test('the console has no serious fault of accessibility, is left by Tab, and fits a narrow screen', async () => {
  await openScript('Reciprocity by class')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByTestId('script-1-grid')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await faultsOf(page)).toEqual([])
  }
  await editor().press('Tab')
  await expect(editor()).not.toBeFocused()
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await overhang(page)).toBe(0)
})
