/** Every view exports what it shows: each file that a view offers is saved and read, and says what is on screen. */
import { readFileSync } from 'node:fs'
import { tableFromIPC } from 'apache-arrow'
import { expect, test } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import { fragmentOf } from '../tools/url-fragment'
import { drawingOf } from './drawing-actions'
import { expectCurrentHost, openFreshApp, openRoom, runMotif, shownRows } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const motif = 'A -> B\nB -> C\nA -> C'
let page: Page
let count = 0
test.beforeAll(async ({ browser }) => {
  const host = 'example://circuit'
  page = await openFreshApp(browser, fragmentOf({ host, motif }), { viewport: { width: 1440, height: 900 } })
  await expectCurrentHost(page, 'Escape circuit')
  count = await runMotif(page, motif)
})
test.afterAll(() => page.context().close())

const openView = (name: string) => page.getByRole('tab', { name, exact: true }).click()

type Saved = Record<'name' | 'text', string> & { bytes: Buffer }

async function saveBy(button: Locator): Promise<Saved> {
  const saving = page.waitForEvent('download')
  await button.click()
  const download = await saving
  const bytes = readFileSync(await download.path())
  return { name: download.suggestedFilename(), bytes, text: bytes.toString('utf8') }
}

/** Saves every format that a group of buttons offers: exactly those. */
async function saveAll(group: string, formats: string[]): Promise<Record<string, Saved>> {
  const buttons = page.getByRole('group', { name: group, exact: true }).getByRole('button')
  await expect(buttons).toHaveText(formats)
  const files: Record<string, Saved> = {}
  for (const [at, format] of formats.entries()) {
    const file = await saveBy(buttons.nth(at))
    expect(file.name).toMatch(new RegExp(`\\.${format.toLowerCase()}$`))
    files[format] = file
  }
  return files
}

const linesOf = ({ text }: Saved) => text.trimEnd().split('\r\n')
const jsonOf = <Value>({ text }: Saved) => JSON.parse(text) as Value

/** How often elements stand in an SVG, as a browser reads it; a mistake in it is an error. */
const countsIn = ({ text }: Saved, ...selectors: string[]) =>
  page.evaluate(
    ({ text, selectors }) => {
      const read = new DOMParser().parseFromString(text, 'image/svg+xml')
      if (read.querySelector('parsererror, script, foreignObject')) throw new Error(text.slice(0, 300))
      return selectors.map((selector) => read.querySelectorAll(selector).length)
    },
    { text, selectors },
  )

/** A PNG that a browser reads: its width and height, and whether it is more than one colour. */
const pngOf = ({ bytes }: Saved) =>
  page.evaluate(async (base64) => {
    const raw = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const image = await createImageBitmap(new Blob([raw], { type: 'image/png' }))
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
    context?.drawImage(image, 0, 0)
    const pixels = new Uint32Array(context?.getImageData(0, 0, image.width, image.height).data.buffer ?? [])
    return { width: image.width, height: image.height, isPlain: pixels.every((pixel) => pixel === pixels[0]) }
  }, bytes.toString('base64'))

async function expectPicture(file: Saved | undefined): Promise<void> {
  const { width, height, isPlain } = await pngOf(file!)
  expect(Math.min(width, height)).toBeGreaterThan(50)
  expect(isPlain, 'something is drawn').toBe(false)
}

test('the table: all rows in four formats, and those shown in their order with their columns', async () => {
  const all = await saveAll('Export all rows', ['CSV', 'JSON', 'Parquet', 'Arrow'])
  expect(linesOf(all['CSV']!)).toHaveLength(count + 1)
  expect(jsonOf<object[]>(all['JSON']!)).toHaveLength(count)
  expect(all['Parquet']!.text.slice(0, 4)).toBe('PAR1')
  expect(tableFromIPC(all['Arrow']!.bytes).numRows).toBe(count)
  const filter = page.getByPlaceholder('Filter rows')
  const [[id = ''] = []] = await shownRows(page)
  await filter.fill(id)
  await expect(page.getByText(/^\d+ pass$/)).toBeVisible()
  const wanted = await shownRows(page)
  const shown = await saveAll('Export what is shown', ['CSV', 'JSON'])
  expect(linesOf(shown['CSV']!).slice(1)).toEqual(wanted.map((row) => row.join()))
  expect(shown['JSON']!.text).toContain(id)
  await filter.fill('')
  await expect(page.getByText(/^\d+ pass$/)).toBeHidden()
})

test('groups and participation: counts as tables, bars as pictures', async () => {
  await openView('Groups')
  const groups = page.getByTestId('group')
  await expect(groups.first()).toBeVisible()
  const shown = await groups.count()
  const byValue = await saveAll('Export what is shown', ['CSV', 'JSON', 'SVG', 'PNG'])
  expect(linesOf(byValue['CSV']!)).toHaveLength(shown + 1)
  expect(jsonOf<{ total: number }>(byValue['JSON']!).total).toBe(count)
  expect(await countsIn(byValue['SVG']!, 'rect[x]')).toEqual([shown])
  await expectPicture(byValue['PNG'])
  await page.getByRole('radio', { name: 'host nodes' }).check()
  const participants = page.getByTestId('participant')
  await expect(participants.first()).toBeVisible()
  const nodes = await participants.count()
  const byNode = await saveAll('Export what is shown', ['CSV', 'JSON', 'SVG', 'PNG'])
  expect(linesOf(byNode['CSV']!)).toHaveLength(nodes + 1)
  expect(jsonOf<{ rows: object[] }>(byNode['JSON']!).rows).toHaveLength(nodes)
  expect(await countsIn(byNode['SVG']!, 'rect[x]')).toEqual([nodes])
  await expectPicture(byNode['PNG'])
  await page.getByRole('radio', { name: 'values' }).check()
})

test('a histogram: bins as tables, bars as pictures', async () => {
  await openView('Histogram')
  const bins = page.getByRole('listbox', { name: /^Histogram of/ }).getByRole('option')
  await expect(bins.first()).toBeVisible()
  const shown = await bins.count()
  const files = await saveAll('Export what is shown', ['CSV', 'JSON', 'SVG', 'PNG'])
  expect(linesOf(files['CSV']!)).toHaveLength(shown + 1)
  expect(jsonOf<{ bins: object[] }>(files['JSON']!).bins).toHaveLength(shown)
  expect(await countsIn(files['SVG']!, 'rect[x]')).toEqual([shown])
  await expectPicture(files['PNG'])
})

test('subgraph and matrix: nodes and edges as tables, the picture as it stands', async () => {
  await openView('Subgraph')
  await expect(page.locator('.subgraph-view')).toHaveAttribute('data-drawn', 'true')
  const { nodes, edges } = await page.evaluate(async () => {
    const { jobs } = globalThis.motifscope
    const [job] = (await jobs.list()).toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    const graph = await (await jobs.result(job!.id)).subgraph({ limit: 500 })
    return { nodes: graph.nodes.length, edges: graph.edges.length }
  })
  const files = await saveAll('Export what is shown', ['PNG', 'SVG', 'JSON', 'CSV'])
  expect(linesOf(files['CSV']!)).toHaveLength(edges + 1)
  const graph = jsonOf<{ nodes: object[]; links: object[] }>(files['JSON']!)
  expect([graph.nodes.length, graph.links.length]).toEqual([nodes, edges])
  expect(await countsIn(files['SVG']!, 'circle', 'line, .loop')).toEqual([nodes, edges])
  await expectPicture(files['PNG'])

  // A node that was dragged stands in the file where it stands on screen.
  const box = await page.locator('.subgraph-canvas').boundingBox()
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await page.getByRole('button', { name: 'Fit' }).click()
  const placesIn = ({ text }: Saved) => text.match(/<circle cx="[^"]+" cy="[^"]+"/g) ?? []
  const spot = await spotOfNode(files['SVG']!, box!)
  await page.mouse.move(spot.x, spot.y)
  await page.mouse.down()
  await page.mouse.move(spot.x + 12, spot.y + 6)
  await page.mouse.move(spot.x + 25, spot.y + 12)
  await page.mouse.up()
  const after = await saveBy(
    page.getByRole('group', { name: 'Export what is shown' }).getByRole('button', { name: 'SVG' }),
  )
  expect(placesIn(after)).not.toEqual(placesIn(files['SVG']!))

  await openView('Matrix')
  await expect(page.getByTestId('matrix')).toBeVisible()
  const matrix = await saveAll('Export what is shown', ['PNG', 'CSV', 'JSON'])
  expect(linesOf(matrix['CSV']!)).toHaveLength(nodes + 1)
  expect(linesOf(matrix['CSV']!)[0]!.split(',')).toHaveLength(nodes + 1)
  expect(jsonOf<{ edges: object[] }>(matrix['JSON']!).edges).toHaveLength(edges)
  await expectPicture(matrix['PNG'])
})

/** Where the first circle of the file is on screen: the picture is fitted into its box as the file is. */
async function spotOfNode({ text }: Saved, box: { x: number; y: number; width: number; height: number }) {
  const [, width = 1, height = 1] = (/width="([\d.]+)" height="([\d.]+)"/.exec(text) ?? []).map(Number)
  const [, x = 0, y = 0] = (/<circle cx="([\d.]+)" cy="([\d.]+)"/.exec(text) ?? []).map(Number)
  const scale = Math.min(box.width / width, box.height / height, 2)
  return {
    x: box.x + box.width / 2 + (x - width / 2) * scale,
    y: box.y + box.height / 2 + (y - height / 2) * scale,
  }
}

test('one match: its picture, its table', async () => {
  await openView('Table')
  await page.getByTestId('result-table').getByRole('row').nth(1).click()
  const panel = page.getByRole('complementary', { name: 'One match' })
  await expect(panel).toBeVisible()
  const ids = (await shownRows(page))[0]!
  const files = await saveAll('Export this match', ['SVG', 'PNG', 'CSV', 'JSON'])
  expect(await countsIn(files['SVG']!, 'circle', 'marker')).toEqual([3, 2])
  for (const id of ids) expect(files['SVG']!.text).toContain(id)
  await expectPicture(files['PNG'])
  const lines = linesOf(files['CSV']!)
  expect(lines.slice(0, 2)).toEqual(['attribute,A,B,C', `id,${ids.join()}`])
  await expect(panel.getByRole('row')).toHaveCount(lines.length)
  const told = jsonOf<{ match: number; nodes: { as: string; id: string }[] }>(files['JSON']!)
  expect(told.match).toBe(1)
  expect(told.nodes.map(({ as, id }) => [as, id])).toEqual(['A', 'B', 'C'].map((name, at) => [name, ids[at]]))
  await page.getByRole('button', { name: 'Close the match' }).click()
})

test('the drawing of the motif, as a picture', async () => {
  const pictures = page.getByRole('button', { name: 'Picture' })
  const save = async (name: string) => {
    await pictures.click()
    return saveBy(page.getByRole('menuitem', { name: new RegExp(`^${name}`) }))
  }
  await expect(drawingOf(page).locator('[data-node]')).toHaveCount(3)
  const svg = await save('SVG')
  for (const name of ['A', 'B', 'C']) expect(svg.text).toContain(`>${name}<`)
  await expectPicture(await save('PNG'))
})

test('compared host graphs, the list of searches, the values of a host graph, the benchmarks', async () => {
  await page.getByRole('button', { name: /^Compare hosts/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare host graphs' })
  await dialog.getByRole('button', { name: /^Count in/ }).click()
  await expect(dialog.getByText(/^The comparison is over/)).toBeAttached()
  const compared = await saveAll('Export the comparison', ['CSV', 'JSON'])
  expect(compared['CSV']!.text).toContain(String(count))
  expect(jsonOf(compared['JSON']!)).toMatchObject({ hosts: [{ name: 'Escape circuit' }] })
  await dialog.getByRole('button', { name: 'Close' }).click()

  await openRoom(page, 'Jobs')
  const jobs = page.getByRole('region', { name: 'Jobs' }).getByRole('article')
  await expect(jobs.first()).toBeVisible()
  const searches = await saveAll('Export the list', ['CSV', 'JSON'])
  const listed = jsonOf<{ host: string; motif: string; matches: number }[]>(searches['JSON']!)
  expect(listed).toHaveLength(await jobs.count())
  expect(listed).toContainEqual(expect.objectContaining({ host: 'Escape circuit', motif, matches: count }))
  expect(searches['CSV']!.text).toContain('"A -> B\nB -> C\nA -> C"')

  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: 'Statistics of Escape circuit' }).click()
  await expect(page.getByText('Escape circuit: all counted.')).toBeAttached()
  const table = (await saveAll('Export the table', ['CSV']))['CSV']!
  expect(table.text).toMatch(/^host,.*triad300/)
  for (const name of ['Export the figure', 'Export the degrees'])
    expect((await countsIn((await saveAll(name, ['SVG']))['SVG']!, 'path, line, circle'))[0]).toBeGreaterThan(
      3,
    )

  await page.evaluate(() => (globalThis.location.hash = '#view=benchmarks'))
  await expect(page.getByRole('heading', { level: 1, name: 'Benchmarks' })).toBeVisible()
  const run = jsonOf<{ rows: object[] }>((await saveAll('Export the measurements', ['JSON']))['JSON']!)
  await expect(page.getByRole('row')).not.toHaveCount(0)
  expect(run.rows.length).toBeGreaterThan(0)
})
