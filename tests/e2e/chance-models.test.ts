/** Null models through the page: groups, distances, graphs without directions, motifs that ask for attributes, attributes
 *  exchanged; many tests corrected; what is not defined said so; the report in all its forms. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { chanceAddress, downloadOf, feedForward, openChance, resultRows, runStatus } from './chance-actions'
import { chooseHost, dropFiles, openRoom } from './page-actions'

test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openChance(browser, 'example://circuit')
})
test.afterAll(() => page.context().close())

/** What the form shall say, by the address: as a link does it. */
async function ask(host: string, asked: string, motif = feedForward): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`./#${chanceAddress(host, asked, motif)}`)
  await page.evaluate(() => globalThis.motifscope?.ready)
  await expect(page.getByTestId('significance-run')).toBeEnabled({ timeout: 60_000 })
}

async function run(samples: number): Promise<string[][]> {
  await page.getByTestId('significance-run').click()
  await expect(runStatus(page)).toContainText(new RegExp(`^${samples} samples drawn`), { timeout: 90_000 })
  return resultRows(page)
}

const [observed, sd, z, p, corrected] = [2, 4, 5, 8, 9]

test('groups of an attribute are kept, and the page says which', async () => {
  await ask('example://circuit', 'degrees.50.2.triads.0.')
  await page.getByRole('combobox', { name: /^Kept besides/ }).selectOption('region')
  const rows = await run(50)
  expect(rows).toHaveLength(16)
  const result = page.getByTestId('significance-result')
  await expect(result).toContainText('The number of edges from each group of region to each stays the same.')
  // Edges between regions are fewer than those that degrees allow: what is kept shows in the samples.
  const [kept, free] = await page.evaluate(async () => {
    const { significanceRuns, significance } = globalThis.motifscope
    const [stored] = await significanceRuns.list()
    const own = await significanceRuns.result(stored!.id)
    const other = await significance({
      host: stored!.question.hostId,
      census: 'triads',
      samples: 50,
      seed: 2,
    })
    const spread = ({ rows }: typeof own) => rows.find(({ label }) => label === '021C')!.sd!
    return [spread(own), spread(other)]
  })
  expect(kept).toBeLessThan(free)
})

test('how far edges reach is kept where nodes have coordinates', async () => {
  await ask('example://cortex', 'degrees.3.2.triads.0.')
  await page.getByRole('checkbox', { name: /^Keep how far edges reach \(x_um, depth_um, z_um\)/ }).check()
  await page.getByRole('spinbutton', { name: 'Ranges of distance' }).fill('3')
  await run(3)
  await expect(page.getByTestId('significance-result')).toContainText(
    'in each of 3 ranges of distance (x_um, depth_um, z_um)',
  )
  await expect(page.getByText(/fewer than 99 samples/)).toBeVisible()
})

test('attributes exchanged: only motifs that ask for attributes vary, the others are not defined', async () => {
  await ask(
    'example://circuit',
    'attributes.60.4.motif.0.',
    `${feedForward}\nA.transmitter = "acetylcholine"`,
  )
  const [asking = []] = await run(60)
  expect(Number(asking[sd])).toBeGreaterThan(0)
  await ask('example://circuit', 'attributes.60.5.motif.0.', feedForward)
  const [plain = []] = await run(60)
  expect(plain[observed]).toBe(plain[3])
  expect([plain[sd], plain[z]]).toEqual(['0', 'not defined'])
  await expect(page.getByText(/does not vary it, so z is not defined/)).toBeVisible()
  await expect(page.getByText(/Exchanging attributes changes only the counts of motifs/)).toBeVisible()
})

test('motifs with attributes of edges and comparisons of edges are counted in samples as in the host', async () => {
  const motif = 'A -> B [sign = "excitatory"] as first\nB -> C as second\nfirst.weight > second.weight'
  await ask('example://circuit', 'degrees.40.6.motif.0.', motif)
  const [row = []] = await run(40)
  const found = await page.evaluate(async (text) => {
    const { hosts, search } = globalThis.motifscope
    const host = (await hosts.list()).find(({ name }) => name === 'Escape circuit')
    return Number((await search(host!.id, text, { countOnly: true })).count)
  }, motif)
  expect(Number(row[observed])).toBe(found)
  expect(Number(row[sd])).toBeGreaterThan(0)
})

test('a graph without directions is switched without directions', async () => {
  const edges = [...Array(30).keys()].flatMap((i) =>
    [1, 2, 7].map((step) => `${i},${(i * step + step) % 30}`),
  )
  const gml = [
    'graph [',
    ...[...Array(30).keys()].map((i) => `node [ id ${i} ]`),
    ...edges.map((edge) => `edge [ source ${edge.split(',')[0]} target ${edge.split(',')[1]} ]`),
    ']',
  ].join('\n')
  await openRoom(page, 'Studio')
  await dropFiles(page, [{ name: 'ring.gml', content: gml }])
  await chooseHost(page, 'ring')
  await openRoom(page, 'Chance')
  await page.getByRole('combobox', { name: 'What is counted' }).selectOption('triads')
  await page.getByRole('combobox', { name: 'Chance is' }).selectOption('degrees')
  // As many as no run before it has: what is shown is this one's.
  await page.getByRole('spinbutton', { name: 'Samples' }).fill('45')
  const rows = await run(45)
  const of = (name: string) => rows.find((row) => row[1] === name) ?? []
  // Every edge is mutual, in the host and in every sample: types with one-way edges do not occur.
  expect(of('030T').slice(observed, z + 1)).toEqual(['0', '0', '0', 'not defined'])
  expect(Number(of('201')[observed])).toBeGreaterThan(0)
  expect(Number(of('300')[sd])).toBeGreaterThan(0)
})

test('whether samples forget the host is looked at and said, with the number of swaps', async () => {
  await ask('example://circuit', 'degrees.40.3.triads.0.')
  await run(40)
  await page.getByText('Do the samples forget the host they began from?').click()
  const result = page.getByTestId('significance-result')
  await expect(result).toContainText(/makes [\d,]+ proposals to exchange the ends of two edges/)
  await expect(result).toContainText('Ten switches an edge are aimed at')
  await expect(result).toContainText(/\d+ % of the host’s edges are still there/)
  await expect(result).toContainText(/correlates with itself by -?\d\.\d\d one look/)
})

test('more samples are drawn when they are asked for, after those that are there', async () => {
  await page.getByRole('button', { name: '40 more samples' }).click()
  await expect(runStatus(page)).toContainText(/^80 samples drawn/, { timeout: 90_000 })
  const isPrefix = await page.evaluate(async () => {
    const { significanceRuns, significance } = globalThis.motifscope
    const [stored] = await significanceRuns.list()
    const more = (await significanceRuns.result(stored!.id)).rows.map(({ counts }) => counts)
    await significanceRuns.delete(stored!.id)
    const host = stored!.question.hostId
    const { rows } = await significance({ host, census: 'triads', samples: 40, seed: 3 })
    return rows.every(({ counts }, at) => counts.join() === more[at]?.slice(0, 40).join())
  })
  expect(isPrefix).toBe(true)
})

test('several motifs are corrected for being many: no corrected p is below its own', async () => {
  await ask('example://circuit', 'degrees.120.9.named.0.')
  const rows = await run(120)
  expect(rows.length).toBeGreaterThan(3)
  const values = rows.map((row) => [p, corrected, corrected + 1].map((at) => Number(row[at])))
  for (const [own = 0, bh = 0, holm = 0] of values.filter((row) => row.every(Number.isFinite))) {
    expect(bh).toBeGreaterThanOrEqual(own)
    expect(holm).toBeGreaterThanOrEqual(bh)
  }
  await expect(page.getByRole('columnheader', { name: 'p, Holm' })).toBeVisible()
})

test('the report says everything on one page, in a table and as data, and its link asks the same again', async ({
  browser,
}) => {
  await ask('example://circuit', 'degrees-mutual.60.8.motif.0.region')
  const [row = []] = await run(60)
  const save = (name: string) =>
    downloadOf(page, () => page.getByRole('button', { name, exact: true }).click())
  const html = await save('Report')
  expect(html).not.toMatch(/<script|javascript:|\son\w+=/i)
  expect(html).toContain('60 samples, seed 8')
  expect(html).toContain('from each group of region to each stays the same')
  expect(html).toContain('<h2>Methods</h2>')

  const [head = '', line = ''] = (await save('CSV')).trim().split('\n')
  const cells = Object.fromEntries(head.split(',').map((name, at) => [name, line.split(',')[at] ?? '']))
  expect(cells).toMatchObject({ label: 'the motif', samples: '60', model: 'degrees-mutual', seed: '8' })
  expect(Number(cells.z).toPrecision(4)).toBe(Number(row[z]).toPrecision(4))

  const data = JSON.parse(await save('JSON')) as {
    link: string
    version: string
    rows: { counts: number[]; observed: number; z: number }[]
  }
  expect(data.rows[0]?.counts).toHaveLength(60)
  expect(data.version).toMatch(/^\d+\.\d+/)
  expect(html).toContain(data.link.split('#')[1]?.replaceAll('&', '&amp;'))

  // Somebody else, who has nothing stored, follows the link and runs what it asks.
  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(data.link)
  await other.evaluate(() => globalThis.motifscope?.ready)
  await expect(other.getByTestId('significance-run')).toBeEnabled({ timeout: 60_000 })
  await other.getByTestId('significance-run').click()
  await expect(runStatus(other)).toContainText(/^60 samples drawn/, { timeout: 90_000 })
  const counts = await other.evaluate(async () => {
    const { significanceRuns } = globalThis.motifscope
    const [again] = await significanceRuns.list()
    return (await significanceRuns.result(again!.id)).rows[0]?.counts
  })
  expect(counts).toEqual(data.rows[0]?.counts)
  await context.close()
})
