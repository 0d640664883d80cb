/** Thousands of nodes are drawn without the page standing still; beyond that they are a matrix. */
import { expect, test } from 'playwright/test'
import { drawLargeUnion, largeUnion, searchLargeUnion } from '../tools/large-union'
import { traceTasks } from '../tools/long-tasks'
import { fillEditor, openFreshApp, wideViewport } from './page-actions'

/** Of all the work of drawing, one task may be this much: in one go it would be most of it. The benchmark prints it in
 *  milliseconds. */
const largestShare = 0.1

test('3,000 nodes and 10,000 edges are placed and drawn in many small pieces of work', async ({
  browser,
}) => {
  const page = await openFreshApp(browser, '', { viewport: wideViewport })
  await searchLargeUnion(page)
  const { longestMs, totalMs, taskCount } = await traceTasks(browser, page, () => drawLargeUnion(page))
  expect(taskCount).toBeGreaterThan(50)
  expect(longestMs / totalMs, `${Math.round(longestMs)} of ${Math.round(totalMs)} ms at once`).toBeLessThan(
    largestShare,
  )
  await expect(page.getByRole('img', { name: /10,000 rows put together: 3,000 host nodes/ })).toBeVisible()

  // Pressed in the middle of it, another view opens: what was begun is left.
  await page.getByLabel('Rows put together', { exact: true }).selectOption('2000')
  await page.getByRole('tab', { name: 'Table', exact: true }).click()
  await expect(page.getByTestId('result-table')).toBeVisible()

  // A pressed node says what it is, and its edges stand out; moving the picture moves it.
  await page.getByRole('tab', { name: 'Subgraph', exact: true }).click()
  await expect(page.locator('.subgraph-view')).toHaveAttribute('data-drawn', 'true')
  const canvas = page.locator('.subgraph-canvas canvas')
  const pixels = () => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL())
  const before = await pixels()
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect.poll(pixels).not.toBe(before)
  await page.getByRole('button', { name: 'Fit' }).click()
  await expect.poll(pixels).toBe(before)
  await page.context().close()
})

test('what is more than a drawing can hold is a matrix, and it is said why', async ({ browser }) => {
  const page = await openFreshApp(browser, '', { viewport: wideViewport })
  const size = { nodes: 3_400, edges: 4_000 }
  expect(size.nodes).toBeGreaterThan(largeUnion.nodes)
  await page.evaluate(async ({ nodes, edges }) => {
    const lines = Array.from({ length: edges }, (_, at) => `${at % nodes},${(at * 7 + 1) % nodes}`)
    await globalThis.motifscope.hosts.open(new File([`source,target\n${lines.join('\n')}\n`], 'wide.csv'))
  }, size)
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await page.getByTestId('host-picker').click()
  await page.getByRole('combobox', { name: /^Search host graphs/ }).fill('wide')
  await page.getByRole('option').filter({ hasText: 'wide' }).first().click()
  await fillEditor(page.getByTestId('motif-editor'), 'A -> B')
  await page.getByTestId('run').click()
  await expect(page.getByTestId('result-count')).toHaveAttribute('data-state', 'done')
  await page.getByRole('tab', { name: 'Subgraph', exact: true }).click()
  await page.getByLabel('Rows put together', { exact: true }).selectOption('10000')
  await expect(page.getByText('More than 3,000 nodes or 15,000 edges are shown as a matrix.')).toBeVisible()
  await expect(page.getByTestId('matrix')).toBeVisible()
  await page.getByRole('button', { name: 'Open the matrix' }).click()
  await expect(page.getByRole('tab', { name: 'Matrix' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByTestId('matrix')).toBeVisible()
  await page.context().close()
})
