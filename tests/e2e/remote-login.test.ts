/** The login to a real Neo4j: asked for again after a reload, kept under a passphrase if its user asks, and written down
 *  nowhere in plain text. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { missingJavaTools } from '../services/servers/java-class-path'
import { serverStartMs } from '../services/servers/java-server'
import type { Neo4jServer } from '../services/servers/neo4j/start-neo4j'
import { readFragment } from '../tools/url-fragment'
import { faultsOf, overhang } from './page-faults'
import {
  chooseHost,
  expectCurrentHost,
  finishSearch,
  openFreshApp,
  openRoom,
  optionBox,
  resultCount,
  shownRows,
  wideViewport,
  writeMotif,
} from './page-actions'
import {
  connectDialog,
  everythingKept,
  fillConnection,
  loadedNeo4j,
  openConnectDialog,
} from './remote-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const missing = missingJavaTools()
test.skip(missing !== undefined && !process.env['CI'], missing)

const triangle = 'A -> B [weight >= 3]\nB -> C\nC -> A'
/** Counting them takes the server minutes. */
const endless = 'A -> B\nB -> C\nC -> D\nD -> E\nE -> F\nF -> G\nG -> H'
const passphrase = 'a long and silly passphrase'
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

test.beforeAll(async ({ browser }) => {
  test.setTimeout(serverStartMs)
  if (missing !== undefined) throw new Error(missing)
  server = await loadedNeo4j()
  page = await openFreshApp(browser, '', { viewport: wideViewport, acceptDownloads: true })
  const dialog = await openConnectDialog(page)
  await fillConnection(dialog, answers())
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(dialog).toBeHidden()
})
test.afterAll(async () => {
  await page?.context().close()
  await server?.stop()
})

test('after a reload answers are still there, and asking anew wants the login again', async () => {
  await chooseHost(page, 'neo4j on')
  await openRoom(page, 'Studio')
  await writeMotif(page, triangle)
  await page.getByTestId('run').click()
  const count = await finishSearch(page)
  const uri = `neo4j://${new URL(server.httpAddress).host}/neo4j`
  await expect.poll(() => readFragment(page.url())['host']).toBe(uri)
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await expectCurrentHost(page, 'neo4j on')
  expect(await finishSearch(page)).toBe(count)
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(5)
  await writeMotif(page, 'A -> B\nB -> A')
  await page.getByTestId('run').click()
  const dialog = page.getByRole('dialog', { name: /^Log in to/ })
  await expect(dialog).toContainText(server.httpAddress)
  await dialog.getByLabel('Name', { exact: true }).fill(server.credentials.username)
  await dialog.getByLabel('Password').fill(server.credentials.password)
  await dialog.getByLabel('Remember it under a passphrase').check()
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await dialog.getByRole('button', { name: 'Log in' }).click()
  await expect(dialog).toBeHidden()
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBeGreaterThan(0)
})

test('a kept login is opened by its passphrase alone, and nothing secret is written down anywhere', async () => {
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: /^Log in to/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Log in to/ })
  await dialog.getByLabel('Passphrase of the kept login').fill('another passphrase')
  await dialog.getByRole('button', { name: 'Log in' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Wrong passphrase')
  await dialog.getByLabel('Passphrase of the kept login').fill(passphrase)
  await dialog.getByRole('button', { name: 'Log in' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('article', { name: /^neo4j on/ })).toContainText('kept under a passphrase')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Session' }).click()
  await page.getByRole('button', { name: 'Save session' }).click()
  const session = readFileSync(await (await download).path(), 'utf8')
  const kept = `${await everythingKept(page)}\n${JSON.stringify(readFragment(page.url()))}`
  expect(kept).toContain(server.httpAddress)
  const { password, username } = server.credentials
  const secrets = [password, passphrase, Buffer.from(`${username}:${password}`).toString('base64')]
  for (const text of [session, kept])
    for (const secret of secrets) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(encodeURIComponent(secret))
    }
})

test('a search that a reload cut off says so, and is asked again, once the login is back', async () => {
  await openRoom(page, 'Studio')
  await writeMotif(page, endless)
  await optionBox(page, 'count only').check()
  await page.getByTestId('run').click()
  await expect(resultCount(page)).toHaveAttribute('data-state', 'running')
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await openRoom(page, 'Jobs')
  const card = page.getByRole('article', { name: 'A -> B; B -> C; C -> D' })
  await expect(card).toContainText('interrupted')
  const again = card.getByRole('button', { name: 'Ask again' })
  await again.click()
  const dialog = page.getByRole('dialog', { name: /^Log in to/ })
  await dialog.getByLabel('Passphrase of the kept login').fill(passphrase)
  await dialog.getByRole('button', { name: 'Log in' }).click()
  await expect(dialog).toBeHidden()
  await again.click()
  await expect(card.locator('.state')).toHaveText('running')
  await card.getByRole('button', { name: 'Cancel' }).click()
  await expect(card.locator('.state')).toHaveText('cancelled')
})

test('the same graph over Bolt gives the same count', async () => {
  const dialog = await openConnectDialog(page)
  await fillConnection(dialog, { ...answers(), kind: 'neo4j-bolt', address: server.boltAddress })
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(dialog).toBeHidden()
  const counts = await page.evaluate(async (motif) => {
    const { remote, search } = globalThis.motifscope
    const ids = (await remote.list()).map(({ id }) => id)
    const found = await Promise.all(ids.map((id) => search(id, motif, { recompute: true })))
    const cypher = await globalThis.motifscope.cypher(
      ids[0] ?? '',
      'MATCH (n:Cell) RETURN n.bodyId ORDER BY n.bodyId',
      { limit: 5 },
    )
    return { found: found.map(({ count }) => count), rows: cypher.rows.length, truncated: cypher.truncated }
  }, triangle)
  expect(counts.found).toHaveLength(2)
  expect(counts.found[0]).toBeGreaterThan(50)
  expect(counts.found[0]).toBe(counts.found[1])
  expect(counts).toMatchObject({ rows: 5, truncated: true })
})

test('the dialogs fit a narrow screen, by light and by dark', async () => {
  await page.setViewportSize({ width: 360, height: 740 })
  await openConnectDialog(page)
  await connectDialog(page).getByText('What of it is the graph').click()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await faultsOf(page)).toEqual([])
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    const width = await connectDialog(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)
    expect(width).toBeLessThanOrEqual(0)
  }
})
