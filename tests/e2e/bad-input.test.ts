/** Bad input of every kind: a sentence with place and remedy, the page alive, open hosts untouched. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { openApp } from './open-app'
import { fillEditor } from './page-actions'

interface BadFile {
  name: string
  text: string
  code: string | RegExp
  /** Where the mistake must be placed. */
  line?: number
}

const graphml = (inside: string) =>
  `<?xml version="1.0"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${inside}\n</graphml>`
const bomb =
  '<?xml version="1.0"?>\n<!DOCTYPE graphml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n<graphml><graph><node id="&b;"/></graph></graphml>'
const external =
  '<?xml version="1.0"?>\n<!DOCTYPE graphml [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<graphml><graph><node id="&x;"/></graph></graphml>'

const refused: BadFile[] = [
  { name: 'empty.graphml', text: '', code: /empty/ },
  { name: 'prose.graphml', text: 'Dear colleague, here is the graph.', code: /./ },
  { name: 'page.graphml', text: '<!doctype html><html><body>Not found</body></html>', code: /./ },
  {
    name: 'truncated.graphml',
    text: graphml('<graph edgedefault="directed"><node id="a"/>').slice(0, -20),
    code: /./,
    line: 3,
  },
  { name: 'bomb.graphml', text: bomb, code: /./ },
  { name: 'external.graphml', text: external, code: /./ },
  { name: 'ragged.csv', text: 'source,target\na,b\nc,d,e,f\n', code: /./, line: 3 },
  { name: 'header-only.csv', text: 'source,target\n', code: /./ },
  { name: 'unknown-columns.csv', text: 'apple,pear\n1,2\n', code: 'columns-needed' },
  { name: 'open-quote.csv', text: 'source,target\n"a,b\nc,d\n', code: /./ },
  { name: 'broken.json', text: '{"nodes": [{"id": 1}, ', code: /./ },
]

async function openText(page: Page, name: string, text: string) {
  return page.evaluate(
    async ({ name, text }) => {
      try {
        const { nodeCount, edgeCount, warnings } = await globalThis.motifscope.hosts.open(
          new File([text], name),
        )
        return { nodeCount, edgeCount, warnings }
      } catch (thrown) {
        const { code, message, hint, line } = thrown as {
          code: string
          message: string
          hint?: string
          line?: number
        }
        return { error: { code, message, hint, line } }
      }
    },
    { name, text },
  )
}

test('files that cannot be opened say why, and where', async ({ page }) => {
  await openApp(page)
  const before = await page.evaluate(async () =>
    (await globalThis.motifscope.hosts.list()).map(({ id }) => id),
  )
  for (const { name, text, code, line } of refused) {
    const { error } = await openText(page, name, text)
    expect(error, name).toBeDefined()
    expect(error?.code, name).toMatch(code)
    expect(error?.code, name).not.toBe('internal')
    expect(error?.message, name).toMatch(/\.$|\?$/)
    if (line !== undefined) expect(error?.line, name).toBe(line)
  }
  const after = await page.evaluate(async () =>
    (await globalThis.motifscope.hosts.list()).map(({ id }) => id),
  )
  expect(after).toEqual(before)
})

test('what can be mended is opened with a counted warning', async ({ page }) => {
  await openApp(page)
  const undeclared = graphml(
    '<graph edgedefault="directed"><node id="a"/><edge source="a" target="b"/></graph>',
  )
  const opened = await openText(page, 'undeclared.graphml', undeclared)
  expect(opened).toMatchObject({ nodeCount: 2, edgeCount: 1 })
  expect(opened.warnings?.join(' ')).toMatch(/An edge names a node that is not declared.*line 3/)
  const wrongName = await openText(page, 'edges.graphml', 'source,target,weight\na,b,1\nb,c,many\n')
  expect(wrongName).toMatchObject({ nodeCount: 3, edgeCount: 2 })
})

test('text from a file is only ever text', async ({ page }) => {
  await openApp(page)
  const evil = '<img src=x onerror="globalThis.hacked=1">'
  const text = `source,target,note\n"${evil.replaceAll('"', '""')}",b,"${evil.replaceAll('"', '""')}"\n`
  await page
    .getByTestId('host-upload')
    .setInputFiles({ name: `${evil}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await expect(page.getByTestId('host-picker')).toContainText('<img')
  await fillEditor(page.getByTestId('motif-editor'), 'A -> B')
  await page.getByTestId('run').click()
  await expect(page.getByTestId('result-table')).toContainText('<img')
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
  expect(await page.locator('img[src="x"]').count()).toBe(0)
})

test('a bad file in the page is told in a sentence and the page lives on', async ({ page }) => {
  await openApp(page)
  const upload = page.getByTestId('host-upload')
  await upload.setInputFiles({
    name: 'bad.graphml',
    mimeType: 'text/xml',
    buffer: Buffer.from('<graphml><graph>'),
  })
  await expect(page.getByRole('alert').first()).toContainText('bad.graphml')
  await page.getByTestId('run').click()
  await expect(page.getByTestId('result-count')).toContainText('match')
})

test('an address that fails says how', async ({ page }) => {
  const server = createServer((request, response) => {
    const open = { 'Access-Control-Allow-Origin': '*' }
    if (request.url === '/closed.csv') response.writeHead(200).end('source,target\na,b\n')
    else if (request.url === '/graph.csv') response.writeHead(200, open).end('source,target\na,b\nb,a\n')
    else response.writeHead(404, open).end('nothing')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    await openApp(page)
    const open = (address: string) =>
      page.evaluate(async (address) => {
        try {
          return (await globalThis.motifscope.hosts.open(address)).edgeCount
        } catch (thrown) {
          return (thrown as { code: string }).code
        }
      }, address)
    expect(await open(`${base}/graph.csv`)).toBe(2)
    expect(await open(`${base}/missing.csv`)).toBe('not-found')
    expect(await open(`${base}/closed.csv`)).toBe('unreachable')
    expect(await open('http://127.0.0.1:9/graph.csv')).toBe('unreachable')
    expect(await open('not an address')).toMatch(/address/)
    const field = page.getByTestId('host-url')
    if (!(await field.isVisible())) await page.getByRole('button', { name: /open/i }).first().click()
    await field.fill(`${base}/missing.csv`)
    await field.press('Enter')
    await expect(page.getByRole('alert').first()).toContainText('missing.csv')
  } finally {
    server.close()
  }
})
