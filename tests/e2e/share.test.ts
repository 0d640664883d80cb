/** The address of the page follows its state, leads it when changed by hand, and survives nonsense. */
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { fragmentOf, readFragment } from '../tools/url-fragment'
import {
  editorText,
  expectCurrentHost,
  limitField,
  openFreshApp,
  openRoom,
  optionBox,
  runMotif,
  writeMotif,
} from './page-actions'
import { faultsOf } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const circuit = 'example://circuit'
const loop = '# a mutual pair\nA -> B\nB -> A'

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser, fragmentOf({ host: circuit, motif: 'A -> B' }), {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await expectCurrentHost(page, 'Escape circuit')
})
test.afterAll(() => page.context().close())
test.afterEach(async () => {
  const dismiss = page.getByRole('button', { name: 'Dismiss' })
  for (let left = await dismiss.count(); left > 0; left--) await dismiss.last().click()
})

const goTo = (fragment: string) => page.evaluate((fragment) => void (location.hash = fragment), fragment)
const alerts = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text })

test('the fragment follows motif, options and view', async () => {
  await writeMotif(page, loop)
  await optionBox(page, 'one per symmetry').check()
  await optionBox(page, 'ignore direction').check()
  await limitField(page).fill('1,234')
  await limitField(page).blur()
  await expect
    .poll(() => readFragment(page.url()))
    .toEqual({
      host: circuit,
      motif: loop,
      excludeAutomorphisms: '1',
      ignoreDirection: '1',
      limit: '1234',
    })
  await optionBox(page, 'ignore direction').uncheck()
  await openRoom(page, 'Help')
  await expect.poll(() => readFragment(page.url())).toMatchObject({ view: 'help', motif: loop })
  expect(readFragment(page.url())).not.toHaveProperty('ignoreDirection', '1')
  await openRoom(page, 'Studio')
  await expect.poll(() => readFragment(page.url())['view'] ?? 'studio').toBe('studio')
})

test('a long motif is packed, and the address stays short', async () => {
  const long = Array.from({ length: 60 }, (_, i) => `N${i} -> N${i + 1} [weight >= ${i}]`).join('\n')
  await writeMotif(page, long)
  await expect.poll(() => readFragment(page.url())['motif']).toBe(long)
  expect(new URL(page.url()).hash).toMatch(/^#z=[\w-]+$/)
  expect(page.url().length).toBeLessThan(long.length)
})

test('Share copies the address of what is on screen: readable, or packed when it is long', async () => {
  await writeMotif(page, loop)
  const dialog = page.getByRole('dialog', { name: 'Share' })
  const copied = async () => {
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await dialog.getByRole('button', { name: 'Copy link' }).click()
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).click()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  const short = await copied()
  expect(short).toContain('#host=example%3A%2F%2Fcircuit&motif=')
  await expect.poll(() => readFragment(page.url())).toEqual(readFragment(short))
  const long = Array.from({ length: 40 }, (_, i) => `N${i} -> N${i + 1}`).join('\n')
  await writeMotif(page, long)
  await expect.poll(() => readFragment(page.url())['motif']).toBe(long)
  const packed = await copied()
  expect(new URL(packed).hash).toMatch(/^#z=[\w-]+$/)
  expect(readFragment(packed)['motif']).toBe(long)
})

test('Share also gives a code for a camera, Markdown, and programs that ask the same', async () => {
  const count = await runMotif(page, loop)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share' })
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible()
  await dialog.getByRole('checkbox', { name: /^Run it when opened/ }).check()
  const link = dialog.getByRole('textbox', { name: 'Link to what is on screen' })
  await expect(link).toHaveValue(/run=1/)
  await dialog.getByRole('checkbox', { name: /^Run it when opened/ }).uncheck()
  await dialog.getByRole('tab', { name: 'Markdown' }).click()
  const markdown = dialog.getByRole('textbox', { name: /^Motif, host graph/ })
  for (const text of [loop, 'Escape circuit', `${count} matches`, '#host=example'])
    await expect(markdown).toHaveValue(new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  await dialog.getByRole('tab', { name: 'Reproduce' }).click()
  const program = dialog.getByRole('textbox', { name: /stand above it$/ })
  await expect(program).toHaveValue(/motifscope\.search\(host\.id, motif/)
  for (const [language, text] of [
    ['python', 'from dotmotif import'],
    ['cypher', 'MATCH'],
    ['sql', 'SELECT'],
  ] as const) {
    await dialog.getByLabel('As', { exact: true }).selectOption(language)
    await expect(program).toHaveValue(new RegExp(`Answer: ${count} matches[^]*${text}`))
  }
  for (const tab of ['Link', 'Markdown', 'Embed', 'Reproduce']) {
    await dialog.getByRole('tab', { name: tab }).click()
    expect(await faultsOf(page)).toEqual([])
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('every view has its address', async () => {
  for (const [view, title] of [
    ['hosts', 'Hosts'],
    ['jobs', 'Jobs'],
    ['help', 'Help'],
    ['studio', 'Studio'],
  ] as const) {
    await goTo(`view=${view}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  }
  await expect(page.getByTestId('motif-editor')).toContainText('a mutual pair')
})

test('a plus sign is a plus sign, %20 a blank', async () => {
  await goTo('motif=A%20-%3E%20B%20[label%20=%20"a+b%20c"]')
  await expect.poll(() => editorText(page)).toBe('A -> B [label = "a+b c"]')
})

test('a packed link opens; a damaged or bloated one is told and changes nothing', async () => {
  const pack = (text: string) => `z=${deflateRawSync(text).toString('base64url')}`
  await goTo(pack(fragmentOf({ host: circuit, motif: 'X -> Y\nY -> Z', limit: '9' })))
  await expect.poll(() => editorText(page)).toBe('X -> Y\nY -> Z')
  await expect(limitField(page)).toHaveValue('9')
  await goTo('z=AAAA_not-deflated')
  await expect(alerts(/packed part of the link .* damaged/)).toBeVisible()
  await goTo(pack(`motif=${'A'.repeat(2 ** 21)}`))
  await expect(alerts(/larger than 1 MiB/)).toBeVisible()
  expect(await editorText(page)).toBe('X -> Y\nY -> Z')
})

test('keys of a later version are kept', async () => {
  await goTo(fragmentOf({ host: circuit, motif: 'A -> B', colouring: 'by region + layer', motifs: '2' }))
  await expect.poll(() => editorText(page)).toBe('A -> B')
  await writeMotif(page, 'A -> B\nB -> C')
  await expect
    .poll(() => readFragment(page.url()))
    .toMatchObject({ motif: 'A -> B\nB -> C', colouring: 'by region + layer', motifs: '2' })
})

test('what is malformed is told in sentences, the rest is used, and the page lives', async () => {
  await goTo(
    'motif=A%20-%3E%20A&limit=-3&view=cellar&ignoreDirection=yes&excludeAutomorphisms=1&host=nowhere',
  )
  await expect(alerts('limit “-3” is not a whole number')).toBeVisible()
  await expect(alerts('view “cellar” does not exist')).toBeVisible()
  await expect(alerts('ignoreDirection should be 1 or 0')).toBeVisible()
  await expect(alerts('host “nowhere” is not an address')).toBeVisible()
  expect(await editorText(page)).toBe('A -> A')
  await expect(optionBox(page, 'one per symmetry')).toBeChecked()
  await expect(optionBox(page, 'ignore direction')).not.toBeChecked()
  await goTo(`${fragmentOf({ host: circuit })}&motif=%E0%A4%A`)
  await expect(alerts('damaged')).toBeVisible()
  await expectCurrentHost(page, 'Escape circuit')
  expect(await runMotif(page, 'A -> A')).toBe(1)
})

test('a repeated key takes the last', async () => {
  await goTo(`${fragmentOf({ host: circuit, motif: 'A -> B' })}&motif=C%20-%3E%20D`)
  await expect.poll(() => editorText(page)).toBe('C -> D')
})

test('an example that does not exist is told', async () => {
  await goTo('host=example%3A%2F%2Fatlantis')
  await expect(alerts('example://atlantis')).toBeVisible()
})
