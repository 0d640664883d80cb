/** Host graphs coming and going: dropped, chosen, by address, with columns asked for, cancelled, kept, closed. */
import { gzipSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  dropFiles,
  expectCurrentHost,
  offeredHosts,
  openFreshApp,
  openRoom,
  runMotif,
  serveFiles,
  shownRows,
} from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser)
})
test.afterAll(() => page.context().close())
test.beforeEach(() => openRoom(page, 'Studio'))

const hostNamed = (name: string) =>
  page.evaluate(
    async (name) => (await globalThis.motifscope.hosts.list()).find((host) => host.name === name),
    name,
  )
const hostIds = () =>
  page.evaluate(async () => (await globalThis.motifscope.hosts.list()).map(({ id }) => id).sort())

/** Every file the page has stored, by path: what a closed or cancelled host must not leave behind. */
const storedFiles = () =>
  page.evaluate(async () => {
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<string[]> => {
      const found: string[] = []
      for await (const [name, handle] of folder.entries())
        if (handle instanceof FileSystemDirectoryHandle)
          found.push(...(await walk(handle, `${path}${name}/`)))
        else found.push(path + name)
      return found
    }
    return (await walk(await navigator.storage.getDirectory(), '')).sort()
  })

async function closeHost(name: string): Promise<void> {
  await openRoom(page, 'Hosts')
  const card = page.getByRole('article', { name, exact: true })
  await card.getByRole('button', { name: /^Close/ }).click()
  await expect(card).toBeHidden()
  // The storage is freed when the offer to take it back has gone.
  const offer = page
    .getByRole('region', { name: 'Notices' })
    .locator('.notice', { hasText: `${name} is closed.` })
  await offer.getByRole('button', { name: 'Dismiss' }).click()
  await expect
    .poll(() => page.evaluate(async () => (await globalThis.motifscope.hosts.list()).map(({ name }) => name)))
    .not.toContain(name)
}

test('a well-known table opens without a question, its long ids exact to the digit', async () => {
  const ids = ['864691135000000001', '864691135000000002', '864691135000000003']
  const rows = [
    [ids[0], ids[1], 3],
    [ids[1], ids[2], 5],
  ]
  const text = `pre_pt_root_id,post_pt_root_id,size\n${rows.map((row) => row.join()).join('\n')}\n`
  await dropFiles(page, [{ name: 'synapses.csv', content: text }])
  await expectCurrentHost(page, 'synapses (3 nodes · 2 edges)')
  expect(await runMotif(page, 'A -> B')).toBe(2)
  await expect
    .poll(async () => (await shownRows(page)).sort())
    .toEqual([
      [ids[0], ids[1]],
      [ids[1], ids[2]],
    ])
  expect(await runMotif(page, `A -> B [size >= 5]`)).toBe(1)
  await expect.poll(() => shownRows(page)).toEqual([[ids[1], ids[2]]])
})

test('a gzipped file opens, and is the same host as the plain one', async () => {
  const text = 'source\ttarget\tweight\nx\ty\t1\ny\tz\t2\nz\tx\t3\nz\tw\t4\n'
  await dropFiles(page, [{ name: 'packed.tsv.gz', content: gzipSync(text) }])
  await expectCurrentHost(page, 'packed (4 nodes · 4 edges)')
  const before = await hostIds()
  expect(await runMotif(page, 'A -> B\nB -> C\nC -> A')).toBe(3)
  await page
    .getByTestId('host-upload')
    .setInputFiles({ name: 'plain.tsv', mimeType: 'text/tab-separated-values', buffer: Buffer.from(text) })
  await expect(page.getByRole('list', { name: 'Host graphs being opened' })).toBeEmpty()
  expect(await hostIds()).toEqual(before)
  await expectCurrentHost(page, '(4 nodes · 4 edges)')
})

test('unknown columns are asked for with a preview; cancelling opens nothing', async () => {
  const file = { name: 'odd.csv', content: 'strength,axon of,dendrite of\n7,ant,bee\n8,bee,cat\n9,cat,ant\n' }
  const before = await hostIds()
  const dialog = page.getByRole('dialog', { name: /Which columns hold the edges of odd\.csv/ })
  await dropFiles(page, [file])
  await expect(dialog.getByRole('cell')).toHaveText(['7', 'ant', 'bee', '8', 'bee', 'cat', '9', 'cat', 'ant'])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await hostIds()).toEqual(before)

  await dropFiles(page, [file])
  await dialog.getByLabel('Source').selectOption('axon of')
  await dialog.getByLabel('Target').selectOption('axon of')
  await expect(dialog.getByRole('button', { name: 'Open the graph' })).toBeDisabled()
  await dialog.getByLabel('Target').selectOption('dendrite of')
  await dialog.getByRole('button', { name: 'Open the graph' }).click()
  await expect(dialog).toBeHidden()
  await expectCurrentHost(page, 'odd (3 nodes · 3 edges)')
  expect((await hostNamed('odd'))?.edgeAttributes).toEqual({ strength: 'number' })
  expect(await runMotif(page, 'A -> B [strength > 8]')).toBe(1)
  await expect.poll(() => shownRows(page)).toEqual([['cat', 'ant']])
})

test('a node table dropped beside the edge table is joined to it', async () => {
  await dropFiles(page, [
    { name: 'nodes.csv', content: 'id,cell_type,depth\nn1,KC,10.5\nn2,MBON,20\nn3,KC,30\n' },
    { name: 'edges.csv', content: 'pre,post\nn1,n2\nn3,n2\nn2,n3\n' },
  ])
  await expect(page.getByText('nodes.csv is read as the node table of edges.csv.')).toBeVisible()
  await expectCurrentHost(page, 'edges (3 nodes · 3 edges)')
  expect((await hostNamed('edges'))?.nodeAttributes).toEqual({ cell_type: 'string', depth: 'number' })
  expect(await runMotif(page, 'A -> B\nA.cell_type = "KC"\nA.depth > 20')).toBe(1)
  await expect.poll(() => shownRows(page)).toEqual([['n3', 'n2']])
})

test('an address opens with Enter; one that is not there is told, and what is open stays', async () => {
  const server = await serveFiles({ '/data/reef.csv.gz': gzipSync('from,to\np,q\nq,p\nq,r\n') })
  try {
    const field = page.getByTestId('host-url')
    await field.fill(`${server.url}/data/reef.csv.gz`)
    await field.press('Enter')
    await expectCurrentHost(page, 'reef (3 nodes · 3 edges)')
    expect(await hostNamed('reef')).toMatchObject({ uri: `${server.url}/data/reef.csv.gz` })
    expect(await runMotif(page, 'A -> B\nB -> A')).toBe(2)
    const before = await hostIds()
    await field.fill(`${server.url}/data/atoll.csv`)
    await field.press('Enter')
    const alert = page.getByRole('alert').filter({ hasText: 'atoll.csv' })
    await expect(alert).toContainText('404')
    await alert.getByRole('button', { name: 'Dismiss' }).click()
    await expectCurrentHost(page, 'reef')
    expect(await hostIds()).toEqual(before)
  } finally {
    await server.stop()
  }
})

/** Drops a table of some hundred megabytes, made in the page, where sending it would take longer than reading it. */
async function dropLargeTable(name: string): Promise<void> {
  await page.evaluate((name) => {
    let state = 7
    const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 12
    const lines = Array.from({ length: 200_000 }, () => `neuron${next()},neuron${next()},${next()}`)
    const block = `${lines.join('\n')}\n`
    const transfer = new DataTransfer()
    transfer.items.add(new File(['source,target,weight\n', ...Array<string>(30).fill(block)], name))
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
    )
  }, name)
}

test('opening a large file shows how far it is; cancelling leaves the page as it was', async () => {
  await dropFiles(page, [{ name: 'small.csv', content: 'source,target\na,b\nb,a\nb,c\n' }])
  await expectCurrentHost(page, 'small')
  const before = { hosts: await hostIds(), files: await storedFiles() }
  await dropLargeTable('huge.csv')
  const openings = page.getByRole('list', { name: 'Host graphs being opened' })
  const progress = openings.getByRole('progressbar', { name: 'Opening huge.csv' })
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.position)).toBeGreaterThan(0)
  await expect(openings).toContainText(/ of \d+ MB/)
  // The page answers while it reads.
  expect(await runMotif(page, 'A -> B\nB -> A')).toBe(2)
  await openings.getByRole('button', { name: 'Cancel opening huge.csv' }).click()
  await expect(openings).toBeEmpty()
  await expectCurrentHost(page, 'small')
  expect(await hostIds()).toEqual(before.hosts)
  expect(await storedFiles()).toEqual(before.files)
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(await runMotif(page, 'A -> B\nB -> C\nA !> C')).toBe(1)
})

test('after a reload the hosts are there without another import, and can be searched', async () => {
  await dropFiles(page, [{ name: 'kept.csv', content: 'source,target,kind\nk,l,7\nl,m,8\nm,k,9\n' }])
  await expectCurrentHost(page, 'kept (3 nodes · 3 edges)')
  await expect(page).toHaveURL(new RegExp(`graph%3A%2F%2F${(await hostNamed('kept'))?.id}`))
  const before = await hostIds()
  const workers: string[] = []
  page.on('worker', (worker) => void workers.push(worker.url()))
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await expectCurrentHost(page, 'kept (3 nodes · 3 edges)')
  expect(await hostIds()).toEqual(before)
  expect(await runMotif(page, 'A -> B [kind = 8]\nB -> C')).toBe(1)
  await expect.poll(() => shownRows(page)).toEqual([['l', 'm', 'k']])
  expect(workers.filter((url) => /search/.test(url)).length).toBeGreaterThan(0)
  expect(workers.filter((url) => /import/.test(url))).toEqual([])
})

test('the hosts room shows the numbers of a host', async () => {
  await dropFiles(page, [{ name: 'numbers.csv', content: 'source,target\na,b\nb,a\nb,c\nc,c\n' }])
  await expectCurrentHost(page, 'numbers')
  await openRoom(page, 'Hosts')
  const card = page.getByRole('article', { name: 'numbers', exact: true })
  await expect(card).toContainText('searched now')
  await card.getByRole('button', { name: 'Statistics' }).click()
  const figure = (name: string) =>
    page.getByRole('region', { name: 'Table of values' }).getByRole('row', { name }).getByRole('cell').first()
  await expect(figure('density')).toHaveText('0.6667')
  await expect(figure('unique sources')).toHaveText('3')
  await expect(figure('mutual pairs')).toHaveText('1')
  await expect(figure('self-loops')).toHaveText('1')
  await page.getByRole('button', { name: 'All hosts' }).click()
  await expect(card).toBeVisible()
})

test('closing can be taken back, then forgets the host and its files, and another is not touched', async () => {
  await dropFiles(page, [{ name: 'stays.csv', content: 'source,target\na1,b1\nb1,c1\n' }])
  await expectCurrentHost(page, 'stays')
  const before = { hosts: await hostIds(), files: await storedFiles() }
  await dropFiles(page, [{ name: 'goes.csv', content: 'source,target\na2,b2\nb2,c2\nc2,a2\n' }])
  await expectCurrentHost(page, 'goes')
  expect((await storedFiles()).length).toBeGreaterThan(before.files.length)
  await openRoom(page, 'Hosts')
  const card = page.getByRole('article', { name: 'goes', exact: true })
  await card.getByRole('button', { name: /^Close/ }).click()
  await expect(card).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(card).toBeVisible()
  await closeHost('goes')
  expect(await hostIds()).toEqual(before.hosts)
  await expect.poll(storedFiles).toEqual(before.files)
  const offered = await offeredHosts(page)
  expect(offered).toContain('stays')
  expect(offered).not.toContain('goes')
})
