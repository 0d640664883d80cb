/** Every view as a picture, in both themes and three widths, compared with those in `pictures/`. What differs from run
 *  to run (times, sizes, ages) is written alike first. `npm run pictures` draws them anew: look at them before they are
 *  committed. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { openApp } from './open-app'
import { expectCurrentHost, finishSearch, openRoom } from './page-actions'

const start = `host=${encodeURIComponent('example://cortex')}`
const widths = { wide: [1440, 900], middle: [820, 1100], narrow: [360, 740] } as const
/** The rooms, and what each shows when it has read its data. */
const rooms = {
  Hosts: (page: Page) => page.getByRole('article', { name: 'Cortical column' }),
  Jobs: (page: Page) => page.getByRole('article').filter({ hasText: 'Cortical column' }),
  Chance: (page: Page) => page.getByRole('heading', { name: 'Runs kept in this browser' }),
  Moss: (page: Page) => page.getByText('Nothing is written yet'),
  Storage: (page: Page) => page.getByTestId('storage-used'),
  Help: (page: Page) => page.getByRole('heading', { level: 1 }),
}

/** One worker finds the rows in the same order each time; the invitation to the tour is for first visits. */
function steady(): void {
  Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 1 })
  localStorage.setItem('motifscope:tour', 'seen')
}

/** Writes every time, size and age on the page alike, and takes what shows a share of the disk away. */
async function writeAlike(page: Page): Promise<void> {
  await page.evaluate(() => {
    const alike: [RegExp, string][] = [
      [/\d[\d,.]*\s?(?:ms|s|min|h)\b(?: \d+ (?:s|min)\b)?(?: ago)?|just now/g, '1 s'],
      [/\d[\d,.]*\s?(?:bytes|[kMGT]B)\b/g, '1 MB'],
      [/\d[\d,.]*\s?%/g, '1 %'],
    ]
    const texts = document.createTreeWalker(
      document.querySelector('main') ?? document.body,
      NodeFilter.SHOW_TEXT,
    )
    while (texts.nextNode()) {
      const text = texts.currentNode as Text
      if (text.parentElement?.closest('.cm-editor, pre, [data-testid="result-table"]')) continue
      const written = alike.reduce((words, [pattern, word]) => words.replace(pattern, word), text.data)
      if (written !== text.data) text.data = written
    }
    for (const bar of document.querySelectorAll<HTMLElement>('progress, meter'))
      bar.style.visibility = 'hidden'
  })
}

async function compare(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  await writeAlike(page)
  await expect.soft(page).toHaveScreenshot(`${name}.png`)
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const [width, [pixels, height]] of Object.entries(widths))
    test(`the views look as they did, ${colorScheme}, ${width}`, async ({ browser }) => {
      const viewport = { width: pixels, height }
      const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce', viewport })
      await context.addInitScript(steady)
      const page = await context.newPage()
      await openApp(page, start)
      await expectCurrentHost(page, 'Cortical column')
      await expect(page.getByTestId('offline-state')).toContainText('Ready offline')
      await page.evaluate(() => document.fonts.ready)
      if (width === 'narrow') {
        await compare(page, `editor-${colorScheme}-${width}`)
        await page.getByRole('tab', { name: 'Drawing' }).click()
        await compare(page, `drawing-${colorScheme}-${width}`)
        await page.getByRole('tab', { name: 'Results' }).click()
      }
      expect(await finishSearch(page)).toBeGreaterThan(10)
      await expect(page.getByTestId('result-table').getByRole('row').nth(3)).toBeVisible()
      await compare(page, `studio-${colorScheme}-${width}`)
      for (const room of ['Hosts', 'Jobs', 'Chance', 'Moss', 'Storage', 'Help'] as const) {
        await openRoom(page, room)
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(room, 'i'))
        await expect(rooms[room](page)).toBeVisible()
        await compare(page, `${room.toLowerCase()}-${colorScheme}-${width}`)
      }
      await context.close()
    })
