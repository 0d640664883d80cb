/** The browser has no room left in the middle of a search: it pauses and says so, nothing is lost, and each of the three
 *  ways to go on ends in the exact answer. In a private window, and in a profile on disk, where Chromium tells of a full
 *  disk differently; there the page is loaded anew before the search goes on. */
import { expect, test } from 'playwright/test'
import type { BrowserContext, Locator, Page } from 'playwright/test'
import { startBrowserProcess } from './browser-process'
import { jobInfo, openLongHost, rowsOf, startLong, waitForState } from './long-search'
import type { RowDigest } from './long-search'
import { openApp } from './open-app'
import { openRoom } from './page-actions'

test.describe.configure({ timeout: 90_000 })

interface Room {
  /** Bytes that are stored. */
  usage(): Promise<number>
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
    usage,
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
  expect(await waitForState(page, whole, 'done', 'paused')).toMatchObject({ state: 'done' })
  const expected = await rowsOf(page, whole)
  expect(expected.rowCount).toBeGreaterThan(400_000)
  await page.evaluate((id) => globalThis.motifscope.jobs.delete(id), whole)
  const other = await startLong(page, hostId, { limit: 10_000_000 }, 'A -> B; B -> C; C -> D')
  expect(await waitForState(page, other, 'done', 'paused')).toMatchObject({ state: 'done' })

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

/** Presses a button once it can be pressed: a key on a disabled one would be lost, and nobody would be told. */
async function press(button: Locator): Promise<void> {
  await expect(button).toBeEnabled()
  await button.press('Enter')
}

/** Waits for the exact count; a search that stands still instead says how it stands. */
async function expectEnd({ page, id, expected }: PausedSearch): Promise<void> {
  await expect
    .poll(() => jobInfo(page, id), { timeout: 45_000 })
    .toMatchObject({ state: 'done', count: expected.rowCount })
}

async function onlyCount(search: PausedSearch): Promise<void> {
  const { page, id, card } = search
  const { rowCount } = await page.evaluate((id) => globalThis.motifscope.jobs.get(id), id)
  const folder = card.getByRole('button', { name: 'Choose a folder…' })
  await expect(folder).toBeDisabled()
  await expect(folder).toHaveAccessibleDescription(/cannot write to folders/)
  await press(card.getByRole('button', { name: 'Only count from here' }))
  await expectEnd(search)
  expect(await rowsOf(page, id)).toMatchObject({ rowCount, doubled: 0 })
  await expect(card.getByTestId('room-choice')).toBeHidden()
}

async function freeOthers(search: PausedSearch): Promise<void> {
  const { page, id, expected, card } = search
  const room = await roomOf(page)
  const before = await room.usage()
  await press(card.getByRole('button', { name: 'Free other searches’ rows' }))
  const others = card.getByRole('list', { name: 'Rows of other searches' }).getByRole('listitem')
  const largest = others.filter({ hasText: '10,000,000 rows' })
  await expect(largest).toContainText('A -> B; B -> C; C -> D')
  await press(largest.getByRole('button', { name: /^Free/ }))
  await press(largest.getByRole('button', { name: 'Free', exact: true }))
  // What happens is said while it does, and what it brought.
  await expect(card.getByTestId('room-status')).toContainText(/Freeing 10,000,000 rows|MB freed/)
  await expect(largest).toHaveCount(0)
  await expect(card.getByTestId('room-status')).toContainText('160 MB freed')
  // Their files are gone by now: the room is there for whoever goes on at once.
  expect(await room.usage()).toBeLessThan(before - 150_000_000)
  await press(card.getByRole('button', { name: 'Go on' }))
  await expectEnd(search)
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
async function useFolder(search: PausedSearch): Promise<void> {
  const { page, id, expected, card } = search
  await page.evaluate(() => {
    const showDirectoryPicker = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('picked', { create: true })
    Object.assign(globalThis, { showDirectoryPicker })
  })
  // Still too little for rows in the browser; the folder has its room from it.
  await (await roomOf(page)).leave(40_000_000)
  await press(card.getByRole('button', { name: 'Choose a folder…' }))
  await expectEnd(search)
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
      const search = await pausedSearch(await browser.start(), goOn !== onlyCount, baseURL)
      await search.page.reload()
      await openRoom(search.page, 'Jobs')
      await goOn(search)
    } finally {
      await browser.remove()
    }
  })
}
