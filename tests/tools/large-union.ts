/** A host graph whose edges, put together, make a drawing of thousands of nodes: for the tests and the benchmark. */
import type { Page } from 'playwright'

export const largeUnion = { nodes: 3_000, edges: 10_000 }

/** `source,target` lines: a tree, and edges drawn from a fixed seed, hubs first. */
export function largeEdgeList({ nodes, edges } = largeUnion): string {
  let state = 7
  const chance = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x80000000
  const pairs = new Set<string>()
  for (let node = 1; node < nodes; node++) pairs.add(`${node},${Math.floor(node * chance())}`)
  while (pairs.size < edges) {
    const [source, target] = [Math.floor(nodes * chance() * chance()), Math.floor(nodes * chance())]
    if (source !== target) pairs.add(`${source},${target}`)
  }
  return `source,target\n${[...pairs].join('\n')}\n`
}

/** Opens it in a page and finds all its edges. */
export async function searchLargeUnion(page: Page): Promise<void> {
  await page.evaluate(async (text) => {
    await globalThis.motifscope.ready
    await globalThis.motifscope.hosts.open(new File([text], 'large.csv'), { name: 'Large' })
  }, largeEdgeList())
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await page.getByTestId('host-picker').click()
  await page.getByRole('combobox', { name: /^Search host graphs/ }).fill('Large')
  await page.getByRole('option').filter({ hasText: 'Large' }).first().click()
  await page.getByTestId('motif-editor').fill('A -> B')
  await page.getByTestId('run').click()
  await page
    .locator(`[data-testid="result-count"][data-state="done"][data-count="${largeUnion.edges}"]`)
    .waitFor()
}

/** Puts the first 10,000 rows together and waits until they are drawn. */
export async function drawLargeUnion(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Subgraph', exact: true }).click()
  await page.getByLabel('Rows put together', { exact: true }).selectOption('10000')
  await page.getByText(`${largeUnion.nodes.toLocaleString('en')} host nodes`).waitFor()
  await page.locator('.subgraph-view[data-drawn="true"]').waitFor()
  // What the last nodes ask of the canvas is drawn in the next frames.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}
