/** The content security policy holds in every room, view, menu and dialog: any violation fails. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { watchPages } from '../tools/watch-page'
import { openApp } from './open-app'
import { finishSearch, openRoom, wideViewport } from './page-actions'

const rooms = ['Studio', 'Hosts', 'Jobs', 'Chance', 'Moss', 'Storage', 'Help'] as const
const visibleDialogs = (page: Page) => page.locator('dialog[open], [role="dialog"]:visible')

/** Opens every menu and popover that is in sight, and closes it again; answers how many there were. */
async function openMenus(page: Page): Promise<number> {
  const buttons = page.locator('button[aria-haspopup]:visible:not([disabled])')
  const count = await buttons.count()
  // Of a table's columns and cards one each is enough.
  for (let at = 0; at < Math.min(count, 14); at++) {
    const button = buttons.nth(at)
    if (!(await button.isVisible())) continue
    await button.press('Enter')
    await expect(
      page.locator('[role="menu"]:visible, [role="dialog"]:visible, [role="listbox"]:visible').first(),
    ).toBeVisible()
    await page.keyboard.press('Escape')
    // Behind a dialog that is still closing, the next button would not be reached.
    await expect(page.locator('[role="menu"]:visible')).toHaveCount(0)
    await expect(visibleDialogs(page)).toHaveCount(0)
  }
  return count
}

async function runCommand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: /command/i })
  await field.fill(words)
  await expect(page.getByRole('listbox', { name: 'Commands' }).getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field).toBeHidden()
}

/** Opens a dialog, waits until it is drawn, and leaves it. */
async function lookInto(page: Page, open: () => Promise<void>): Promise<void> {
  await open()
  await expect(visibleDialogs(page).first()).toBeVisible()
  await expect(visibleDialogs(page).first().getByRole('button').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(visibleDialogs(page)).toHaveCount(0)
}

test('no room, view, menu or dialog breaks the policy; a script that is put in would', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000)
  const context = await browser.newContext({ viewport: wideViewport })
  const notes = await watchPages(context, new URL(baseURL ?? '').origin)
  const page = await context.newPage()
  await openApp(page)
  await finishSearch(page)
  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' })

  for (const tab of ['Explain', 'Cypher', 'SQL', 'Python', 'JSON', 'DotMotif', 'Problems'])
    await page.getByRole('tab', { name: tab, exact: true }).first().click()
  for (const view of ['Groups', 'Histogram', 'Subgraph', 'Matrix', 'Table']) {
    await page.getByRole('tab', { name: view, exact: true }).click()
    await expect(page.getByText('Working it out…')).toBeHidden()
  }
  await page.getByTestId('result-table').getByRole('row').nth(1).click()
  await expect(page.getByRole('complementary', { name: 'One match' })).toBeVisible()
  await lookInto(page, () => button('Use as motif…').first().click())
  await page
    .getByTestId('drawing')
    .getByRole('button', { name: /^Node A/ })
    .click()
  await page.keyboard.press('Enter')
  await expect(page.locator('.constraint-panel')).toBeVisible()
  await page.keyboard.press('Escape')

  await lookInto(page, () => button('Motifs…').click())
  await lookInto(page, () => button(/^Compare hosts/).click())
  await lookInto(page, () => button('Share').click())
  await lookInto(page, async () => {
    await button('Motif').click()
    await page.getByRole('menuitem', { name: 'From Neuroglancer…' }).click()
  })
  await lookInto(page, () => runCommand(page, 'shortcuts'))
  let menus = 0
  for (const room of rooms) {
    await openRoom(page, room)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached()
    menus += await openMenus(page)
    if (room !== 'Hosts') continue
    await button(/^Statistics of/)
      .first()
      .click()
    await expect(page.getByText(/: all counted\.$/)).toBeAttached()
    await button('All hosts').click()
  }
  expect(menus, 'menus were opened').toBeGreaterThan(10)

  expect(notes.violations).toEqual([])
  expect(notes.foreignRequests).toEqual([])
  // That it would have been seen:
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.wasRun = true'
    document.head.append(script)
  })
  await expect.poll(() => notes.violations.length).toBeGreaterThan(0)
  expect(await page.evaluate(() => 'wasRun' in globalThis)).toBe(false)
  await context.close()
})
