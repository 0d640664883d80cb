/** What users do in the drawing, by role and name, and what they read there. For the stories. */
import { expect } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'

export const drawingOf = (page: Page): Locator => page.getByTestId('drawing')
export const nodeOf = (page: Page, name: string): Locator =>
  drawingOf(page).getByRole('button', { name: new RegExp(`^Node ${name}(,|:|$)`) })
export const edgeOf = (page: Page, words: string): Locator =>
  drawingOf(page).getByRole('button', { name: new RegExp(`^Edge: ${words}(:|$)`) })
export const toolOf = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: 'Drawing' }).getByRole('button', { name, exact: true })
export const refusalOf = (page: Page): Locator => page.getByTestId('drawing-refusal')

/** Where a node stands, in the drawing's own units. */
export const placeOf = (page: Page, name: string): Promise<string | null> =>
  nodeOf(page, name).getAttribute('transform')

export interface Spot {
  x: number
  y: number
}

/** The middle of a node on screen. */
export async function middleOf(page: Page, name: string): Promise<Spot> {
  const box = await nodeOf(page, name).locator('.body').boundingBox()
  if (!box) throw new Error(`The node ${name} is not drawn.`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** The right end of a node's rim. */
export async function rimOf(page: Page, name: string): Promise<Spot> {
  const box = await nodeOf(page, name).locator('.body').boundingBox()
  if (!box) throw new Error(`The node ${name} is not drawn.`)
  return { x: box.x + box.width, y: box.y + box.height / 2 }
}

/** A spot of the drawing, by shares of its width and height. */
export async function spotAt(page: Page, x: number, y: number): Promise<Spot> {
  const box = await drawingOf(page).boundingBox()
  if (!box) throw new Error('The drawing is not on screen.')
  return { x: box.x + box.width * x, y: box.y + box.height * y }
}

export async function dragFrom(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2)
  await page.mouse.move(to.x, to.y)
  await page.mouse.up()
}

/** The nodes that are drawn. */
export async function expectNodes(page: Page, names: string[]): Promise<void> {
  await expect
    .poll(() =>
      drawingOf(page)
        .locator('[data-node]')
        .evaluateAll((nodes) => nodes.map((node) => (node as SVGElement).dataset.node ?? '').sort()),
    )
    .toEqual([...names].sort())
}
