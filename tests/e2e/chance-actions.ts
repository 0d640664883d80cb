/** What the stories of the room Chance have in common: how they begin, and what they read. */
import { expect } from 'playwright/test'
import type { Browser, Page } from 'playwright/test'
import { wideViewport } from './page-actions'

export const feedForward = 'A -> B\nB -> C\nA -> C'

export const chanceAddress = (host: string, asked = '', motif = feedForward) =>
  `view=significance&host=${encodeURIComponent(host)}&motif=${encodeURIComponent(motif)}` +
  (asked && `&significance=${encodeURIComponent(asked)}`)

/** The room with a host graph, in a profile of its own. @param motif empty: none */
export async function openChance(
  browser: Browser,
  host: string,
  motif = feedForward,
  asked = '',
): Promise<Page> {
  const context = await browser.newContext({ viewport: wideViewport })
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(`./#${chanceAddress(host, asked, motif)}`)
  await page.evaluate(() => globalThis.motifscope?.ready)
  await expect(page.getByTestId('chance-host')).not.toContainText('none is open', { timeout: 60_000 })
  return page
}

export const runStatus = (page: Page) => page.getByTestId('significance-status')

/** The rows of the open result, cell by cell as they are read. */
export const resultRows = (page: Page) =>
  page
    .getByTestId('significance-table')
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')))

/** The text of the file that `act` saves. */
export async function downloadOf(page: Page, act: () => Promise<void>): Promise<string> {
  const downloading = page.waitForEvent('download')
  await act()
  const stream = await (await downloading).createReadStream()
  let text = ''
  for await (const piece of stream) text += String(piece)
  return text
}

/** By how much the room is wider than its place. */
export const overhangOf = (page: Page) =>
  page.locator('.significance-view').evaluate((box) => box.scrollWidth - box.clientWidth)
