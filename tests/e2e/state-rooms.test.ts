/** No dead end in the rooms: what each says where there is nothing yet, and where what was stored is gone. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { fragmentOf } from '../tools/url-fragment'
import {
  chooseHost,
  expectCurrentHost,
  finishSearch,
  openFreshApp,
  openRoom,
  wideViewport,
  writeMotif,
} from './page-actions'
import { faultsOf } from './page-faults'

const main = (page: Page) => page.getByRole('main')
const results = (page: Page) => page.getByRole('region', { name: 'Results' })

test('where there is nothing yet, every room says so, and how something comes there', async ({ browser }) => {
  const page = await openFreshApp(browser, fragmentOf({ motif: 'A -> B' }), { viewport: wideViewport })
  await expect(results(page)).toContainText('No host graph is open')
  await expect(page.getByTestId('run')).toBeDisabled()
  await expect(page.getByTestId('run')).toHaveAttribute('title', 'Open a host graph first.')
  const empty = {
    Hosts: 'None yet. Drop a file anywhere on the page',
    Jobs: 'No search yet. Write a motif in the studio and run it.',
    Chance: 'Open a host graph first.',
    Moss: 'Nothing is written yet. Save a motif',
    Storage: 'No rows are stored.',
  } as const
  for (const [room, words] of Object.entries(empty)) {
    await openRoom(page, room as keyof typeof empty)
    await expect(main(page), room).toContainText(words)
    expect(await faultsOf(page), room).toEqual([])
  }
  // What is offered works.
  await openRoom(page, 'Studio')
  await results(page).getByRole('button', { name: 'Escape circuit' }).click()
  await expectCurrentHost(page, 'Escape circuit')
  await expect(page.getByTestId('run')).toBeEnabled()
  await page.context().close()
})

test('where stored files are gone, search, list and numbers say so, and opening them again mends it', async ({
  browser,
}) => {
  const fragment = fragmentOf({ host: 'example://circuit', motif: 'A -> B' })
  const page = await openFreshApp(browser, fragment, { viewport: wideViewport })
  await expectCurrentHost(page, 'Escape circuit')
  // As a browser does that cleans up, or a user who clears what sites have stored.
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const names: string[] = []
    for await (const name of root.keys()) names.push(name)
    for (const name of names) await root.removeEntry(name, { recursive: true })
  })
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await expectCurrentHost(page, 'Escape circuit')
  const words = 'stored files of the host graph "Escape circuit" are missing'
  await writeMotif(page, 'A -> B\nA.cell_type = "KC"')
  await page.getByTestId('run').click()
  await expect(results(page)).toContainText(words)
  await expect(results(page)).toContainText('open its file again')
  const states = () =>
    page.evaluate(async () => (await globalThis.motifscope.jobs.list()).map(({ state }) => state))
  await expect.poll(states, 'that it failed is written down').toContain('failed')
  await openRoom(page, 'Jobs')
  await expect(page.getByRole('region', { name: 'Jobs' })).toContainText(words)
  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: 'Statistics of Escape circuit' }).click()
  await expect(main(page)).toContainText(words)
  expect(await faultsOf(page)).toEqual([])

  await page.getByRole('button', { name: 'All hosts' }).click()
  await page.getByRole('button', { name: 'Close Escape circuit' }).click()
  await openRoom(page, 'Studio')
  // It goes for good with the page.
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await openRoom(page, 'Studio')
  await chooseHost(page, 'Escape circuit')
  await writeMotif(page, 'A -> B\nA.cell_type = "KC"')
  await page.getByTestId('run').click()
  await expect(results(page)).not.toContainText(words)
  expect(await finishSearch(page)).toBe(0)
  await page.context().close()
})
