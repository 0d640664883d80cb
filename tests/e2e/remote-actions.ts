/** What users do with graphs on servers, for the stories. */
import { expect } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import { neo4jOverHttp } from '../../src/grand/remote/neo4j-http'
import { startNeo4j } from '../services/servers/neo4j/start-neo4j'
import type { Neo4jServer } from '../services/servers/neo4j/start-neo4j'
import { littleGraph, loadGraph } from '../tools/remote-graph'
import { openRoom } from './page-actions'

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
