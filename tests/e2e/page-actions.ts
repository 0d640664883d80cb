/** What users do on the page, by role, name and `data-testid` only, and what they read there. For the stories. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'playwright/test'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright/test'
import { openApp } from './open-app'

export interface DroppedFile {
  name: string
  content: string | Buffer
}

/** A page of its own, with empty storage, that the tests of a file share: starting one takes seconds.
 *  Closing the page's context is the caller's business. */
export async function openFreshApp(
  browser: Browser,
  fragment = '',
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await openApp(page, fragment)
  return page
}

export const wideViewport = { width: 1280, height: 900 }

/** Such a page with the circuit example open, wide enough for editor, drawing and results side by side. */
export async function openCircuit(browser: Browser): Promise<Page> {
  const page = await openFreshApp(browser, 'host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B', {
    viewport: wideViewport,
  })
  await expectCurrentHost(page, 'Escape circuit')
  return page
}

/** Drops files as a browser does: hovering first, then the drop; both events must be taken by the page. */
export async function dropFiles(page: Page, files: DroppedFile[]): Promise<void> {
  const packed = files.map(({ name, content }) => ({
    name,
    base64: Buffer.from(content as string).toString('base64'),
  }))
  const transfer = await page.evaluateHandle((packed) => {
    const transfer = new DataTransfer()
    for (const { name, base64 } of packed) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      transfer.items.add(new File([bytes], name))
    }
    return transfer
  }, packed)
  const send = (kind: string) =>
    page.evaluate(
      ({ kind, transfer }) => {
        const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body
        const event = new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true })
        return !target.dispatchEvent(event)
      },
      { kind, transfer },
    )
  expect(await send('dragover'), 'dragover is taken').toBe(true)
  await expect(page.getByText('Drop to open as a host graph')).toBeVisible()
  expect(await send('drop'), 'drop is taken').toBe(true)
  await expect(page.getByText('Drop to open as a host graph')).toBeHidden()
}

/** What the host picker shows as chosen. */
export async function expectCurrentHost(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByTestId('host-picker')).toContainText(text)
}

/** Opens the host picker; answers the list of what it offers. */
export async function openHostPicker(page: Page): Promise<Locator> {
  await page.getByTestId('host-picker').click()
  const list = page.getByRole('listbox', { name: 'Host graphs' })
  await expect(list).toBeVisible()
  return list
}

/** What the host picker offers, by name, in its order; it is closed again. */
export async function offeredHosts(page: Page): Promise<string[]> {
  const list = await openHostPicker(page)
  const names = await list.getByRole('option').locator('.name').allInnerTexts()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  return names
}

/** Chooses a host graph, stored or built in, as users do: by typing its name. */
export async function chooseHost(page: Page, name: string): Promise<void> {
  const list = await openHostPicker(page)
  await page.getByRole('combobox', { name: /^Search host graphs/ }).fill(name)
  await expect(list.getByRole('option').first()).toContainText(name)
  await page.keyboard.press('Enter')
  await expectCurrentHost(page, name)
}

/** An option of the search, by the name beside it. */
export const optionBox = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: 'Options of the search' }).getByRole('checkbox', { name })

export const limitField = (page: Page): Locator => page.getByRole('textbox', { name: 'limit' })

/** Takes every option off, the limit too. */
export async function resetOptions(page: Page): Promise<void> {
  for (const name of ['ignore direction', 'one per symmetry', 'induced', 'count only'])
    await optionBox(page, name).uncheck()
  await limitField(page).fill('')
  await limitField(page).blur()
}

export const resultCount = (page: Page): Locator => page.getByTestId('result-count')

/** The search for what the page shows now has ended; answers its count. */
export async function finishSearch(page: Page): Promise<number> {
  await expect(page.getByText('for an earlier motif')).toBeHidden()
  await expect(resultCount(page)).toHaveAttribute('data-state', 'done')
  return Number(await resultCount(page).getAttribute('data-count'))
}

/** Writes a text in place of what an editor holds, by its own keys: while it draws, it takes back a selection that comes
 *  from elsewhere, as `fill` makes one. */
export async function fillEditor(editor: Locator, text: string): Promise<void> {
  await editor.press('ControlOrMeta+a')
  if (text === '') await editor.press('Delete')
  else await editor.page().keyboard.insertText(text)
}

/** Writes a motif in place of what is in the editor. */
export async function writeMotif(page: Page, motif: string): Promise<void> {
  await fillEditor(page.getByTestId('motif-editor'), motif)
}

/** Chooses from the menu above the drawing. */
export async function chooseForMotif(
  page: Page,
  name: 'Save to Moss…' | 'Annotated with…' | 'From Neuroglancer…',
) {
  await page.getByRole('button', { name: 'Motif', exact: true }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** The text in the editor, once that is there: a room is loaded when it is first opened. */
export async function editorText(page: Page): Promise<string> {
  await expect(page.getByTestId('motif-editor').locator('.cm-line').first()).toBeVisible()
  const lines = await page.getByTestId('motif-editor').locator('.cm-line').allInnerTexts()
  return lines.map((line) => line.replace(/\n$/, '')).join('\n')
}

/** Writes a motif, runs it to the end and answers the count. */
export async function runMotif(page: Page, motif: string): Promise<number> {
  await writeMotif(page, motif)
  await page.getByTestId('run').click()
  return finishSearch(page)
}

/** The rows on screen, without their numbers; a row that is still being fetched is no row. */
export async function shownRows(page: Page): Promise<string[][]> {
  const rows = await page
    .getByTestId('result-table')
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent ?? '')),
    )
  return rows.filter((cells) => cells.length > 0 && !cells.includes('…'))
}

/** Goes to the rows of the present answer, which are out of reach until they have come. */
export async function focusRows(page: Page): Promise<void> {
  const table = page.getByTestId('result-table')
  await expect(table).toBeVisible()
  await table.focus()
  await expect(table).toBeFocused()
}

/** Opens one of the rooms in the rail. */
export async function openRoom(
  page: Page,
  name: 'Studio' | 'Hosts' | 'Jobs' | 'Chance' | 'Moss' | 'Storage' | 'Help',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click()
}

export interface FileServer {
  /** Without a slash at its end. */
  url: string
  /** The paths that were asked for. */
  requests: string[]
  stop(): Promise<void>
}

/** A server of another origin that lets every page read its files. */
export async function serveFiles(files: Record<string, string | Buffer>): Promise<FileServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    requests.push(path)
    const content = files[path]
    response.writeHead(content === undefined ? 404 : 200, { 'Access-Control-Allow-Origin': '*' })
    response.end(content ?? 'nothing here')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
