/** The help: found by searching and by address, readable by everyone, every example there to be tried. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { readFragment } from '../tools/url-fragment'
import {
  editorText,
  expectCurrentHost,
  finishSearch,
  openFreshApp,
  openRoom,
  wideViewport,
} from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page

const contents = () => page.getByRole('navigation', { name: 'Pages of the help' })
const article = (name: string) => page.getByRole('article', { name })
const search = () => page.getByRole('searchbox', { name: 'Search the help' })
/** The example below a heading. */
const exampleOf = (heading: string) =>
  page.locator(`h3:text-is("${heading}") ~ .help-example, h4:text-is("${heading}") ~ .help-example`).first()

test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser, 'host=example%3A%2F%2Fcircuit&motif=X%20-%3E%20Y%20%23%20mine', {
    viewport: wideViewport,
  })
})
test.afterAll(() => page.context().close())

test('an example goes into the editor, runs on its host graph, and one click takes it back', async () => {
  await openRoom(page, 'Help')
  await contents().getByRole('link', { name: 'Cookbook' }).click()
  await expect(article('Cookbook')).toBeVisible()
  await exampleOf('Disinhibition').getByRole('button', { name: 'Try it' }).click()
  await expectCurrentHost(page, 'Cortical column')
  expect(await finishSearch(page)).toBeGreaterThan(0)
  expect(await editorText(page)).toContain('V.cell_type = "VIP"')
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => editorText(page)).toBe('X -> Y # mine')
  await expectCurrentHost(page, 'Escape circuit')
})

test('an example sets the options it needs, and the editor can undo it as well', async () => {
  await openRoom(page, 'Help')
  await contents().getByRole('link', { name: 'Searching' }).click()
  await exampleOf('Induced or not').getByRole('button', { name: 'Try it' }).click()
  await finishSearch(page)
  await expect.poll(() => readFragment(page.url())).toMatchObject({ induced: '1' })
  await page.getByTestId('motif-editor').focus()
  await page.keyboard.press('Control+z')
  await expect.poll(() => editorText(page)).toBe('X -> Y # mine')
})

test('every place has an address, which a link, a reload and the way back keep', async () => {
  await openRoom(page, 'Help')
  await contents().getByRole('link', { name: 'Glossary' }).click()
  await contents().getByRole('link', { name: 'Automorphism' }).click()
  await expect(page.getByRole('heading', { name: 'Automorphism' })).toBeInViewport()
  await expect
    .poll(() => readFragment(page.url()))
    .toMatchObject({ view: 'help', help: 'glossary/automorphism', motif: 'X -> Y # mine' })
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Automorphism' })).toBeInViewport()
  await page.evaluate(() => {
    location.hash = '#view=help&help=language%2Fmacros'
  })
  await expect(page.getByRole('heading', { name: 'Macros' })).toBeInViewport()
  await expect(page.getByRole('heading', { name: 'Macros' })).toBeFocused()
  await openRoom(page, 'Studio')
  await expect.poll(() => readFragment(page.url())).not.toHaveProperty('help')
  await page.evaluate(() => {
    location.hash = '#view=help&help=no-such-page'
  })
  await expect(article('First steps')).toBeVisible()
})

test('searching finds places by title and text; Enter opens the first; nothing found says what to do', async () => {
  await openRoom(page, 'Help')
  await search().fill('disinhibition')
  const hits = page.getByRole('region', { name: 'Found in the help' })
  await expect(hits.getByRole('link').first()).toHaveText('Disinhibition')
  await search().press('Enter')
  await expect(page.getByRole('heading', { name: 'Disinhibition' })).toBeInViewport()
  await search().fill('parallel edges')
  await expect(hits.getByRole('status')).toContainText('places for')
  await hits.getByRole('link', { name: 'Parallel edges' }).click()
  await expect(page.getByRole('heading', { name: 'Parallel edges' })).toBeInViewport()
  await search().fill('qwertyuiop')
  await expect(hits.getByRole('status')).toContainText('Try another word')
  await search().press('Escape')
  await expect(article('Glossary')).toBeVisible()
})

test('links in the text lead on within the help', async () => {
  await contents().getByRole('link', { name: 'Glossary' }).click()
  await article('Glossary').getByRole('link', { name: 'Symmetry' }).click()
  await expect(page.getByRole('heading', { name: 'Symmetry: matches and distinct' })).toBeInViewport()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`every page can be read by everyone, on a phone too, ${colorScheme}`, async ({ browser }) => {
    const reader = await openFreshApp(browser, '', {
      colorScheme,
      viewport: { width: 360, height: 740 },
    })
    await openRoom(reader, 'Help')
    const links = reader.getByRole('navigation', { name: 'Pages of the help' }).getByRole('link')
    for (const name of [
      'First steps',
      'Language',
      'Cookbook',
      'Searching',
      'Glossary',
      'Keys',
      'From a script',
    ]) {
      await links.getByText(name, { exact: true }).click()
      await expect(reader.getByRole('article', { name })).toBeVisible()
      expect(await overhang(reader), name).toBeLessThanOrEqual(0)
      expect(await faultsOf(reader), name).toEqual([])
    }
    await reader.context().close()
  })
