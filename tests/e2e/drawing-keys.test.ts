/** The drawing without a mouse: a motif is built by keys alone, a constraint through the form that knows the open host,
 *  and all of it by touch. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { drawingOf, edgeOf, expectNodes, nodeOf, spotAt, toolOf } from './drawing-actions'
import { editorText, expectCurrentHost, openCircuit, openFreshApp, writeMotif } from './page-actions'
import { faultsOf } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
})
test.afterAll(() => page.context().close())

/** An empty editor shows an example in grey. */
const text = async () => (await editorText(page)).replace(/^A -> B\nCtrl Space[^]*/, '')
const said = () => page.getByTestId('drawing-said')
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

test('a motif is built by keys alone, and each step is announced', async () => {
  await writeMotif(page, '')
  await expectNodes(page, [])
  await drawingOf(page).focus()
  await press('n')
  await expect(nodeOf(page, 'A')).toBeFocused()
  await expect(said()).toContainText('Node A is there.')
  await press('n')
  await expect(nodeOf(page, 'B')).toBeFocused()
  // From B, over to A: the arrows go to what lies in their direction.
  await press('e')
  await expect(said()).toContainText('An edge from B')
  await press('Home')
  await expect(nodeOf(page, 'A')).toBeFocused()
  await press('Enter')
  await expect(edgeOf(page, 'B connects to A')).toBeFocused()
  await expect.poll(text).toBe('B -> A\n')
  await press('r')
  await expect(edgeOf(page, 'A connects to B')).toBeFocused()
  await press('x')
  await expect(edgeOf(page, 'A must not connect to B')).toBeFocused()
  await expect.poll(text).toBe('A !> B\n')
  await press('Control+z', 'Control+z')
  await expect.poll(text).toBe('B -> A\n')
  await press('Control+y')
  await expect.poll(text).toBe('A -> B\n')
  await press('Home', 'F2')
  await expect(page.getByRole('textbox', { name: 'New name of A' })).toBeFocused()
  await page.keyboard.type('Start')
  await press('Enter')
  await expect(nodeOf(page, 'Start')).toBeFocused()
  await press('Delete')
  await expect.poll(text).toBe('')
})

test('arrows go among nodes and edges; with Shift they move a node; Escape ends what was begun', async () => {
  await writeMotif(page, 'A -> B')
  await expectNodes(page, ['A', 'B'])
  await nodeOf(page, 'A').focus()
  await press('ArrowRight')
  await expect(edgeOf(page, 'A connects to B')).toBeFocused()
  await press('ArrowRight')
  await expect(nodeOf(page, 'B')).toBeFocused()
  const before = await nodeOf(page, 'B').getAttribute('transform')
  await press('Shift+ArrowDown')
  await expect(nodeOf(page, 'B')).not.toHaveAttribute('transform', before ?? '')
  await press('m')
  await expect(said()).toContainText('merged')
  await press('Escape')
  await expect(said()).toContainText('Left as it was.')
  await press('m', 'Home', 'Enter')
  await expect(page.getByRole('dialog', { name: 'Make one node of B and A?' })).toBeVisible()
  await press('Escape')
  // Tab leaves the drawing for its tools, where arrows go along.
  await nodeOf(page, 'B').focus()
  await toolOf(page, 'Add a node').focus()
  await press('ArrowRight')
  await expect(toolOf(page, 'Draw an edge')).toBeFocused()
  await press('End')
  await expect(toolOf(page, 'Redo')).toBeFocused()
  await press('Enter')
})

test('the form knows the attributes of the open host: types, operators, ranges, values', async () => {
  await writeMotif(page, '# kept\nA -> B')
  await expectNodes(page, ['A', 'B'])
  await nodeOf(page, 'A').focus()
  await press('c')
  const panel = page.getByRole('dialog', { name: 'Constraints of A' })
  const attribute = panel.getByRole('combobox', { name: 'Attribute' })
  await expect(attribute).toBeFocused()
  await page.keyboard.type('cell')
  await page.getByRole('option', { name: 'cell_type' }).click()
  const operators = panel.getByRole('combobox', { name: 'Comparison' })
  await expect(operators.locator('option')).toHaveCount(6)
  const facts = panel.getByTestId('attribute-facts')
  await facts.getByRole('button', { name: /photoreceptor/ }).click()
  await expect(panel.getByRole('textbox', { name: 'Value' })).toHaveValue('photoreceptor')
  await panel.getByRole('button', { name: 'Add' }).click()
  await expect.poll(text).toBe('# kept\nA -> B\nA.cell_type == "photoreceptor"')
  await panel.getByRole('button', { name: 'Change cell_type = photoreceptor' }).click()
  await operators.selectOption({ label: '≠ is not' })
  await panel.getByRole('button', { name: 'Change', exact: true }).click()
  await expect.poll(text).toBe('# kept\nA -> B\nA.cell_type != "photoreceptor"')
  await panel.getByRole('button', { name: 'Remove cell_type ≠ photoreceptor' }).click()
  await expect.poll(text).toBe('# kept\nA -> B')
  await press('Escape')
  await expect(panel).toBeHidden()
  await expect(nodeOf(page, 'A')).toBeFocused()

  await press('ArrowRight', 'Enter')
  const ofEdge = page.getByRole('dialog', { name: 'Constraints of A → B' })
  await ofEdge.getByRole('combobox', { name: 'Attribute' }).fill('weight')
  await page.getByRole('option', { name: 'weight' }).click()
  await expect(
    ofEdge.getByRole('img', { name: /^Histogram of weight, a number from \d+ to \d+, on 81 edges/ }),
  ).toBeVisible()
  await ofEdge.getByRole('textbox', { name: 'Value' }).fill('7')
  await press('Enter')
  await expect.poll(text).toBe('# kept\nA -> B [weight >= 7]')
  await ofEdge.getByRole('button', { name: '⊣ inhibits' }).click()
  await expect.poll(text).toBe('# kept\nA -| B [weight >= 7]')
  expect(await faultsOf(page), 'drawing with its form').toEqual([])
})

test('by touch: a node and an edge by their buttons, and a tap on the other end', async ({ browser }) => {
  const phone = await openFreshApp(browser, 'host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B', {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  })
  await expectCurrentHost(phone, 'Escape circuit')
  await phone.getByRole('tab', { name: 'Drawing' }).tap()
  await expectNodes(phone, ['A', 'B'])
  await toolOf(phone, 'Add a node').tap()
  await expectNodes(phone, ['A', 'B', 'C'])
  await toolOf(phone, 'Draw an edge').tap()
  await nodeOf(phone, 'A').tap()
  await expect(edgeOf(phone, 'C connects to A')).toBeVisible()
  await toolOf(phone, 'Forbid the edge').tap()
  await expect(edgeOf(phone, 'C must not connect to A')).toBeVisible()
  const free = await spotAt(phone, 0.1, 0.9)
  await phone.touchscreen.tap(free.x, free.y)
  await phone.getByRole('tab', { name: 'Editor' }).tap()
  expect(await editorText(phone)).toBe('A -> B\nC !> A')
  await phone.context().close()
})
