/** A query of Cypher with parameters on a real Neo4j: its values go beside it, its rows come back, and programs that ask
 *  the same know the server. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { neo4jOverHttp } from '../../src/grand/remote/neo4j-http'
import { allRows } from '../../src/grand/remote/cypher-endpoint'
import { missingJavaTools } from '../services/servers/java-class-path'
import { serverStartMs } from '../services/servers/java-server'
import type { Neo4jServer } from '../services/servers/neo4j/start-neo4j'
import {
  editorText,
  expectCurrentHost,
  fillEditor,
  openFreshApp,
  openRoom,
  wideViewport,
} from './page-actions'
import { fillConnection, loadedNeo4j, openConnectDialog } from './remote-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const missing = missingJavaTools()
if (missing !== undefined && !process.env['CI']) console.warn(`Skipped: queries on a real Neo4j. ${missing}`)
test.skip(missing !== undefined && !process.env['CI'], missing)

const query =
  'MATCH (a:Cell)-[r:SYNAPSE]->(b:Cell)\nWHERE r.weight >= $least AND a.bodyId IN $ids\nRETURN a.bodyId AS id, count(*) AS n ORDER BY id LIMIT $most'
let server: Neo4jServer
let page: Page

test.beforeAll(async ({ browser }) => {
  test.setTimeout(serverStartMs)
  if (missing !== undefined) throw new Error(missing)
  server = await loadedNeo4j()
  page = await openFreshApp(browser, '', { viewport: wideViewport })
  const dialog = await openConnectDialog(page)
  await fillConnection(dialog, {
    address: server.httpAddress,
    user: server.credentials.username,
    password: server.credentials.password,
    more: {
      'Label of the nodes': 'Cell',
      'Attribute with their ids': 'bodyId',
      'Type of the edges': 'SYNAPSE',
    },
  })
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expectCurrentHost(page, 'on its server')
  await openRoom(page, 'Studio')
  await page
    .getByRole('group', { name: 'Language of the editor' })
    .getByRole('button', { name: 'Cypher' })
    .click()
})
test.afterAll(async () => {
  await page?.context().close()
  await server?.stop()
})

const endpoint = () => neo4jOverHttp({ address: server.httpAddress, credentials: server.credentials })
const count = () => page.getByTestId('result-count')
const field = (name: string) => page.getByTestId('parameters').getByRole('textbox', { name: `$${name}` })

async function write(text: string): Promise<void> {
  await fillEditor(page.getByTestId('motif-editor'), text)
  await page.keyboard.press('Escape')
  await expect.poll(() => editorText(page)).toBe(text)
}

test('its values go to the server: whole numbers, lists and texts as what they are', async () => {
  const { rows: all } = await allRows(endpoint(), 'MATCH (a:Cell) RETURN a.bodyId ORDER BY a.bodyId LIMIT 20')
  const ids = all.map(([id]) => id)
  await write(query)
  await expect(page.getByTestId('run')).toBeDisabled()
  await field('least').fill('3')
  await field('most').fill('5')
  await field('ids').fill(
    JSON.stringify(ids, (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part)),
  )
  await field('most').press('Enter')
  await expect(count()).toHaveAttribute('data-state', 'answered')
  const { rows } = await allRows(endpoint(), query, { least: 3, most: 5, ids })
  expect(rows.length).toBeGreaterThan(1)
  await expect(count()).toHaveAttribute('data-count', String(rows.length))
  for (const [at, row] of rows.entries())
    await expect(page.locator(`#cypher-row-${at}`).getByRole('gridcell')).toHaveText(row.map(String))
})

test('a parameter in words that only a server reads has its field too; what it refuses is told, the rows stay', async () => {
  await write('CALL db.labels() YIELD label WHERE label = $label RETURN label')
  await expect(field('label')).toBeVisible()
  await field('label').fill('Cell')
  await field('label').press('Enter')
  await expect(page.getByText('for an earlier query')).toBeHidden()
  await expect(page.getByTestId('result-table').getByRole('gridcell')).toHaveText(['Cell'])
  await write('RETURN nothing($label)')
  await field('label').press('Enter')
  await expect(count()).toHaveAttribute('data-state', 'failed')
  await expect(page.getByTestId('result-table').getByRole('gridcell')).toHaveText(['Cell'])
})

test('programs name the server and its database, and no login', async () => {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share' })
  await dialog.getByRole('tab', { name: 'Reproduce' }).click()
  const program = dialog.getByRole('textbox', { name: /stand above it$/ })
  await dialog.getByLabel('As', { exact: true }).selectOption('python')
  await expect(program).toHaveValue(/database_="neo4j"/)
  await expect(program).toHaveValue(/address = "neo4j:\/\/(localhost|127\.0\.0\.1):7687"/)
  await dialog.getByLabel('As', { exact: true }).selectOption('javascript')
  await expect(program).toHaveValue(/connect to it first/)
  expect(await program.inputValue()).not.toContain(server.credentials.password)
})
