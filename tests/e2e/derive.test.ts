/** Hosts made from hosts: parts of them, merged edges, files; each says where it came from. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import type { Derivation } from '../../src/model/derivation'
import { dropFiles, expectCurrentHost, openFreshApp, openRoom, runMotif } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

// a → b → c → a is a ring with parallel edges; c → d a tail; f ⇄ g stand apart.
const wiring = [
  'source,target,weight,region',
  'a,b,5,ME',
  'a,b,2,LO',
  'b,c,1,ME',
  'c,a,4,LO',
  'c,d,7,LO',
  'f,g,2,ME',
  'g,f,4,ME',
  '',
].join('\n')

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser)
  await openRoom(page, 'Hosts')
  await dropFiles(page, [{ name: 'brain.csv', content: wiring }])
  await expectCurrentHost(page, 'brain')
})
test.afterAll(() => page.context().close())
test.beforeEach(() => openRoom(page, 'Hosts'))

const card = (name: string) => page.getByRole('article', { name, exact: true })
const hosts = () => page.evaluate(() => globalThis.motifscope.hosts.list())

async function choose(item: string, name = 'brain'): Promise<void> {
  await card(name)
    .getByRole('button', { name: `Make something of ${name}` })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('a neighbourhood becomes a host that says where it came from and can be made otherwise', async () => {
  await choose('A part of it…')
  const dialog = page.getByRole('dialog', { name: 'A part of brain' })
  await dialog.getByRole('radio', { name: 'Neighbourhood' }).check()
  await expect(dialog.getByRole('button', { name: 'Make the host' })).toBeDisabled()
  await dialog.getByLabel('Ids of nodes').fill('d')
  await dialog.getByRole('button', { name: 'Make the host' }).click()
  const made = card('brain · 1 step around d')
  await expect(made).toContainText('Made from brain')
  await expect(made).toContainText('2 nodes · 1 edges')
  await openRoom(page, 'Studio')
  expect(await runMotif(page, 'A -> B [weight = 7]')).toBe(1)

  await openRoom(page, 'Hosts')
  await made.getByRole('button', { name: /^Do it again…/ }).click()
  await expect(dialog.getByLabel('Ids of nodes')).toHaveValue('d')
  await dialog.getByLabel('Steps').fill('2')
  await dialog.getByLabel('Name').fill('two steps')
  await dialog.getByRole('button', { name: 'Make the host' }).click()
  await expect(card('two steps')).toContainText('4 nodes · 5 edges')
})

test('a filter takes SQL conditions, and says what is wrong with one', async () => {
  await choose('A part of it…')
  const dialog = page.getByRole('dialog', { name: 'A part of brain' })
  await dialog.getByLabel('Edges where').fill('wieght >= 4')
  await dialog.getByRole('button', { name: 'Make the host' }).click()
  await expect(page.getByText(/wieght/).last()).toBeVisible()

  await choose('A part of it…')
  await dialog.getByLabel('Nodes where').fill('id IN (SELECT target FROM edges) -- whoever is reached')
  await dialog.getByLabel('Edges where').fill("weight >= 4 AND region = 'LO'")
  await dialog.getByLabel('Leave out nodes').check()
  await dialog.getByLabel('Name').fill('filtered')
  await dialog.getByRole('button', { name: 'Make the host' }).click()
  await expect(card('filtered')).toContainText('3 nodes · 2 edges')
})

test('parallel edges are merged, for each region apart; the host itself keeps them', async () => {
  await choose('Merge parallel edges…')
  const dialog = page.getByRole('dialog', { name: 'One edge for each pair of brain' })
  await dialog.getByLabel('how many edges').check()
  await dialog.getByLabel('And for each value apart of').selectOption('region')
  await dialog.getByRole('button', { name: 'Merge' }).click()
  const made = card('brain · one edge per pair: sum, count per region')
  await expect(made).toContainText('6 nodes · 6 edges')
  await openRoom(page, 'Studio')
  expect(await runMotif(page, 'A -> B [weight = 7, weight_ME = 5, count_LO = 1]')).toBe(1)
  expect(await hosts()).toContainEqual(
    expect.objectContaining({ name: 'brain', edgeCount: 7, multigraph: true }),
  )
})

test('scripts make every kind of part, and the same part again is the same host', async () => {
  const found = await page.evaluate(async () => {
    const { hosts } = globalThis.motifscope
    const brain = (await hosts.list()).find(({ name }) => name === 'brain')?.id ?? ''
    const parts: Derivation[] = [
      { by: 'component', connected: 'weakly' },
      { by: 'component', connected: 'strongly', id: 'g' },
      { by: 'core', k: 2 },
      { by: 'selection', ids: ['a', 'b', 'f'] },
      { by: 'threshold', attribute: 'weight', min: 4, dropIsolated: true },
      { by: 'filter', nodes: "id < 'c'" },
    ]
    const sizes: [number, number][] = []
    for (const part of parts) {
      const { nodeCount, edgeCount } = await hosts.derive(brain, part)
      sizes.push([nodeCount, edgeCount])
    }
    const [once, twice] = [
      await hosts.derive(brain, { by: 'core', k: 2 }),
      await hosts.derive(brain, { by: 'core', k: 2 }),
    ]
    const codeOf = (promise: Promise<unknown>) =>
      promise.then(
        () => '',
        (error: { code: string }) => error.code,
      )
    const cancelled = new AbortController()
    const stopped = codeOf(hosts.derive(brain, { by: 'core', k: 1 }, { signal: cancelled.signal }))
    cancelled.abort()
    const codes = [
      await codeOf(hosts.derive(brain, { by: 'selection', ids: ['nobody'] })),
      await codeOf(hosts.derive(brain, { by: 'core', k: 9 })),
      await codeOf(hosts.derive(brain, { by: 'filter', nodes: '1; DROP TABLE nodes' })),
      await codeOf(hosts.derive(brain, { by: 'core', k: 0.5 })),
      await stopped,
    ]
    return { sizes, same: once.id === twice.id, origin: once.origin, brain, codes }
  })
  expect(found.sizes).toEqual([
    [4, 5],
    [2, 2],
    [3, 4],
    [3, 2],
    [6, 4],
    [2, 2],
  ])
  expect(found.same).toBe(true)
  expect(found.origin).toMatchObject({
    parentId: found.brain,
    parentName: 'brain',
    derivation: { by: 'core', k: 2 },
  })
  expect(found.codes).toEqual(['unknown-node', 'nothing-left', 'sql-error', 'invalid-option', 'cancelled'])
})

test('an export tells what the format cannot carry before it writes; a pair of tables is two files', async () => {
  await choose('Export…')
  const dialog = page.getByRole('dialog', { name: 'Export brain' })
  await expect(dialog).toContainText('Nothing is lost')
  await dialog.getByTestId('host-format').selectOption('CSV: adjacency matrix')
  await expect(dialog).toContainText(
    'A matrix has one number for each pair; these are not written: “region”.',
  )
  await expect(dialog).toContainText('Parallel edges are added up.')
  await dialog.getByTestId('host-format').selectOption('CSV: edges and nodes (two files)')
  const downloads: string[] = []
  page.on('download', (download) => downloads.push(download.suggestedFilename()))
  await dialog.getByRole('button', { name: 'Download' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => downloads.sort()).toEqual(['brain edges.csv', 'brain nodes.csv'])
})
