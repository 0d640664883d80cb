/** A search outlives what happens to its tab, its workers and its browser: the final count and the rows are those of a
 *  search that nothing disturbed, none lost and none twice. */
import { expect, test } from 'playwright/test'
import type { BrowserContext, Page } from 'playwright/test'
import {
  jobInfo,
  longerHost,
  openLongHost,
  rowsOf,
  startLong,
  waitForMatches,
  waitForState,
} from './long-search'
import type { LongHost, RowDigest } from './long-search'
import { openApp } from './open-app'
import { openRoom } from './page-actions'
import { startBrowserProcess } from './browser-process'

test.describe.configure({ timeout: 300_000 })

/** What a search finds that nothing disturbs, by host; computed once. */
const answers = new Map<string, RowDigest>()

async function wholeAnswer(page: Page, hostId: string): Promise<RowDigest> {
  const known = answers.get(hostId)
  if (known) return known
  const id = await startLong(page, hostId)
  await waitForState(page, id, 'done')
  const whole = await rowsOf(page, id)
  answers.set(hostId, whole)
  expect(whole.rowCount).toBeGreaterThan(10_000)
  expect(whole.doubled).toBe(0)
  await page.evaluate((id) => globalThis.motifscope.jobs.delete(id), id)
  return whole
}

/** A page with the host open and a long search under way that has found something. */
async function startedSearch(
  context: BrowserContext,
  { address, size }: { address?: string | undefined; size?: LongHost } = {},
): Promise<{ page: Page; id: string; expected: RowDigest }> {
  const page = await context.newPage()
  await openApp(page, '', address)
  const hostId = await openLongHost(page, size)
  const expected = await wholeAnswer(page, hostId)
  const id = await startLong(page, hostId)
  await waitForMatches(page, id, expected.rowCount / 20)
  return { page, id, expected }
}

const banner = (page: Page) => page.getByRole('region', { name: 'Interrupted searches' })

/** The app asks once; the user says yes; the search goes on from where it was. */
async function continueByBanner(page: Page, id: string, expected: RowDigest): Promise<void> {
  await expect(banner(page)).toContainText('1 search was interrupted')
  const before = await jobInfo(page, id)
  expect(before).toMatchObject({ state: 'paused', isInterrupted: true })
  expect(before.count).toBeGreaterThan(0)
  expect(before.count).toBeLessThan(expected.rowCount)
  await banner(page).getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(banner(page)).toBeHidden()
}

async function expectWhole(page: Page, id: string, expected: RowDigest): Promise<void> {
  expect((await waitForState(page, id, 'done')).count).toBe(expected.rowCount)
  expect(await rowsOf(page, id)).toEqual(expected)
}

test('a reload: asked once, continued, the same answer', async ({ context }) => {
  const { page, id, expected } = await startedSearch(context)
  await page.reload()
  await continueByBanner(page, id, expected)
  await expectWhole(page, id, expected)
})

test('"not now" leaves it paused and does not ask again; "always" does not ask at all', async ({
  context,
}) => {
  const { page, id, expected } = await startedSearch(context)
  await page.reload()
  await banner(page).getByRole('button', { name: 'Not now' }).click()
  await expect(banner(page)).toBeHidden()
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  expect(await jobInfo(page, id)).toMatchObject({ state: 'paused' })
  expect((await jobInfo(page, id)).isInterrupted).toBeUndefined()
  await expect(banner(page)).toBeHidden()

  // Once it has been told to go on, it is not forgotten, however soon the page is gone.
  await page.evaluate((id) => globalThis.motifscope.jobs.resume(id), id)
  await page.reload()
  await banner(page)
    .getByRole('checkbox', { name: /Always continue/ })
    .check()
  await banner(page).getByRole('button', { name: 'Continue', exact: true }).click()
  await waitForState(page, id, 'running')
  await page.reload()
  await expectWhole(page, id, expected)
})

test('the tab is closed', async ({ context }) => {
  const { page, id, expected } = await startedSearch(context)
  await page.close()
  const next = await context.newPage()
  await openApp(next)
  await continueByBanner(next, id, expected)
  await expectWhole(next, id, expected)
})

test('the tab crashes', async ({ context }) => {
  const { page, id, expected } = await startedSearch(context)
  const crashed = page.waitForEvent('crash')
  const session = await context.newCDPSession(page)
  session.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
  const next = await context.newPage()
  await openApp(next)
  await continueByBanner(next, id, expected)
  await expectWhole(next, id, expected)
})

test('every worker is killed, more than once', async ({ context }) => {
  const { page, id, expected } = await startedSearch(context)
  const searchWorkers = () => page.workers().filter((worker) => worker.url().includes('search.worker'))
  for (let round = 1; round <= 2; round++) {
    // Others have taken the place of those that were killed before.
    await expect.poll(() => searchWorkers().length).toBeGreaterThan(0)
    for (const worker of searchWorkers()) await worker.evaluate(() => self.close()).catch(() => undefined)
    const { count } = await jobInfo(page, id)
    await waitForMatches(page, id, count)
  }
  await expectWhole(page, id, expected)
})

test('two tabs share a search; the one that began it closes', async ({ context }) => {
  const { page, id, expected } = await startedSearch(context, { size: longerHost })
  const other = await context.newPage()
  await openApp(other)
  // It lives elsewhere, and is seen here as it runs.
  expect((await jobInfo(other, id)).state).toBe('running')
  await openRoom(other, 'Jobs')
  const card = other.locator(`[data-job="${id}"]`)
  await expect(card).toContainText('running')
  await expect(card).toContainText('2 tabs at work')
  await page.close()
  await expect(banner(other)).toBeHidden()
  await expectWhole(other, id, expected)
})

test('two tabs share a search; the one that helps closes, and is stopped from there before', async ({
  context,
}) => {
  const { page, id, expected } = await startedSearch(context, { size: longerHost })
  const other = await context.newPage()
  await openApp(other)
  await openRoom(other, 'Jobs')
  const card = other.locator(`[data-job="${id}"]`)
  await expect(card).toContainText('2 tabs at work')
  await card.getByRole('button', { name: 'Pause' }).click()
  await expect(card).toContainText('paused')
  expect((await jobInfo(page, id)).state).toBe('paused')
  const { count } = await jobInfo(page, id)
  await card.getByRole('button', { name: 'Resume' }).click()
  await waitForMatches(page, id, count)
  await other.close()
  await expectWhole(page, id, expected)
})

test('the same question in two tabs at once is one job', async ({ context }) => {
  const page = await context.newPage()
  await openApp(page)
  const hostId = await openLongHost(page)
  const expected = await wholeAnswer(page, hostId)
  const other = await context.newPage()
  await openApp(other)
  const ids = await Promise.all([startLong(page, hostId), startLong(other, hostId)])
  expect(ids[0]).toBe(ids[1])
  await Promise.all([page, other].map((one) => waitForState(one, ids[0], 'done')))
  expect(await rowsOf(other, ids[0])).toEqual(expected)
})

test('the whole browser is killed', async ({ baseURL }) => {
  const browser = await startBrowserProcess()
  try {
    const { id, expected } = await startedSearch(await browser.start(), { address: baseURL })
    await browser.kill()
    const context = await browser.start()
    const page = await context.newPage()
    await openApp(page, '', baseURL)
    await continueByBanner(page, id, expected)
    await expectWhole(page, id, expected)
  } finally {
    await browser.remove()
  }
})
