/** Files at addresses, on servers that behave as servers do. The server is of another origin than the page. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { startUnreliableServer } from '../unit/hosts/unreliable-server'
import type { ServedFile, UnreliableServer } from '../unit/hosts/unreliable-server'
import { expectCurrentHost, openFreshApp, openHostPicker, openRoom } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const rows = Array.from({ length: 30_000 }, (_, row) => `n${row % 1000},n${(row * 7919) % 997},${row}`)
const content = `source,target,weight\n${rows.join('\n')}\n`
const small = 'source,target\na,b\nb,c\n'

let page: Page
let server: UnreliableServer
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser)
  server = await startUnreliableServer({
    '/busy.csv': { content: small, failsFirst: [500, 503] },
    '/cut.csv': { content, hasRanges: true, headers: { ETag: '"1"' }, cutsAfter: [200_000] },
    '/closed.csv': { content: small, allowedOrigin: null },
    '/login.csv': { content: '<!DOCTYPE html><html><p>Sign in</p></html>' },
    '/moved.csv': { content: '', redirectsTo: '/place/small.csv' },
    '/place/small.csv': { content: `${small}c,d\n` },
  })
})
test.afterAll(async () => {
  await server.stop()
  await page.context().close()
})

/** As a user does: types the address where hosts are chosen. */
async function openAddress(address: string): Promise<void> {
  await openHostPicker(page)
  await page.getByRole('combobox', { name: /^Search host graphs/ }).fill(address)
  await page.keyboard.press('Enter')
}

/** What the page says of an address that cannot be opened. */
async function refusalOf(path: string): Promise<{ code: string; message: string; hint: string }> {
  return page.evaluate(
    (address) =>
      globalThis.motifscope.hosts.open(address).then(
        () => ({ code: 'opened', message: '', hint: '' }),
        ({ code, message, hint }) => ({ code, message, hint }),
      ),
    `${server.url}${path}`,
  )
}
const rangesOf = (path: string) =>
  server.requests.filter((one) => one.path === path).map(({ range }) => range)

test('a server that fails twice is asked a third time', async () => {
  await openAddress(`${server.url}/busy.csv`)
  await expectCurrentHost(page, 'busy (3 nodes · 2 edges)')
  expect(rangesOf('/busy.csv')).toHaveLength(3)
})

test('a download that is cut goes on where it was', async () => {
  await openAddress(`${server.url}/cut.csv`)
  await expectCurrentHost(page, '30,000 edges')
  expect(rangesOf('/cut.csv').at(-1)).toBe('bytes=200000-')
})

test('what cannot be read is told apart: CORS, nothing there, a web page, no server', async () => {
  await openAddress(`${server.url}/closed.csv`)
  const notices = page.getByRole('region', { name: 'Notices' })
  await expect(notices.getByText(/does not let other pages read .* \(CORS\)/)).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).last().click()
  expect(await refusalOf('/nowhere.csv')).toMatchObject({ code: 'not-found' })
  expect(await refusalOf('/login.csv')).toMatchObject({ code: 'web-page', hint: expect.stringMatching('download') }) // prettier-ignore
  const gone = await startUnreliableServer({})
  await gone.stop()
  const dead = await page.evaluate(
    (address) => globalThis.motifscope.hosts.open(address).catch(({ message }: Error) => message),
    `${gone.url}/graph.csv`,
  )
  expect(dead).toContain('cannot be reached')
})

test('redirects are followed', async () => {
  await openAddress(`${server.url}/moved.csv`)
  await expectCurrentHost(page, 'moved (4 nodes · 3 edges)')
})

test('a page of GitHub about a file is read from the file itself, and the host says so', async () => {
  const raw = 'https://raw.githubusercontent.com/lab/data/main/brain.csv'
  await page
    .context()
    .route(raw, (route) =>
      route.fulfill({ body: `${small}d,e\n`, headers: { 'Access-Control-Allow-Origin': '*' } }),
    )
  await openAddress('https://github.com/lab/data/blob/main/brain.csv')
  await expectCurrentHost(page, 'brain (5 nodes · 3 edges)')
  await openRoom(page, 'Hosts')
  const card = page.getByRole('article', { name: 'brain', exact: true })
  await expect(card).toContainText(`page of GitHub; the file itself was read from ${raw}`)
  await openRoom(page, 'Studio')
})

test('of a large Parquet file only the ranges that are needed are read', async () => {
  test.slow()
  const file = await parquetOf(400_000)
  const entry: ServedFile = { content: file, hasRanges: true }
  server.files['/large.parquet'] = entry
  const address = `${server.url}/large.parquet`
  const rowCount = await page.evaluate(
    async (address) => (await globalThis.motifscope.hosts.preview(address)).rowCount,
    address,
  )
  expect(rowCount).toBe(1_000)
  const read = rangesOf('/large.parquet').reduce((sum, range) => {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
    return from === undefined ? sum : sum + Number(to) - Number(from) + 1
  }, 0)
  expect(read).toBeGreaterThan(0)
  expect(read / file.length).toBeLessThan(0.5)

  await openAddress(address)
  await expectCurrentHost(page, '400,000 edges')
})

/** Written by the page itself, from a table of so many edges. */
async function parquetOf(edgeCount: number): Promise<Buffer> {
  const base64 = await page.evaluate(async (edgeCount) => {
    const lines = ['source,target,weight']
    for (let row = 0; row < edgeCount; row++)
      lines.push(`${row % 5003},${(row * 7919) % 4999},${(row * 2654435761) % 1000003}`)
    const host = await globalThis.motifscope.hosts.open(new File([lines.join('\n')], 'wide.csv'))
    const blob = await globalThis.motifscope.hosts.export(host.id, 'parquet')
    await globalThis.motifscope.hosts.close(host.id)
    const reader = new FileReader()
    await new Promise((resolve) => {
      reader.onload = resolve
      reader.readAsDataURL(blob)
    })
    return String(reader.result).split(',')[1] ?? ''
  }, edgeCount)
  return Buffer.from(base64, 'base64')
}
