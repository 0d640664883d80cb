/** Is it more than chance? The room Significance as users live it: a run, its table and report, a reload in mid-run, a
 *  census, two hosts compared, a narrow screen. */
import { expect, test } from 'playwright/test'
import type { Browser, Page } from 'playwright/test'
import { wideViewport } from './page-actions'
import { faultsOf } from './page-faults'

const loop = 'A -> B\nB -> C\nA -> C'
const addressOf = (host: string, asked = '') =>
  `view=significance&host=${encodeURIComponent(host)}&motif=${encodeURIComponent(loop)}${asked && `&significance=${asked}`}`

async function openRoom(browser: Browser, host: string, asked = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: wideViewport })
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(`./#${addressOf(host, asked)}`)
  await page.evaluate(() => globalThis.motifscope?.ready)
  await expect(page.getByTestId('significance-run')).toBeEnabled({ timeout: 60_000 })
  return page
}

const status = (page: Page) => page.getByTestId('significance-status')

test('a motif is held against chance, and the report says how', async ({ browser }) => {
  const page = await openRoom(browser, 'example://circuit', 'degrees.120.7.motif.0.')
  await expect(page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('7')
  await page.getByTestId('significance-run').click()
  await expect(status(page)).toContainText(/^120 samples drawn/)
  const row = page.getByTestId('significance-table').locator('tbody tr')
  await expect(row).toHaveCount(1)

  // The count is the studio's, and z and p are those of the samples.
  const [shown, reckoned] = await page.evaluate(async (text) => {
    const { significanceRuns, search, hosts } = globalThis.motifscope
    const [run] = await significanceRuns.list()
    const { rows } = await significanceRuns.result(run!.id)
    const [host] = await hosts.list()
    const { observed, z, p, counts } = rows[0]!
    const found = Number((await search(host!.id, text, { countOnly: true })).count)
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
    const sd = Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1))
    const r = Math.min(
      counts.filter((count) => count >= found).length,
      counts.filter((count) => count <= found).length,
    )
    return [
      { observed, z: z!.toFixed(6), p: p.toFixed(6) },
      {
        observed: found,
        z: ((found - mean) / sd).toFixed(6),
        p: Math.min(1, (2 * (r + 1)) / (counts.length + 1)).toFixed(6),
      },
    ]
  }, loop)
  expect(shown).toEqual(reckoned)
  await expect(page.getByRole('img', { name: /^the motif: observed 48, 120 samples/ })).toBeVisible()

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Report' }).click()
  const stream = await (await downloading).createReadStream()
  let report = ''
  for await (const piece of stream) report += String(piece)
  expect(report).toContain('120 samples, seed 7')
  expect(report).toContain('significance=degrees.120.7.motif.0.')
  expect(report).toContain('A -&gt; B')
  expect(report).not.toContain('<script')
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

test('a run that a reload interrupts goes on with what is missing', async ({ browser }) => {
  const page = await openRoom(browser, 'example://cortex', 'degrees.30.3.triads.0.')
  await page.getByTestId('significance-run').click()
  const drawnNow = () =>
    page.evaluate(async () => (await globalThis.motifscope.significanceRuns.list())[0]?.samples ?? 0)
  await expect.poll(drawnNow).toBeGreaterThan(2)
  await page.reload()
  await page.evaluate(() => globalThis.motifscope?.ready)
  const kept = await drawnNow()
  expect(kept).toBeGreaterThan(2)
  expect(kept).toBeLessThan(30)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: /^3-node census · Degrees kept/ }).click()
  await expect(status(page)).toContainText(/^30 samples drawn/, { timeout: 90_000 })

  // The same as in one go: a sample depends on its number, not on who drew it when.
  const isSame = await page.evaluate(async () => {
    const { significanceRuns, significance } = globalThis.motifscope
    const [run] = await significanceRuns.list()
    const before = await significanceRuns.result(run!.id)
    await significanceRuns.delete(run!.id)
    const host = run!.question.hostId
    const anew = await significance({ host, census: 'triads', model: 'degrees', samples: 30, seed: 3 })
    const countsOf = ({ rows }: typeof anew) => JSON.stringify(rows.map(({ counts }) => counts))
    return countsOf(anew) === countsOf(before)
  })
  expect(isSame).toBe(true)
  await page.context().close()
})

test('a run is stopped at once, keeps its samples, and can be deleted', async ({ browser }) => {
  const page = await openRoom(browser, 'example://cortex', 'degrees-mutual.5000.1.triads.0.')
  await page.getByTestId('significance-run').click()
  await expect(status(page)).toContainText(/^[1-9]\d* of 5,000/, { timeout: 60_000 })
  // The list below offers the same.
  await page.getByTestId('significance-result').getByRole('button', { name: 'Stop' }).click()
  await expect(status(page)).toContainText('Stopped at')
  await page.getByRole('button', { name: /^Delete the run/ }).click()
  await expect(page.getByText('None yet.')).toBeVisible()
  await page.context().close()
})

test('a census of four nodes, profiles side by side, and a narrow screen', async ({ browser }) => {
  const page = await openRoom(browser, 'example://circuit')
  await page.evaluate(async () => {
    const { hosts, significance } = globalThis.motifscope
    const [host] = await hosts.list()
    for (const model of ['degrees', 'degrees-mutual'] as const)
      await significance({ host: host!.id, census: 'triads', model, samples: 40 })
  })
  await page.getByRole('tab', { name: 'Census' }).click()
  await page.getByRole('combobox', { name: 'Nodes of a subgraph' }).selectOption('4')
  await page.getByRole('button', { name: 'Take the census' }).click()
  await expect(page.getByText('Counted exactly')).toBeVisible()
  await expect(page.getByTestId('census-classes').getByRole('listitem')).toHaveCount(199)
  expect(await faultsOf(page)).toEqual([])

  await page.getByRole('tab', { name: 'Compare hosts' }).click()
  await expect(page.getByTestId('profile-heat-map').locator('tbody tr')).toHaveCount(2)
  await expect(page.getByTestId('profile-correlations').locator('td').first()).toHaveText('1.00')
  expect(await faultsOf(page)).toEqual([])

  await page.setViewportSize({ width: 360, height: 780 })
  for (const tab of ['Significance', 'Census', 'Compare hosts', 'Why the null decides']) {
    await page.getByRole('tab', { name: tab }).click()
    const room = page.locator('.significance-view')
    expect(await room.evaluate((box) => box.scrollWidth - box.clientWidth), tab).toBeLessThanOrEqual(0)
  }
  await page.context().close()
})
