/** The drawing as an editor, by mouse: what is drawn is written, what is written is drawn, one history undoes both. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  dragFrom,
  drawingOf,
  edgeOf,
  expectNodes,
  middleOf,
  nodeOf,
  placeOf,
  refusalOf,
  rimOf,
  spotAt,
  toolOf,
} from './drawing-actions'
import { editorText, openCircuit, writeMotif } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
})
test.afterAll(() => page.context().close())

/** An empty editor shows an example in grey. */
const text = async () => (await editorText(page)).replace(/^A -> B\nCtrl Space[^]*/, '')

/** The address, once it has stayed the same for longer than it takes to be written. */
async function urlAtRest(): Promise<string> {
  const before = page.url()
  await page.waitForTimeout(500)
  return page.url() === before ? before : ''
}

async function write(motif: string, nodes: string[]): Promise<void> {
  await writeMotif(page, motif)
  await expectNodes(page, nodes)
}

test('a node is added by a double click and comes into the text with its first edge, dragged from a rim', async () => {
  await write('# mine\nA -> B  # first\n\n# end', ['A', 'B'])
  const spot = await spotAt(page, 0.5, 0.85)
  await page.mouse.dblclick(spot.x, spot.y)
  await expectNodes(page, ['A', 'B', 'C'])
  await expect(page.getByTestId('loose-nodes')).toContainText('C is not in the text yet')
  expect(await text()).toBe('# mine\nA -> B  # first\n\n# end')
  await dragFrom(page, await rimOf(page, 'B'), await middleOf(page, 'C'))
  await expect(edgeOf(page, 'B connects to C')).toBeVisible()
  expect(await text()).toBe('# mine\nA -> B  # first\nB -> C\n\n# end')
  await expect(page.getByTestId('loose-nodes')).toBeHidden()
  // Into the empty, an edge leads to a new node.
  await dragFrom(page, await rimOf(page, 'A'), await spotAt(page, 0.12, 0.8))
  await expectNodes(page, ['A', 'B', 'C', 'D'])
  expect(await text()).toBe('# mine\nA -> B  # first\nB -> C\nA -> D\n\n# end')
  for (const left of ['B -> C\n\n', 'first\n\n']) {
    await toolOf(page, 'Undo').click()
    await expect.poll(text).toContain(left)
  }
  await expectNodes(page, ['A', 'B', 'C'])
  await toolOf(page, 'Undo').click()
  await expectNodes(page, ['A', 'B'])
  for (let step = 0; step < 3; step++) await toolOf(page, 'Redo').click()
  await expect.poll(text).toBe('# mine\nA -> B  # first\nB -> C\nA -> D\n\n# end')
})

test('an edge is forbidden, required, turned round and deleted; a node goes with its lines', async () => {
  await write('A -> B [weight > 2] as e\ne.sign != "x"\nB -> C\nC.side = "left"', ['A', 'B', 'C'])
  await edgeOf(page, 'A connects to B').click()
  await toolOf(page, 'Forbid the edge').click()
  expect(await text()).toContain('A !> B [weight > 2] as e\n')
  await toolOf(page, 'Require the edge').click()
  await toolOf(page, 'Turn the edge round').click()
  expect(await text()).toContain('B -> A [weight > 2] as e\n')
  await nodeOf(page, 'C').click()
  await toolOf(page, 'Delete').click()
  await expect.poll(text).toBe('B -> A [weight > 2] as e\ne.sign != "x"')
  await edgeOf(page, 'B connects to A').click()
  await page.keyboard.press('Delete')
  await expect.poll(text).toBe('')
  // Both nodes are held in the drawing until they have an edge again.
  await expect(page.getByTestId('loose-nodes')).toContainText('B, A are not in the text yet')
  await page.keyboard.press('Control+Z')
  await expect.poll(text).toBe('B -> A [weight > 2] as e\ne.sign != "x"')
  await expect(page.getByTestId('loose-nodes')).toBeHidden()
})

test('a node is renamed by a double click, moved, and merged when it is dropped on another', async () => {
  await write('A -> B\nC -> B\nC.side = "left"', ['A', 'B', 'C'])
  const middle = await middleOf(page, 'C')
  await page.mouse.dblclick(middle.x, middle.y)
  const field = page.getByRole('textbox', { name: 'New name of C' })
  await expect(field).toBeFocused()
  await field.fill('A')
  await field.press('Enter')
  await expect(refusalOf(page)).toContainText('is in use')
  await field.fill('Hub')
  await field.press('Enter')
  await expect(nodeOf(page, 'Hub')).toBeFocused()
  expect(await text()).toBe('A -> B\nHub -> B\nHub.side = "left"')

  const [stood, motif] = [await placeOf(page, 'Hub'), await text()]
  await dragFrom(page, await middleOf(page, 'Hub'), await spotAt(page, 0.85, 0.8))
  await expect.poll(() => placeOf(page, 'Hub')).not.toBe(stood)
  await page.keyboard.press('Control+Z')
  await expect.poll(() => placeOf(page, 'Hub')).toBe(stood)
  expect(await text()).toBe(motif)

  await dragFrom(page, await middleOf(page, 'Hub'), await middleOf(page, 'A'))
  const question = page.getByRole('dialog', { name: 'Make one node of A and Hub?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await text()).toBe(motif)
  await dragFrom(page, await middleOf(page, 'Hub'), await middleOf(page, 'A'))
  await question.getByRole('button', { name: 'Merge' }).click()
  await expectNodes(page, ['A', 'B'])
  expect(await text()).toBe('A -> B\nA.side = "left"')
})

test('what a macro call made is not edited in its place: it is said why, and the call is expanded on demand', async () => {
  const motif = 'pair(a, b) {\n  a -> b  # there\n  b -> a\n}\npair(A, B)  # both\nB -> C'
  await write(motif, ['A', 'B', 'C'])
  await edgeOf(page, 'B connects to A').click()
  await page.keyboard.press('x')
  await expect(refusalOf(page)).toContainText('pair(A, B)')
  await expect(refusalOf(page)).toContainText('line 5')
  expect(await text()).toBe(motif)
  await refusalOf(page).getByRole('button', { name: 'Expand this call' }).click()
  await expect.poll(text).toBe(motif.replace('pair(A, B)  # both', 'A -> B\nB -> A  # both'))
  await edgeOf(page, 'B connects to A').click()
  await page.keyboard.press('x')
  await expect.poll(text).toContain('A -> B\nB !> A  # both')
  // One step each.
  await page.keyboard.press('Control+Z')
  await page.keyboard.press('Control+Z')
  await expect.poll(text).toBe(motif)
})

test('one history: what was typed, drawn and moved is undone in its order, from the text and from the drawing', async () => {
  const editor = page.getByTestId('motif-editor')
  await write('A -> B', ['A', 'B'])
  await editor.press('Control+End')
  await page.keyboard.type('\nB -> C')
  await expectNodes(page, ['A', 'B', 'C'])
  const stood = await placeOf(page, 'C')
  await dragFrom(page, await middleOf(page, 'C'), await spotAt(page, 0.8, 0.25))
  const moved = await placeOf(page, 'C')
  expect(moved).not.toBe(stood)
  await edgeOf(page, 'A connects to B').click()
  await toolOf(page, 'Forbid the edge').click()
  await editor.press('Control+End')
  await page.keyboard.type('\nC -> D')
  await expectNodes(page, ['A', 'B', 'C', 'D'])
  const now = async () => [await text(), await placeOf(page, 'C')]
  const whole = await now()
  expect(whole).toEqual(['A !> B\nB -> C\nC -> D', moved])

  // Backwards: from the text, from the drawing, from a button.
  await editor.press('Control+z')
  await expect.poll(now).toEqual(['A !> B\nB -> C', moved])
  await nodeOf(page, 'C').focus()
  await page.keyboard.press('Control+z')
  await expect.poll(now).toEqual(['A -> B\nB -> C', moved])
  await editor.press('Control+z')
  await expect
    .poll(now, 'a node that was moved goes back from the text, too')
    .toEqual(['A -> B\nB -> C', stood])
  await toolOf(page, 'Undo').focus()
  await page.keyboard.press('Control+z')
  await expect.poll(text).toBe('A -> B')
  await expectNodes(page, ['A', 'B'])

  // And forwards, the other way about.
  await toolOf(page, 'Redo').click()
  await expect.poll(now).toEqual(['A -> B\nB -> C', stood])
  await editor.press('Control+y')
  await expect.poll(now).toEqual(['A -> B\nB -> C', moved])
  await nodeOf(page, 'C').focus()
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Control+y')
  await expect.poll(now).toEqual(whole)

  // A step of the drawing between two of the text takes the place of what was undone.
  await editor.press('Control+z')
  await dragFrom(page, await middleOf(page, 'A'), await spotAt(page, 0.15, 0.75))
  await expect(toolOf(page, 'Redo')).toHaveAttribute('aria-disabled', 'true')
  for (let step = 0; step < 4; step++) await editor.press('Control+z')
  await expect.poll(text).toBe('A -> B')
})

test('the drawing keeps still while the text is typed, and after a reload', async () => {
  await write('A -> B\nB -> C', ['A', 'B', 'C'])
  await dragFrom(page, await middleOf(page, 'C'), await spotAt(page, 0.7, 0.3))
  const places = await Promise.all(['A', 'B', 'C'].map((name) => placeOf(page, name)))
  await page.getByTestId('motif-editor').press('Control+End')
  await page.keyboard.type('\nC -> A\nC -> Late [weight > 1]')
  await expectNodes(page, ['A', 'B', 'C', 'Late'])
  await expect(edgeOf(page, 'C connects to Late')).toBeVisible()
  expect(await Promise.all(['A', 'B', 'C'].map((name) => placeOf(page, name)))).toEqual(places)
  const late = await placeOf(page, 'Late')
  const saved = () => page.evaluate(() => localStorage.getItem('motifscope:drawing') ?? '')
  await expect.poll(saved).toContain('Late')
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('motifscope:place') ?? ''))
    .toContain('Late')
  await expect.poll(urlAtRest).not.toBe('')
  await page.reload()
  await expectNodes(page, ['A', 'B', 'C', 'Late'])
  expect(await placeOf(page, 'Late')).toBe(late)
  expect(await placeOf(page, 'C')).toBe(places[2])
})

test('the legend names the signs that are drawn', async () => {
  await write('A -> B [weight > 1]\nA !> C\nB -| C\nA -+ C2\nC.side = "left"', ['A', 'B', 'C', 'C2'])
  await expect(drawingOf(page)).toContainText('weight > 1')
  await expect(drawingOf(page)).toContainText('side = left')
  const legend = page.getByTestId('drawing-legend')
  for (const words of ['forbidden', 'inhibits', 'excites', 'with constraints', 'same fill'])
    await expect(legend).toContainText(words)
  await write('A -> B', ['A', 'B'])
  await expect(legend).toBeHidden()
})
