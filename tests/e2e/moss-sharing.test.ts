/** Sharing documents by the page alone: a remote is added, what would be sent is shown first, and only that is sent. */
import { expect, test } from 'playwright/test'
import type { Browser, Page } from 'playwright/test'
import { startCouchServer } from '../tools/couch-server'
import type { CouchServer } from '../tools/couch-server'
import { openCircuit, openRoom } from './page-actions'
import { faultsOf } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let server: CouchServer
let database: string
const password = 'xyzzy-plugh'

test.beforeAll(async ({ baseURL }) => {
  server = await startCouchServer()
  server.allowedOrigin = new URL(baseURL as string).origin
  database = await server.create('notes')
  server.authorization = `Basic ${Buffer.from(`ada:${password}`).toString('base64')}`
})
test.afterAll(() => server.stop())

const remote = (page: Page) => page.getByRole('article', { name: database })

async function addRemote(browser: Browser, prefixes: string): Promise<Page> {
  const page = await openCircuit(browser)
  await openRoom(page, 'Moss')
  await expect(page.getByText('Nothing is shared.')).toBeVisible()
  await page.getByRole('button', { name: 'Add a remote…' }).click()
  const form = page.getByRole('form', { name: 'Add a remote' })
  await form.getByLabel('Address of the database').fill(database)
  await form.getByLabel('It asks for').selectOption('name and password')
  await form.getByLabel('Name', { exact: true }).fill('ada')
  await form.getByLabel('Password').fill(password)
  await form.getByLabel('What may be sent').fill(prefixes)
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(remote(page)).toBeVisible()
  return page
}

test('what is chosen is shown, then sent; another browser fetches it', async ({ browser }) => {
  const page = await addRemote(browser, 'https://example.org/')
  await page.evaluate(async () => {
    const { moss } = globalThis.motifscope
    await moss.put({ uri: 'https://example.org/1', body: { text: 'for everybody' } })
    await moss.put({ uri: 'https://private.org/1', body: { text: 'for me' } })
  })
  const start = remote(page).getByRole('button', { name: 'Synchronise' })
  await expect(start).toBeDisabled()
  await expect(remote(page).getByText('Look at what would be sent first.')).toBeVisible()
  await remote(page).getByRole('button', { name: 'Show what would be sent' }).click()
  const preview = remote(page).getByTestId('push-preview')
  await expect(preview).toContainText('1 document')
  await expect(preview).toContainText('for everybody')
  await expect(preview).not.toContainText('for me')
  expect(await faultsOf(page)).toEqual([])
  await start.click()
  await expect(remote(page).getByTestId('sync-state')).toContainText('1 document sent')
  expect(server.heard.join('\n')).not.toContain('for me')

  const other = await addRemote(browser, '')
  await remote(other).getByRole('button', { name: 'Synchronise' }).click()
  await expect(remote(other).getByTestId('sync-state')).toContainText('1 document came')
  await expect(other.getByRole('region', { name: 'Documents found' })).toContainText('for everybody')
  await other.context().close()

  await page.reload()
  await expect(remote(page).getByText('Let this page in first.')).toBeVisible()
  expect(await page.content()).not.toContain(password)
  await remote(page).getByRole('button', { name: 'Remove…' }).click()
  await remote(page).getByRole('button', { name: 'Forget' }).click()
  await expect(page.getByText('Nothing is shared.')).toBeVisible()
  await page.context().close()
})

test('a wrong password is told as it is', async ({ browser }) => {
  const page = await addRemote(browser, '')
  server.authorization = 'Basic another'
  await remote(page).getByRole('button', { name: 'Synchronise' }).click()
  await expect(remote(page).getByTestId('sync-state')).toHaveAttribute('data-state', 'failed')
  await expect(remote(page).getByRole('alert')).toBeVisible()
  await page.context().close()
})
