/** A graph in a real DynamoDB as a host graph like any other: connected, counted when somebody asks, explained where it
 *  cannot be searched, brought here in part with what that costs, and its key written down nowhere. */
import { expect, test } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import { DynamoDBBackend } from '../../src/grand/backends/dynamodb/dynamodb-backend'
import { startDynamoDBLocal } from '../services/servers/dynamodb/dynamodb-local'
import type { DynamoDBLocal } from '../services/servers/dynamodb/dynamodb-local'
import { missingJavaTools } from '../services/servers/java-class-path'
import { serverStartMs } from '../services/servers/java-server'
import { faultsOf, overhang } from './page-faults'
import { expectCurrentHost, openFreshApp, openRoom, runMotif, wideViewport, writeMotif } from './page-actions'
import {
  bringDialog,
  countFigures,
  dismissNotice,
  everythingKept,
  isClientLoaded,
  little,
  openConnectDialog,
  stageOf,
} from './remote-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const missing = missingJavaTools()
test.skip(missing !== undefined && !process.env['CI'], missing)

const secret = 'secretOfTheStories'
/** DynamoDB holds one edge for each pair. */
const simple = [...new Map(little.synapses.map((one) => [`${one.source} ${one.target}`, one])).values()]
let dynamo: DynamoDBLocal
let page: Page

async function fillTables(): Promise<void> {
  const backend = await DynamoDBBackend.open({
    endpoint: dynamo.endpoint,
    credentials: { accessKeyId: 'stories', secretAccessKey: secret },
    nodeTable: 'little_Nodes',
    edgeTable: 'little_Edges',
  })
  await backend.addNodes(little.cells.map(({ id, type }) => ({ id, attributes: { type } })))
  await backend.addEdges(
    simple.map(({ source, target, weight }) => ({ source, target, attributes: { weight } })),
  )
  await backend.close()
}

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(serverStartMs)
  if (missing !== undefined) throw new Error(missing)
  dynamo = await startDynamoDBLocal({ origins: [new URL(baseURL ?? '').origin] })
  await fillTables()
  page = await openFreshApp(browser, '', { viewport: wideViewport })
})
test.afterAll(async () => {
  await page?.context().close()
  await dynamo?.stop()
})

async function fillDynamoDB(dialog: Locator, nodes: string): Promise<void> {
  await dialog.getByLabel('Kind of server').selectOption('dynamodb')
  await dialog.getByLabel('Region, or address of the endpoint').fill(dynamo.endpoint)
  await dialog.getByLabel('Table of the nodes').fill(nodes)
  await dialog.getByLabel('Table of the edges').fill('little_Edges')
  await dialog.getByLabel('Access key id').fill('stories')
  await dialog.getByLabel('Secret access key').fill(secret)
}

test('a server that keeps its answers from this page is told from one that is not there', async () => {
  const closed = await startDynamoDBLocal({ origins: ['https://another.example.org'] })
  expect(await isClientLoaded(page, 'dynamodb')).toBe(false)
  try {
    const dialog = await openConnectDialog(page)
    await fillDynamoDB(dialog, 'little_Nodes')
    await dialog.getByLabel('Region, or address of the endpoint').fill(closed.endpoint)
    await dialog.getByRole('button', { name: 'Test' }).click()
    await expect(stageOf(page, 'server')).toContainText('does not let pages of other origins read')
    await dialog.getByLabel('Region, or address of the endpoint').fill('http://127.0.0.1:1')
    await dialog.getByRole('button', { name: 'Test' }).click()
    await expect(stageOf(page, 'server')).toContainText('cannot be reached')
    await dialog.getByLabel('Region, or address of the endpoint').fill('http://graphs.example.org')
    await dialog.getByRole('button', { name: 'Test' }).click()
    await expect(dialog.getByRole('alert')).toContainText('mixed content')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  } finally {
    await closed.stop()
  }
})

test('DynamoDB tells a wrong table at its step, and is searched by nobody', async () => {
  const dialog = await openConnectDialog(page)
  await fillDynamoDB(dialog, 'other_Nodes')
  await dialog.getByRole('button', { name: 'Test' }).click()
  await expect(stageOf(page, 'nodes')).toHaveAttribute('data-state', 'failed')
  await expect(stageOf(page, 'nodes')).toContainText('no such table')
  await expect(stageOf(page, 'login')).toHaveAttribute('data-state', 'done')
  await dialog.getByLabel('Table of the nodes').fill('little_Nodes')
  expect(await faultsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(dialog).toBeHidden()
  const card = page.getByRole('article', { name: 'little_Nodes on' })
  await expect(card).toContainText('up to six hours old')
  const loops = simple.filter(({ source, target }) => source === target).length
  await countFigures(page, card, loops, 'reads both tables whole')
  await openRoom(page, 'Studio')
  await expect(page.getByText('knows no patterns: bring a part')).toBeVisible()
  await writeMotif(page, 'A -> B')
  await page.getByTestId('run').click()
  await expect(page.getByText('DynamoDB cannot be asked for motifs')).toBeVisible()
  await dismissNotice(page)
  await page.getByRole('tab', { name: 'Cypher' }).click()
  await expect(page.getByTestId('output-cypher')).toContainText('knows no patterns')
  await page.getByRole('tab', { name: 'Problems' }).click()
})

test('the nodes around one, or all of it, are brought from DynamoDB, with what that costs', async () => {
  const [{ source: start }] = simple as [(typeof simple)[number]]
  await page.getByRole('button', { name: 'Bring a part here…' }).click()
  await expect(bringDialog(page)).toContainText('Costs about two requests for each node')
  await bringDialog(page).getByLabel('Ids of the nodes in the middle').fill(start)
  await bringDialog(page).getByLabel('Which way').selectOption('out')
  await bringDialog(page).getByRole('button', { name: 'Count first' }).click()
  const around = new Set([
    start,
    ...simple.filter(({ source }) => source === start).map(({ target }) => target),
  ])
  const among = simple.filter(({ source, target }) => around.has(source) && around.has(target))
  await expect(bringDialog(page).getByTestId('part-size')).toContainText(
    `${around.size} nodes, ${among.length} edges.`,
  )
  expect(await faultsOf(page)).toEqual([])
  await bringDialog(page).getByRole('radio', { name: 'All of it' }).check()
  await expect(bringDialog(page)).toContainText('Reads both tables whole')
  await bringDialog(page).getByRole('button', { name: 'Count first' }).click()
  await expect(bringDialog(page).getByTestId('part-size')).toContainText(
    `About 60 nodes, ${simple.length} edges.`,
  )
  await bringDialog(page).getByLabel('Name here').fill('all of it')
  await bringDialog(page).getByRole('button', { name: 'Bring it here' }).click()
  await expectCurrentHost(page, `all of it (60 nodes · ${simple.length} edges)`)
  expect(await runMotif(page, 'A -> B [weight >= 3]\nB -> A')).toBeGreaterThan(0)
})

test('no login is written down, and after a reload each is asked for again', async () => {
  const kept = await everythingKept(page)
  expect(kept).toContain('little_Nodes')
  expect(kept).not.toContain(secret)
  await page.reload()
  await openRoom(page, 'Hosts')
  const card = page.getByRole('article', { name: 'little_Nodes on' })
  await expect(card).toContainText('not logged in')
  await card.getByRole('button', { name: /^Log in/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Log in to little_Nodes/ })
  await dialog.getByLabel('Access key id').fill('stories')
  await dialog.getByLabel('Secret access key').fill(secret)
  await page.setViewportSize({ width: 360, height: 700 })
  expect(await overhang(page)).toBeLessThanOrEqual(0)
  await dialog.getByRole('button', { name: 'Log in' }).click()
  await expect(dialog).toBeHidden()
  await expect(card).toContainText('logged in until the page is closed')
  expect(await overhang(page)).toBeLessThanOrEqual(0)
})
