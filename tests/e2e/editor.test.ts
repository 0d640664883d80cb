/** The editor: completion, explanations, remedies, renaming, formatting, folding, several cursors; all by keyboard. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { expectCurrentHost, openFreshApp, writeMotif } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser, 'host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B', {
    viewport: { width: 1280, height: 900 },
  })
  await expectCurrentHost(page, 'Escape circuit')
})
test.afterAll(() => page.context().close())

const editor = () => page.getByTestId('motif-editor')
const offers = () => page.getByRole('listbox', { name: 'Completions' }).getByRole('option')
const words = () => page.getByRole('list', { name: 'The motif in words' }).getByRole('listitem')
/** The lines on screen: the whole text where nothing is folded. */
const text = () =>
  editor().evaluate((element) =>
    [...element.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'),
  )

/** Writes a motif and puts the cursor behind its end. */
async function write(motif: string): Promise<void> {
  await writeMotif(page, motif)
  await editor().press('Control+End')
}

/** Chooses the first offer by keys. A list takes no key in its first instant, lest it takes one that was not meant. */
async function chooseFirst(): Promise<void> {
  await expect(offers().first()).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(offers().first()).toHaveAttribute('aria-selected', 'true', { timeout: 200 })
  }).toPass()
  await page.keyboard.press('Enter')
}

/** Moves the cursor to a line and column, both from 1, by keys. */
async function goTo(line: number, column: number): Promise<void> {
  await editor().press('Control+Home')
  for (let i = 1; i < line; i++) await page.keyboard.press('ArrowDown')
  for (let i = 1; i < column; i++) await page.keyboard.press('ArrowRight')
}

test('attributes of the open host graph are offered with their types, then their frequent values', async () => {
  await write('A -> B\nA')
  await page.keyboard.type('.')
  await expect(offers().filter({ hasText: 'cell_type' })).toContainText('string')
  await page.keyboard.type('cell')
  await expect(offers()).toHaveCount(1)
  await chooseFirst()
  await page.keyboard.type(' = ')
  const values = await page.evaluate(async () => {
    const { hosts } = globalThis.motifscope
    const { id } = await hosts.open('example://circuit')
    return hosts.attributeValues(id, 'nodes', 'cell_type', { limit: 3 })
  })
  for (const [i, { value, count }] of values.entries())
    await expect(offers().nth(i)).toHaveText(new RegExp(`^"${String(value)}".*${count} node`))
  await page.keyboard.type('"mot')
  await expect(offers().first()).toContainText('"mot')
  const chosen = (await offers().first().locator('.cm-completionLabel').textContent()) ?? ''
  await chooseFirst()
  expect(await text()).toBe(`A -> B\nA.cell_type = ${chosen}`)
  await expect(words()).toContainText(['A connects to B.', `The cell_type of A is ${chosen}.`])
})

test('Enter stays a new line until an offer is chosen; Escape sends the list away', async () => {
  await write('Alpha -> Beta\nAlpha')
  await page.keyboard.type('.')
  await expect(offers().first()).toBeVisible()
  await page.keyboard.press('Enter')
  expect(await text()).toBe('Alpha -> Beta\nAlpha.\n')
  await write('Alpha -> Beta\nAlpha')
  await page.keyboard.type('.')
  await expect(offers().first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(offers()).toHaveCount(0)
  await expect(editor()).toBeFocused()
})

test('a common motif is put in by its name, and Tab goes from node to node', async () => {
  await write('')
  await page.keyboard.type('030')
  await expect(offers()).toHaveCount(2)
  await expect(offers().first()).toContainText('triad 030T')
  await chooseFirst()
  await expect(words()).toContainText(['A connects to B.', 'B connects to C.', 'A connects to C.'])
  // The first node is selected, both places of it.
  await page.keyboard.type('Hub')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Relay')
  await expect(words()).toContainText([
    'Hub connects to Relay.',
    'Relay connects to C.',
    'Hub connects to C.',
  ])
})

test('F1 explains what is under the cursor, with the statement in a sentence and the frequent values', async () => {
  await write('A -> B [weight >= 20]')
  await goTo(1, 10)
  await page.keyboard.press('F1')
  const explanation = page.locator('.cm-motif-explanation')
  await expect(explanation).toContainText('weight is an attribute of the host graph’s edges: a number.')
  await expect(explanation).toContainText('A connects to B through an edge whose weight is at least 20.')
  await expect(explanation).toContainText(/Frequent: \d+ \(\d+\)/)
  await page.keyboard.press('Escape')
  await expect(explanation).toBeHidden()
  await editor().getByText('->').hover()
  await expect(explanation).toContainText('An edge that must be there.')
  await page.mouse.move(0, 0)
  await expect(explanation).toBeHidden()
})

test('an unknown attribute is underlined and mended with a key', async () => {
  await write('A -> B [wieght > 3]')
  await expect(page.locator('.cm-lintRange-warning')).toHaveText('wieght')
  await expect(page.getByRole('list', { name: 'Warnings' })).toContainText('Did you mean weight?')
  await goTo(1, 10)
  await page.keyboard.press('Control+.')
  expect(await text()).toBe('A -> B [weight > 3]')
  await expect(page.locator('.cm-lintRange-warning')).toHaveCount(0)
  await page.keyboard.press('Control+Z')
  expect(await text()).toBe('A -> B [wieght > 3]')
})

test('F2 renames a node everywhere, but not its namesakes in macros, and is undone in one step', async () => {
  const motif = 'pair(A, b) {\n  A -> b\n  b -> A\n}\npair(A, B)\nA.side = "A"'
  await write(motif)
  await goTo(5, 6)
  await page.keyboard.press('F2')
  const field = page.getByRole('textbox', { name: 'New name' })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('A')
  await page.keyboard.type('B')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'in use' })).toBeVisible()
  expect(await text()).toBe(motif)
  await field.fill('Cell')
  await page.keyboard.press('Enter')
  await expect(field).toBeHidden()
  await expect(editor()).toBeFocused()
  expect(await text()).toBe('pair(A, b) {\n  A -> b\n  b -> A\n}\npair(Cell, B)\nCell.side = "A"')
  await page.keyboard.press('Control+Z')
  expect(await text()).toBe(motif)
  await page.keyboard.press('F2')
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()
  await expect(editor()).toBeFocused()
})

test('Shift Alt F tidies the text, keeps comments and meaning, and is undone in one step', async () => {
  const motif = '#mine\nm( a,b ){a->b}   # both\nm(A,B);B -> C[weight>3]'
  await write(motif)
  const before = await words().allTextContents()
  await page.keyboard.press('Shift+Alt+F')
  expect(await text()).toBe('#mine\nm(a, b) {\n  a -> b\n}  # both\nm(A, B)\nB -> C [weight > 3]\n')
  await expect(words()).toHaveText(before)
  await page.keyboard.press('Control+Z')
  expect(await text()).toBe(motif)
})

test('a macro folds at its line, and unfolds', async () => {
  await write('m(a, b) {\n  a -> b\n}\nm(A, B)')
  await editor().press('Control+Home')
  await page.keyboard.press('Control+Shift+BracketLeft')
  await expect(editor()).toContainText('m(a, b) {…}')
  await expect(words()).toContainText(['A connects to B.'])
  await page.keyboard.press('Control+Shift+BracketRight')
  expect(await text()).toBe('m(a, b) {\n  a -> b\n}\nm(A, B)')
})

test('brackets and quotation marks close themselves; several cursors write at once', async () => {
  await write('')
  await page.keyboard.type('A -> B [')
  expect(await text()).toBe('A -> B []')
  await page.keyboard.type('sign = "excitatory"]')
  expect(await text()).toBe('A -> B [sign = "excitatory"]')
  await write('A -> B\nA -> C')
  await page.keyboard.press('Control+Alt+ArrowUp')
  await page.keyboard.type(' [weight > 3]')
  expect(await text()).toBe('A -> B [weight > 3]\nA -> C [weight > 3]')
})

test('the help names the keys', async () => {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Help' }).click()
  await page.getByRole('link', { name: 'Keys' }).click()
  for (const key of ['F1', 'F2', 'Shift Alt F', 'Ctrl .'])
    await expect(page.getByRole('rowheader', { name: key, exact: true })).toBeVisible()
})
