/** From matches to where others show them, and back: Neuroglancer in the drawing's colours, links by template, segments
 *  of a pasted link as candidates. Nothing of it asks another server. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { watchPages } from '../tools/watch-page'
import type { PageNotes } from '../tools/watch-page'
import {
  chooseForMotif,
  dropFiles,
  editorText,
  expectCurrentHost,
  finishSearch,
  focusRows,
  openFreshApp,
  runMotif,
  shownRows,
  wideViewport,
  writeMotif,
} from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const segmentOf: Record<string, string> = {
  a: '720575940614131061',
  b: '720575940614131062',
  c: '720575940614131063',
}
const nodes = `id,kind,__segmentation_id__\n${Object.entries(segmentOf)
  .map(([id, segment]) => `${id},cell,${segment}`)
  .join('\n')}\n`

let page: Page
let notes: PageNotes
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser, '', { viewport: wideViewport })
  notes = await watchPages(page.context(), new URL(page.url()).origin)
  await dropFiles(page, [
    { name: 'worm.csv', content: 'source,target\na,b\nb,a\nb,c\n' },
    { name: 'nodes.csv', content: nodes },
  ])
  await expectCurrentHost(page, 'worm')
})
test.afterAll(async () => {
  expect(notes).toEqual({ violations: [], errors: [], foreignRequests: [] })
  await page.context().close()
})

interface State {
  layers: { name: string; segments?: string[]; segmentColors?: Record<string, string> }[]
}
const stateOf = (address: string | null) =>
  JSON.parse(decodeURIComponent(new URL(address ?? '').hash.slice(2))) as State
const panel = () => page.getByRole('complementary', { name: 'One match' })
const openRow = (index: number) =>
  page
    .getByTestId('result-table')
    .locator(`[aria-rowindex="${index + 2}"]`)
    .click()
/** The colours of the drawing, by motif node, as the page defines them. */
const colours = () =>
  page.evaluate(() => {
    const style = getComputedStyle(document.documentElement)
    return [0, 1].map((slot) => style.getPropertyValue(`--node-${slot}`).trim())
  })

test('a match leads to Neuroglancer by its segments, each in the colour of its motif node', async () => {
  await page.evaluate(async () => {
    const { hosts, moss } = globalThis.motifscope
    const host = (await hosts.list()).find(({ name }) => name.startsWith('worm'))
    const layers = [
      { name: 'em', type: 'image', source: 'precomputed://https://example.org/em' },
      { name: 'cells', type: 'segmentation', source: 'precomputed://https://example.org/cells' },
    ]
    await moss.put({
      uri: `graph://${host?.id}`,
      body: { kind: 'layers', neuroglancer: 'https://neuroglancer.example.org/', layers },
    })
  })
  expect(await runMotif(page, 'A -> B\nB -> A')).toBe(2)
  await openRow(0)
  const link = panel().getByRole('link', { name: 'Neuroglancer' })
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
  const [first = []] = await shownRows(page)
  const [, cells] = stateOf(await link.getAttribute('href')).layers
  const [colourA, colourB] = await colours()
  expect(cells?.segments).toEqual(first.map((id) => segmentOf[id]))
  expect(cells?.segmentColors).toEqual({
    [segmentOf[first[0] ?? ''] ?? '']: colourA,
    [segmentOf[first[1] ?? ''] ?? '']: colourB,
  })
})

test('so do selected rows', async () => {
  await runMotif(page, 'A -> B')
  await focusRows(page)
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  const link = page.getByRole('link', { name: 'Selection in Neuroglancer' })
  const [, cells] = stateOf(await link.getAttribute('href')).layers
  expect(cells?.segments?.toSorted()).toEqual(Object.values(segmentOf))
})

test('links by template are kept with the host graph, checked, and shown for a match', async () => {
  await openRow(0)
  await panel().getByRole('button', { name: 'Add links…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Links of worm' })
  await dialog.getByRole('button', { name: '+ neuPrint' }).click()
  await dialog.getByRole('button', { name: 'Add a link' }).click()
  const second = dialog.getByRole('group', { name: 'Link 2' })
  await second.getByLabel('Name').fill('All')
  await second.getByLabel('Address').fill('javascript:alert({ids})')
  await expect(second).toContainText('must begin with https://')
  await dialog.getByRole('button', { name: 'Save links' }).click()
  await expect(dialog).toBeVisible()
  await second.getByLabel('Address').fill('https://codex.example.org/?ids={ids}')
  await dialog.getByRole('button', { name: 'Save links' }).click()
  await expect(dialog).toBeHidden()
  const [first = []] = await shownRows(page)
  await expect(panel().getByRole('link', { name: 'neuPrint A' })).toHaveAttribute('href', new RegExp(`bodyid=${first[0]}$`)) // prettier-ignore
  await expect(panel().getByRole('link', { name: 'All', exact: true })).toHaveAttribute('href', `https://codex.example.org/?ids=${first.join(',')}`) // prettier-ignore
  const kept = await page.evaluate(async () => {
    const { hosts, links } = globalThis.motifscope
    return links.templates((await hosts.list()).find(({ name }) => name.startsWith('worm'))?.id ?? '')
  })
  expect(kept.map(({ name }) => name)).toEqual(['neuPrint', 'All'])
})

test('the menu of a row leads there too, by pointer and by key', async () => {
  const [first = [], second = []] = await shownRows(page)
  const row = (index: number) => page.getByTestId('result-table').locator(`[aria-rowindex="${index + 2}"]`)
  await row(1).click({ button: 'right' })
  const menu = page.getByRole('menu')
  await expect(menu).toContainText('Match 2')
  await expect(menu.getByRole('menuitem', { name: 'neuPrint: B' })).toHaveAttribute('href', new RegExp(`bodyid=${second[1]}$`)) // prettier-ignore
  const neuroglancer = menu.getByRole('menuitem', { name: 'Neuroglancer' })
  expect(stateOf(await neuroglancer.getAttribute('href')).layers[1]?.segments).toEqual(second.map((id) => segmentOf[id])) // prettier-ignore
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await focusRows(page)
  await page.keyboard.press('Home')
  await page.keyboard.press('ContextMenu')
  await expect(menu).toContainText('Match 1')
  await expect(menu.getByRole('menuitem', { name: 'neuPrint: A' })).toHaveAttribute('href', new RegExp(`bodyid=${first[0]}$`)) // prettier-ignore
  await page.keyboard.press('Escape')
})

test('the segments of a pasted link become candidates of a motif node, and it can be undone', async () => {
  await writeMotif(page, 'A -> B')
  await chooseForMotif(page, 'From Neuroglancer…')
  const dialog = page.getByRole('dialog', { name: 'Candidates from Neuroglancer' })
  const field = dialog.getByRole('textbox', { name: 'Link or state' })
  await field.fill('https://neuroglancer.example.org/#!https://example.org/state.json')
  await expect(dialog.getByText('nothing is fetched from there')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Take them' })).toBeDisabled()
  const state = { layers: [{ name: 'cells', segments: [segmentOf['a'], segmentOf['c'], '999'] }] }
  await field.fill(`https://neuroglancer.example.org/#!${encodeURIComponent(JSON.stringify(state))}`)
  await expect(dialog.getByText('3 segments')).toBeVisible()
  await dialog.getByLabel('The motif’s node').selectOption('A')
  await dialog.getByRole('button', { name: 'Take them' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('A is now one of 2 nodes.')).toBeVisible()
  await expect(page.getByText('1 segment is not in worm.')).toBeVisible()
  await page.getByTestId('run').click()
  // Of a and c only a has an edge that goes out.
  expect(await finishSearch(page)).toBe(1)
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect.poll(() => editorText(page)).toBe('A -> B')
})
