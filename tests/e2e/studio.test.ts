/** The room where the work is done: a motif is typed, drawn, run, read, sorted, filtered, exported. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  expectCurrentHost,
  finishSearch,
  openFreshApp,
  resultCount,
  runMotif,
  shownRows,
  writeMotif,
} from './page-actions'

const viewport = { width: 1280, height: 900 }
let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser, 'host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B', {
    viewport,
  })
  await expectCurrentHost(page, 'Escape circuit')
})
test.afterAll(() => page.context().close())

const editor = () => page.getByTestId('motif-editor')
const problems = () => page.getByTestId('problems').getByRole('listitem')
const words = () => page.getByRole('list', { name: 'The motif in words' }).getByRole('listitem')
const grid = () => page.getByTestId('result-table')
const option = (name: string) =>
  page.getByRole('group', { name: 'Options of the search' }).getByRole('checkbox', { name })
const limit = () => page.getByRole('textbox', { name: 'limit' })

/** Puts the options back to where a fresh page has them. */
test.beforeEach(async () => {
  for (const name of ['ignore direction', 'one per symmetry', 'induced', 'count only'])
    await option(name).uncheck()
  await limit().fill('')
  await limit().blur()
})

/** All matches, from the scripting API: what the page must show. */
const allRows = (motif: string) =>
  page.evaluate(async (motif) => {
    const { hosts, search } = globalThis.motifscope
    const { id } = await hosts.open('example://circuit')
    return (await search(id, motif)).rows()
  }, motif)

/** Whether anything is drawn, and whether it is cut off at the edge of the canvas. Taken when it has come to rest. */
const inkOfDrawing = () =>
  page
    .getByTestId('motif-view')
    .locator('canvas')
    .evaluate(async (canvas: HTMLCanvasElement) => {
      const read = () => {
        const { width, height } = canvas
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data
        let inked = 0
        let atEdge = 0
        for (let i = 0; i < width * height; i++) {
          if (!pixels?.[4 * i + 3]) continue
          inked++
          const [x, y] = [i % width, Math.floor(i / width)]
          if (x === 0 || y === 0 || x === width - 1 || y === height - 1) atEdge++
        }
        return { inked, atEdge }
      }
      const nextFrames = async (count: number) => {
        for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame)
      }
      let last = read()
      for (;;) {
        await nextFrames(10)
        const present = read()
        if (present.inked === last.inked && present.atEdge === last.atEdge) break
        last = present
      }
      return { isThere: last.inked > 500, isCut: last.atEdge > 0 }
    })

const compareText = (left = '', right = '') => (left < right ? -1 : left > right ? 1 : 0)

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
  await expect(page.getByTestId('motif-view').getByRole('img')).toBeVisible()
  await expect.poll(() => inkOfDrawing()).toMatchObject({ isThere: true, isCut: false })
  // The list of constraints below the drawing goes, so the canvas grows while the drawing changes.
  const constraints = 'A.transmitter = "glutamate"\nB.transmitter = "glutamate"\nI.cell_type = "PV"'
  await writeMotif(page, `A -> B\nB -> A\nA -> I\nB -> I\n${constraints}`)
  await expect(words()).toContainText([/cell_type.* of I is/])
  await expect.poll(() => inkOfDrawing()).toMatchObject({ isThere: true, isCut: false })
  await writeMotif(page, 'A -> B\nB -> C\nC -> D\nD -> E')
  await expect(words().last()).toHaveText('D connects to E.')
  await expect.poll(() => inkOfDrawing()).toMatchObject({ isThere: true, isCut: false })
  await page.setViewportSize(viewport)
  await writeMotif(page, '')
  await expect(words()).toHaveCount(0)
  await expect(page.getByText('The motif is drawn here while you write it.')).toBeVisible()
  await expect.poll(() => inkOfDrawing()).toMatchObject({ isThere: false })
})

test('an attribute that the host does not have is remarked, not refused', async () => {
  await writeMotif(page, 'A -> B [wieght > 3]')
  await expect(page.getByRole('list', { name: 'Warnings' })).toContainText('wieght')
  await expect(problems()).toHaveCount(0)
  await expect(page.getByTestId('run')).toBeEnabled()
})

test('run finds every match; the header sorts, the filter keeps, both in the right order', async () => {
  const motif = 'A -> B [weight >= 20]'
  const expected = await allRows(motif)
  expect(expected.length).toBeGreaterThan(8)
  expect(await runMotif(page, motif)).toBe(expected.length)
  await expect(resultCount(page)).toContainText(`${expected.length} matches`)
  await expect(resultCount(page)).toContainText(`${expected.length} distinct`)
  await expect(grid()).toHaveAttribute('aria-rowcount', String(expected.length + 1))
  const firstRows = async (count: number) => (await shownRows(page)).slice(0, count)
  await expect.poll(() => firstRows(5)).toEqual(expected.slice(0, 5))

  const header = grid().getByRole('columnheader', { name: 'B' })
  await header.getByRole('button').click()
  await expect(header).toHaveAttribute('aria-sort', 'ascending')
  const targets = expected.map(([, target]) => target).sort(compareText)
  const shownTargets = async () => (await firstRows(5)).map(([, target]) => target)
  await expect.poll(shownTargets).toEqual(targets.slice(0, 5))
  await header.getByRole('button').click()
  await expect(header).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(shownTargets).toEqual(targets.toReversed().slice(0, 5))
  await header.getByRole('button').click()
  await expect(header).not.toHaveAttribute('aria-sort')
  await expect.poll(() => firstRows(5)).toEqual(expected.slice(0, 5))

  const filter = page.getByRole('searchbox', { name: 'Keep rows that contain this text' })
  await filter.fill('LC_L')
  const kept = expected.filter((row) => row.includes('LC_L'))
  expect(kept.length).toBeGreaterThan(0)
  await expect(page.getByText(`${kept.length} pass`)).toBeVisible()
  await expect.poll(() => shownRows(page)).toEqual(kept)
  await filter.fill('no such neuron')
  await expect(page.getByText('No row contains this text')).toBeVisible()
  await filter.fill('')
  await expect.poll(() => firstRows(5)).toEqual(expected.slice(0, 5))
  await expect(resultCount(page)).toHaveAttribute('data-count', String(expected.length))
})

test('a click on a row shows the match, with what the host knows of its nodes', async () => {
  await runMotif(page, 'A -> B [weight = 24]\nA.cell_type = "motion detector"\nA.side = "left"')
  await expect.poll(() => shownRows(page)).toEqual([['T4_L', 'LC_L']])
  await grid().getByRole('row').nth(1).click()
  const match = page.getByRole('complementary', { name: 'One match' })
  await expect(match.getByRole('heading')).toHaveText('Match 1')
  await expect(match.getByRole('img').locator('canvas')).toBeVisible()
  const rowOf = (attribute: string) =>
    match.getByRole('row').filter({ has: page.getByRole('rowheader', { name: attribute, exact: true }) })
  await expect(rowOf('id').getByRole('cell')).toHaveText(['T4_L', 'LC_L'])
  await expect(rowOf('cell_type').getByRole('cell')).toHaveText(['motion detector', 'looming detector'])
  await expect(rowOf('soma_um').getByRole('cell')).toHaveText(['6.2', '9.8'])
  await expect(rowOf('spiking').getByRole('cell')).toHaveText(['true', 'true'])
  await match.getByRole('button', { name: 'Close the match' }).click()
  await expect(match).toBeHidden()
})

test('the exports hold every row, exactly', async () => {
  const motif = 'A -> B\nB -> C\nA -> C'
  const expected = await allRows(motif)
  await runMotif(page, motif)
  const exports = page.getByRole('group', { name: 'Export all rows' })
  const save = async (format: string) => {
    const saving = page.waitForEvent('download')
    await exports.getByRole('button', { name: format }).click()
    const download = await saving
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
  }
  await expect(exports.getByTestId('result-export')).toBeVisible()
  const csv = await save('CSV')
  expect(csv.name).toMatch(/\.csv$/)
  const [header, ...lines] = csv.text.trimEnd().split(/\r?\n/)
  expect(header?.split(',')).toEqual(['A', 'B', 'C'])
  expect(lines.map((line) => line.split(',')).sort()).toEqual([...expected].sort())
  const json = await save('JSON')
  expect(json.name).toMatch(/\.json$/)
  const rows = (JSON.parse(json.text) as Record<string, string>[]).map(({ A, B, C }) => [A, B, C])
  expect(rows.sort()).toEqual([...expected].sort())
})

test('the limit stops the search and the page says so', async () => {
  await limit().fill('7')
  await limit().blur()
  expect(await runMotif(page, 'A -> B')).toBe(7)
  await expect(resultCount(page)).toContainText('stopped at the limit')
  await expect.poll(async () => (await shownRows(page)).length).toBe(7)
  await limit().fill('many')
  await limit().blur()
  await expect(limit()).toHaveValue('7')
})

test('an option that changes makes the shown answer an earlier one; each does what it says', async () => {
  const motif = 'A -> B\nB -> A'
  const all = await runMotif(page, motif)
  expect(all).toBeGreaterThan(2)
  await expect(resultCount(page)).toContainText(`${all / 2} distinct`)

  await option('one per symmetry').check()
  await expect(page.getByText('for an earlier motif, host or choice of options')).toBeVisible()
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(all / 2)
  const pairs = async () => new Set((await shownRows(page)).map((row) => [...row].sort().join()))
  await expect.poll(async () => (await pairs()).size).toBe(all / 2)

  await option('one per symmetry').uncheck()
  await option('count only').check()
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(all)
  await expect(page.getByText('Only counted')).toBeVisible()
  await expect(grid()).toBeHidden()

  await option('count only').uncheck()
  const directed = await runMotif(page, 'A -> B')
  await option('ignore direction').check()
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(2 * directed - all)
})

test('rows stream in while the search runs, and cancel keeps what was found', async () => {
  await page.getByTestId('host-picker').selectOption('example://cortex')
  await expectCurrentHost(page, 'Cortical column')
  await writeMotif(page, 'A -> B\nB -> C\nC -> D\nD -> E')
  await page.getByTestId('run').click()
  await expect(page.getByTestId('job-progress')).toBeVisible()
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(0)
  await expect(resultCount(page)).toHaveAttribute('data-state', 'running')
  await page.getByTestId('cancel').click()
  await expect(resultCount(page)).toHaveAttribute('data-state', 'cancelled')
  await expect(resultCount(page)).toContainText('cancelled; these were found before')
  await expect(page.getByTestId('cancel')).toBeDisabled()
  await expect(page.getByTestId('job-progress')).toBeHidden()
  const found = Number(await resultCount(page).getAttribute('data-count'))
  expect(found).toBeGreaterThan(0)
  await expect(grid()).toHaveAttribute('aria-rowcount', String(found + 1))
  const columns = await shownRows(page)
  for (const row of columns) expect(new Set(row).size).toBe(5)

  // The page is free for the next question, on the other host.
  await page.getByTestId('host-picker').selectOption({ label: await optionLabel('Escape circuit') })
  await expectCurrentHost(page, 'Escape circuit')
  expect(await runMotif(page, 'A -> A')).toBe(1)
})

const optionLabel = async (name: string) =>
  (
    await page
      .getByTestId('host-picker')
      .getByRole('option', { name: new RegExp(`^${name}`) })
      .first()
      .innerText()
  ).trim()

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

test('the same question in other words is answered at once, and is no earlier one', async () => {
  const count = await runMotif(page, 'A -> B [weight >= 20]')
  await writeMotif(page, '# strong ones\n\n  A  ->  B  [weight>=20];')
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(count)
  await writeMotif(page, 'A -> B [weight >= 21]')
  await expect(page.getByText('for an earlier motif')).toBeVisible()
})

test('nothing is lost by a reload: the text, the options and the answer are there again', async () => {
  await option('one per symmetry').check()
  const count = await runMotif(page, '# mine\nA -> B\nB -> C\nC -> A')
  await expect(page).toHaveURL(/excludeAutomorphisms=1|z=/)
  await page.reload()
  await expect(editor()).toContainText('# mine')
  await expect(option('one per symmetry')).toBeChecked()
  await page.evaluate(() => globalThis.motifscope.ready)
  expect(await finishSearch(page)).toBe(count)
  await expect.poll(async () => (await shownRows(page)).length).toBe(count)
})
