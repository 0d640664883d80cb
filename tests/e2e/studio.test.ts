/** The room where the work is done: a motif is typed, its mistakes are told, it is drawn; all of it from the keyboard. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  finishSearch,
  openCircuit,
  optionBox,
  resetOptions,
  runMotif,
  shownRows,
  wideViewport,
  writeMotif,
} from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
})
test.afterAll(() => page.context().close())
test.beforeEach(() => resetOptions(page))

const editor = () => page.getByTestId('motif-editor')
const problems = () => page.getByTestId('problems').getByRole('listitem')
const words = () => page.getByRole('list', { name: 'The motif in words' }).getByRole('listitem')
const grid = () => page.getByTestId('result-table')

/** The nodes that are drawn, and how many of them are cut off at the edge of the drawing. */
const drawn = () =>
  page.getByTestId('drawing').evaluate((drawing) => {
    const frame = drawing.getBoundingClientRect()
    const boxes = [...drawing.querySelectorAll('.body')].map((node) => node.getBoundingClientRect())
    const isCut = (box: DOMRect) =>
      box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom
    return { nodes: boxes.length, cut: boxes.filter(isCut).length }
  })

test('mistakes are told while typing, at their place, and go when they are mended', async () => {
  await writeMotif(page, '')
  await editor().pressSequentially('A -> B\nB => C\n')
  await expect(problems()).toHaveCount(1)
  await expect(problems().first()).toContainText('2:3')
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(1)
  await expect(page.getByTestId('run')).toBeDisabled()
  await expect(page.getByText('Mend the motif first')).toBeVisible()

  // Choosing the problem puts the cursor there: what is typed now mends it.
  await problems().first().getByRole('button').click()
  await expect(editor()).toBeFocused()
  await page.keyboard.press('Delete')
  await page.keyboard.type('-')
  await expect(problems()).toHaveCount(0)
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(0)
  await expect(page.getByTestId('run')).toBeEnabled()
})

test('several mistakes are told together, and the drawing waits as it was', async () => {
  await writeMotif(page, 'A -> B')
  await expect(words().last()).toHaveText('A connects to B.')
  await writeMotif(page, 'A -> B\nZ.size > 3\nQ.kind = "x"')
  await expect(problems()).toHaveCount(2)
  await expect(problems().nth(0)).toContainText('2:')
  await expect(problems().nth(1)).toContainText('3:')
  await expect(words().last()).toHaveText('A connects to B.')
  await expect(page.getByText('Drawn as it was before the mistake.')).toBeVisible()
})

test('the drawing follows the text, and says the same in words', async () => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await writeMotif(page, 'A -> B [weight >= 20]\nA !> C\nB -> C\nC.side = "left"')
  await expect(words()).toContainText([
    /A connects to B .*weight.* at least 20/,
    /A does not connect to C/,
    /B connects to C/,
    /side.* of C is .left/,
  ])
  await expect(page.getByTestId('drawing')).toBeVisible()
  await expect.poll(() => drawn()).toEqual({ nodes: 3, cut: 0 })
  // The list of constraints below the drawing goes, so the canvas grows while the drawing changes.
  const constraints = 'A.transmitter = "glutamate"\nB.transmitter = "glutamate"\nI.cell_type = "PV"'
  await writeMotif(page, `A -> B\nB -> A\nA -> I\nB -> I\n${constraints}`)
  await expect(words()).toContainText([/cell_type.* of I is/])
  await expect.poll(() => drawn()).toEqual({ nodes: 3, cut: 0 })
  await writeMotif(page, 'A -> B\nB -> C\nC -> D\nD -> E')
  await expect(words().last()).toHaveText('D connects to E.')
  await expect.poll(() => drawn()).toEqual({ nodes: 5, cut: 0 })
  await page.setViewportSize(wideViewport)
  await writeMotif(page, '')
  await expect(words()).toHaveCount(0)
  await expect(page.getByText('The motif is drawn here while you write it.')).toBeVisible()
  await expect.poll(() => drawn()).toEqual({ nodes: 0, cut: 0 })
})

test('an attribute that the host does not have is remarked, not refused', async () => {
  await writeMotif(page, 'A -> B [wieght > 3]')
  await expect(page.getByRole('list', { name: 'Warnings' })).toContainText('wieght')
  await expect(problems()).toHaveCount(0)
  await expect(page.getByTestId('run')).toBeEnabled()
})

test('everything can be done from the keyboard', async () => {
  await page.locator('body').click({ position: { x: 1, y: 1 } })
  await page.keyboard.press('Tab')
  for (let steps = 0; steps < 30; steps++) {
    if (await editor().evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await expect(editor()).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('A -> B [weight >= 20]')
  // Tab indents, Escape and Tab leave.
  await page.keyboard.press('Tab')
  await expect(editor()).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(editor()).not.toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(editor()).toBeFocused()
  await page.keyboard.press('Control+Enter')
  const count = await finishSearch(page)
  expect(count).toBeGreaterThan(8)

  await expect(grid()).toBeVisible()
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press(steps === 0 ? 'Escape' : 'Tab')
    if (await grid().evaluate((element) => element === document.activeElement)) break
  }
  await expect(grid()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(grid()).toHaveAttribute('aria-activedescendant', 'match-2')
  await page.keyboard.press('End')
  await expect(grid()).toHaveAttribute('aria-activedescendant', `match-${count - 1}`)
  await expect(page.locator(`#match-${count - 1}`)).toBeInViewport()
  await page.keyboard.press('Enter')
  const match = page.getByRole('complementary', { name: 'One match' })
  await expect(match.getByRole('heading')).toHaveText(`Match ${count}`)
  const ids = (await shownRows(page)).at(-1) ?? []
  await expect(match.getByRole('row').nth(1).getByRole('cell')).toHaveText(ids)
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(match.getByRole('heading')).toHaveText('Match 1')
})

/** The address, once it has stayed the same for longer than it takes to be written. */
async function urlAtRest(): Promise<string> {
  const before = page.url()
  await page.waitForTimeout(300)
  return page.url() === before ? before : ''
}

test('nothing is lost by a reload: the text, the options and the answer are there again', async () => {
  await optionBox(page, 'one per symmetry').check()
  const count = await runMotif(page, '# mine\nA -> B\nB -> C\nC -> A')
  // The address is written at most four times a second.
  await expect.poll(() => urlAtRest()).toMatch(/mine.*excludeAutomorphisms=1|z=/)
  await page.reload()
  await expect(editor()).toContainText('# mine')
  await expect(optionBox(page, 'one per symmetry')).toBeChecked()
  await page.evaluate(() => globalThis.motifscope.ready)
  expect(await finishSearch(page)).toBe(count)
  await expect.poll(async () => (await shownRows(page)).length).toBe(count)
})

test('what is pressed as soon as a button is there counts, while the page is still being brought back', async () => {
  const pressAtOnce = () => {
    const press = () => {
      const [button] = [...document.querySelectorAll('nav button')].filter((one) =>
        /Jobs/.test(one.innerHTML),
      )
      if (button instanceof HTMLElement) button.click()
      else requestAnimationFrame(press)
    }
    press()
  }
  const other = await page.context().newPage()
  await other.addInitScript(pressAtOnce)
  await other.goto(page.url())
  await other.evaluate(() => globalThis.motifscope.ready)
  await expect(other.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible()
  await expect.poll(() => new URL(other.url()).hash).toContain('view=jobs')
  await other.close()
})
