/** The views of a result for everyone: without serious faults of accessibility, and on a narrow screen. */
import { expect, test } from 'playwright/test'
import { fragmentOf } from '../tools/url-fragment'
import { finishSearch, openFreshApp } from './page-actions'
import { faultsOf, overhang } from './page-faults'

const fragment = fragmentOf({
  host: 'example://circuit',
  motif: 'A -> B\nB -> C\nA -> C',
  where: 'B.side = "left"',
  run: '1',
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`every view fits a narrow screen and has no faults, ${colorScheme}`, async ({ browser }) => {
    const viewport = { width: 360, height: 740 }
    const page = await openFreshApp(browser, fragment, { colorScheme, viewport })
    await page.getByRole('tab', { name: 'Results' }).click()
    await finishSearch(page)
    for (const name of ['Table', 'Groups', 'Histogram', 'Subgraph', 'Matrix']) {
      await page.getByRole('tab', { name, exact: true }).click()
      await expect(page.getByText('Working it out…')).toBeHidden()
      expect(await faultsOf(page), name).toEqual([])
      expect(await overhang(page), `${name} fits the screen`).toBe(0)
    }
    await page.context().close()
  })
