/** The first visit: a living example instead of an empty page, and a tour for those who want it. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  editorText,
  expectCurrentHost,
  fillEditor,
  finishSearch,
  openFreshApp,
  wideViewport,
} from './page-actions'
import { faultsOf, overhang } from './page-faults'

const card = (page: Page) => page.locator('.guided-tour').getByRole('dialog')
const invitation = (page: Page) => page.getByRole('region', { name: 'Welcome' })

test('a first visit shows a motif, its drawing and its matches, without a click', async ({ browser }) => {
  const page = await openFreshApp(browser, '', { viewport: wideViewport })
  await expectCurrentHost(page, 'Escape circuit')
  expect(await editorText(page)).toContain('A -> B')
  await expect(page.getByTestId('motif-view')).toBeVisible()
  expect(await finishSearch(page)).toBe(16)
  await expect(page.getByTestId('result-table').getByRole('row').nth(16)).toBeAttached()
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

test('the tour leads through the page by keyboard, can be used beside, and is remembered', async ({
  browser,
}) => {
  const page = await openFreshApp(browser, '', { viewport: wideViewport })
  await finishSearch(page)
  await invitation(page).getByRole('button', { name: 'Take the tour' }).press('Enter')
  await expect(invitation(page)).toBeHidden()
  const titles: string[] = []
  for (let stop = 1; stop <= 7; stop++) {
    await expect(card(page)).toContainText(`${stop} of 7`)
    await expect(card(page)).toBeFocused()
    await expect(card(page)).toBeInViewport({ ratio: 1 })
    // Everything it points at is there.
    await expect(page.locator('.guided-tour .ring')).toBeVisible()
    titles.push((await card(page).getByRole('heading').textContent()) ?? '')
    if (stop === 3) expect(await faultsOf(page)).toEqual([])
    if (stop < 7) await card(page).getByRole('button', { name: 'Next' }).press('Enter')
  }
  expect(new Set(titles).size).toBe(7)
  // It holds nobody: the page works meanwhile.
  await fillEditor(page.getByTestId('motif-editor'), 'A -> B')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => finishSearch(page)).toBeGreaterThan(16)
  await card(page).getByRole('button', { name: 'Done' }).press('Enter')
  await expect(card(page)).toBeHidden()
  await page.reload()
  await finishSearch(page)
  await expect(invitation(page)).toBeHidden()
  await page.context().close()
})

test('the tour can be declined, skipped, and taken again from Help', async ({ browser }) => {
  const page = await openFreshApp(browser, '', { viewport: wideViewport })
  await invitation(page).getByRole('button', { name: 'No, thanks' }).click()
  await expect(invitation(page)).toBeHidden()
  await finishSearch(page)
  await page.reload()
  await finishSearch(page)
  await expect(invitation(page)).toBeHidden()
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Help' }).click()
  const again = page.getByRole('button', { name: 'Take the tour' })
  await again.press('Enter')
  await expect(card(page)).toContainText('1 of 7')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Studio')
  await page.keyboard.press('Escape')
  await expect(card(page)).toBeHidden()
  await page.context().close()
})

test('the tour survives what is not there, and fits a phone', async ({ browser }) => {
  const page = await openFreshApp(browser, '', { viewport: { width: 360, height: 740 } })
  await expect(invitation(page)).toBeVisible()
  expect(await overhang(page)).toBeLessThanOrEqual(0)
  await page.evaluate(() => document.querySelector('[data-testid="open-palette"]')?.remove())
  await invitation(page).getByRole('button', { name: 'Take the tour' }).click()
  for (let stop = 1; stop < 7; stop++) {
    await expect(card(page)).toContainText(`${stop} of 7`)
    await expect(card(page)).toBeInViewport({ ratio: 1 })
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    await card(page).getByRole('button', { name: 'Next' }).click()
  }
  await expect(card(page)).toContainText('7 of 7')
  await expect(page.locator('.guided-tour .ring')).toBeHidden()
  await expect(card(page)).toBeInViewport({ ratio: 1 })
  await card(page).getByRole('button', { name: 'Back' }).click()
  await expect(card(page)).toContainText('6 of 7')
  await card(page).getByRole('button', { name: 'Skip the tour' }).click()
  await expect(card(page)).toBeHidden()
  await page.context().close()
})
