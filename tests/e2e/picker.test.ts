/** Finding a host graph: by typing, by keyboard alone, among those used last, from an address, from a file. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { openApp } from './open-app'
import {
  chooseHost,
  dropFiles,
  expectCurrentHost,
  offeredHosts,
  openFreshApp,
  openHostPicker,
  serveFiles,
} from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser, 'host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B')
  await expectCurrentHost(page, 'Escape circuit')
  await dropFiles(page, [{ name: 'reef.csv', content: 'source,target,rank\np,q,1\nq,p,2\nq,r,3\n' }])
  await expectCurrentHost(page, 'reef (3 nodes · 3 edges)')
})
test.afterAll(() => page.context().close())

const search = () => page.getByRole('combobox', { name: /^Search host graphs/ })
const glance = () => page.getByRole('region', { name: 'At a glance' })

test('it is searched by name and attribute, and shows what is pointed at, by keyboard alone', async () => {
  await page.getByTestId('host-picker').focus()
  await page.keyboard.press('Enter')
  await expect(search()).toBeFocused()
  await expect(glance()).toContainText('reef')
  for (const text of ['Density', '0.5000', 'directed', 'rank']) await expect(glance()).toContainText(text)
  // An attribute of the circuit's neurons.
  await page.keyboard.type('soma_um')
  const list = page.getByRole('listbox', { name: 'Host graphs' })
  await expect(list.getByRole('option')).toHaveCount(1)
  await expect(glance()).toContainText('Escape circuit')
  await page.keyboard.press('Enter')
  await expectCurrentHost(page, 'Escape circuit')
  await expect(page.getByTestId('host-picker')).toBeFocused()
})

test('arrows go through all of it, Escape changes nothing', async () => {
  const list = await openHostPicker(page)
  await expect(list.getByRole('group', { name: 'Public connectomes' })).toBeVisible()
  const last = await list.getByRole('option').last().locator('.name').innerText()
  const active = () => list.locator('[aria-selected="true"] .name').innerText()
  const first = await active()
  await page.keyboard.press('ArrowDown')
  expect(await active()).not.toBe(first)
  await page.keyboard.press('ArrowUp')
  await expect.poll(active).toBe(first)
  await page.keyboard.press('ArrowUp')
  await expect.poll(active).toBe(last)
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expectCurrentHost(page, 'Escape circuit')
})

test('what was used last comes first, also after a reload', async () => {
  await chooseHost(page, 'reef')
  expect((await offeredHosts(page)).slice(0, 2)).toEqual(['reef', 'Escape circuit'])
  await page.goto('about:blank')
  await openApp(page)
  await expectCurrentHost(page, 'reef')
  const list = await openHostPicker(page)
  await expect(list.getByRole('group', { name: 'Used last' }).getByRole('option')).toHaveCount(2)
  await expect(list.getByRole('group', { name: 'Examples' }).getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Escape')
})

test('an address is fetched when it is chosen, not while it is typed', async () => {
  const server = await serveFiles({ '/lab/pond.csv': 'source,target\na,b\n' })
  try {
    const list = await openHostPicker(page)
    await search().fill(`${server.url}/lab/pond.csv`)
    await expect(list.getByRole('option')).toHaveText(/^Open http/)
    expect(server.requests).toEqual([])
    await page.keyboard.press('Enter')
    await expectCurrentHost(page, 'pond (2 nodes · 1 edge)')
    expect(server.requests).toEqual(['/lab/pond.csv'])
  } finally {
    await server.stop()
  }
})

test('a file is opened from inside, and words that fit nothing say so', async () => {
  const list = await openHostPicker(page)
  await search().fill('no such thing')
  await expect(list.getByRole('option')).toHaveCount(0)
  await expect(page.getByText('No host graph here is called so.')).toBeVisible()
  const box = page.getByRole('dialog', { name: 'Host graph' })
  const chooser = page.waitForEvent('filechooser')
  await box.getByText('Open a file…').click()
  await (await chooser).setFiles({ name: 'lake.csv', mimeType: 'text/csv', buffer: Buffer.from('source,target\na,b\nb,c\n') }) // prettier-ignore
  await expectCurrentHost(page, 'lake (3 nodes · 2 edges)')
})

for (const scheme of ['light', 'dark'] as const)
  test(`it fits a narrow screen and has no faults: ${scheme}`, async () => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width: 360, height: 740 })
    const list = await openHostPicker(page)
    expect(await faultsOf(page)).toEqual([])
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    await page.keyboard.press('Escape')
    await expect(list).toBeHidden()
  })
