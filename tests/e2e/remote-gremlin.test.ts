/** A graph on a real Gremlin server as a host graph like any other: connected, searched by traversals, explained where these
 *  end, compared with the same graph here, brought here in part, and its login written down nowhere. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { GremlinBackend } from '../../src/grand/backends/gremlin/gremlin-backend'
import { login, startGremlinServer } from '../services/servers/gremlin/gremlin-server'
import type { GremlinServer } from '../services/servers/gremlin/gremlin-server'
import { inlineFrom, loadGremlin } from '../services/servers/gremlin/load-graph'
import { questionsUnderWay } from '../services/servers/gremlin/questions-under-way'
import { missingJavaTools } from '../services/servers/java-class-path'
import { serverStartMs } from '../services/servers/java-server'
import { faultsOf } from './page-faults'
import {
  chooseHost,
  expectCurrentHost,
  openFreshApp,
  openRoom,
  optionBox,
  resultCount,
  runMotif,
  wideViewport,
  writeMotif,
} from './page-actions'
import {
  beginEndlessSearch,
  bringAndFind,
  bringDialog,
  compareWithHere,
  countFigures,
  countNodesOfRows,
  dismissNotice,
  everythingKept,
  fillConnection,
  isClientLoaded,
  little,
  openConnectDialog,
  stageOf,
} from './remote-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const missing = missingJavaTools()
test.skip(missing !== undefined && !process.env['CI'], missing)

const triangle = 'A -> B [weight >= 3]\nB -> C\nC -> A'
let gremlin: GremlinServer
let source: string
let page: Page

test.beforeAll(async ({ browser }) => {
  test.setTimeout(serverStartMs)
  if (missing !== undefined) throw new Error(missing)
  gremlin = await startGremlinServer()
  source = gremlin.emptySource()
  await loadGremlin(gremlin.url, source, inlineFrom(little), { nodeId: 'bodyId', isInteger: true })
  page = await openFreshApp(browser, '', { viewport: wideViewport })
})
test.afterAll(async () => {
  await page?.context().close()
  await gremlin?.stop()
})

test('a Gremlin server is asked step by step, and nothing of its client is there before', async () => {
  expect(await isClientLoaded(page, 'gremlin')).toBe(false)
  const dialog = await openConnectDialog(page)
  await dialog.getByLabel('Kind of server').selectOption('gremlin')
  const answers = {
    kind: 'gremlin',
    address: gremlin.url,
    user: login.username,
    password: 'wrong words',
    more: {
      'Label of the nodes': 'cell',
      'Property with their ids': 'bodyId',
      'Label of the edges': 'synapse',
    },
  }
  await fillConnection(dialog, answers)
  await dialog.getByLabel('Traversal source').fill(source)
  await dialog.getByRole('button', { name: 'Test' }).click()
  await expect(stageOf(page, 'login')).toHaveAttribute('data-state', 'failed')
  await expect(stageOf(page, 'server')).toHaveAttribute('data-state', 'done')
  await dialog.getByLabel('Password').fill(login.password)
  await dialog.getByRole('button', { name: 'Test' }).click()
  await expect(stageOf(page, 'nodes')).toContainText('60 vertices with the label cell')
  await expect(stageOf(page, 'edges')).toContainText('700 edges with the label synapse')
  await expect(stageOf(page, 'attributes')).toContainText('Labels: cell; of edges: synapse')
  expect(await faultsOf(page)).toEqual([])
  expect(await isClientLoaded(page, 'gremlin')).toBe(true)
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expectCurrentHost(page, 'on its server')
  const card = page.getByRole('article', { name: `${source} on` })
  await expect(card).toContainText('Labels seen of nodes: cell; of edges: synapse')
  for (const attribute of ['bodyId', 'type', 'size', 'tags', 'weight'])
    await expect(card).toContainText(attribute)
  const loops = little.synapses.filter(({ source, target }) => source === target).length
  await countFigures(page, card, loops)
})

test('a motif finds there what it finds in the same graph here, in the same table', async () => {
  await openRoom(page, 'Studio')
  await expect(page.getByText('Run sends this, as a traversal, to')).toBeVisible()
  await compareWithHere(page, `${source} on`, triangle, async () => {
    const known = await page.evaluate(async () => {
      const [job] = await globalThis.motifscope.jobs.list()
      const result = await globalThis.motifscope.jobs.result(job?.id ?? '')
      return result.page({ columns: ['A.type', '(A -> B).weight'], limit: 20 })
    })
    const typeOf = new Map(little.cells.map(({ id, type }) => [id, type]))
    expect(known.values?.map(([type]) => type)).toEqual(known.rows.map(([a = '']) => typeOf.get(a)))
    for (const [, weight] of known.values ?? []) expect(weight).toBeGreaterThanOrEqual(3)
  })
})

test('what is asked there is shown as text, and a script can have it', async () => {
  await writeMotif(page, triangle)
  await page.getByRole('tab', { name: 'Gremlin' }).click()
  const output = page.getByTestId('output-gremlin')
  await expect(output).toContainText("roots = g.V() .hasLabel('cell') .has('bodyId')")
  await expect(output).toContainText("outE('synapse').where(__.values('weight').is(P.gte(3)))")
  await expect(page.getByRole('tab', { name: 'Cypher' })).toHaveCount(0)
  const texts = await page.evaluate(async (motif) => {
    const { compile, hosts } = globalThis.motifscope
    const [there] = (await hosts.list()).filter(({ provider }) => provider === 'gremlin')
    const [here] = (await hosts.list()).filter(({ provider }) => provider === 'local')
    const refused = await compile(motif, 'gremlin', { hostId: here?.id ?? '' }).catch(
      ({ code }: { code: string }) => code,
    )
    const limit = 2_000_000
    return { text: (await compile(motif, 'gremlin', { hostId: there?.id ?? '', limit })).text, refused }
  }, triangle)
  expect((await output.locator('code').textContent())?.trim()).toBe(texts.text.trim())
  expect(texts.refused).toBe('host-needed')
  await page.getByRole('tab', { name: 'Problems' }).click()
})

test('what a traversal cannot say, and Cypher, are explained, and a part is offered', async () => {
  const long = 'x'.repeat(80)
  await writeMotif(page, `A -> B\nA.type in "${long}"`)
  await page.getByTestId('run').click()
  await expect(page.getByText(/The condition A\.type in .* cannot be sent/)).toBeVisible()
  await dismissNotice(page)
  await expect(page.getByRole('button', { name: 'Bring a part here…' })).toBeVisible()
  const language = page.getByRole('group', { name: 'Language of the editor' })
  await language.getByRole('button', { name: 'Cypher' }).click()
  await expect(page.getByText('A Gremlin server takes no Cypher').first()).toBeVisible()
  const refusal = await page.evaluate(async () => {
    const { hosts, cypher } = globalThis.motifscope
    const [host] = (await hosts.list()).filter(({ provider }) => provider === 'gremlin')
    return cypher(host?.id ?? '', 'MATCH (n) RETURN n').then(
      () => null,
      ({ code, hint }: { code: string; hint: string }) => ({ code, hint }),
    )
  })
  expect(refusal?.code).toBe('not-on-server')
  expect(refusal?.hint).toContain('bring a part')
  await language.getByRole('button', { name: 'DotMotif' }).click()
})

test('the nodes of its rows are brought here, and the card says where they were', async () => {
  const there = await runMotif(page, triangle)
  await countNodesOfRows(page, 'brought')
  await bringAndFind(page, 'brought', there)
  await openRoom(page, 'Hosts')
  const card = page.getByRole('article', { name: 'brought' })
  await expect(card).toContainText(`Brought from gremlin://127.0.0.1:${gremlin.port}/${source}`)
  await expect(card).toContainText('the nodes in the rows of a search')
})

test('a search that would take for ever is cancelled there, too, and the next one is answered', async () => {
  await chooseHost(page, `${source} on`)
  await openRoom(page, 'Studio')
  await beginEndlessSearch(page)
  await expect.poll(() => questionsUnderWay(gremlin)).toBe(1)
  await page.getByTestId('cancel').click()
  await expect(resultCount(page)).toHaveAttribute('data-state', 'cancelled')
  await expect.poll(() => questionsUnderWay(gremlin)).toBe(0)
  await optionBox(page, 'count only').uncheck()
  const strong = little.synapses.filter(({ source, target, weight }) => weight === 9 && source !== target)
  const pairs = new Set(strong.map(({ source, target }) => `${source} ${target}`))
  expect(await runMotif(page, 'A -> B [weight = 9]')).toBe(pairs.size)
})

test('ids that are UUIDs are what is shown, saved, and typed to find a node again', async () => {
  const ids = [1, 2, 3, 4].map((digit) => `${digit}0000000-0000-4000-8000-00000000000${digit}`)
  const backend = await GremlinBackend.open({
    ...{ url: gremlin.url, login, traversalSource: 'UUID', nodeId: 'element' },
  })
  const ring = ids.map((id, at) => ({ source: id, target: ids[(at + 1) % 4]!, attributes: { at } }))
  await backend.addEdges(ring)
  await backend.close()
  const dialog = await openConnectDialog(page)
  const { username: user, password } = login
  await fillConnection(dialog, { kind: 'gremlin', address: gremlin.url, user, password })
  await dialog.getByLabel('Traversal source').fill('UUID')
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await expectCurrentHost(page, 'on its server')
  await openRoom(page, 'Studio')
  expect(await runMotif(page, 'A -> B\nB -> C')).toBe(4)
  const saved = page.waitForEvent('download')
  await page.getByTestId('result-export').click()
  const csv = await readFile((await (await saved).path()) ?? '', 'utf8')
  for (const [at, id] of ids.entries())
    expect(csv).toContain([id, ids[(at + 1) % 4], ids[(at + 2) % 4]].join(','))
  await page.getByRole('button', { name: /^Bring/ }).click()
  await bringDialog(page).getByRole('radio', { name: 'Nodes around some' }).check()
  await bringDialog(page).getByLabel('Ids of the nodes in the middle').fill(ids[2]!)
  await bringDialog(page).getByLabel('Which way').selectOption('out')
  await bringDialog(page).getByRole('button', { name: 'Count first' }).click()
  await expect(bringDialog(page).getByTestId('part-size')).toContainText('2 nodes, 1 edge.')
  await bringDialog(page).getByRole('button', { name: 'Cancel' }).click()
})

test('a link that names a Gremlin server fills the dialog in, and asks nobody', async ({
  browser,
  baseURL,
}) => {
  const address = `gremlin://graphs.example.org:8182/${source}`
  const linked = await openFreshApp(browser, `host=${encodeURIComponent(address)}`, {
    viewport: wideViewport,
  })
  const requests: string[] = []
  linked.on('request', (request) => requests.push(request.url()))
  await linked.getByTestId('open-linked-host').click()
  const dialog = linked.getByRole('dialog', { name: 'Connect to a server' })
  await expect(dialog).toContainText(address)
  await expect(dialog.getByLabel('Kind of server')).toHaveValue('gremlin')
  await expect(dialog.getByLabel('Address')).toHaveValue('wss://graphs.example.org:8182/gremlin')
  await expect(dialog.getByLabel('Traversal source')).toHaveValue(source)
  expect(requests.filter((url) => !url.startsWith(baseURL ?? 'http'))).toEqual([])
  await linked.context().close()
})

test('the login is written down nowhere', async () => {
  const kept = await everythingKept(page)
  expect(kept).toContain('gremlin')
  expect(kept).not.toContain(login.password)
})
