/** The command palette and the shortcuts: everything the page can do, by a few letters, by keyboard, in words. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  editorText,
  expectCurrentHost,
  fillEditor,
  finishSearch,
  openCircuit,
  openFreshApp,
  openRoom,
  optionBox,
  wideViewport,
} from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page

const palette = () => page.getByRole('dialog', { name: 'Commands' })
const field = () => palette().getByRole('combobox', { name: 'Search commands' })
const option = (name: string | RegExp) => palette().getByRole('option', { name })
const shortcuts = () => page.getByRole('dialog', { name: 'Shortcuts' })

async function openPalette(): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(field()).toBeFocused()
}

/** Opens the palette, types, and runs what stands first. */
async function command(query: string, name: string | RegExp): Promise<void> {
  await openPalette()
  await field().fill(query)
  await expect(palette().getByRole('option').first()).toContainText(name)
  await page.keyboard.press('Enter')
  await expect(palette()).toBeHidden()
}

test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
})
test.afterAll(() => page.context().close())

test('opens by key, also while writing, and by a button; Escape leads back to where one was', async () => {
  await page.getByTestId('motif-editor').focus()
  await openPalette()
  await page.keyboard.press('Escape')
  await expect(palette()).toBeHidden()
  await expect(page.getByTestId('motif-editor')).toBeFocused()
  await page.getByTestId('open-palette').click()
  await expect(field()).toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(palette()).toBeHidden()
})

test('leads to every view and part of the studio', async () => {
  for (const view of ['Hosts', 'Jobs', 'Moss', 'Storage', 'Help']) {
    await command(view, view)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(view)
  }
  await command('the editor', 'The editor')
  await expect(page.getByTestId('motif-editor')).toBeFocused()
})

test('runs the search, turns options over, and shows an earlier answer', async () => {
  await command('run the', 'Run the search')
  await finishSearch(page)
  await expect(optionBox(page, 'induced')).not.toBeChecked()
  await command('induced', 'Induced')
  await expect(optionBox(page, 'induced')).toBeChecked()
  await command('recent job a -> b', 'A -> B')
  await finishSearch(page)
  await expect(optionBox(page, 'induced')).not.toBeChecked()
})

test('opens examples and switches between host graphs', async () => {
  await command('example cortical', 'Open the example Cortical column')
  await expectCurrentHost(page, 'Cortical column')
  await command('switch escape', 'Switch to Escape circuit')
  await expectCurrentHost(page, 'Escape circuit')
})

test('finds the articles of the help', async () => {
  await command('bi-fan', 'Bi-fan')
  await expect(page.getByRole('heading', { name: 'Bi-fan' })).toBeInViewport()
  await openRoom(page, 'Studio')
})

test('puts in a motif by its name, and one click takes it back', async () => {
  const before = await editorText(page)
  await command('motif bi-fan', 'Motif: bi-fan')
  await expect.poll(() => editorText(page)).toContain('B -> D')
  const notices = page.getByRole('region', { name: 'Notices' })
  await notices.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => editorText(page)).toBe(before)
})

test('saves matches, host graph and session as files', async () => {
  await command('the search', 'Run the search')
  await finishSearch(page)
  for (const [name, file] of [
    ['Save all matches as JSON', 'Escape circuit A-B.json'],
    ['Save the host graph as GraphML', 'Escape circuit.graphml'],
    ['Save the session as a file', /\.motifscope$/],
  ] as const) {
    const download = page.waitForEvent('download')
    await command(name, name)
    expect((await download).suggestedFilename()).toMatch(file)
  }
})

test('changes the theme, and is right for everyone in both', async () => {
  for (const theme of ['dark', 'light']) {
    await command(`${theme} theme`, new RegExp(`${theme} theme`, 'i'))
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await openPalette()
    expect(await faultsOf(page), `the palette, ${theme}`).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByTestId('run').focus()
    await page.keyboard.press('?')
    expect(await faultsOf(page), `the shortcuts, ${theme}`).toEqual([])
    await page.keyboard.press('Escape')
  }
  await command('as the system', 'Theme as the system')
})

test('says why something cannot be done, beside it and when it is tried', async () => {
  await openPalette()
  await field().fill('cancel')
  const cancel = option(/Cancel the search/)
  await expect(cancel).toHaveAttribute('aria-disabled', 'true')
  await expect(cancel).toContainText('No search is running.')
  await page.keyboard.press('Enter')
  await expect(palette().getByRole('status')).toContainText('Cancel the search: No search is running.')
  await page.keyboard.press('Escape')
})

test('tells a screen reader which option is chosen, in which group, and how many there are', async () => {
  await openPalette()
  await field().fill('theme')
  await expect(palette().getByRole('listbox', { name: 'Commands' })).toBeVisible()
  await expect(palette().getByRole('group', { name: 'Appearance' })).toBeVisible()
  const chosen = palette().getByRole('option', { selected: true })
  await expect(chosen).toHaveCount(1)
  await expect(field()).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '')
  const first = await chosen.textContent()
  await page.keyboard.press('ArrowDown')
  await expect(chosen).not.toHaveText(first ?? '')
  await page.keyboard.press('ArrowUp')
  await expect(chosen).toHaveText(first ?? '')
  await expect(palette().getByRole('status')).toContainText(/\d+ commands/)
  await field().fill('no such thing at all')
  await expect(palette().getByText('Nothing here is called')).toBeVisible()
  await page.keyboard.press('Escape')
})

test('the list of shortcuts names those of the palette, and they work', async () => {
  await page.getByTestId('run').focus()
  await page.keyboard.press('?')
  await expect(shortcuts()).toBeVisible()
  const rows = await shortcuts()
    .getByRole('table', { name: 'Everywhere' })
    .getByRole('row')
    .evaluateAll((list) =>
      list.map((row) => [
        row.querySelector('th')?.textContent ?? '',
        row.querySelector('td')?.textContent ?? '',
      ]),
    )
  await page.keyboard.press('Escape')
  await expect(shortcuts()).toBeHidden()
  expect(rows).toContainEqual(['Ctrl+K', 'Open the command palette'])
  await openPalette()
  const inPalette = await palette()
    .getByRole('option')
    .evaluateAll((list) =>
      list.flatMap((one) => {
        const keys = one.querySelector('kbd')?.textContent
        return keys ? [[keys, one.querySelector('.label')?.textContent ?? '']] : []
      }),
    )
  await page.keyboard.press('Escape')
  for (const row of rows) expect(inPalette).toContainEqual(row)
  for (const [keys, label] of rows.filter(([words]) => words?.startsWith('G then '))) {
    await page.keyboard.press('g')
    await page.keyboard.press((keys ?? '').slice(-1).toLowerCase())
    const isView = ['Hosts', 'Jobs', 'Chance', 'Moss', 'Storage', 'Help', 'Studio'].includes(label ?? '')
    const heading = new RegExp(isView ? `\\b${label}\\b` : 'Studio', 'i')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    // Out of the editor, where letters are text.
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button').first().focus()
  }
})

test('single keys are text while one writes, and can be switched off for good', async () => {
  await openRoom(page, 'Studio')
  const editor = page.getByTestId('motif-editor')
  await fillEditor(editor, '')
  await editor.pressSequentially('# g j ?')
  await expect(editor).toContainText('# g j ?')
  await expect(shortcuts()).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Studio')
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button').first().focus()
  await page.keyboard.press('?')
  await shortcuts()
    .getByRole('checkbox', { name: /Keys without Ctrl/ })
    .uncheck()
  await expect(shortcuts().getByRole('row', { name: /Show all shortcuts/ })).toContainText('switched off')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(shortcuts()).toBeHidden()
  await page.reload()
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button').first().focus()
  await page.keyboard.press('?')
  await expect(shortcuts()).toBeHidden()
  await command('shortcuts on', 'Switch single-key shortcuts on')
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button').first().focus()
  await page.keyboard.press('?')
  await expect(shortcuts()).toBeVisible()
  await page.keyboard.press('Escape')
})

test('fits a phone', async ({ browser }) => {
  const phone = await openFreshApp(browser, '', { viewport: { width: 360, height: 740 }, hasTouch: true })
  await phone.getByTestId('open-palette').tap()
  const dialog = phone.getByRole('dialog', { name: 'Commands' })
  await dialog.getByRole('combobox').fill('hosts')
  await expect(dialog).toBeInViewport({ ratio: 1 })
  expect(await overhang(phone)).toBeLessThanOrEqual(0)
  await dialog.getByRole('option', { name: 'Hosts' }).first().tap()
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Hosts')
  await phone.setViewportSize(wideViewport)
  await phone.context().close()
})
