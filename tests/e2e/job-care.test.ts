/** What belongs to searches beside their answers: the memory they may take, the word at their end, and files that were
 *  made for a download and forgotten. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { openLongHost, startLong, waitForState } from './long-search'
import { openApp } from './open-app'
import { openRoom, wideViewport } from './page-actions'

test.describe.configure({ timeout: 180_000 })
test.use({ viewport: wideViewport })

const mebibyte = 2 ** 20
const budget = (page: Page) => page.evaluate(() => globalThis.motifscope.jobs.memoryBudget())

test('how much memory a search may take is shown, can be set, and is kept', async ({ page }) => {
  await openApp(page)
  await openRoom(page, 'Storage')
  const choice = page.getByRole('combobox', { name: 'Most memory of a search' })
  const { suggested, isChosen } = await budget(page)
  expect(isChosen).toBe(false)
  await expect(choice.locator('option:checked')).toHaveText(`as suggested, ${suggested / mebibyte} MB`)
  await expect(choice).toHaveAccessibleDescription(/16 to 64 MB at a time/)

  await choice.selectOption('128 MB')
  await expect.poll(() => budget(page)).toEqual({ bytes: 128 * mebibyte, suggested, isChosen: true })
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await openRoom(page, 'Storage')
  await expect(choice.locator('option:checked')).toHaveText('128 MB')

  // What a script sets is shown too.
  await page.evaluate((bytes) => globalThis.motifscope.jobs.setMemoryBudget(bytes), 5 * mebibyte)
  await openRoom(page, 'Jobs')
  await openRoom(page, 'Storage')
  await expect(choice.locator('option:checked')).toHaveText('5 MB')
  await choice.selectOption({ index: 0 })
  await expect.poll(() => budget(page)).toEqual({ bytes: suggested, suggested, isChosen: false })
})

test('a search that may hold almost nothing in memory finds the same', async ({ page }) => {
  await openApp(page)
  const hostId = await openLongHost(page)
  const counts: number[] = []
  for (const bytes of [null, 1]) {
    await page.evaluate((bytes) => globalThis.motifscope.jobs.setMemoryBudget(bytes), bytes)
    const id = await startLong(page, hostId, { recompute: true }, 'A -> B; B -> C; C -> A')
    const { count } = await waitForState(page, id, 'done')
    const rows = await page.evaluate(
      async (id) => (await (await globalThis.motifscope.jobs.result(id)).rows()).length,
      id,
    )
    expect(rows).toBe(count)
    counts.push(count)
  }
  expect(counts[0]).toBeGreaterThan(1_000)
  expect(counts[1]).toBe(counts[0])
})

interface Told {
  title: string
  body: string
}
const toldBy = (page: Page) => page.evaluate(() => (globalThis as unknown as { told: Told[] }).told)

/** Ticks the box, runs a search to its end while nobody looks at the page. */
async function searchUnseen(page: Page): Promise<number> {
  await openApp(page)
  const hostId = await openLongHost(page)
  await startLong(page, hostId, { limit: 10 }, 'A -> B')
  await openRoom(page, 'Jobs')
  await page.getByRole('checkbox', { name: 'Notify me when a search ends' }).check()
  // A page without a window is always taken to be seen.
  await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }))
  const { count } = await waitForState(page, await startLong(page, hostId), 'done')
  await expect(page).toHaveTitle(/^✓ /)
  return count
}

test('who ticked the box is shown a notification when a search ends unseen', async ({ context, page }) => {
  await context.grantPermissions(['notifications'])
  // The browser's own, heard when it is on screen.
  await page.addInitScript(() => {
    const told: Told[] = []
    class Heard extends Notification {
      constructor(title: string, options: NotificationOptions = {}) {
        super(title, options)
        this.addEventListener('show', () => told.push({ title, body: options.body ?? '' }))
      }
    }
    Object.assign(globalThis, { told, Notification: Heard })
  })
  const count = await searchUnseen(page)
  const body = `The search for A -> B; B -> C; C -> D; D -> E; A.mark == E.mark is done: ${count.toLocaleString('en')} matches.`
  await expect.poll(() => toldBy(page)).toEqual([{ title: 'Motifscope', body }])
})

test('where pages may not show notifications, the service worker does', async ({ context, page }) => {
  await context.grantPermissions(['notifications'])
  await page.addInitScript(() => {
    // As on Android.
    const { permission } = Notification
    const forbidden = function () {
      throw new TypeError('Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.')
    }
    Object.assign(globalThis, { Notification: Object.assign(forbidden, { permission }) })
  })
  await searchUnseen(page)
  const shown = () =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready
      return (await worker.getNotifications()).map(({ title, body }) => ({ title, body }))
    })
  await expect.poll(shown).toEqual([{ title: 'Motifscope', body: expect.stringContaining('is done') }])
})

test('files made for a download go when their tab is gone, and can be freed before', async ({ page }) => {
  await openApp(page)
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const home = await root.getDirectoryHandle('motifscope')
    const folder = await home.getDirectoryHandle('temporary', { create: true })
    const file = await folder.getFileHandle(crypto.randomUUID(), { create: true })
    const stream = await file.createWritable()
    await stream.write(new Uint8Array(3_000_000))
    await stream.close()
  })
  await openRoom(page, 'Storage')
  const item = page.getByRole('listitem').filter({ hasText: 'Exports larger than memory' })
  // It is young: the browser may still be copying it.
  await expect(item).toContainText('1 file')
  await expect(item).toContainText('3.0 MB')
  await item.getByRole('button', { name: /Free…/ }).click()
  await expect(item).toContainText('would break off')
  await item.getByRole('button', { name: 'Keep' }).click()

  await page.clock.install({ time: Date.now() + 3_600_000 })
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await openRoom(page, 'Storage')
  await expect(page.getByRole('heading', { name: 'Memory for searches' })).toBeVisible()
  await expect(item).toHaveCount(0)
})
