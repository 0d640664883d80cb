/** The jobs room: what runs and how far, what can be done to it, how it tells of its end, and answers kept for later. */
import { expect, test } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import { jobInfo, longMotif, openLongHost, startLong, waitForMatches, waitForState } from './long-search'
import { openApp } from './open-app'
import {
  expectCurrentHost,
  fillEditor,
  finishSearch,
  openRoom,
  resultCount,
  shownRows,
  wideViewport,
} from './page-actions'

test.describe.configure({ timeout: 180_000 })
test.use({ viewport: wideViewport })

const cardOf = (page: Page, id: string): Locator => page.locator(`[data-job="${id}"]`)
const percentOf = async (card: Locator) => Number(await card.getByRole('progressbar').getAttribute('value'))

async function openWithLongHost(page: Page): Promise<string> {
  await openApp(page)
  return openLongHost(page, { edgeCount: 30_000 })
}

test('a running search is seen to move, can be paused, opened so far, resumed and cancelled', async ({
  page,
}) => {
  const hostId = await openWithLongHost(page)
  const id = await startLong(page, hostId)
  await openRoom(page, 'Jobs')
  const card = cardOf(page, id)
  await expect(card).toContainText('running')
  await expect(card).toContainText('matches/s')
  await expect(card).toContainText(/left/)
  await expect(page).toHaveTitle(/^1 running · Jobs/)
  await expect(page.getByRole('navigation', { name: 'Views' }).getByText('1 running')).toBeVisible()

  // The bar moves on while the count ticks, and never back.
  let last = await percentOf(card)
  for (let i = 0; i < 4; i++) {
    const { count } = await jobInfo(page, id)
    await waitForMatches(page, id, count + 1_000)
    const before = last
    await expect
      .poll(async () => {
        const percent = await percentOf(card)
        expect(percent).toBeGreaterThanOrEqual(last)
        return (last = percent)
      })
      .toBeGreaterThan(before)
  }

  await card.getByRole('button', { name: 'Open so far' }).click()
  await expect(resultCount(page)).toHaveAttribute('data-state', 'running')
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(3)

  await openRoom(page, 'Jobs')
  await card.getByRole('button', { name: 'Pause' }).click()
  await expect(card).toContainText('paused')
  const { count } = await jobInfo(page, id)
  await page.waitForTimeout(500)
  expect((await jobInfo(page, id)).count).toBe(count)
  expect(await percentOf(card)).toBeGreaterThan(0)

  await card.getByRole('button', { name: 'Resume' }).click()
  await waitForMatches(page, id, count)
  await card.getByRole('button', { name: 'Cancel' }).click()
  await expect(card).toContainText('cancelled')
  await expect(page).toHaveTitle(/^Jobs/)
})

test('deleting can be taken back, and the keyboard stays in the list', async ({ page }) => {
  const hostId = await openWithLongHost(page)
  const id = await startLong(page, hostId, { limit: 50 })
  await waitForState(page, id, 'done')
  const stored = () =>
    page.evaluate(async () => (await globalThis.motifscope.jobs.list()).map((job) => job.id))
  await openRoom(page, 'Jobs')
  const card = cardOf(page, id)
  await card.getByRole('button', { name: 'Delete' }).press('Enter')
  await expect(card).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Jobs' })).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(card).toBeVisible()
  expect(await stored()).toContain(id)

  await card.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(stored).not.toContain(id)
})

test('a job of high priority comes further than one of low priority beside it', async ({ page }) => {
  const hostId = await openWithLongHost(page)
  // The same work twice, told apart by a limit that neither reaches.
  const low = await startLong(page, hostId, { limit: 50_000_001 })
  const high = await startLong(page, hostId, { limit: 50_000_002 })
  await openRoom(page, 'Jobs')
  await cardOf(page, high).getByRole('combobox', { name: 'Priority' }).selectOption('high')
  await cardOf(page, low).getByRole('combobox', { name: 'Priority' }).selectOption('low')
  await expect.poll(async () => (await jobInfo(page, low)).priority).toBe('low')
  const [lowBefore, highBefore] = [await jobInfo(page, low), await jobInfo(page, high)]
  await waitForMatches(page, high, highBefore.count + 60_000)
  const [lowAfter, highAfter] = [await jobInfo(page, low), await jobInfo(page, high)]
  const ratio = (highAfter.count - highBefore.count) / Math.max(1, lowAfter.count - lowBefore.count)
  console.log(`high : low = ${ratio.toFixed(1)} (weights 16)`)
  expect(ratio).toBeGreaterThan(3)
  // The priority is kept with the job.
  await page.evaluate((id) => globalThis.motifscope.jobs.pause(id), low)
  expect((await jobInfo(page, low)).priority).toBe('low')
})

test('jobs are found by their motif, host graph or state', async ({ page }) => {
  const hostId = await openWithLongHost(page)
  const id = await startLong(page, hostId, { limit: 20 })
  const other = await startLong(page, hostId, { limit: 20 }, 'X -> Y; Y -> X')
  await Promise.all([id, other].map((one) => waitForState(page, one, 'done')))
  await openRoom(page, 'Jobs')
  await expect(cardOf(page, id)).toBeVisible()
  await page.getByPlaceholder('Filter jobs').fill('x -> y long')
  await expect(cardOf(page, id)).toHaveCount(0)
  await expect(cardOf(page, other)).toBeVisible()
  await expect(page.getByText('1 job shown')).toBeVisible()
  await page.getByPlaceholder('Filter jobs').fill('zebra')
  await expect(page.getByText('No job contains this text')).toBeVisible()
})

test('nobody is asked for notifications before ticking the box', async ({ context, page }) => {
  await context.addInitScript(() => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    Notification.requestPermission = () => {
      asked.push('permission')
      return Promise.resolve('denied')
    }
  })
  const hostId = await openWithLongHost(page)
  const id = await startLong(page, hostId, { limit: 20 })
  await waitForState(page, id, 'done')
  await openRoom(page, 'Jobs')
  const asked = () => page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked.length)
  expect(await asked()).toBe(0)
  const box = page.getByRole('checkbox', { name: 'Notify me when a search ends' })
  // Refused: the box goes back, and the page says why. (`check` would insist.)
  await box.click()
  await expect.poll(asked).toBe(1)
  await expect(page.getByText('does not let this page show notifications')).toBeVisible()
  await expect(box).not.toBeChecked()
})

test('an answer asked for again comes from storage, says how old it is, and can be computed anew', async ({
  page,
}) => {
  await page.clock.install()
  await openApp(page, `host=example%3A%2F%2Fcircuit&motif=${encodeURIComponent('A -> B; B -> C')}&run=1`)
  await expectCurrentHost(page, 'Escape circuit')
  const count = await finishSearch(page)
  await expect(page.getByText(/^computed/)).toBeHidden()
  await page.clock.fastForward(3 * 86_400_000)
  await page.getByTestId('run').click()
  await expect(page.getByText('computed 3 days ago')).toBeVisible()
  expect(await finishSearch(page)).toBe(count)
  await page.getByRole('button', { name: 'Recompute' }).click()
  await expect(page.getByText(/^computed/)).toBeHidden()
  expect(await finishSearch(page)).toBe(count)
})

test('a new question lets a search that has come far go on', async ({ page }) => {
  const hostId = await openWithLongHost(page)
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  const id = await startLong(page, hostId)
  await openRoom(page, 'Jobs')
  await cardOf(page, id).getByRole('button', { name: 'Open so far' }).click()
  expect(longMotif).toContain('A.mark == E.mark')
  await fillEditor(page.getByTestId('motif-editor'), 'A -> B; B -> A')
  await page.getByTestId('run').click()
  await finishSearch(page)
  expect(['running', 'done']).toContain((await jobInfo(page, id)).state)
})
