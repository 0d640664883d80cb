/** The browser has no room left in the middle of a search: it pauses and says so, nothing is lost, and each of the three
 *  ways to go on ends in the exact answer. In a private window, and in a profile on disk: Chromium tells of a full disk
 *  differently there. */
import { expect, test } from 'playwright/test'
import type { BrowserContext, Locator, Page } from 'playwright/test'
import { startBrowserProcess } from './browser-process'
import { openLongHost, rowsOf, startLong, waitForState } from './long-search'
import type { RowDigest } from './long-search'
import { openApp } from './open-app'
import { openRoom } from './page-actions'

test.describe.configure({ timeout: 300_000 })

interface Room {
  /** Leaves so much room beside what is stored. It holds as long as the page is open. */
  leave(byteLength: number): Promise<void>
  /** Waits until files that were closed or deleted have given back what was put aside for them. */
  settle(): Promise<void>
}

async function roomOf(page: Page): Promise<Room> {
  const session = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  const usage = async () => (await session.send('Storage.getUsageAndQuota', { origin })).usage
  return {
    async leave(byteLength) {
      await session.send('Storage.overrideQuotaForOrigin', {
        origin,
        quotaSize: (await usage()) + byteLength,
      })
    },
    async settle() {
      for (let before = NaN, now = await usage(); before !== now; now = await usage()) {
        before = now
        await page.waitForTimeout(1_000)
      }
    },
  }
}

interface PausedSearch {
  page: Page
  id: string
  expected: RowDigest
  card: Locator
}

/** Another search has stored 150 MB of rows; then there is no room left, in the middle of a search of half a million. */
async function pausedSearch(
  context: BrowserContext,
  hasPicker: boolean,
  address?: string,
): Promise<PausedSearch> {
  const page = await context.newPage()
  if (!hasPicker) await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showDirectoryPicker'))
  await openApp(page, '', address)
  const hostId = await openLongHost(page, { edgeCount: 25_000, markCount: 1_000, name: 'full.csv' })
  const whole = await startLong(page, hostId)
  await waitForState(page, whole, 'done')
  const expected = await rowsOf(page, whole)
  expect(expected.rowCount).toBeGreaterThan(400_000)
  await page.evaluate((id) => globalThis.motifscope.jobs.delete(id), whole)
  const other = await startLong(page, hostId, { limit: 10_000_000 }, 'A -> B; B -> C; C -> D')
  await waitForState(page, other, 'done')

  const room = await roomOf(page)
  await room.settle()
  // Its rows take 10 MB.
  await room.leave(3_000_000)
  const id = await startLong(page, hostId)
  const { state, count } = await waitForState(page, id, 'paused', 'done')
  expect({ state, count }).toMatchObject({ state: 'paused' })
  const { pausedBecause, rowCount } = await page.evaluate((id) => globalThis.motifscope.jobs.get(id), id)
  expect(pausedBecause).toMatchObject({ code: 'storage-low', hint: expect.stringContaining('count') })
  // What it says to have, it has.
  expect(count).toBeLessThan(expected.rowCount)
  expect(await rowsOf(page, id)).toMatchObject({ rowCount, doubled: 0 })
  await openRoom(page, 'Jobs')
  const card = page.locator(`[data-job="${id}"]`)
  await expect(card.getByTestId('room-choice')).toContainText('no room left')
  return { page, id, expected, card }
}

async function onlyCount({ page, id, expected, card }: PausedSearch): Promise<void> {
  const { rowCount } = await page.evaluate((id) => globalThis.motifscope.jobs.get(id), id)
  const folder = card.getByRole('button', { name: 'Choose a folder…' })
  await expect(folder).toBeDisabled()
  await expect(folder).toHaveAccessibleDescription(/cannot write to folders/)
  await card.getByRole('button', { name: 'Only count from here' }).press('Enter')
  expect((await waitForState(page, id, 'done')).count).toBe(expected.rowCount)
  expect(await rowsOf(page, id)).toMatchObject({ rowCount, doubled: 0 })
  await expect(card.getByTestId('room-choice')).toBeHidden()
}

async function freeOthers({ page, id, expected, card }: PausedSearch): Promise<void> {
  await page.reload()
  await openRoom(page, 'Jobs')
  await card.getByRole('button', { name: 'Free other searches’ rows' }).press('Enter')
  const rows = card.getByRole('list', { name: 'Rows of other searches' })
  const largest = rows.getByRole('listitem').first()
  await expect(largest).toContainText('A -> B; B -> C; C -> D')
  await largest.getByRole('button', { name: /^Free/ }).press('Enter')
  await largest.getByRole('button', { name: 'Free', exact: true }).press('Enter')
  await expect(card).not.toContainText('A -> B; B -> C; C -> D 10,000,000 rows')
  await card.getByRole('button', { name: 'Go on' }).press('Enter')
  expect((await waitForState(page, id, 'done')).count).toBe(expected.rowCount)
  expect(await rowsOf(page, id)).toEqual(expected)
}

/** What is in the folder `picked`, and in the folders within it. */
function picked(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('picked', { create: true })
    const names: string[] = []
    for await (const [name, handle] of folder.entries()) {
      names.push(name)
      if (handle instanceof FileSystemDirectoryHandle)
        for await (const file of handle.keys()) names.push(file)
    }
    return names
  })
}

/** No dialog can be answered here: a folder of the browser's own stands for the one that is picked. */
async function useFolder({ page, id, expected, card }: PausedSearch): Promise<void> {
  await page.evaluate(() => {
    const showDirectoryPicker = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('picked', { create: true })
    Object.assign(globalThis, { showDirectoryPicker })
  })
  // Still too little for rows in the browser; the folder has its room from it.
  await (await roomOf(page)).leave(40_000_000)
  await card.getByRole('button', { name: 'Choose a folder…' }).press('Enter')
  expect((await waitForState(page, id, 'done')).count).toBe(expected.rowCount)
  expect(await rowsOf(page, id)).toEqual(expected)
  expect((await picked(page)).length).toBeGreaterThan(1)
  await page.evaluate((id) => globalThis.motifscope.jobs.delete(id), id)
  expect(await picked(page)).toEqual([])
}

const ways = { 'only count': onlyCount, 'free the rows of another': freeOthers, 'use a folder': useFolder }

for (const [name, goOn] of Object.entries(ways)) {
  test(`no room, ${name}: in a private window`, async ({ context }) => {
    await goOn(await pausedSearch(context, goOn !== onlyCount))
  })

  test(`no room, ${name}: in a profile on disk`, async ({ baseURL }) => {
    const browser = await startBrowserProcess()
    try {
      await goOn(await pausedSearch(await browser.start(), goOn !== onlyCount, baseURL))
    } finally {
      await browser.remove()
    }
  })
}
