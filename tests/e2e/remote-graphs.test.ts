/** Graphs on servers walked through where they lie, by scripts: `motifscope.openGraph` and the script console, on a real
 *  Neo4j and on neuPrint's protocol, which a page reaches through the relay of the documentation only. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { Neo4jBackend } from '../../src/grand/backends/cypher/neo4j-backend'
import type { EdgeRecord } from '../../src/grand/backend'
import { neo4jOverBolt } from '../../src/grand/remote/neo4j-bolt'
import { missingJavaTools } from '../services/servers/java-class-path'
import { serverStartMs } from '../services/servers/java-server'
import { freePort } from '../services/servers/leashed-process'
import { startNeo4j } from '../services/servers/neo4j/start-neo4j'
import type { Neo4jServer } from '../services/servers/neo4j/start-neo4j'
import { startNeuPrintProtocol } from '../services/servers/neuprint/neuprint-protocol'
import { makeCertificate, missingRelays, startRelay } from '../services/servers/relay/start-relay'
import { tlsDoorTo } from '../services/servers/relay/tls-door'
import { fillEditor, openFreshApp, openRoom, wideViewport } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const missing = missingJavaTools() ?? missingRelays()
if (missing !== undefined && !process.env['CI']) console.warn(`Skipped: scripts on real servers. ${missing}`)
test.skip(missing !== undefined && !process.env['CI'], missing)

const token = 'a-token.of-three.parts'
const dataset = 'toy:v1'
/** Two rings that share a node, and a tail, in body ids that no float holds. */
const first = 720575940379283450n
const pairs = [
  ...[0, 1, 2, 3, 4].map((i) => [i, (i + 1) % 5]),
  ...[0, 5, 6].map((i, at, ring) => [i, ring[(at + 1) % 3]]),
  [6, 7],
]
const idOf = (i = 0) => String(first + BigInt(i))
const edges: EdgeRecord[] = pairs.map(([source, target], weight) => ({
  source: idOf(source),
  target: idOf(target),
  attributes: { weight },
}))

let page: Page
let server: Neo4jServer
let neuPrint: string
const ends: (() => Promise<unknown>)[] = []

test.beforeAll(async ({ browser }) => {
  test.setTimeout(serverStartMs)
  if (missing !== undefined) throw new Error(missing)
  page = await openFreshApp(browser, '', { viewport: wideViewport, ignoreHTTPSErrors: true })
  server = await startNeo4j()
  const bolt = neo4jOverBolt({ address: server.boltAddress, credentials: server.credentials })
  const model = { label: 'Neuron', relationshipType: 'ConnectsTo', idProperty: 'bodyId' }
  const own = await Neo4jBackend.own(bolt, { directed: true, ...model, idKind: 'integer' })
  await own.addEdges(edges)
  const protocol = await startNeuPrintProtocol(bolt, { token, datasets: { [dataset]: {} } })
  const folder = await mkdtemp(join(tmpdir(), 'motifscope-relay-'))
  const certificate = await makeCertificate(folder)
  const door = await tlsDoorTo(Number(new URL(protocol.address).port), certificate)
  const port = await freePort()
  const place = { use: 'neuprint', port, origin: new URL(page.url()).origin, upstream: door.host } as const
  const relay = await startRelay('nginx', [
    { ...place, certificate: { ...certificate, trusted: certificate.chain } },
  ])
  neuPrint = `https://localhost:${port}`
  ends.push(relay.stop, door.stop, protocol.stop, () => bolt.close(), server.stop)
  ends.push(() => rm(folder, { recursive: true, force: true }))
})
test.afterAll(async () => {
  await page?.context().close()
  for (const end of ends) await end()
})

test('a script in the browser’s console walks through neuPrint, and is told what it may not do', async () => {
  const seen = await page.evaluate(
    async ({ address, dataset, token, id }) => {
      const open = (token: string) =>
        globalThis.motifscope.openGraph({
          ...{ kind: 'neuprint', address, dataset },
          credentials: { kind: 'bearer', token },
        })
      const graph = await open(token)
      const successors: string[] = []
      for await (const one of graph.nx.successors(id)) successors.push(one)
      const codeOf = (work: Promise<unknown>) => work.then(String, ({ code }: { code: string }) => code)
      const stranger = await open('old')
      return {
        nodes: await graph.nx.number_of_nodes(),
        edges: await graph.igraph.ecount(),
        successors: successors.sort(),
        weight: (await graph.getEdge(id, successors[0] ?? ''))?.['weight'],
        degree: await graph.networkit.degree(0),
        change: await codeOf(graph.nx.add_edge(id, 'x')),
        refused: await codeOf(stranger.nx.number_of_nodes()),
      }
    },
    { address: neuPrint, dataset, token, id: idOf(0) },
  )
  expect(seen).toEqual({
    nodes: 8,
    edges: 9,
    successors: [idOf(1), idOf(5)],
    weight: 0,
    degree: 2,
    change: 'read-only',
    refused: 'unauthorised',
  })
})

const editor = () => page.getByTestId('script-editor')
const output = () => page.getByTestId('script-output')
const keptIn = () => page.getByRole('combobox', { name: 'Kept in' })
async function run(code: string): Promise<void> {
  await fillEditor(editor(), code)
  await editor().press('ControlOrMeta+Enter')
}

test('the console runs an example on the server and on a copy of the graph, with the same result', async () => {
  const { username: user, password } = server.credentials
  await page.evaluate(
    async ({ neo4j, neuPrint, login, token, dataset }) => {
      const { remote } = globalThis.motifscope
      const shape = { nodeLabel: 'Neuron', idProperty: 'bodyId', edgeType: 'ConnectsTo' }
      const own = { kind: 'neo4j-http', address: neo4j, database: 'neo4j', name: 'in Neo4j' } as const
      await remote.connect({ ...own, ...shape }, login)
      const place = { kind: 'neuprint', address: neuPrint, database: dataset, name: 'in neuPrint' } as const
      await remote.connect(place, { kind: 'bearer', token })
    },
    {
      ...{ neo4j: server.httpAddress, neuPrint, token, dataset },
      login: { kind: 'basic', user, password } as const,
    },
  )
  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: 'Open the script console' }).click()
  await page.getByTestId('script-menu').click()
  await page.getByRole('menuitem', { name: 'Core numbers' }).click()
  const told: string[] = []
  for (const host of ['in Neo4j', 'in neuPrint'])
    for (const place of ['its server, for reading', 'memory, a copy to change']) {
      await page.getByRole('combobox', { name: 'Host', exact: true }).selectOption(host)
      await keptIn().selectOption(place)
      await page.getByRole('button', { name: 'Run', exact: true }).click()
      await expect(page.getByTestId('script-status')).toContainText('Done in')
      told.push(await output().innerText())
    }
  expect(told[0]).toContain('2')
  expect(new Set(told).size).toBe(1)
})

test('ids keep their digits in a script, and the graph on the server is not changed by one', async () => {
  await keptIn().selectOption('its server, for reading')
  await run(
    `print(graph.backend.kind, (await graph.backend.neighbours(['${idOf(0)}'], 'out'))[0].sort().join())`,
  )
  await expect(output()).toHaveText(`neuprint ${idOf(1)},${idOf(5)}`)
  await run(`await graph.removeNode('${idOf(0)}')`)
  await expect(page.getByRole('alert').filter({ hasText: 'read' })).toBeVisible()
  await run('print(await graph.nodeCount())')
  await expect(output()).toHaveText('8')
})

test('after a reload the login is asked for before a script runs there', async () => {
  await page.reload()
  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: 'Open the script console' }).click()
  await page.getByRole('combobox', { name: 'Host', exact: true }).selectOption('in neuPrint')
  await run('print(await graph.nodeCount())')
  await expect(page.getByRole('alert').filter({ hasText: 'what lets it in' })).toBeVisible()
})
