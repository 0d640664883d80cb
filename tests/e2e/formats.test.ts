/** Files of other programs, dropped on the page: they open with their attributes, and are searched. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  dropFiles,
  expectCurrentHost,
  offeredHosts,
  openFreshApp,
  openRoom,
  runMotif,
  shownRows,
} from './page-actions'
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

const fixture = (name: string) => readFileSync(new URL(`../fixtures/graphs/${name}`, import.meta.url))
const [first, second, third] = ['720575940636196495', '720575940652174606', '720575940611881780']

test('a GEXF file of networkx', async () => {
  await dropFiles(page, [{ name: 'networkx.gexf', content: fixture('networkx-1.3.gexf') }])
  await expectCurrentHost(page, 'networkx (4 nodes · 4 edges)')
  expect(await runMotif(page, 'A -> B [weight > 2]\nA.proofread = true\nB.size = 4')).toBe(1)
  await expect.poll(() => shownRows(page)).toEqual([[first, second]])
  expect(notes.violations).toEqual([])
})

test('a GML file of igraph, whose nodes are known by their names', async () => {
  await dropFiles(page, [{ name: 'igraph.gml', content: fixture('igraph.gml') }])
  await expectCurrentHost(page, 'igraph (4 nodes · 4 edges)')
  expect(await runMotif(page, 'A -> B\nB.celltype = "a \\"b\\""')).toBe(1)
  await expect.poll(() => shownRows(page)).toEqual([[second, third]])
})

test('a matrix of pandas, a Pajek network and a DOT file, dropped together, are three hosts', async () => {
  await dropFiles(page, [
    { name: 'matrix.csv', content: fixture('pandas-matrix.csv') },
    { name: 'little.net', content: fixture('pajek.net') },
    { name: 'drawn.dot', content: fixture('igraph.dot') },
  ])
  await expect.poll(() => offeredHosts(page)).toEqual(expect.arrayContaining(['matrix', 'little', 'drawn']))
})

test('tables of neuPrint, named for nothing: their headers say which holds the nodes', async () => {
  await dropFiles(page, [
    { name: 'first.csv', content: fixture('neuprint-nodes.csv') },
    { name: 'second.csv', content: fixture('neuprint-connections.csv') },
  ])
  await expect(page.getByText('first.csv is read as the node table of second.csv.')).toBeVisible()
  await expectCurrentHost(page, 'second (3 nodes · 2 edges)')
  expect(await runMotif(page, 'A -> B [weight > 5, type = "ConnectsTo"]\nB.cropped = true')).toBe(1)
  await expect.poll(() => shownRows(page)).toEqual([[first, second]])
})

for (const format of ['gexf', 'gml', 'pajek', 'dot'] as const)
  test(`a host written as ${format} opens again as the same graph`, async () => {
    const [written, read] = await page.evaluate(async (format) => {
      const { hosts } = globalThis.motifscope
      const edges = 'source,target,weight,tag\n9007199254740993,-4,1.5,x y\n-4,7,,"é,"""\n7,7,2,\n'
      const nodes = 'id,cell_type,size\n7,KC,3\n-4,"a ""b""",\n9007199254740993,,5\n'
      const first = await hosts.open(new File([edges], 'first.csv'), { nodes: new File([nodes], 'n.csv') })
      const blob = await hosts.export(first.id, format)
      const second = await hosts.open(new File([blob], `second.${format}`))
      const rowsOf = async (id: string) => [
        (await hosts.sql(id, 'SELECT * FROM nodes ORDER BY id')).rows,
        (await hosts.sql(id, 'SELECT * FROM edges ORDER BY source, target')).rows,
      ]
      return [await rowsOf(first.id), await rowsOf(second.id)]
    }, format)
    expect(read).toEqual(written)
  })

test('a file that is cut off is told with its line, and nothing is opened', async () => {
  await dropFiles(page, [{ name: 'cut.gml', content: 'graph [\n  node [ id 1 ]\n  edge [\n' }])
  const alert = page.getByRole('alert').filter({ hasText: 'cut.gml' })
  await expect(alert).toContainText('line 3')
  await alert.getByRole('button', { name: 'Dismiss' }).click()
  expect(await offeredHosts(page)).not.toContain('cut')
})
