/** The storage room: what is kept, how much, and freeing it by item, without losing counts. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { openLongHost, rowsOf, startLong, waitForState } from './long-search'
import { openApp } from './open-app'
import { openRoom } from './page-actions'

const item = (page: Page, name: string | RegExp) => page.getByRole('listitem').filter({ hasText: name })

async function openWithResult(page: Page): Promise<{ hostId: string; id: string; count: number }> {
  await openApp(page)
  const hostId = await openLongHost(page)
  const id = await startLong(page, hostId, { limit: 3_000 })
  const { count } = await waitForState(page, id, 'done')
  await openRoom(page, 'Storage')
  return { hostId, id, count }
}

test('rows are freed and the count stays; running again finds them', async ({ page }) => {
  const { hostId, id, count } = await openWithResult(page)
  expect(count).toBe(3_000)
  await expect(page.getByTestId('storage-used')).toContainText(/of .* used/)
  const result = item(page, 'A.mark == E.mark')
  await expect(result).toContainText('3,000 rows')
  // Rows × columns × 4 bytes.
  await expect(result).toContainText('60.0 kB')
  await result.getByRole('button', { name: /Free rows…/ }).click()
  await expect(result.getByRole('button', { name: 'Keep' })).toBeFocused()
  await result.getByRole('button', { name: 'Free rows', exact: true }).click()
  await expect(result).toHaveCount(0)
  await expect(page.getByText('The rows are freed; the count stays.')).toBeAttached()
  const kept = await page.evaluate(async (id) => {
    const result = await globalThis.motifscope.jobs.result(id)
    return { count: result.count, rows: (await result.rows()).length }
  }, id)
  expect(kept).toEqual({ count: 3_000, rows: 0 })

  await openRoom(page, 'Jobs')
  const card = page.locator(`[data-job="${id}"]`)
  await expect(card).toContainText('rows freed')
  await card.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByText('The rows were freed, the count was kept')).toBeVisible()
  expect(await startLong(page, hostId, { limit: 3_000 })).toBe(id)
  await waitForState(page, id, 'done')
  expect((await rowsOf(page, id)).rowCount).toBe(3_000)
})

test('a host graph is freed; its results keep their ids', async ({ page }) => {
  const { id } = await openWithResult(page)
  const before = await rowsOf(page, id)
  const host = item(page, /^long/)
  await host.getByRole('button', { name: /Close…/ }).click()
  await host.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(host).toHaveCount(0)
  await expect(page.getByText('Of long, which is closed, the ids are kept for its results.')).toBeVisible()
  expect(await rowsOf(page, id)).toEqual(before)
  // With the last result that names them the ids go too.
  await page.evaluate((id) => globalThis.motifscope.jobs.delete(id), id)
  await openRoom(page, 'Jobs')
  await openRoom(page, 'Storage')
  await expect(page.getByText('Of long')).toHaveCount(0)
})

test('asking to keep everything never blocks, and what the browser says is told', async ({ page }) => {
  await page.addInitScript(() => {
    // As Firefox does while its question waits for an answer.
    navigator.storage.persist = () => new Promise(() => undefined)
    navigator.storage.persisted = () => Promise.resolve(false)
  })
  await openApp(page)
  await openRoom(page, 'Storage')
  await page.getByRole('button', { name: 'Ask to keep everything' }).click()
  await expect(page.getByText('The browser asks you').first()).toBeVisible()
  await expect(page.getByTestId('storage-used')).toBeVisible()
})

test('a browser that allows little is taken for a private window, and one that tells nothing is no error', async ({
  page,
}) => {
  await page.addInitScript(() => {
    navigator.storage.estimate = () => Promise.resolve({ usage: 95e6, quota: 100e6 })
    navigator.storage.persisted = () => Promise.resolve(false)
  })
  await openApp(page)
  await openRoom(page, 'Storage')
  await expect(page.getByText('private windows')).toBeVisible()
  await expect(page.getByText('Room is short')).toBeVisible()
  await page.evaluate(() => {
    navigator.storage.estimate = () => Promise.resolve({})
  })
  await openRoom(page, 'Jobs')
  await openRoom(page, 'Storage')
  await expect(page.getByText('does not tell how much')).toBeVisible()
})

test('documents are counted, exported, and deleted only after asking', async ({ page }) => {
  await openApp(page)
  await openRoom(page, 'Storage')
  await expect(page.getByRole('region', { name: 'Documents' })).toContainText('None is stored.')
  await page.evaluate(async () => {
    const { moss } = globalThis.motifscope
    const uri = 'https://example.org/neuron/1'
    const { id } = await moss.put({ uri, body: { text: 'a note' } })
    await moss.supersede(id, { body: { text: 'a better one' } })
    await moss.attach(new Blob(['x'.repeat(5_000)]))
  })
  await openRoom(page, 'Jobs')
  await openRoom(page, 'Storage')
  const documents = item(page, 'Notes and other documents')
  await expect(documents).toContainText('2 documents · 1 attached file')
  await expect(documents).toContainText(/[5-9]\.\d kB/)

  const download = page.waitForEvent('download')
  await documents.getByRole('button', { name: 'Export documents as JSON lines' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('documents.jsonl')
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { body: { text: string } }).body.text)).toEqual([
    'a note',
    'a better one',
  ])

  await documents.getByRole('button', { name: /Delete all…/ }).click()
  await expect(documents.getByRole('button', { name: 'Keep' })).toBeFocused()
  await documents.getByRole('button', { name: 'Keep' }).click()
  await expect(documents).toContainText('2 documents')
  await documents.getByRole('button', { name: /Delete all…/ }).click()
  await documents.getByRole('button', { name: 'Delete all', exact: true }).click()
  await expect(documents).toHaveCount(0)
  expect(await page.evaluate(() => globalThis.motifscope.moss.list())).toMatchObject({ documents: [] })
  // What was exported can be brought back, although the same documents were there before.
  const back = await page.evaluate(async (text) => {
    const { moss } = globalThis.motifscope
    await moss.import(new Blob([text]))
    return (await moss.list()).documents.length
  }, lines.join('\n'))
  expect(back).toBe(1)
})

test('the stored page can be freed', async ({ page }) => {
  await openApp(page)
  await expect(page.getByText('Ready offline')).toBeVisible({ timeout: 60_000 })
  await openRoom(page, 'Storage')
  const app = item(page, 'Motifscope for offline use')
  await expect(app).toContainText(/\d+(\.\d+)? MB/)
  await app.getByRole('button', { name: /Free…/ }).click()
  await app.getByRole('button', { name: 'Free', exact: true }).click()
  await expect(page.getByText('It is not stored for offline use.')).toBeVisible()
})
