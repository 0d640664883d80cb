/** Without cross-origin isolation the same searches run in one worker, give the same rows, and the page says so. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { serveDist } from '../tools/serve-dist'
import type { DistServer } from '../tools/serve-dist'
import { openApp } from './open-app'
import { expectCurrentHost, openFreshApp, resultCount, runMotif, shownRows, writeMotif } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let server: DistServer
let plain: Page
test.beforeAll(async ({ browser }) => {
  server = await serveDist({ basePath: '/plain/' })
  const context = await browser.newContext({ serviceWorkers: 'block', baseURL: server.url })
  plain = await context.newPage()
  await openApp(plain, 'host=example%3A%2F%2Fcortex')
})
test.afterAll(async () => {
  await plain.context().close()
  await server.stop()
})

/** The answer of the whole machinery on one page. */
const searchOn = (page: Page, uri: string, motif: string) =>
  page.evaluate(
    async ({ uri, motif }) => {
      const { hosts, search } = globalThis.motifscope
      const { id } = await hosts.open(uri)
      let workers = 0
      const onProgress = (job: { workers: number }) => (workers = Math.max(workers, job.workers))
      const result = await search(id, motif, { onProgress })
      const rows = (await result.rows()).map((row) => row.join(' '))
      return {
        columns: result.columns,
        count: Number(result.count),
        rows: rows.sort(),
        workers,
        cores: navigator.hardwareConcurrency,
        isIsolated: crossOriginIsolated,
      }
    },
    { uri, motif },
  )

test('the same rows from one worker as from many', async ({ browser }) => {
  const isolated = await openFreshApp(browser)
  await expect(isolated.getByText('Searching with one worker')).toBeHidden()
  await expect(plain.getByText('Searching with one worker')).toBeVisible()
  for (const [uri, motif] of [
    ['example://circuit', 'A -> B\nB -> C\nA !> C\nA.spiking = true'],
    ['example://cortex', 'A -> B [weight > 4]\nB -> C\nC -> A\nA.cell_type = "PV"'],
  ] as const) {
    const ofMany = await searchOn(isolated, uri, motif)
    const ofOne = await searchOn(plain, uri, motif)
    expect(ofMany.isIsolated).toBe(true)
    expect(ofOne.isIsolated).toBe(false)
    expect(ofOne.workers).toBe(1)
    expect(ofMany.workers).toBe(ofMany.cores)
    expect(ofOne.count).toBeGreaterThan(20)
    expect(ofOne.count).toBe(ofMany.count)
    expect(ofOne.rows).toEqual(ofMany.rows)
    expect(ofOne.columns).toEqual(ofMany.columns)
  }
  expect(plain.workers().filter((worker) => worker.url().includes('search'))).toHaveLength(1)
  await isolated.context().close()
})

test('it is used and cancelled like any other', async () => {
  await expectCurrentHost(plain, /Cortical column|Escape circuit/)
  await plain.getByRole('textbox', { name: 'limit' }).fill('')
  await writeMotif(plain, 'A -> B\nB -> C\nC -> D\nD -> E')
  await plain.getByTestId('run').click()
  await expect.poll(async () => (await shownRows(plain)).length).toBeGreaterThan(0)
  await plain.getByTestId('cancel').click()
  await expect(resultCount(plain)).toHaveAttribute('data-state', 'cancelled')
  expect(await runMotif(plain, 'A -> A')).toBeLessThan(2)
})
