/** Host graphs understood: one in numbers, all side by side, drawn, in tables, saved, stopped, found again by its address. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { dropFiles, expectCurrentHost, openCircuit, openRoom } from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

/** A mutual pair, a feed-forward loop, a self-loop, parallel edges, an isolated node. */
const nodes = 'id,kind,depth\na,KC,1\nb,KC,2\nc,MBON,4\nd,,9\ne,KC,\n'
const edges = 'source,target,weight\na,b,1\nb,a,2\nb,c,3\na,c,3\nc,c,4\nc,d,5\nc,d,6\n'
let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
  await dropFiles(page, [
    { name: 'nodes.csv', content: nodes },
    { name: 'edges.csv', content: edges },
  ])
  await expectCurrentHost(page, 'edges (5 nodes · 7 edges)')
})
test.afterAll(() => page.context().close())
test.beforeEach(async () => {
  await openRoom(page, 'Hosts')
  const back = page.getByRole('button', { name: 'All hosts' })
  if (await back.isVisible()) await back.click()
})

const openStatistics = async (name: string) => {
  await page.getByRole('button', { name: `Statistics of ${name}` }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeFocused()
  await expect(page.getByText(`${name}: all counted.`)).toBeAttached()
}
const openAll = async () => {
  await page.getByRole('button', { name: 'Compare all in numbers' }).click()
  await expect(page.getByText('All open host graphs: all counted.')).toBeAttached()
}
const valueOf = (name: string) =>
  page
    .getByRole('region', { name: 'Table of values' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    .getByRole('cell')
    .first()

async function save(group: string): Promise<string> {
  const saving = page.waitForEvent('download')
  await page.getByRole('group', { name: group }).getByRole('button').click()
  return readFileSync(await (await saving).path(), 'utf8')
}

test('one host: its values, triads with pictures, degrees, components and attributes', async () => {
  await openStatistics('edges')
  await expect(valueOf('unique sources')).toHaveText('3')
  await expect(valueOf('unique targets')).toHaveText('4')
  await expect(valueOf('density')).toHaveText('0.3500')
  await expect(valueOf('isolated nodes')).toHaveText('1')
  await expect(valueOf('parallel edges')).toHaveText('1')
  await expect(valueOf('reciprocity')).toHaveText('0.4000')
  const triads = page.getByRole('region', { name: 'Triad census' })
  await expect(triads.locator('svg')).toHaveCount(16)
  await expect(triads.locator('[data-triad="120U"]')).toHaveText('1')
  await expect(triads.locator('[data-triad="021C"]')).toHaveText('2')
  await expect(page.getByRole('img', { name: /^Degree distributions/ })).toBeVisible()
  await page.getByText('The distribution as a table').click()
  await expect(page.getByRole('row', { name: '2–3' }).getByRole('cell')).toHaveText(['2', '3', '3'])
  const components = page.getByRole('region', { name: 'Components of edges' })
  await expect(components.getByText('Weakly connected: 2 components')).toBeVisible()
  await expect(components.getByText('Strongly connected: 4 components')).toBeVisible()
  await expect(components.getByText('1 × 4 nodes')).toBeVisible()
  const kind = page.getByRole('article', { name: 'kind' })
  await expect(kind).toContainText('1 (20.0 %)')
  await expect(kind.getByRole('listitem').first()).toContainText('KC')
  const depth = page.getByRole('article', { name: 'depth' })
  await expect(depth).toContainText('median3')
  await expect(depth.getByRole('img')).toHaveAccessibleName(/^Histogram of depth/)
  await expect(page.getByRole('article', { name: 'weight' })).toContainText('different values6')
})

test('the same by the scripting API', async () => {
  const described = await page.evaluate(async () => {
    const { hosts } = globalThis.motifscope
    const host = (await hosts.list()).find(({ name }) => name === 'edges')
    const phases: string[] = []
    const description = await hosts.describe(host!.id, { onProgress: ({ phase }) => phases.push(phase) })
    const weight = await hosts.summariseAttribute(host!.id, 'edges', 'weight')
    const stopped = AbortSignal.abort()
    const circuit = await hosts.open(new File(['source,target\nx,y\n'], 'never counted.csv'))
    const code = await hosts
      .describe(circuit.id, { signal: stopped })
      .catch(({ code }: { code: string }) => code)
    await hosts.close(circuit.id)
    return { description, weight, code }
  })
  expect(described.description.degrees.out).toEqual({ degrees: [0, 2, 3], nodes: [2, 2, 1] })
  expect(described.description.components.weak).toEqual({ sizes: [4, 1], counts: [1, 1] })
  expect(described.weight).toMatchObject({
    missing: 0,
    distinctCount: 6,
    numbers: { min: 1, median: 3, max: 6 },
  })
  expect(described.code).toBe('cancelled')
})

test('all hosts side by side: figure and table, saved as SVG and CSV', async () => {
  await openAll()
  const figure = page.getByTestId('hosts-figure')
  await expect(figure).toHaveAccessibleName(/edges: 3 sources by 4 targets, density 0\.3500/)
  await expect(figure).toHaveAccessibleName(/Escape circuit: \d+ sources by \d+ targets/)
  await expect(figure.locator('.box')).toHaveCount(2)
  await expect(page.getByRole('columnheader', { name: 'Escape circuit' }).first()).toBeVisible()
  const csv = (await save('Export the table')).trimEnd().split('\r\n')
  expect(csv[0]).toMatch(/^host,uniqueSources,uniqueTargets,density,/)
  expect(csv.find((line) => line.startsWith('edges,'))).toMatch(/^edges,3,4,0\.35,5,7,1,/)
  const svg = await save('Export the figure')
  expect(svg).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  expect(svg).toContain('Escape circuit')
  expect(svg).not.toMatch(/var\(|class=/)
  const isDrawn = await page.evaluate(async (text) => {
    const image = new Image()
    image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
    await image.decode()
    return image.naturalWidth > 300
  }, svg)
  expect(isDrawn).toBe(true)
  await page.getByLabel('Which').selectOption('out-degree')
  await expect(page.getByRole('row', { name: 'edges 2' }).getByRole('cell').first()).toHaveText('2')
})

test('counting is stopped and begun again; what was counted stays over a reload, at its address', async () => {
  await page.evaluate(() => {
    let state = 7
    const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8
    const lines = Array.from({ length: 1_200_000 }, () => `n${next() % 3000},n${next() % 3000}`)
    return globalThis.motifscope.hosts.open(new File([`source,target\n${lines.join('\n')}`], 'dense.csv'))
  })
  await openRoom(page, 'Studio')
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: 'Statistics of dense' }).click()
  await page.getByRole('button', { name: 'Stop counting dense' }).click()
  await expect(page.getByText('dense: counting was stopped.')).toBeVisible()
  await page.getByRole('button', { name: 'Count dense' }).click()
  await expect(page.getByText('dense: all counted.')).toBeAttached()
  await expect(valueOf('unique sources')).toHaveText('3,000')
  await expect(page).toHaveURL(/view=hosts.*statistics=/)
  const workers: string[] = []
  page.on('worker', (worker) => void workers.push(worker.url()))
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'dense' })).toBeVisible()
  await expect(valueOf('unique sources')).toHaveText('3,000')
  expect(workers.filter((url) => /import/.test(url))).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`no faults of accessibility, nothing sticks out: ${colorScheme}, wide and narrow`, async () => {
    await page.emulateMedia({ colorScheme })
    for (const size of [
      { width: 1280, height: 900 },
      { width: 360, height: 740 },
    ]) {
      await page.setViewportSize(size)
      await openRoom(page, 'Hosts')
      const back = page.getByRole('button', { name: 'All hosts' })
      if (await back.isVisible()) await back.click()
      await openStatistics('edges')
      await expect(page.getByRole('article', { name: 'weight' })).toContainText('median')
      expect(await faultsOf(page)).toEqual([])
      expect(await overhang(page)).toBeLessThanOrEqual(0)
      await page.getByRole('button', { name: 'All hosts' }).click()
      await openAll()
      expect(await faultsOf(page)).toEqual([])
      expect(await overhang(page)).toBeLessThanOrEqual(0)
      await page.getByRole('button', { name: 'All hosts' }).click()
    }
  })
