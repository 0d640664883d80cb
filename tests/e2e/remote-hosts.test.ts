/** A graph on a real Neo4j as a host graph like any other: connected, searched, compared with the same graph here, brought
 *  here in part, and its login kept from everybody else. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { neo4jOverHttp } from '../../src/grand/remote/neo4j-http'
import { allRows } from '../../src/grand/remote/cypher-endpoint'
import { missingJavaTools } from '../services/servers/java-class-path'
import { serverStartMs } from '../services/servers/java-server'
import type { Neo4jServer } from '../services/servers/neo4j/start-neo4j'
import { faultsOf } from './page-faults'
import {
  expectCurrentHost,
  finishSearch,
  openFreshApp,
  openRoom,
  optionBox,
  resultCount,
  runMotif,
  wideViewport,
  writeMotif,
} from './page-actions'
import {
  beginEndlessSearch,
  bringAndFind,
  bringDialog,
  compareWithHere,
  countFigures,
  countNodesOfRows,
  dismissNotice,
  fillConnection,
  little,
  loadedNeo4j,
  openConnectDialog,
  stageOf,
} from './remote-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const missing = missingJavaTools()
if (missing !== undefined && !process.env['CI']) console.warn(`Skipped: graphs on a real Neo4j. ${missing}`)
test.skip(missing !== undefined && !process.env['CI'], missing)

const triangle = 'A -> B [weight >= 3]\nB -> C\nC -> A'
const more = {
  'Label of the nodes': 'Cell',
  'Attribute with their ids': 'bodyId',
  'Type of the edges': 'SYNAPSE',
}
let server: Neo4jServer
let page: Page

const answers = () => ({
  address: server.httpAddress,
  user: server.credentials.username,
  password: server.credentials.password,
  more,
})
const ask = (query: string) =>
  allRows(neo4jOverHttp({ address: server.httpAddress, credentials: server.credentials }), query)

test.beforeAll(async ({ browser }) => {
  test.setTimeout(serverStartMs)
  if (missing !== undefined) throw new Error(missing)
  server = await loadedNeo4j()
  page = await openFreshApp(browser, '', { viewport: wideViewport })
})
test.afterAll(async () => {
  await page?.context().close()
  await server?.stop()
})

test('a wrong password is told at its step; the right one shows how large the graph is and connects', async () => {
  const dialog = await openConnectDialog(page)
  await fillConnection(dialog, { ...answers(), password: 'wrong words' })
  await dialog.getByRole('button', { name: 'Test' }).click()
  await expect(stageOf(page, 'login')).toHaveAttribute('data-state', 'failed')
  await expect(stageOf(page, 'server')).toHaveAttribute('data-state', 'done')
  await expect(stageOf(page, 'login')).toContainText('does not accept the login')
  await dialog.getByLabel('Password').fill(server.credentials.password)
  await dialog.getByRole('button', { name: 'Test' }).click()
  await expect(stageOf(page, 'nodes')).toContainText('60 nodes with the label Cell')
  await expect(stageOf(page, 'edges')).toContainText('700 edges of the type SYNAPSE')
  await expect(dialog.getByText('press Connect')).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expectCurrentHost(page, 'on its server')
  const card = page.getByRole('article', { name: /^neo4j on/ })
  await expect(card).toContainText('searched now')
  await expect(card).toContainText('logged in until the page is closed')
  for (const attribute of ['bodyId', 'type', 'size', 'tags', 'weight'])
    await expect(card).toContainText(attribute)
})

test('the server counts its figures when asked to', async () => {
  const card = page.getByRole('article', { name: /^neo4j on/ })
  await countFigures(page, card, little.synapses.filter(({ source, target }) => source === target).length)
})

test('a motif finds there what it finds in the same graph here', async () => {
  await openRoom(page, 'Studio')
  await expect(page.getByText('Run sends this, as Cypher, to')).toBeVisible()
  await compareWithHere(page, 'neo4j on', triangle)
})

test('its rows are sorted by what the server knows of the nodes, and saved with their ids', async () => {
  await page.getByTestId('run').click()
  const count = await finishSearch(page)
  const rows = await page.evaluate(async () => {
    const { jobs } = globalThis.motifscope
    const [job] = (await jobs.list()).filter(
      ({ hostId, state, options }) =>
        hostId.startsWith('remote-') && state === 'done' && !options.excludeAutomorphisms,
    )
    const result = await jobs.result(job?.id ?? '')
    const sorted = { column: 'A.size', descending: true }
    const page = await result.page({
      sort: sorted,
      columns: ['A.size', 'A.type', '(A -> B).weight'],
      limit: 1000,
      offset: 3,
    })
    const { groups } = await result.groups({ by: ['A.type'] })
    return {
      ...page,
      count: result.count,
      csv: await (await result.export('csv')).text(),
      groups: groups.length,
    }
  })
  expect(rows.count).toBe(count)
  expect(rows.groups).toBeGreaterThan(1)
  expect(rows.csv.trim().split('\n')).toHaveLength(count + 1)
  const cellOf = new Map(little.cells.map((cell) => [cell.id, cell]))
  const sizes = rows.rows.map(([a = '']) => cellOf.get(a)?.size ?? null)
  expect(rows.values?.map(([size]) => size)).toEqual(sizes)
  const known = sizes.filter((size) => size !== null)
  expect(known).toEqual([...known].sort((a, b) => b - a))
  expect(known.length).toBeGreaterThan(10)
  for (const [, type, weight] of rows.values ?? []) {
    expect(['KC', 'MBON', 'PN']).toContain(type)
    expect(weight).toBeGreaterThanOrEqual(3)
  }
})

test('an attribute that is nowhere is told before anything is searched', async () => {
  await writeMotif(page, 'A -> B\nA.hue = "red"')
  await page.getByTestId('run').click()
  await expect(page.getByText(/has an attribute “hue”/)).toBeVisible()
  await dismissNotice(page)
})

test('a search that would take for ever is cancelled there, too', async () => {
  await beginEndlessSearch(page)
  const running = async () =>
    (await ask('SHOW TRANSACTIONS YIELD currentQuery')).rows.filter(([text]) =>
      String(text).includes('/* motifscope'),
    ).length
  await expect.poll(running).toBe(1)
  await page.getByTestId('cancel').click()
  await expect(resultCount(page)).toHaveAttribute('data-state', 'cancelled')
  await expect.poll(running).toBe(0)
  await optionBox(page, 'count only').uncheck()
})

test('the nodes of its rows are brought here, and the motif is found among them again', async () => {
  const there = await runMotif(page, triangle)
  await countNodesOfRows(page, 'brought')
  const dialog = bringDialog(page)
  await dialog.getByLabel('At most nodes').fill('3')
  await expect(dialog.getByTestId('part-size')).toContainText('more than the limit')
  await expect(dialog.getByRole('button', { name: 'Bring it here' })).toBeDisabled()
  await dialog.getByLabel('At most nodes').fill('1000')
  expect(await faultsOf(page)).toEqual([])
  await bringAndFind(page, 'brought', there)
})

test('all nodes that fulfil conditions are brought here', async () => {
  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: 'Bring a part here…' }).click()
  const dialog = bringDialog(page)
  await dialog.getByLabel('Nodes where').fill('type = "KC"')
  await dialog.getByLabel('Of the edges among them').fill('weight >= 4')
  await dialog.getByLabel('Name here').fill('kenyon cells')
  await dialog.getByRole('button', { name: 'Count first' }).click()
  const kenyon = new Set(little.cells.filter(({ type }) => type === 'KC').map(({ id }) => id))
  const among = little.synapses.filter(
    ({ source, target, weight }) => weight >= 4 && kenyon.has(source) && kenyon.has(target),
  )
  await expect(dialog.getByTestId('part-size')).toContainText(`${kenyon.size} nodes, ${among.length} edges.`)
  await dialog.getByRole('button', { name: 'Bring it here' }).click()
  await expectCurrentHost(page, `kenyon cells (${kenyon.size} nodes · ${among.length} edges)`)
})
