/** How fast it is, as the page tells: the last run of the benchmark that was built in, or that there is none. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import type { BenchmarkRun } from '../../src/components/benchmarks/benchmark-run'
import { readFragment } from '../tools/url-fragment'
import { openFreshApp, openRoom } from './page-actions'
import { faultsOf, overhang } from './page-faults'

const file = new URL('../../docs/benchmarks.json', import.meta.url)
const run = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BenchmarkRun) : null

async function openBenchmarks(page: Page): Promise<void> {
  await openRoom(page, 'Help')
  await page.getByRole('link', { name: 'Searching' }).press('Enter')
  await page.getByRole('button', { name: 'Benchmarks' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Benchmarks')
}

test('is found from Help by keyboard, has an address of its own, and leads back', async ({ browser }) => {
  const page = await openFreshApp(browser)
  await openBenchmarks(page)
  await expect(page).toHaveTitle(/Benchmarks/)
  await expect.poll(() => readFragment(page.url())).toMatchObject({ view: 'benchmarks' })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Benchmarks')
  await page.getByRole('button', { name: 'Help' }).first().press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Help')
  await page.context().close()
})

test('shows every measurement of the run, or says that there was none', async ({ browser }) => {
  const page = await openFreshApp(browser)
  await openBenchmarks(page)
  if (run) {
    for (const { name } of run.hosts) {
      const rows = run.rows.filter(({ host }) => host === name)
      if (rows.length === 0) continue
      const table = page.getByRole('region', { name: `Times on host ${name}` }).getByRole('table')
      await expect(table.locator('tbody').getByRole('row')).toHaveCount(rows.length)
      await expect(table).toContainText(BigInt(rows[0]?.matches ?? 0).toLocaleString('en'))
      await expect(page.getByRole('img', { name: `Times on host ${name}` })).toBeVisible()
    }
    const figures = page.getByRole('region', { name: 'Figures to reach' }).locator('tbody').getByRole('row')
    await expect(figures).toHaveCount(run.figures.length)
  } else {
    await expect(page.getByText('built without measurements')).toBeVisible()
    await expect(page.getByRole('table')).toHaveCount(0)
  }
  await page.context().close()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`can be read by everyone, on a phone too, ${colorScheme}`, async ({ browser }) => {
    const page = await openFreshApp(browser, '', {
      colorScheme,
      viewport: { width: 360, height: 740 },
    })
    await openBenchmarks(page)
    expect(await faultsOf(page)).toEqual([])
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    if (run) {
      // What is wider than the phone scrolls within itself, by keyboard.
      const wide = page.getByRole('region', { name: 'Figures to reach' })
      await wide.press('ArrowRight')
      await expect.poll(() => wide.evaluate((region) => region.scrollLeft)).toBeGreaterThan(0)
    }
    await page.context().close()
  })
