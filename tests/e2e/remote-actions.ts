/** What users do with graphs on servers, for the stories. */
import { expect } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import { neo4jOverHttp } from '../../src/grand/remote/neo4j-http'
import { startNeo4j } from '../services/servers/neo4j/start-neo4j'
import type { Neo4jServer } from '../services/servers/neo4j/start-neo4j'
import { littleGraph, loadGraph, nodeLinkText } from '../tools/remote-graph'
import {
  chooseHost,
  dropFiles,
  expectCurrentHost,
  finishSearch,
  openRoom,
  optionBox,
  resultCount,
  runMotif,
  shownRows,
  writeMotif,
} from './page-actions'

/** The graph on the server of the stories. */
export const little = littleGraph(60, 700)

/** A real Neo4j with it. */
export async function loadedNeo4j(): Promise<Neo4jServer> {
  const server = await startNeo4j()
  const { httpAddress: address, credentials } = server
  await loadGraph(neo4jOverHttp({ address, credentials }), little)
  return server
}

export interface ServerAnswers {
  kind?: string
  address: string
  user: string
  password: string
  /** Keeps the login under it. */
  passphrase?: string
  /** Of what the dialog folds away: field and text. */
  more?: Record<string, string>
}

export const connectDialog = (page: Page): Locator =>
  page.getByRole('dialog', { name: 'Connect to a server' })

/** What is said in the dialog about a step of the connection. */
export const stageOf = (page: Page, name: string): Locator => page.locator(`[data-stage="${name}"]`)

/** Opens the dialog from the room of hosts. */
export async function openConnectDialog(page: Page): Promise<Locator> {
  await openRoom(page, 'Hosts')
  await page.getByRole('button', { name: 'Connect to a server…' }).click()
  await expect(connectDialog(page)).toBeVisible()
  return connectDialog(page)
}

/** Whether the client of a kind of server was fetched, by its name. */
export const isClientLoaded = (page: Page, name: string): Promise<boolean> =>
  page.evaluate(
    (part) =>
      performance.getEntriesByType('resource').some(({ name: url }) => url.toLowerCase().includes(part)),
    name,
  )

/** Puts away what is said at the top of the page. */
export const dismissNotice = (page: Page): Promise<void> =>
  page
    .getByRole('button', { name: /^Dismiss/ })
    .first()
    .click()

export const bringDialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Bring a part of/ })

/** Has the server count the figures of a graph, and compares one of them. @param why what is said beside it */
export async function countFigures(page: Page, card: Locator, loops: number, why = ''): Promise<void> {
  await card.getByRole('button', { name: /^More about/ }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^Count more figures.*${why}`) }).click()
  await expect(card.getByLabel('Figures')).toContainText(`Self-loops${loops}`)
}

/** Searches the little graph on its server, and the same graph here, one row per symmetry and all; ends on the server.
 *  @param meanwhile looks at the result of the server @returns the count */
export async function compareWithHere(
  page: Page,
  host: string,
  motif: string,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<number> {
  const there = await runMotif(page, motif)
  expect(there).toBeGreaterThan(50)
  await expect.poll(async () => (await shownRows(page)).length).toBeGreaterThan(5)
  await meanwhile()
  await optionBox(page, 'one per symmetry').check()
  await page.getByTestId('run').click()
  const oncePerOrbit = await finishSearch(page)
  await dropFiles(page, [{ name: 'same.json', content: nodeLinkText(little) }])
  await expectCurrentHost(page, 'same')
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(oncePerOrbit)
  await optionBox(page, 'one per symmetry').uncheck()
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(there)
  await chooseHost(page, host)
  return there
}

/** Begins to bring the nodes of the rows that are shown, under a name. */
export async function countNodesOfRows(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Bring these nodes here…' }).click()
  await bringDialog(page).getByLabel('Name here').fill(name)
  await bringDialog(page).getByRole('button', { name: 'Count first' }).click()
  await expect(bringDialog(page).getByTestId('part-size')).toContainText(/\d+ nodes, \d+ edges/)
}

/** Brings what was counted, and finds there as many matches as there were. */
export async function bringAndFind(page: Page, name: string, count: number): Promise<void> {
  await bringDialog(page).getByRole('button', { name: 'Bring it here' }).click()
  await expectCurrentHost(page, name)
  await page.getByTestId('run').click()
  expect(await finishSearch(page)).toBe(count)
}

/** A search that would take for ever, under way, counting only. */
export async function beginEndlessSearch(page: Page): Promise<void> {
  await writeMotif(page, 'A -> B\nB -> C\nC -> D\nD -> E\nE -> F\nF -> G\nG -> H')
  await optionBox(page, 'count only').check()
  await page.getByTestId('run').click()
  await expect(resultCount(page)).toHaveAttribute('data-state', 'running')
}

/** Fills the dialog in; presses nothing. */
export async function fillConnection(dialog: Locator, answers: ServerAnswers): Promise<void> {
  const { kind, address, user, password, passphrase, more = {} } = answers
  if (kind !== undefined) await dialog.getByLabel('Kind of server').selectOption(kind)
  await dialog.getByLabel('Address').fill(address)
  if (Object.keys(more).length > 0) {
    const fold = dialog.getByText('What of it is the graph')
    if (!(await dialog.getByLabel('Label of the nodes').isVisible())) await fold.click()
  }
  for (const [label, text] of Object.entries(more)) {
    await dialog.getByLabel(label).fill(text)
    await dialog.getByLabel(label).blur()
  }
  await dialog.getByLabel('Name', { exact: true }).fill(user)
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByLabel('Remember it under a passphrase').setChecked(passphrase !== undefined)
  if (passphrase !== undefined) await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase)
}

/** Everything the browser keeps of the page, and its address, as one text. */
export async function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts = [
      location.href,
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
    ]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error('It could not be opened.'))
      })
      for (const store of database.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).getAll()
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(new Error('It could not be read.'))
        })
        parts.push(
          JSON.stringify(all, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
        )
      }
      database.close()
    }
    return parts.join('\n')
  })
}
