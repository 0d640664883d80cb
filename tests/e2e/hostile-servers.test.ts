/** Servers that refuse, keep silent, hide or point elsewhere: the words on screen, and that no login goes anywhere but where
 *  it was entered for. And links that name servers. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { startHostileServer } from '../tools/hostile-server'
import type { HostileServer, Manner } from '../tools/hostile-server'
import { fragmentOf } from '../tools/url-fragment'
import { faultsOf } from './page-faults'
import { editorText, openFreshApp, resultCount } from './page-actions'
import { connectDialog, everythingKept, fillConnection, openConnectDialog, stageOf } from './remote-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const secret = 'do-not-tell-anybody'
let server: HostileServer
let page: Page

test.beforeAll(async ({ browser }) => {
  server = await startHostileServer()
  page = await openFreshApp(browser)
})
test.afterAll(async () => {
  await page?.context().close()
  await server?.stop()
})

const manners: [manner: Manner, stage: string, words: RegExp][] = [
  ['unauthorised', 'login', /does not accept the login.*Check name and password/],
  ['hidden', 'server', /is there, but does not let pages of other origins read its answers \(CORS\).*relay/],
  ['silent', 'server', /was silent for 1 s, so the query was given up/],
  ['redirect', 'server', /points to another address.*Nothing was sent there/],
  ['web-page', 'server', /cannot be read.*Check that the address is that of the database/],
  ['broken', 'server', /answered with an error \(500\)/],
  ['half', 'server', /was cut in the middle of an answer/],
]

for (const [manner, stage, words] of manners)
  test(`a server that is ${manner} is told of in words, and nothing of the login leaks`, async () => {
    server.manner = manner
    server.requests.length = 0
    if (!(await connectDialog(page).isVisible())) await openConnectDialog(page)
    const seconds = { 'Give up after seconds of silence': '1' }
    await fillConnection(connectDialog(page), {
      address: server.url,
      user: 'neo4j',
      password: secret,
      more: seconds,
    })
    await connectDialog(page).getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(stageOf(page, stage)).toHaveAttribute('data-state', 'failed')
    await expect(stageOf(page, stage)).toContainText(words)
    await expect(connectDialog(page)).toBeVisible()
    const sent = server.requests.filter(({ headers }) => headers.authorization !== undefined)
    if (manner !== 'hidden') expect(sent.length).toBeGreaterThan(0)
    expect(server.elsewhere.requests).toEqual([])
    expect(await connectDialog(page).innerText()).not.toContain(secret)
    expect(await everythingKept(page)).not.toContain(secret)
    expect(await page.evaluate(async () => (await globalThis.motifscope.remote.list()).length)).toBe(0)
  })

test('an address that browsers do not let the page ask, or that holds a password, is refused with the reason', async () => {
  const dialog = connectDialog(page)
  const before = server.requests.length
  const refuse = async (address: string, words: RegExp) => {
    await dialog.getByLabel('Address').fill(address)
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText(words)
  }
  await refuse('http://neo4j.example.org:7474', /not encrypted.*mixed content.*relay/)
  await refuse(server.url.replace('//', `//neo4j:${secret}@`), /password stands in the address/)
  await expect(dialog.getByRole('alert')).not.toContainText(secret)
  await refuse('gopher://example.org', /begins with https:, http:/)
  expect(server.requests).toHaveLength(before)
})

test('a link that names a server shows its address, and asks it nothing until its reader connects', async ({
  browser,
}) => {
  server.manner = 'unauthorised'
  server.requests.length = 0
  const uri = `neo4j://${new URL(server.url).host}/neo4j`
  const motif = 'A -> B\nB -> A'
  const reader = await openFreshApp(browser, fragmentOf({ host: uri, motif, run: '1' }))
  await expect.poll(() => editorText(reader)).toBe(motif)
  await expect(reader.getByLabel('The link’s host graph')).toContainText(uri)
  await reader.getByTestId('open-linked-host').click()
  await expect(connectDialog(reader)).toContainText(uri)
  await expect(connectDialog(reader)).toContainText('Nothing was sent there')
  expect(await connectDialog(reader).getByLabel('Address').inputValue()).toBe(server.url)
  expect(await faultsOf(reader)).toEqual([])
  expect(server.requests).toEqual([])
  await expect(resultCount(reader)).toHaveAttribute('data-state', 'idle')
  await fillConnection(connectDialog(reader), { address: server.url, user: 'neo4j', password: secret })
  await connectDialog(reader).getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(stageOf(reader, 'login')).toHaveAttribute('data-state', 'failed')
  expect(server.requests.length).toBeGreaterThan(0)
  await reader.context().close()
})
