/** Pictures of the drawing hold the motif: dropped on the page they bring it back, with its layout; nothing else of them is
 *  used, and a picture without a motif says so. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { dragFrom, expectNodes, middleOf, placeOf, spotAt, toolOf } from './drawing-actions'
import { dropFiles, editorText, openCircuit, writeMotif } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
})
test.afterAll(() => page.context().close())

const motif = '# <b>mine</b> & yours\nA -> B [weight > 2]\nB !> C\nA.side = "left"'

async function exportAs(kind: 'SVG' | 'PNG'): Promise<Buffer> {
  await page.getByTestId('motif-view').getByRole('button', { name: 'Picture' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: kind }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`motif.${kind.toLowerCase()}`)
  return readFile(await download.path())
}

for (const kind of ['SVG', 'PNG'] as const)
  test(`a ${kind} that is dropped brings back the motif and its layout, in one step`, async () => {
    await writeMotif(page, motif)
    await expectNodes(page, ['A', 'B', 'C'])
    await dragFrom(page, await middleOf(page, 'C'), await spotAt(page, 0.6, 0.75))
    const places = await Promise.all(['A', 'B', 'C'].map((name) => placeOf(page, name)))
    const picture = await exportAs(kind)
    await writeMotif(page, 'X -> Y')
    await expectNodes(page, ['X', 'Y'])
    await dropFiles(page, [{ name: `shared.${kind.toLowerCase()}`, content: picture }])
    await expectNodes(page, ['A', 'B', 'C'])
    expect(await editorText(page)).toBe(motif)
    expect(await Promise.all(['A', 'B', 'C'].map((name) => placeOf(page, name)))).toEqual(places)
    await expect(page.getByText(`The motif of shared.${kind.toLowerCase()} is open.`)).toBeVisible()
    await toolOf(page, 'Undo').click()
    await expectNodes(page, ['X', 'Y'])
    expect(await editorText(page)).toBe('X -> Y')
  })

test('an SVG is a picture that stands alone, with colours of its own and the motif in its metadata', async () => {
  await writeMotif(page, motif)
  await expectNodes(page, ['A', 'B', 'C'])
  const svg = (await exportAs('SVG')).toString()
  expect(svg).toContain('<metadata><motif xmlns="urn:motifscope:drawing">')
  expect(svg).not.toMatch(/var\(|<script|<b>|fill=""|stroke=""/)
  const size = await page.evaluate(async (source) => {
    const image = new Image()
    image.src = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }))
    await image.decode()
    return [image.naturalWidth, image.naturalHeight]
  }, svg)
  expect(Math.min(...size)).toBeGreaterThan(50)
})

test('a picture without a motif, or a broken one, is refused in words and changes nothing', async () => {
  await writeMotif(page, motif)
  const plain = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "taken"</script></svg>'
  await dropFiles(page, [{ name: 'plain.svg', content: plain }])
  await expect(page.getByText('This picture holds no motif.')).toBeVisible()
  await dropFiles(page, [
    { name: 'broken.png', content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]) },
  ])
  await expect(page.getByText('The picture is damaged')).toBeVisible()
  expect(await editorText(page)).toBe(motif)
  expect(await page.title()).not.toContain('taken')
})
