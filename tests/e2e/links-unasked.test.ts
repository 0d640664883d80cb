/** Whatever a link says: nothing is asked of another server, run, sent or deleted without a press, but for examples and
 *  what is stored here. Every request that leaves the page's origin is refused and fails the story. */
import { expect, test } from 'playwright/test'
import type { Browser, Page } from 'playwright/test'
import { fragmentOf } from '../tools/url-fragment'
import { watchPages } from '../tools/watch-page'
import {
  dropFiles,
  editorText,
  expectCurrentHost,
  finishSearch,
  openFreshApp,
  resultCount,
} from './page-actions'

const loop = 'A -> B\nB -> A'

/** A page whose requests to anywhere else are refused and noted, at a link. */
async function openWatched(browser: Browser, fragment: string, origin: string) {
  const context = await browser.newContext()
  const notes = await watchPages(context, origin)
  await context.route(
    (url) => /^(https?|wss?):$/.test(url.protocol) && url.origin !== origin,
    (route) => route.abort(),
  )
  const page = await context.newPage()
  await page.goto(`./#${fragment}`)
  await page.evaluate(() => globalThis.motifscope.ready)
  return { page, notes }
}

/** What the page did with what it keeps. */
const tracesOf = (page: Page) =>
  page.evaluate(async () => {
    const { hosts, jobs, moss } = globalThis.motifscope
    return {
      hosts: (await hosts.list()).length,
      jobs: (await jobs.list()).length,
      documents: (await moss.list()).documents.length,
      remotes: (await moss.remotes.list()).length,
    }
  })
const none = { hosts: 0, jobs: 0, documents: 0, remotes: 0 }

const links: [what: string, pairs: Record<string, string>][] = [
  ['a file elsewhere', { host: 'https://example.org/x.graphml', run: '1' }],
  ['a file by http', { host: 'http://example.org/x.csv', run: '1' }],
  ['a file embedded', { host: 'https://example.org/x.graphml', run: '1', embed: '1' }],
  ['neuPrint', { host: 'neuprint://neuprint.example.org/hemibrain', run: '1' }],
  ['Neo4j', { host: 'neo4j://db.example.org:7687/neo4j', run: '1', language: 'cypher' }],
  ['Gremlin', { host: 'gremlin://graphs.example.org:8182/g', run: '1' }],
  ['DynamoDB', { host: 'dynamodb://dynamodb.eu-west-1.amazonaws.com/a_Nodes%2Fa_Edges', run: '1' }],
  ['a graph of another browser', { host: 'graph://0123456789abcdef', hostName: 'theirs', run: '1' }],
  ['credentials in the address', { host: 'https://user:secret@example.org/x.csv', run: '1' }],
  ['a document of Moss', { host: 'https://example.org/x.csv', view: `moss:${'a'.repeat(64)}`, run: '1' }],
  ['a prefix of Moss', { host: 'https://example.org/x.csv', view: 'moss:https://example.org/', run: '1' }],
  [
    'scripts and markup',
    { host: 'https://example.org/<img src=x onerror=alert(1)>', hostName: '<script>', run: '1' },
  ],
  ['other schemes', { host: 'javascript://example.org/%0aalert(1)', run: '1' }],
]

test.describe('a link to', () => {
  for (const [what, pairs] of links)
    test(`${what} asks, runs and keeps nothing by itself`, async ({ browser, baseURL }) => {
      const { page, notes } = await openWatched(browser, fragmentOf({ motif: loop, ...pairs }), new URL(baseURL ?? '').origin) // prettier-ignore
      // The motif is there, so the link was read to its end.
      if (!pairs['view']) await expect.poll(() => editorText(page)).toBe(loop)
      if (pairs['view']) await expect(page.getByTestId('moss-browser')).toBeVisible()
      else if (pairs['embed'] || /^https?:/.test(pairs['host'] ?? ''))
        await expect(page.getByTestId('open-linked-host')).toBeVisible()
      // Of a query in Cypher: none.
      if (!pairs['view']) await expect(resultCount(page)).toHaveAttribute('data-state', /^(idle|none)$/)
      // It rests: whatever was to begin by itself would have begun.
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
      expect(await tracesOf(page)).toEqual(none)
      expect(notes).toEqual({ violations: [], errors: [], foreignRequests: [] })
      await page.context().close()
    })
})

test('several hosts: the example is opened, the others are only named', async ({ browser, baseURL }) => {
  const link = `${fragmentOf({ host: 'example://circuit', motif: loop, run: '1' })}&host=https%3A%2F%2Fexample.org%2Fx.csv&host=neuprint%3A%2F%2Fa.org%2Fb`
  const { page, notes } = await openWatched(browser, link, new URL(baseURL ?? '').origin)
  await expectCurrentHost(page, 'Escape circuit')
  expect(await finishSearch(page)).toBeGreaterThan(2)
  expect(await tracesOf(page)).toMatchObject({ hosts: 1, jobs: 1 })
  expect(notes).toEqual({ violations: [], errors: [], foreignRequests: [] })
  await page.context().close()
})

test('a link for a graph stored here runs it, and one without run=1 does not', async ({ browser }) => {
  const page = await openFreshApp(browser)
  await dropFiles(page, [{ name: 'own.csv', content: 'source,target\na,b\nb,a\n' }])
  await expectCurrentHost(page, 'own')
  const id = await page.evaluate(async () => (await globalThis.motifscope.hosts.list())[0]?.id ?? '')
  const link = { host: `graph://${id}`, motif: loop }
  await page.goto('about:blank')
  await page.goto(`./#${fragmentOf(link)}`)
  await expectCurrentHost(page, 'own')
  await expect(resultCount(page)).toHaveAttribute('data-state', 'idle')
  await page.goto('about:blank')
  await page.goto(`./#${fragmentOf({ ...link, run: '1' })}`)
  expect(await finishSearch(page)).toBe(2)
  await page.context().close()
})
