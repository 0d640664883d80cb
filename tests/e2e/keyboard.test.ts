/** A full session without a pointer: every step by keys alone, from the first visit to the way back from the jobs.
 *  Nothing here is focused or filled by the test: what cannot be reached by keys fails. */
import { expect, test } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import {
  editorText,
  expectCurrentHost,
  finishSearch,
  openFreshApp,
  resultCount,
  shownRows,
  wideViewport,
} from './page-actions'

let page: Page

const editor = () => page.getByTestId('motif-editor')
const grid = () => page.getByTestId('result-table')
const heading = () => page.getByRole('heading', { level: 1 })
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement)

/** Presses Tab until the focus is there. */
async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab', most = 60): Promise<void> {
  await expect(target).toBeVisible()
  for (let step = 0; step < most && !(await hasFocus(target)); step++) await press(key)
  await expect(target).toBeFocused()
}

/** Runs a command of the palette by its name. */
async function command(name: string): Promise<void> {
  await press('Control+k')
  const field = page.getByRole('combobox', { name: 'Search commands' })
  await expect(field).toBeFocused()
  await page.keyboard.type(name)
  await expect(
    page.getByRole('dialog', { name: 'Commands' }).getByRole('option', { selected: true }),
  ).toContainText(name)
  await press('Enter')
  await expect(field).toBeHidden()
}

test('a full session by keyboard alone', async ({ browser }) => {
  page = await openFreshApp(browser, '', {
    viewport: wideViewport,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await finishSearch(page)

  await test.step('the first visit: the tour is declined', async () => {
    await tabTo(page.getByRole('button', { name: 'No, thanks' }))
    await press('Enter')
    await expect(page.getByRole('region', { name: 'Welcome' })).toBeHidden()
  })

  await test.step('a motif is written', async () => {
    await command('The editor')
    await expect(editor()).toBeFocused()
    await press('Control+a')
    await page.keyboard.type('P -> I\nI -> P\nP.transmitter = "glutamate"\n')
    expect(await editorText(page)).toContain('P.transmitter = "glutamate"')
    await press('Escape', 'Tab')
    await expect(editor()).not.toBeFocused()
  })

  await test.step('a host graph is picked', async () => {
    await command('Choose the host graph')
    await page.keyboard.type('cortical')
    await expect(
      page.getByRole('listbox', { name: 'Host graphs' }).getByRole('option').first(),
    ).toContainText('Cortical')
    await press('Enter')
    await expectCurrentHost(page, 'Cortical column')
  })

  let count = 0
  await test.step('it is run, from anywhere', async () => {
    await press('Control+Enter')
    count = await finishSearch(page)
    expect(count).toBeGreaterThan(100)
  })

  await test.step('the rows are sorted, and walked through', async () => {
    await command('The results')
    await expect(grid()).toBeFocused()
    await tabTo(page.getByRole('columnheader', { name: 'I' }).getByRole('button', { name: 'I', exact: true }))
    await press('Enter')
    await expect(page.getByRole('columnheader', { name: 'I' })).toHaveAttribute('aria-sort', 'ascending')
    await expect
      .poll(async () => {
        const ids = (await shownRows(page)).map(([, id]) => BigInt(id ?? 0))
        return ids.length > 5 && ids.every((id, at) => at === 0 || id >= (ids[at - 1] ?? 0n))
      })
      .toBe(true)
    await tabTo(grid(), 'Shift+Tab')
    await press('ArrowDown', 'ArrowDown')
    await expect(grid()).toHaveAttribute('aria-activedescendant', 'match-2')
  })

  await test.step('a match is opened and closed', async () => {
    const row = (await shownRows(page))[2] ?? []
    await press('Enter')
    const match = page.getByRole('complementary', { name: 'One match' })
    await expect(match.getByRole('heading').first()).toHaveText('Match 3')
    for (const id of row) await expect(match).toContainText(id)
    await tabTo(match.getByRole('button', { name: 'Close the match' }))
    await press('Escape')
    await expect(match).toBeHidden()
  })

  await test.step('all rows are saved as a file', async () => {
    const download = page.waitForEvent('download')
    await command('Save all matches as CSV')
    expect((await download).suggestedFilename()).toBe('Cortical column P-I.csv')
  })

  await test.step('it is shared', async () => {
    await command('Share this motif and host graph')
    const dialog = page.getByRole('dialog', { name: 'Share' })
    await tabTo(dialog.getByRole('button', { name: 'Copy link' }))
    await press('Enter')
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#')
    await press('Escape')
    await expect(dialog).toBeHidden()
  })

  await test.step('to the jobs by two keys, an earlier answer is opened, and back', async () => {
    await tabTo(page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Jobs' }))
    await press('g', 'j')
    await expect(heading()).toHaveText('Jobs')
    const earlier = page.getByRole('article').filter({ hasText: 'excitatory' })
    await tabTo(earlier.getByRole('button', { name: 'Open' }))
    await press('Enter')
    await expect(heading()).toHaveText('Studio')
    expect(await finishSearch(page)).toBe(16)
    await expectCurrentHost(page, 'Escape circuit')
    await command('P -> I')
    await expect(resultCount(page)).toHaveAttribute('data-count', String(count))
    await expectCurrentHost(page, 'Cortical column')
  })

  await page.context().close()
})
