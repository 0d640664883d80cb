/** Every connectome of the shared corpus opens by drop, with the numbers that were published. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { sharedPath } from '../tools/shared'
import { dropFiles, expectCurrentHost, openFreshApp } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const dataFolder = sharedPath('conformance/data')
const hasData = existsSync(dataFolder)
if (!hasData) console.log('Not run: connectomes dropped on the page (no ../shared; set MOTIFSCOPE_SHARED).')

type Entry = Record<string, unknown> & { density: { edgesOverNTimesNMinus1: number } }
const table = JSON.parse(
  readFileSync(new URL('../conformance/table4.json', import.meta.url), 'utf8'),
) as Record<string, Entry>

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser)
})
test.afterAll(() => page.context().close())

const hostNamed = (name: string) =>
  page.evaluate(
    async (name) => (await globalThis.motifscope.hosts.list()).find((host) => host.name === name),
    name,
  )

for (const [file, { density, reciprocity, ...entry }] of hasData ? Object.entries(table) : []) {
  test(`${file} opens by drop, with the published numbers`, async () => {
    const name = file.replace(/\.graphml$/, '')
    await dropFiles(page, [{ name: file, content: readFileSync(`${dataFolder}/${file}`) }])
    await expectCurrentHost(page, name)
    const host = await hostNamed(name)
    expect(host).toMatchObject({ nodeCount: entry['nodes'], edgeCount: entry['edges'] })
    const statistics = await page.evaluate((id) => globalThis.motifscope.hosts.statistics(id), host?.id ?? '')
    const { density: ownDensity, reciprocity: ownReciprocity, ...exact } = statistics
    expect(ownDensity).toBeCloseTo(density.edgesOverNTimesNMinus1, 12)
    expect(ownReciprocity).toBeCloseTo(reciprocity as number, 12)
    expect(exact).toEqual(Object.fromEntries(Object.keys(exact).map((key) => [key, entry[key]])))
    for (const key of ['nodes', 'edges', 'uniqueSources', 'uniqueTargets']) expect(exact).toHaveProperty(key)
  })
}
