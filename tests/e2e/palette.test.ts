/** The palette of motifs with names: counts in the open host, chosen by keys or mouse, put in as one step. */
import { expect, test } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import { expectNodes, toolOf } from './drawing-actions'
import { editorText, openCircuit, writeMotif } from './page-actions'
import { faultsOf } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
})
test.afterAll(() => page.context().close())

const palette = () => page.getByRole('dialog', { name: 'Motifs' })
const open = () => page.getByTestId('motif-view').getByRole('button', { name: 'Motifs…' }).click()
const card = (name: string): Locator => palette().locator('label').filter({ hasText: name }).first()
const countOf = (name: string) => card(name).getByTestId('palette-count')

test('triads are counted as induced subgraphs, circuits as matches, and no job stays behind', async () => {
  await open()
  await expect(palette().getByRole('radio')).toHaveCount(13 + 13)
  const expected = await page.evaluate(async () => {
    const { hosts, search, jobs } = globalThis.motifscope
    const { id } = await hosts.open('example://circuit')
    const { triadCensus } = await hosts.statistics(id)
    const fan = 'P -> R\nP -> S\nQ -> R\nQ -> S'
    const result = await search(id, fan, { countOnly: true, limit: null })
    await jobs.delete(result.jobId)
    return {
      feedForward: triadCensus['030T'],
      biFan: Number(result.count),
      distinct: Number(result.distinctCount),
    }
  })
  const numbers = (value: number) => value.toLocaleString('en')
  await expect(countOf('030T')).toHaveText(`${numbers(expected.feedForward)} induced`)
  await expect(countOf('bi-fan')).toHaveText(
    `${numbers(expected.biFan)} matches, ${numbers(expected.distinct)} distinct`,
  )
  await expect(palette().getByRole('button', { name: 'Stop counting' })).toBeHidden()
  await expect(palette()).toContainText('induced subgraphs')
  expect(await page.evaluate(() => globalThis.motifscope.jobs.list())).toEqual([])
  expect(await faultsOf(page), 'palette').toEqual([])
  await page.keyboard.press('Escape')
  await expect(palette()).toBeHidden()
})

test('a motif takes the place of the text, or is added below with names of its own; each is one step', async () => {
  await writeMotif(page, '# mine\nA -> B')
  await open()
  await palette().getByRole('searchbox').fill('bi-fan')
  await expect(palette().getByRole('radio')).toHaveCount(1)
  await page.keyboard.press('Tab')
  await palette().getByRole('radio').focus()
  await page.keyboard.press('Space')
  await palette().getByRole('button', { name: 'Add to the motif' }).click()
  await expectNodes(page, ['A', 'B', 'C', 'D', 'E', 'F'])
  expect(await editorText(page)).toMatch(/^# mine\nA -> B\n\n(\w -> \w\n){4}$/)
  await toolOf(page, 'Undo').click()
  expect(await editorText(page)).toBe('# mine\nA -> B')
  await open()
  await card('030C').click()
  await palette().getByRole('button', { name: 'Replace the motif' }).click()
  await expectNodes(page, ['A', 'B', 'C'])
  expect(await editorText(page)).toBe('A -> B\nB -> C\nC -> A\n')
  await toolOf(page, 'Undo').click()
  expect(await editorText(page)).toBe('# mine\nA -> B')
})

test('a motif kept in Moss stands in the palette', async () => {
  await page.evaluate(async () => {
    const text = 'P -> Q [weight > 5]'
    await globalThis.motifscope.moss.put({
      uri: `motif://${encodeURIComponent(text)}`,
      body: { kind: 'motif', motif: text, text: 'my strong edge' },
      links: [],
    })
  })
  await open()
  await card('my strong edge').dblclick()
  await expectNodes(page, ['P', 'Q'])
  expect(await editorText(page)).toBe('P -> Q [weight > 5]\n')
})
