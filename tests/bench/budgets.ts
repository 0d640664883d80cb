/** What the page promises of its start and of typing, measured on the built app in profiles of its own. Printed as parts
 *  of the budget; time is never asserted. */
import type { BrowserContext, Page } from 'playwright'
import { firstLoadBudget, firstLoadFiles, totalBytes } from '../tools/load-size'
import { formatFigure } from '../../src/components/benchmarks/benchmark-run'
import { drawLargeUnion, searchLargeUnion } from '../tools/large-union'
import { traceTasks } from '../tools/long-tasks'
import type { BenchPage } from './page'
import { timingOf } from './statistics'

export interface Budget {
  what: string
  /** In `unit`. */
  budget: number
  measured: number
  unit: 'ms' | 'MB'
}

const shellMs = 1_000
const cachedStartMs = 1_000
const keyMs = 50
const taskMs = 100
const rowCount = 1_000_000
const manyRows = `#host=example%3A%2F%2Fcortex&motif=${encodeURIComponent('A -> B\nB -> C\nC -> D')}&limit=${rowCount}&run=1`

/** Milliseconds from the navigation until the editor takes text, and until DuckDB and the workers are up. */
async function startOf(page: Page, address: string): Promise<{ shell: number; engine: number }> {
  await page.goto(address)
  await page.getByTestId('motif-editor').waitFor()
  const shell = await page.evaluate(() => performance.now())
  await page.evaluate(() => globalThis.motifscope.ready)
  return { shell, engine: await page.evaluate(() => performance.now()) }
}

/** Waits until the service worker holds the page. */
const stored = (page: Page) =>
  page.getByText('Ready offline').waitFor({ state: 'attached', timeout: 120_000 })

/** The time from each key to the next frame that the browser paints, in milliseconds; below 16 the browser tells none. */
async function keyTimes(page: Page, keys: string): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(globalThis, { keyTimes: times })
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') times.push(duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(300)
  }
  const told = await page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes)
  return [...told, ...Array.from({ length: Math.max(0, keys.length - told.length) }, () => 16)]
}

async function measureTyping(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage()
  await page.goto(`${address}${manyRows}`)
  const answer = page.locator(`[data-testid="result-count"][data-state="done"][data-count="${rowCount}"]`)
  await answer.waitFor({ timeout: 120_000 })
  await page.getByTestId('result-table').getByRole('row').nth(2).waitFor()
  await page.getByTestId('motif-editor').press('Control+End')
  const times = await keyTimes(page, 'D.size1234')
  await page.close()
  return timingOf(times).medianMs
}

const drawings = 5

/** The longest piece of work without a break while 3,000 nodes and 10,000 edges are placed and drawn, in milliseconds of
 *  processor time. */
async function measureDrawing(context: BrowserContext, address: string): Promise<number> {
  const browser = context.browser()
  if (!browser) throw new Error('The profile has no browser of its own: nothing can be traced.')
  const page = await context.newPage()
  await page.goto(address)
  await searchLargeUnion(page)
  const longest: number[] = []
  for (let turn = 0; turn < drawings; turn++) {
    longest.push((await traceTasks(browser, page, () => drawLargeUnion(page))).longestMs)
    await page.getByRole('tab', { name: 'Table', exact: true }).click()
  }
  await page.close()
  return timingOf(longest).medianMs
}

/** First load, first start, cached start, and a key while a million rows are in the table. */
export async function measureBudgets({ openProfile, address }: BenchPage, dist = 'dist'): Promise<Budget[]> {
  const first = await openProfile()
  const page = await first.newPage()
  const firstStart = await startOf(page, address)
  await stored(page)
  const cached: number[] = []
  for (let start = 0; start < 5; start++) {
    const again = await first.newPage()
    cached.push((await startOf(again, address)).shell)
    await again.close()
  }
  const typing = await measureTyping(first, address)
  const drawing = await measureDrawing(first, address)
  await first.close()
  return [
    {
      what: 'first load without DuckDB and Parquet, brotli',
      budget: firstLoadBudget / 1e6,
      measured: totalBytes(firstLoadFiles(dist)) / 1e6,
      unit: 'MB',
    },
    {
      what: 'first start until the editor takes text',
      budget: shellMs,
      measured: firstStart.shell,
      unit: 'ms',
    },
    {
      what: 'the same as a part of the time until DuckDB is ready',
      budget: firstStart.engine,
      measured: firstStart.shell,
      unit: 'ms',
    },
    {
      what: 'cached start until the editor takes text',
      budget: cachedStartMs,
      measured: timingOf(cached).medianMs,
      unit: 'ms',
    },
    {
      what: 'a key in the editor with 1,000,000 rows in the table',
      budget: keyMs,
      measured: typing,
      unit: 'ms',
    },
    {
      what: 'the longest task while a subgraph of 3,000 nodes and 10,000 edges is drawn (processor time)',
      budget: taskMs,
      measured: drawing,
      unit: 'ms',
    },
  ]
}

/** As a table in Markdown. */
export const budgetTable = (budgets: readonly Budget[]): string =>
  [
    '## Budgets of the page',
    '',
    '| what | budget | measured | measured ÷ budget |',
    '| --- | --- | --- | --- |',
    ...budgets.map(
      ({ what, budget, measured, unit }) =>
        `| ${what} | ${formatFigure(budget)} ${unit} | ${formatFigure(measured)} ${unit} | ${formatFigure(measured / budget)} |`,
    ),
  ].join('\n')
