/** Queries of Cypher with many rows on the built page: the table engine makes few of them, can be stopped at it, and holds
 *  nothing afterwards. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { openFreshApp } from './page-actions'

// The stories share a page: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const nodeCount = 400
const step = [...Array(30).keys()].map((i) => 1 + i * 7)
/** Every node has 30 edges in and 30 out: 900 paths through each, and 360,000 in all. */
const edges = [...Array(nodeCount).keys()].flatMap((i) =>
  step.map((by) => `n${i},n${(i + by) % nodeCount},${(i + by) % 5}`),
)
const nodes = [...Array(nodeCount).keys()].map((i) => `n${i},${i % 4 === 0 ? 'inner' : 'outer'}`)

let page: Page
let host: string
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser)
  host = await page.evaluate(
    async ([edgeText, nodeText]) => {
      const edgeFile = new File([edgeText], 'edges.csv')
      const nodeFile = new File([nodeText], 'nodes.csv')
      const opened = await globalThis.motifscope.hosts.open(edgeFile, { nodes: nodeFile })
      return opened.id
    },
    [`source,target,weight\n${edges.join('\n')}`, `id,place\n${nodes.join('\n')}`] as const,
  )
})
test.afterAll(() => page.context().close())

const ask = (query: string) =>
  page.evaluate(([id, text]) => globalThis.motifscope.cypher(id, text), [host, query] as const)

test('are grouped and sorted in the table engine', async () => {
  const { rows, restBy, isSearched } = await ask(
    'MATCH (a)-->(b)-->(c) RETURN b.place AS place, count(*) AS n, count(DISTINCT a) AS starts ORDER BY n DESC',
  )
  expect({ rows, restBy, isSearched }).toEqual({
    rows: [
      ['outer', 270_000, nodeCount],
      ['inner', 90_000, nodeCount],
    ],
    restBy: 'duckdb',
    isSearched: true,
  })
  const few = await ask('MATCH (a)-->(b) RETURN b.place AS place, count(*) AS n ORDER BY n')
  expect(few).toMatchObject({ rows: [['inner', 3_000], ['outer', 9_000]], restBy: 'javascript' }) // prettier-ignore
})

test('come back as nodes and relationships with all they hold', async () => {
  const { rows, restBy } = await ask(
    'MATCH (a)-[r]->(b)-[s]->(c) RETURN b, r, s.weight AS w ORDER BY w DESC, b.id, a.id, c.id LIMIT 3',
  )
  expect(restBy).toBe('duckdb')
  expect(rows).toHaveLength(3)
  expect(rows[0]).toMatchObject([
    { kind: 'node', id: 'n0', properties: { place: 'inner' } },
    { kind: 'relationship', target: 'n0', properties: { weight: 0 } },
    4,
  ])
})

test('can be stopped, and leave nothing in the engine', async () => {
  const stopped = page.evaluate(async (id) => {
    const stop = new AbortController()
    const query = 'MATCH (a)-->(b)-->(c)-->(d) RETURN a.place AS p, d.place AS q, count(*) AS n'
    const asked = globalThis.motifscope.cypher(id, query, {
      signal: stop.signal,
      onProgress: ({ rows }) => rows > 100_000 && stop.abort(),
    })
    return asked.then(() => 'answered').catch((thrown: { code?: string }) => thrown.code)
  }, host)
  expect(await stopped).toBe('cancelled')
  const left = () =>
    page.evaluate(async (id) => {
      const { rows } = await globalThis.motifscope.hosts.sql(
        id,
        "SELECT count(*) AS n FROM duckdb_tables() WHERE schema_name = 'cypher'",
      )
      return Number(rows[0]?.[0])
    }, host)
  await expect.poll(left).toBe(0)
})
