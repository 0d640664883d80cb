/** Writing Cypher in the studio: the language, help while typing, running and stopping, the rows, and what of it is a
 *  motif. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import { editorText, fillEditor, openCircuit, wideViewport } from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
})
test.afterAll(() => page.context().close())

const editor = () => page.getByTestId('motif-editor')
const count = () => page.getByTestId('result-count')
const grid = () => page.getByTestId('result-table')
const language = (name: 'DotMotif' | 'Cypher'): Locator =>
  page.getByRole('group', { name: 'Language of the editor' }).getByRole('button', { name })

async function writeQuery(query: string): Promise<void> {
  // An explanation that closes meanwhile may take the selection that is to be replaced.
  await expect(async () => {
    await fillEditor(editor(), query)
    expect(await editorText(page)).toBe(query)
  }).toPass()
  // Lists of words would lie over what is looked at.
  await page.keyboard.press('Escape')
}

async function ask(query: string): Promise<void> {
  await writeQuery(query)
  await expect(page.getByText('for an earlier query')).toBeVisible()
  await editor().press('ControlOrMeta+Enter')
  await expect(page.getByText('for an earlier query')).toBeHidden()
  await expect(count()).toHaveAttribute('data-state', 'answered')
}

test('each language keeps its text, and the link says which is written', async () => {
  await language('Cypher').click()
  await expect(editor()).toHaveAccessibleName('Query, in Cypher')
  await expect(page).toHaveURL(/language=cypher/)
  await page.getByRole('button', { name: 'Take my motif' }).click()
  await expect(editor()).toContainText('MATCH (A)-[r1]->(B)')
  await language('DotMotif').click()
  expect(await editorText(page)).toBe('A -> B')
  await expect(page).not.toHaveURL(/language=/)
  await language('Cypher').click()
  await expect(editor()).toContainText('MATCH (A)-[r1]->(B)')
})

test('the motif as a query gives the rows of the motif', async () => {
  await editor().press('ControlOrMeta+Enter')
  await expect(count()).toHaveAttribute('data-state', 'answered')
  const rows = Number(await count().getAttribute('data-count'))
  const matches = await page.evaluate(async () => {
    const [host] = await globalThis.motifscope.hosts.list()
    return Number((await globalThis.motifscope.search(host!.id, 'A -> B')).count)
  })
  expect(rows).toBe(matches)
  await expect(grid().getByRole('columnheader')).toHaveText(['A', 'B'])
})

test('mistakes are shown at their place while typing, with what to do', async () => {
  await writeQuery('MATCH (a)-->(b)\nRETURN c')
  await expect(page.getByTestId('problems')).toContainText('Nothing before this is named c')
  await expect(page.locator('.cypher-editor .cm-lintRange-error')).toHaveText('c')
  await expect(page.getByTestId('run')).toBeDisabled()
  await writeQuery('MATCH (a) SET a.x = 1')
  await expect(page.getByTestId('problems')).toContainText('here Cypher only reads')
  await page.getByTestId('problems').getByRole('button').click()
  await expect(editor()).toBeFocused()
})

test('an attribute that the host graph does not have is told, and the query still runs', async () => {
  await ask('MATCH (a)-[r]->(b) RETURN a.sign AS s, count(*) AS n')
  await expect(page.getByRole('list', { name: 'Warnings' })).toHaveText(
    /1:27.*No node of the open host graph has an attribute sign.*It is an attribute of its edges/,
  )
  await expect(page.locator('.cm-lintRange-warning')).toHaveText('a.sign')
  await expect(grid().getByRole('row')).toHaveCount(2)
  await writeQuery('MATCH (a)-[r]->(b) RETURN r.sign AS s')
  await expect(page.getByRole('list', { name: 'Warnings' })).toBeHidden()
})

test('words, attributes and frequent values are completed', async () => {
  const list = page.getByRole('listbox', { name: 'Completions' })
  const offers = async (text: string, option: string | RegExp) => {
    await fillEditor(editor(), text)
    await editor().press('Control+Space')
    await expect(list.getByRole('option').filter({ hasText: option }).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(list).toBeHidden()
  }
  await offers('MATCH (neuron)-->(b) RETURN neu', 'neuron')
  await offers('MAT', /^MATCH/)
  await offers('MATCH (a) RETURN coll', 'collect()')
  const attribute = await page.evaluate(async () => {
    const [host] = await globalThis.motifscope.hosts.list()
    return Object.entries(host!.nodeAttributes).find(([, type]) => type === 'string')?.[0] ?? ''
  })
  await offers('MATCH (a) RETURN a.', attribute)
  await offers(`MATCH (a) WHERE a.${attribute} = `, /^'/)
  await offers('MATCH (a:', 'Neuron')
})

test('F1 explains a word, also one that is refused', async () => {
  await writeQuery('MERGE')
  await editor().press('F1')
  await expect(page.locator('.cm-motif-explanation')).toContainText('Here Cypher only reads')
  await page.keyboard.press('Escape')
})

test('rows are sorted, narrowed and opened, and saved as CSV and JSON lines', async () => {
  await ask('MATCH (a)-[r]->(b) RETURN a, b.id AS to, count(*) AS n ORDER BY a.id, to')
  const rows = Number(await count().getAttribute('data-count'))
  const cells = (row: number) => page.locator(`#cypher-row-${row}`).getByRole('gridcell')
  const first = await cells(0).nth(1).innerText()
  await page.getByRole('button', { name: 'to', exact: true }).click()
  await page.getByRole('button', { name: /^to/ }).click()
  await expect(page.getByRole('columnheader', { name: /^to/ })).toHaveAttribute('aria-sort', 'descending')
  const text = await cells(0).nth(1).innerText()
  expect(text >= first).toBe(true)

  await page.getByRole('searchbox', { name: 'Show only rows that hold this text' }).fill(text)
  await expect(count()).toContainText(`of ${rows}`)
  const save = async (format: string) => {
    const download = page.waitForEvent('download')
    await page.getByTestId('result-export').getByRole('button', { name: format }).click()
    return readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split(/\r?\n/)
  }
  const [csv, lines] = [await save('CSV'), await save('JSONL')]
  expect(csv[0]).toBe('a,to,n')
  expect(csv).toHaveLength(lines.length + 1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ a: { kind: 'node' }, to: text, n: 1 })

  await grid().focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'What the row holds' })
  await expect(panel).toContainText('Neuron')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
})

test('more rows than wanted are said to be there', async () => {
  await page.getByRole('textbox', { name: 'rows at most' }).fill('3')
  await page.getByRole('textbox', { name: 'rows at most' }).blur()
  await ask('MATCH (a)-->(b) RETURN a.id, b.id')
  await expect(count()).toContainText('3 rows')
  await expect(page.getByText('These are the first 3 rows')).toBeVisible()
  await ask('MATCH (a) WHERE a.id = "nobody" RETURN a')
  await expect(page.getByText('No rows')).toBeVisible()
})

test('a query that runs for ever is stopped, and the next one runs', async () => {
  await writeQuery('UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y RETURN sum(x * y)')
  await page.getByTestId('run').click()
  await expect(count()).toHaveAttribute('data-state', 'running')
  await page.getByTestId('cancel').click()
  await expect(count()).toHaveAttribute('data-state', 'cancelled')
  await ask('RETURN 1 + 1 AS two')
  await expect(grid().getByRole('gridcell')).toHaveText(['2'])
})

test('an error while it runs is told, and marked at its place', async () => {
  await writeQuery('RETURN 1 + 2 AS a, toInteger([1]) AS b')
  await editor().press('ControlOrMeta+Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be worked out' })).toBeVisible()
  await expect(page.locator('.cypher-editor .cm-lintRange-error')).toContainText('toInteger')
})

test('a pattern is drawn and becomes the motif; anything else says why it is none', async () => {
  const drawing = page.getByTestId('motif-view')
  await writeQuery('MATCH (a)-[*1..3]->(b) RETURN a')
  await expect(drawing).toContainText('A path of any length is no motif')
  await writeQuery('MATCH (a)-->(b)-->(c) WHERE a <> b AND b <> c AND a <> c RETURN a, b, c')
  await expect(page.getByRole('region', { name: 'The pattern as DotMotif' })).toContainText('a -> b')
  await expect(drawing.getByRole('list', { name: 'What differs' })).toBeHidden()
  await page.getByRole('button', { name: 'Use as my motif' }).click()
  await expect(editor()).toHaveAccessibleName('Motif, in DotMotif')
  expect((await editorText(page)).trim()).toBe('a -> b\nb -> c')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  expect(await editorText(page)).toBe('A -> B')
})

test('a reload brings both texts back, and undoing goes on where it was', async () => {
  await language('Cypher').click()
  await writeQuery('RETURN 1 AS one')
  await editor().press('ControlOrMeta+z')
  await expect(editor()).toContainText('MATCH (a)-->(b)-->(c)')
  await writeQuery('RETURN 3 AS three')
  await expect(page).toHaveURL(/three/)
  await page.reload()
  await expect(editor()).toHaveText('RETURN 3 AS three')
  await language('DotMotif').click()
  expect(await editorText(page)).toBe('A -> B')
  await language('Cypher').click()
})

test('the palette changes the language, and Run is in it', async () => {
  const choose = async (label: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page
      .getByRole('combobox', { name: /command|search/i })
      .last()
      .fill(label)
    await page
      .getByRole('option', { name: new RegExp(label) })
      .first()
      .click()
  }
  await choose('Write in DotMotif')
  await expect(editor()).toHaveAccessibleName('Motif, in DotMotif')
  await choose('Write in Cypher')
  await choose('Run the query')
  await expect(grid().getByRole('gridcell')).toHaveText(['3'])
})

test('there is no serious fault of accessibility, Tab leaves the editor after Escape, and 360 pixels are enough', async () => {
  expect(await faultsOf(page)).toEqual([])
  await editor().focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(editor()).not.toBeFocused()
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByRole('tab', { name: 'Results' }).click()
  await expect(grid()).toBeVisible()
  expect(await overhang(page)).toBe(0)
  await page.getByRole('tab', { name: 'Editor' }).click()
  await expect(editor()).toBeVisible()
  expect(await overhang(page)).toBe(0)
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize(wideViewport)
})
