/** The catalogue of public connectomes: looked through, extended, opened, and there when its server is gone. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import {
  expectCurrentHost,
  openFreshApp,
  openHostPicker,
  openRoom,
  runMotif,
  serveFiles,
  wideViewport,
} from './page-actions'
import type { FileServer } from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const edges = 'pre,post,n\na,b,2\nb,c,3\nb,c,4\nc,a,1\n'

let page: Page
let server: FileServer
test.beforeAll(async ({ browser }) => {
  const files: Record<string, string> = { '/brain.csv': edges }
  server = await serveFiles(files)
  files['/ours.json'] = JSON.stringify({
    name: 'Ours',
    entries: [
      {
        id: 'brain',
        name: 'Our brain',
        species: 'Mus musculus',
        url: `${server.url}/brain.csv`,
        open: { source: 'pre', target: 'post', weight: 'n', aggregate: { by: 'sum' } },
        segmentation: [{ name: 'cells', source: 'precomputed://https://example.org/cells' }],
        verified: '2025-01-31',
        lab: 'kept',
      },
      { id: 'broken', name: 'Broken one', species: 'Mus musculus', nodes: 'many' },
      { id: 'html', name: '<img src=x onerror=alert(1)>', species: '<b>Mus</b>' },
    ],
  })
  page = await openFreshApp(browser, '', { viewport: wideViewport })
})
test.afterAll(async () => {
  await server.stop()
  await page.context().close()
})

const list = () => page.getByRole('list', { name: 'Public connectomes' })
const entry = (name: string) => list().getByRole('listitem').filter({ hasText: name })

async function browse(): Promise<void> {
  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: 'Browse the catalogue' }).click()
  await expect(entry('FlyWire v783')).toBeVisible()
}

test('says what is public, what is not known, and that nobody has checked an address', async () => {
  await browse()
  await expect(entry('FlyWire v783')).toContainText('Nobody has checked this address yet.')
  await expect(entry('FlyWire v783').getByRole('button', { name: 'Open' })).toBeVisible()
  await expect(entry('Bock 2011')).toContainText('No address is known')
  await expect(entry('Bock 2011').getByRole('button')).toHaveCount(0)
  await expect(entry('Larva')).toContainText('2,952 nodes · 110,677 edges · licence not known')
  await page.getByRole('combobox', { name: 'Species' }).selectOption('Homo sapiens')
  await expect(list().getByRole('listitem')).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Species' }).selectOption('any')
  await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('witvliet')
  await expect(list().getByRole('listitem')).toHaveCount(8)
  await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('')
})

test('is extended by an address, fetched at a click; an entry with a mistake is named and left out', async () => {
  await page.getByText('Other catalogues').click()
  await page.getByRole('textbox', { name: 'Address of a catalogue' }).fill(`${server.url}/ours.json`)
  expect(server.requests).toEqual([])
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(entry('Our brain')).toContainText('last checked on 2025-01-31')
  await expect(page.getByRole('list', { name: 'Entries that were left out' })).toContainText(
    'Entry 2 (“Broken one”) was left out: “nodes” must be a whole number or null.',
  )
  await expect(entry('<img src=x onerror=alert(1)>')).toBeVisible()
  expect(server.requests).toEqual(['/ours.json'])
})

test('opens an entry as it says, with its layers, from the list or the picker', async () => {
  const picker = await openHostPicker(page)
  const group = picker.getByRole('group', { name: 'Public connectomes' })
  await group.getByRole('option', { name: /^Our brain/ }).click()
  await expectCurrentHost(page, 'Our brain (3 nodes · 3 edges)')
  const kept = () =>
    page.evaluate(async () => {
      const { documents } = await globalThis.motifscope.moss.list({ limit: 10 })
      return JSON.stringify(documents.map(({ body }) => body))
    })
  // The layers are written once the host is open.
  await expect.poll(kept).toContain('precomputed://https://example.org/cells')
  await expect(entry('Our brain')).toContainText('stored in this browser')
})

test('what was opened is there when its server is gone', async () => {
  await server.stop()
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await browse()
  await entry('Our brain').getByRole('button', { name: 'Search this one' }).click()
  await expectCurrentHost(page, 'Our brain')
  expect(await runMotif(page, 'A -> B\nB -> C\nC -> A')).toBe(3)
})

test('has no serious fault of accessibility, and fits a narrow screen', async () => {
  await openRoom(page, 'Hosts')
  await expect(entry('FlyWire v783')).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await overhang(page)).toBe(0)
})
