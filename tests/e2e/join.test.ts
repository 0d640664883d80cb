/** Further tables joined to a host by id: previewed, done, and taken away again. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { dropFiles, expectCurrentHost, openFreshApp, openRoom, runMotif } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser)
  await openRoom(page, 'Hosts')
  const content = 'source,target,weight\na,b,1\nb,c,2\nc,a,3\n'
  await dropFiles(page, [{ name: 'ring.csv', content }])
  await expectCurrentHost(page, 'ring')
})
test.afterAll(() => page.context().close())
test.beforeEach(() => openRoom(page, 'Hosts'))

const card = (name: string) => page.getByRole('article', { name, exact: true })
/** Those of this story: a first visit opens an example besides. */
const hosts = () =>
  page.evaluate(async () => {
    const all = await globalThis.motifscope.hosts.list()
    return all.filter(({ uri }) => !uri.startsWith('example:'))
  })

async function openJoin(name: string): Promise<void> {
  await card(name)
    .getByRole('button', { name: `Make something of ${name}` })
    .click()
  await page.getByRole('menuitem', { name: 'Join a table…' }).click()
}

test('a table of nodes joins by id: what matches is told before, and it can be taken away again', async () => {
  const [ring] = await hosts()
  await openJoin('ring')
  const dialog = page.getByRole('dialog', { name: 'Join a table to ring' })
  const table = 'size,root_id,weight\n10,a,x\n20,b,y\n30,b,z\n40,nobody,w\n'
  await dialog
    .getByTestId('join-table')
    .setInputFiles({ name: 'cells.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
  await expect(dialog.getByLabel('Ids of nodes')).toHaveValue('root_id')
  await expect(dialog.getByRole('status').getByRole('listitem')).toHaveText([
    '2 rows match.',
    '1 row matches nothing here: left out.',
    '1 row repeats an id: the first of each counts.',
    '1 node gets nothing.',
    'Attributes that come: size, weight.',
  ])
  await dialog.getByRole('button', { name: 'Join', exact: true }).click()

  const joined = card('ring · with cells.csv')
  await expect(joined).toContainText('Made from ring')
  await expectCurrentHost(page, 'ring · with cells.csv')
  await openRoom(page, 'Studio')
  expect(await runMotif(page, 'A -> B\nA.size >= 20')).toBe(1)

  await openRoom(page, 'Hosts')
  await joined.getByRole('button', { name: 'Remove the table from ring · with cells.csv' }).click()
  await expect(joined).toBeHidden()
  await expectCurrentHost(page, 'ring')
  const left = await hosts()
  expect(left.map(({ id }) => id)).toEqual([ring?.id])
})

test('another column of ids gives another answer, and a table that matches nothing cannot be joined', async () => {
  await openJoin('ring')
  const dialog = page.getByRole('dialog', { name: 'Join a table to ring' })
  const table = 'first,second,kind\n1,a,KC\n2,c,PN\n'
  await dialog
    .getByTestId('join-table')
    .setInputFiles({ name: 'kinds.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
  await expect(dialog.getByRole('status').getByRole('listitem').first()).toHaveText('0 rows match.')
  await expect(dialog.getByRole('button', { name: 'Join', exact: true })).toBeDisabled()
  await dialog.getByLabel('Ids of nodes').selectOption('second')
  await expect(dialog.getByRole('status').getByRole('listitem').first()).toHaveText('2 rows match.')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await hosts()).toHaveLength(1)
})

test('a script joins attributes of edges; the job of a changed host is another job', async () => {
  const found = await page.evaluate(async () => {
    const { hosts, search } = globalThis.motifscope
    const ring = (await hosts.list()).find(({ name }) => name === 'ring')
    const table = new File(['pre,post,weight\na,b,ACH\nc,a,GABA\nz,a,x\n'], 'nt.csv')
    const join = { by: 'join', table: 'nt.csv', to: 'edges' } as const
    const preview = await hosts.previewJoin(ring?.id ?? '', join, table)
    const joined = await hosts.derive(ring?.id ?? '', join, { table, name: 'with transmitters' })
    const before = await search(ring?.id ?? '', 'A -> B')
    const after = await search(joined.id, 'A -> B [nt_weight = "GABA"]')
    const refused = await hosts.derive(joined.id, join).catch((error: { code: string }) => error.code)
    return { preview, joined, jobs: [before.jobId, after.jobId], count: after.count, refused }
  })
  expect(found.preview).toEqual({
    matched: 2,
    unmatched: 1,
    duplicates: 0,
    without: 1,
    ids: ['pre', 'post'],
    names: ['nt_weight'],
  })
  expect(found.joined).toMatchObject({
    name: 'with transmitters',
    edgeAttributes: { weight: 'number', nt_weight: 'string' },
  })
  expect(found.joined.origin).toMatchObject({ parentName: 'ring', added: ['nt_weight'] })
  expect(found.count).toBe(1)
  expect(new Set(found.jobs).size).toBe(2)
  expect(found.refused).toBe('table-needed')
})
