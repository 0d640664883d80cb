/** What everyone must be able to use: no serious fault of accessibility in any room, in either theme, and a page that
 *  fits a narrow screen. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  dropFiles,
  expectCurrentHost,
  finishSearch,
  openFreshApp,
  openRoom,
  resultCount,
  shownRows,
  writeMotif,
} from './page-actions'
import { faultsOf, overhang } from './page-faults'

const start = `host=${encodeURIComponent('example://cortex')}`

async function openWithMatch(page: Page): Promise<void> {
  await expectCurrentHost(page, 'Cortical column')
  expect(await finishSearch(page)).toBeGreaterThan(10)
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(3)
  await page.getByTestId('result-table').getByRole('row').nth(2).click()
  await expect(page.getByRole('complementary', { name: 'One match' })).toBeVisible()
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious fault of accessibility, ${colorScheme}`, async ({ browser }) => {
    const page = await openFreshApp(browser, start, {
      colorScheme,
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    })
    await openWithMatch(page)
    expect(await faultsOf(page), 'studio with a match').toEqual([])
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const lightness = Number(/\d+/.exec(background)?.[0])
    expect(lightness < 128, `the page is ${colorScheme}`).toBe(colorScheme === 'dark')

    await writeMotif(page, 'A -> B\nB -> A [wieght > 3]\nC.size > 3\nA => D')
    await expect(page.getByTestId('problems').getByRole('listitem').first()).toBeVisible()
    expect(await faultsOf(page), 'studio with problems').toEqual([])

    await dropFiles(page, [{ name: 'odd.csv', content: 'apple,pear,plum\n1,2,3\n' }])
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await faultsOf(page), 'dialog for columns').toEqual([])
    await page.keyboard.press('Escape')

    await dropFiles(page, [{ name: 'bad.graphml', content: '<graphml><graph>' }])
    await expect(page.getByRole('alert')).toBeVisible()
    expect(await faultsOf(page), 'an error').toEqual([])
    await page.getByRole('button', { name: 'Dismiss' }).last().click()

    await openRoom(page, 'Hosts')
    await page.getByRole('button', { name: 'Statistics' }).first().click()
    await expect(page.getByText('reciprocity')).toBeVisible()
    expect(await faultsOf(page), 'hosts').toEqual([])
    await openRoom(page, 'Jobs')
    await expect(page.getByRole('region', { name: 'Jobs' })).toBeVisible()
    expect(await faultsOf(page), 'jobs').toEqual([])
    await page.getByRole('button', { name: 'Delete', exact: true }).first().click()
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
    expect(await faultsOf(page), 'jobs, one deleted').toEqual([])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByTestId('help-menu').click()
    await expect(page.getByRole('menu')).toBeVisible()
    expect(await faultsOf(page), 'a menu').toEqual([])
    await page.keyboard.press('Escape')
    await openRoom(page, 'Storage')
    await expect(page.getByTestId('storage-used')).toBeVisible()
    await page.getByRole('button', { name: 'Free rows…' }).first().click()
    expect(await faultsOf(page), 'storage').toEqual([])
    await openRoom(page, 'Help')
    expect(await faultsOf(page), 'help').toEqual([])
    await page.context().close()
  })
}

test('on a phone nothing sticks out, and everything is within reach', async ({ browser }) => {
  const page = await openFreshApp(browser, start, {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  })
  await expectCurrentHost(page, 'Cortical column')
  const tabs = page.getByRole('tablist', { name: 'Parts of the studio' })
  await finishSearch(page)
  for (const [tab, part] of [
    ['Editor', page.getByTestId('motif-editor')],
    ['Drawing', page.getByTestId('drawing')],
    ['Results', page.getByTestId('result-table')],
  ] as const) {
    await tabs.getByRole('tab', { name: tab }).tap()
    await expect(part).toBeInViewport()
    await expect(page.getByTestId('run')).toBeInViewport({ ratio: 1 })
    expect(await overhang(page), tab).toBeLessThanOrEqual(0)
  }
  await page.getByTestId('result-table').getByRole('row').nth(1).tap()
  await expect(page.getByRole('complementary', { name: 'One match' })).toBeInViewport()
  expect(await overhang(page), 'a match').toBeLessThanOrEqual(0)
  expect(await faultsOf(page), 'studio on a phone').toEqual([])
  await page.getByRole('button', { name: 'Close the match' }).tap()

  // Running from the editor leads to the answer.
  await tabs.getByRole('tab', { name: 'Editor' }).tap()
  await writeMotif(page, 'A -> B [weight > 20]')
  await page.getByTestId('run').tap()
  await finishSearch(page)
  await expect(page.getByTestId('result-table')).toBeInViewport()
  await expect(resultCount(page)).toBeInViewport()

  for (const room of ['Hosts', 'Jobs', 'Storage', 'Help'] as const) {
    await openRoom(page, room)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(room)
    expect(await overhang(page), room).toBeLessThanOrEqual(0)
  }
  await page.context().close()
})
