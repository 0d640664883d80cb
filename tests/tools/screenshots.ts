/** Takes a picture of every view, those of the README among them, from the real app: `npm run screenshots`. */
import { mkdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import type { Motifscope } from '../../src/scripting/api'
import { isolationHeaders } from '../../workers/page-headers'
import { browserLaunchOptions } from './find-browser'
import { serveDist } from './serve-dist'

const folder = fileURLToPath(new URL('../../docs/', import.meta.url))
const maxBytes = 300_000
const link = (pairs: Record<string, string>) =>
  `#${Object.entries(pairs)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')}`

/** A small search in the built-in column: afterwards its tables are loaded, as they are for all but the first search. */
const cortex = link({ host: 'example://cortex', motif: 'A -> A', run: '1' })

/** Which classes of cells close a loop of three, in Cypher. */
const query = `MATCH (a)-[]->(b)-[]->(c)-[]->(a)
WHERE a <> b AND b <> c
RETURN a.cell_type AS first, b.cell_type AS second, c.cell_type AS third, count(*) AS loops
ORDER BY loops DESC`

async function openPage(browser: Browser, address: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.goto(address)
  const answer = page.locator('[data-testid="result-count"][data-state="done"]')
  await answer.waitFor({ state: 'attached' })
  await page.getByText('Ready offline').waitFor({ state: 'attached' })
  const motif = await page.evaluate(() => {
    const { hosts } = (globalThis as unknown as { motifscope: Motifscope }).motifscope
    return hosts.examples().find(({ uri }) => uri === 'example://cortex')?.motif ?? ''
  })
  await page.getByTestId('motif-editor').fill(motif.trimEnd())
  await page.getByTestId('run').click()
  await page.getByText('for an earlier motif').waitFor({ state: 'detached' })
  await answer.waitFor({ state: 'attached' })
  return page
}

/** Opens a row of the sorted table (rows come in the order in which workers find them, which is never the same twice)
 *  and waits until its drawing stands. */
async function openRow(page: Page, number: number): Promise<void> {
  await page.getByTestId('result-table').getByRole('button', { name: 'A', exact: true }).click()
  await page.locator('[aria-sort="ascending"]').waitFor()
  await rest(page)
  await page.getByTestId('result-table').getByRole('row').nth(number).click()
  await page.getByRole('complementary', { name: 'One match' }).locator('canvas').waitFor()
  await rest(page)
}

/** Waits until two pictures in a row are the same. */
async function rest(page: Page): Promise<void> {
  await page.mouse.move(0, 0)
  for (let last = '', tries = 0; tries < 50; tries++) {
    const present = (await page.screenshot({ animations: 'disabled' })).toString('base64')
    if (present === last) return
    last = present
    await page.waitForTimeout(300)
  }
}

async function save(page: Page, name: string): Promise<void> {
  await rest(page)
  const path = `${folder}${name}.png`
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  const { size } = statSync(path)
  console.log(`docs/${name}.png: ${Math.round(size / 1000)} kB`)
  if (size > maxBytes) throw new Error(`docs/${name}.png is larger than ${maxBytes / 1000} kB.`)
  await page.context().close()
}

const desktop = { viewport: { width: 1440, height: 900 } }
const server = await serveDist({ headers: isolationHeaders })
const browser = await chromium.launch(browserLaunchOptions())
try {
  mkdirSync(folder, { recursive: true })
  for (const [name, colorScheme] of [
    ['studio', 'light'],
    ['studio-dark', 'dark'],
  ] as const) {
    const page = await openPage(browser, server.url + cortex, { ...desktop, colorScheme })
    await openRow(page, 2)
    await save(page, name)
  }

  const light = { ...desktop, colorScheme: 'light' } as const
  for (const view of ['Groups', 'Histogram', 'Subgraph', 'Matrix']) {
    const page = await openPage(browser, server.url + cortex, light)
    await page.getByRole('tab', { name: view, exact: true }).click()
    await save(page, view.toLowerCase())
  }
  for (const room of ['Hosts', 'Jobs', 'Chance', 'Moss', 'Storage', 'Help']) {
    const page = await openPage(browser, server.url + cortex, light)
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: room }).click()
    await save(page, room.toLowerCase())
  }

  const statistics = await openPage(browser, server.url + cortex, light)
  await statistics.getByRole('button', { name: 'Hosts', exact: true }).click()
  const card = statistics.getByRole('article', { name: 'Cortical column' })
  await card.getByRole('button', { name: 'Statistics' }).click()
  await statistics.getByText('reciprocity').first().waitFor()
  await save(statistics, 'statistics')

  const cypher = await openPage(browser, server.url + cortex, light)
  const languages = cypher.getByRole('group', { name: 'Language of the editor' })
  await languages.getByRole('button', { name: 'Cypher' }).click()
  await cypher.getByTestId('motif-editor').fill(query)
  await cypher.keyboard.press('Escape')
  await cypher.getByTestId('run').click()
  await cypher.locator('[data-testid="result-count"][data-state="answered"]').waitFor()
  await save(cypher, 'cypher')

  const scripts = await openPage(browser, server.url + cortex, light)
  await scripts.getByRole('button', { name: 'Hosts', exact: true }).click()
  await scripts.getByRole('button', { name: 'Open the script console' }).click()
  await scripts.getByTestId('script-menu').click()
  await scripts.getByRole('menuitem', { name: 'Core numbers' }).click()
  await scripts.getByRole('button', { name: 'Run', exact: true }).click()
  await scripts.getByText('Done in').waitFor()
  await scripts.getByTestId('script-output').scrollIntoViewIfNeeded()
  await save(scripts, 'scripts')

  const classes = await openPage(browser, server.url + cortex, light)
  await classes.getByRole('button', { name: 'Chance', exact: true }).click()
  await classes.getByRole('tab', { name: 'Classes' }).click()
  await classes.getByRole('button', { name: 'Count connections' }).click()
  await classes.locator('[data-pair]').first().waitFor()
  await save(classes, 'classes')

  const servers = await openPage(browser, server.url + cortex, light)
  await servers.getByRole('button', { name: 'Hosts', exact: true }).click()
  await servers.getByRole('button', { name: 'Connect to a server…' }).click()
  await save(servers, 'servers')

  const phone = await openPage(browser, server.url + cortex, {
    viewport: { width: 390, height: 780 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    colorScheme: 'light',
  })
  await phone.getByRole('tab', { name: 'Results' }).click()
  await openRow(phone, 2)
  await save(phone, 'phone')
} finally {
  await browser.close()
  await server.stop()
}
