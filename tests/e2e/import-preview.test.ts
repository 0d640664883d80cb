/** How files are read: looked at before they open, corrected before or after, several of them as one host. */
import { expect, test } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import { dropFiles, expectCurrentHost, openFreshApp, openRoom, runMotif } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser)
})
test.afterAll(() => page.context().close())
test.beforeEach(() => openRoom(page, 'Hosts'))

const card = (name: string) => page.getByRole('article', { name, exact: true })
const dialog = (): Locator => page.getByRole('dialog')
const hostNamed = (name: string) =>
  page.evaluate(
    async (name) => (await globalThis.motifscope.hosts.list()).find((host) => host.name === name),
    name,
  )

test('a well-known table opens without a question, says how it was read, and is read another way afterwards', async () => {
  const content = 'pre_root_id,post_root_id,syn_count,code\n1,2,3,007\n2,3,x,8\n3,1,5,9\n'
  await dropFiles(page, [{ name: 'reread.csv', content }])
  await expect(card('reread')).toContainText('Opened as a table of text: pre_root_id → post_root_id')
  expect((await hostNamed('reread'))?.edgeAttributes).toEqual({ syn_count: 'string', code: 'string' })
  const before = (await hostNamed('reread'))?.id

  await card('reread').getByRole('button', { name: 'Change… how reread is read' }).click()
  await expect(dialog()).toHaveAccessibleName('How reread.csv is read')
  await expect(dialog().getByLabel('Source (from)')).toHaveValue('pre_root_id')
  await dialog().getByLabel('Type of syn_count').selectOption('integer')
  await expect(dialog()).toContainText('1 of 3 cells would not fit, such as “x”, and be left out')
  await dialog().getByLabel('Name of syn_count').fill('weight')
  await dialog().getByLabel('Weight').selectOption('weight')
  await dialog().getByLabel('Keep code').uncheck()
  await dialog().getByRole('button', { name: 'Open the graph' }).click()

  await expect(dialog()).toBeHidden()
  await expect(page.getByText('2 columns changed')).toBeVisible()
  // The host as it was before is gone: one card is left.
  await expect(card('reread')).toHaveCount(1)
  await expect(card('reread')).toContainText(
    'A cell of “weight” is not an integer of 64 bits and was left out',
  )
  const after = await hostNamed('reread')
  expect(after?.edgeAttributes).toEqual({ weight: 'number' })
  expect(after?.readAs?.weight).toBe('weight')
  expect(after?.id).not.toBe(before)
  await openRoom(page, 'Studio')
  expect(await runMotif(page, 'A -> B [weight >= 5]')).toBe(1)
})

test('the user may look at every file before it opens, and turn its edges round', async () => {
  await page.getByLabel('Show me how a file is read before it opens').check()
  await dropFiles(page, [{ name: 'look.csv', content: 'source,target\na,b\na,c\n' }])
  await expect(dialog()).toHaveAccessibleName('How look.csv is read')
  await expect(dialog().getByRole('cell')).toHaveText(['a', 'b', 'a', 'c'])
  await dialog().getByLabel('Source (from)').selectOption('target')
  await expect(dialog()).toContainText('Source and target must be two different columns.')
  await expect(dialog().getByRole('button', { name: 'Open the graph' })).toBeDisabled()
  await dialog().getByLabel('Target (to)').selectOption('source')
  await dialog().getByRole('button', { name: 'Open the graph' }).click()
  await expectCurrentHost(page, 'look')
  await page.getByLabel('Show me how a file is read before it opens').uncheck()
  const rows = await page.evaluate(async () => {
    const { hosts } = globalThis.motifscope
    const host = (await hosts.list()).find(({ name }) => name === 'look')
    return (await hosts.sql(host?.id ?? '', 'SELECT source, target FROM edges ORDER BY source')).rows
  })
  expect(rows).toEqual([
    ['b', 'a'],
    ['c', 'a'],
  ])
})

test('edges in two tables and nodes in two tables are one host, whose files can be given other roles', async () => {
  const files = [
    { name: 'cells.csv', content: 'root_id,kind\n1,KC\n2,MBON\n' },
    { name: 'first.csv', content: 'pre,post,n\n1,2,5\n' },
    { name: 'more.csv', content: 'pre,post,n\n2,3,6\n' },
    { name: 'places.csv', content: 'root_id,side\n1,left\n3,right\n' },
  ]
  await dropFiles(page, files)
  await expect(page.getByText('cells.csv, places.csv are read as node tables of first.csv.')).toBeVisible()
  await expectCurrentHost(page, 'first')
  expect(await hostNamed('first')).toMatchObject({
    nodeCount: 3,
    edgeCount: 2,
    nodeAttributes: { kind: 'string', side: 'string' },
  })
  await expect(card('first')).toContainText('nodes from cells.csv by root_id')

  await card('first').getByRole('button', { name: 'Change… how first is read' }).click()
  await expect(dialog()).toHaveAccessibleName('How first.csv and 3 more are read')
  await dialog().getByLabel('What more.csv holds').selectOption('left out')
  await dialog().getByLabel('What places.csv holds').selectOption('left out')
  await dialog().getByRole('button', { name: 'Open the graph' }).click()
  await expect(dialog()).toBeHidden()
  await expect.poll(async () => (await hostNamed('first'))?.edgeCount).toBe(1)
  expect((await hostNamed('first'))?.nodeAttributes).toEqual({ kind: 'string' })
})

test('a file that is no graph says so in the dialog; Escape leaves everything as it was', async () => {
  await page.getByLabel('Show me how a file is read before it opens').check()
  await dropFiles(page, [{ name: 'page.csv', content: '<html><body>not found</body></html>' }])
  await expect(dialog().getByRole('alert')).toContainText('This is an HTML page')
  await page.keyboard.press('Escape')
  await expect(dialog()).toBeHidden()
  expect(await hostNamed('page')).toBeUndefined()
  await page.getByLabel('Show me how a file is read before it opens').uncheck()
})

test('a script sees what a file holds, and opens it with corrections', async () => {
  const found = await page.evaluate(async () => {
    const { hosts } = globalThis.motifscope
    const file = new File(['x,y,sv,flags\na,b,18446744073709551615,p;q\n'], 'scripted.csv')
    const preview = await hosts.preview(file)
    const host = await hosts.open(file, {
      source: 'x',
      target: 'y',
      columns: { sv: { type: 'id', name: 'supervoxel' }, flags: { type: 'list' } },
    })
    const { rows } = await hosts.sql(host.id, 'SELECT * FROM edges')
    return { preview, readAs: host.readAs, rows }
  })
  expect(found.preview).toMatchObject({ format: 'csv', role: 'unknown', isWhole: true, rowCount: 1 })
  expect(found.preview.columns.map(({ name, guess }) => [name, guess])).toContainEqual(['sv', 'id'])
  expect(found.readAs).toMatchObject({ format: 'csv', source: 'x', target: 'y' })
  expect(found.rows).toEqual([['a', 'b', '18446744073709551615', ['p', 'q']]])
})
