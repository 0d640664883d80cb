/** Tables as other programs write them, and as they are written for other programs. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { dropFiles, expectCurrentHost, openFreshApp, openRoom, runMotif, shownRows } from './page-actions'
import { watchPages } from '../tools/watch-page'
import type { PageNotes } from '../tools/watch-page'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
let notes: PageNotes
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser)
  notes = await watchPages(page.context(), new URL(page.url()).origin)
})
test.afterAll(() => page.context().close())
test.beforeEach(() => openRoom(page, 'Studio'))

const fixture = (name: string) => readFileSync(new URL(`../fixtures/tables/${name}`, import.meta.url))

for (const [file, name] of [
  ['pandas.parquet', 'pandas'],
  ['pandas-lz4.feather', 'pandas-lz4'],
] as const)
  test(`${file} opens by a drop, its ids exact and its columns there`, async () => {
    await dropFiles(page, [{ name: file, content: fixture(file) }])
    // Both hold the same edges: the second finds the host that the first one made.
    await expectCurrentHost(page, 'pandas (4 nodes · 300 edges)')
    expect(await runMotif(page, 'A -> B [syn_count = 10, is_proofread = true, neuropil = "LO_R"]')).toBe(2)
    await expect
      .poll(async () => (await shownRows(page)).sort())
      .toEqual([
        ['720575940611881780', '7'],
        ['720575940636196495', '720575940652174606'],
      ])
    expect(notes.violations, name).toEqual([])
  })

test('a node table in Parquet joins the edges it is dropped with', async () => {
  await dropFiles(page, [
    { name: 'nodes.parquet', content: fixture('nodes.parquet') },
    { name: 'wiring.csv', content: 'source,target\n720575940636196495,7\n7,720575940611881780\n' },
  ])
  await expectCurrentHost(page, 'wiring (4 nodes · 2 edges)')
  expect(await runMotif(page, 'A -> B\nB.cell_type = "Mi1"')).toBe(1)
})

test('rows of one pair are added up where the user asks, and it is said', async () => {
  const file = { name: 'synapses.csv', content: 'source,target,weight\na,b,2\na,b,3\nb,a,4\nb,c,1\n' }
  await openRoom(page, 'Hosts')
  const choice = page.getByLabel('Several rows from one neuron to another')
  await expect(choice).toHaveValue('keep')
  await choice.selectOption('One edge per pair: add up the numbers')
  await dropFiles(page, [file])
  const card = page.getByRole('article', { name: 'synapses', exact: true })
  await expect(card).toContainText('4 rows became 3 edges')
  await openRoom(page, 'Studio')
  expect(await runMotif(page, 'A -> B [weight = 5]')).toBe(1)
  await openRoom(page, 'Hosts')
  await choice.selectOption('Keep each as an edge')
})

for (const format of ['parquet', 'arrow'] as const)
  test(`a host written as ${format} opens again as the same edges`, async () => {
    const [written, read] = await page.evaluate(async (format) => {
      const { hosts } = globalThis.motifscope
      const text = 'source,target,w,tag,on\n9007199254740993,-4,1.5,x y,true\n-4,7,,"é,""",false\n7,7,2,,\n'
      const first = await hosts.open(new File([text], 'first.csv'))
      const blob = await hosts.export(first.id, format)
      const second = await hosts.open(new File([blob], `second.${format}`))
      const rowsOf = async (id: string) =>
        (await hosts.sql(id, 'SELECT * FROM edges ORDER BY source, target')).rows
      return [await rowsOf(first.id), await rowsOf(second.id)]
    }, format)
    expect(read).toEqual(written)
    expect(written).toHaveLength(3)
  })
