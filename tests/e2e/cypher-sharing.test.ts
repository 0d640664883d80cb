/** A query in Cypher for others: its link, Markdown, programs that ask the same, and the page within another page. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { fragmentOf } from '../tools/url-fragment'
import { dropFiles, editorText, expectCurrentHost, openFreshApp, wideViewport } from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const query = 'MATCH (a)-[r {sign: $sign}]->(b)\nWHERE a <> b RETURN a.id AS id, b.id AS to ORDER BY id, to'
const pairs = { host: 'example://circuit', language: 'cypher', motif: query, $sign: 'excitatory' }
let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser, fragmentOf(pairs), { viewport: wideViewport })
  await expectCurrentHost(page, 'Escape circuit')
})
test.afterAll(() => page.context().close())

const count = (on: Page) => on.getByTestId('result-count')
const dialog = () => page.getByRole('dialog', { name: 'Share' })
const openShare = async (tab: string) => {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await dialog().getByRole('tab', { name: tab }).click()
}
const closeShare = async () => {
  await page.keyboard.press('Escape')
  await expect(dialog()).toBeHidden()
}

test('the link brings query and values to another browser, and runs there when it was wished', async ({
  browser,
}) => {
  await page.getByTestId('run').click()
  await expect(count(page)).toHaveAttribute('data-state', 'answered')
  const rows = await count(page).getAttribute('data-count')
  await openShare('Link')
  await expect(dialog()).toContainText('The link holds the query, the values of its parameters')
  await dialog()
    .getByRole('checkbox', { name: /^Run it when opened/ })
    .check()
  const field = dialog().getByRole('textbox', { name: 'Link to what is on screen' })
  await expect(field).toHaveValue(/run=1|#z=/)
  const link = new URL(await field.inputValue()).hash.slice(1)
  await closeShare()
  const other = await openFreshApp(browser, link)
  await expect(count(other)).toHaveAttribute('data-state', 'answered')
  await expect(count(other)).toHaveAttribute('data-count', rows ?? '')
  expect(await editorText(other)).toBe(query)
  await expect(other.getByRole('textbox', { name: '$sign' })).toHaveValue('excitatory')
  await other.context().close()
})

test('Markdown holds the query, its values and the answer', async () => {
  const rows = Number(await count(page).getAttribute('data-count'))
  await openShare('Markdown')
  const markdown = dialog().getByRole('textbox', { name: 'Query, host graph, answer and link' })
  for (const text of [
    `\`\`\`cypher\n${query}`,
    'Escape circuit',
    "$sign = 'excitatory'",
    `Answer: ${rows} rows.`,
  ])
    expect(await markdown.inputValue()).toContain(text)
  await closeShare()
})

test('programs ask the same: the one for this page gives the same rows', async () => {
  const rows = Number(await count(page).getAttribute('data-count'))
  await openShare('Reproduce')
  const program = dialog().getByRole('textbox', { name: /stand above it$/ })
  const as = dialog().getByLabel('As', { exact: true })
  await expect(as.getByRole('option')).toHaveText([
    'Script for Motifscope',
    'Python (neo4j)',
    'Cypher for Neo4j',
    'Cypher for neuPrint',
  ])
  await as.selectOption('javascript')
  await expect(program).toHaveValue(/motifscope\.cypher\(host\.id, query, \{ parameters, limit: 10000 \}\)/)
  const found = await page.evaluate(
    async (script) => {
      // The lines of the program, by the function that it would be: the policy of the page lets no text be run.
      const query = /const query = `([^`]*)`/.exec(script)?.[1] ?? ''
      const parameters = JSON.parse(/const parameters = (.*)/.exec(script)?.[1] ?? '') as Record<
        string,
        unknown
      >
      const host = await globalThis.motifscope.hosts.open(/open\("(.*)"\)/.exec(script)?.[1] ?? '')
      return (await globalThis.motifscope.cypher(host.id, query, { parameters })).rows.length
    },
    await program.inputValue(),
  )
  expect(found).toBe(rows)
  for (const [language, text] of [
    ['python', 'GraphDatabase\\.driver'],
    ['cypher', ":param sign => 'excitatory';\nMATCH"],
    ['neuprint', "sign: 'excitatory'"],
  ] as const) {
    await as.selectOption(language)
    await expect(program).toHaveValue(new RegExp(`Answer: ${rows} rows\\.[^]*${text}`))
  }
  expect(await faultsOf(page)).toEqual([])
  await closeShare()
})

test('without a value the programs say what is missing', async () => {
  await page.getByRole('textbox', { name: '$sign' }).fill('')
  await openShare('Reproduce')
  await expect(dialog().getByRole('status').filter({ hasText: '$sign' })).toContainText('has no value')
  await closeShare()
  await page.getByRole('textbox', { name: '$sign' }).fill('excitatory')
})

test('a session file holds the query with its values; opening it runs nothing', async ({ browser }) => {
  await page.getByText('Session', { exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save session' }).click(),
  ])
  const content = readFileSync(await download.path())
  const other = await openFreshApp(browser)
  await dropFiles(other, [{ name: 'query.motifscope', content }])
  await expect.poll(() => editorText(other)).toBe(query)
  await expect(other.getByRole('textbox', { name: '$sign' })).toHaveValue('excitatory')
  await expect(count(other)).toHaveAttribute('data-state', 'none')
  await other.context().close()
})

test('embedded it is for reading: text, values and drawing, and it runs nothing, whatever the link says', async ({
  browser,
}) => {
  await openShare('Embed')
  await expect(dialog()).toContainText('It runs nothing')
  await expect(dialog().getByRole('checkbox', { name: 'Run it when opened' })).toHaveCount(0)
  await expect(dialog().getByRole('textbox', { name: 'HTML for another page' })).toHaveValue(
    /title="Query in Motifscope: MATCH/,
  )
  await closeShare()

  const embedded = await openFreshApp(browser, fragmentOf({ ...pairs, embed: '1', run: '1' }))
  await expect.poll(() => editorText(embedded)).toBe(query)
  await expect(embedded.getByRole('heading', { level: 1 })).toHaveText('A query, for reading')
  await expect(embedded.getByText('Escape circuit')).toBeVisible()
  await expect(
    embedded.getByTestId('motif-view').getByRole('list', { name: 'The pattern in words' }),
  ).toContainText('sign')
  const values = embedded.getByLabel('Values of the parameters')
  await expect(values).toContainText('$sign')
  await expect(values).toContainText('excitatory')
  await embedded.getByTestId('motif-editor').click()
  await embedded.keyboard.type('RETURN 1')
  await embedded.keyboard.press('ControlOrMeta+Enter')
  expect(await editorText(embedded)).toBe(query)
  for (const gone of ['run', 'result-count', 'host-picker', 'parameters'])
    await expect(embedded.getByTestId(gone)).toHaveCount(0)
  const kept = await embedded.evaluate(async () => ({
    texts: Object.keys(localStorage),
    hosts: (await globalThis.motifscope.hosts.list()).length,
    jobs: (await globalThis.motifscope.jobs.list()).length,
  }))
  expect(kept).toEqual({ texts: [], hosts: 0, jobs: 0 })
  expect(await faultsOf(embedded)).toEqual([])
  await embedded.setViewportSize({ width: 360, height: 420 })
  expect(await overhang(embedded)).toBeLessThanOrEqual(0)

  const opened = embedded.context().waitForEvent('page')
  await embedded.getByRole('link', { name: 'Open in Motifscope' }).click()
  const whole = await opened
  await expect(whole.getByRole('textbox', { name: '$sign' })).toHaveValue('excitatory')
  await expect(count(whole)).toHaveAttribute('data-state', 'none')
  await embedded.context().close()
})

test('an embedded query that is a motif is drawn, one with a mistake says where, and none says so', async ({
  browser,
}) => {
  const embed = (motif?: string) =>
    fragmentOf({ language: 'cypher', embed: '1', ...(motif === undefined ? {} : { motif }) })
  const embedded = await openFreshApp(browser, embed('MATCH (a)-->(b) WHERE a <> b RETURN a, b'))
  await expect(
    embedded.getByTestId('motif-view').getByRole('list', { name: 'The pattern in words' }),
  ).toContainText('a')
  const goTo = async (fragment: string) => {
    await embedded.goto('about:blank')
    await embedded.goto(`./#${fragment}`)
  }
  await goTo(embed('MATCH (a)\nRETURN b'))
  await expect(embedded.getByTestId('problems')).toContainText('Line 2: Nothing before this is named b')
  await expect(embedded.getByTestId('motif-view')).toHaveCount(0)
  await goTo(embed())
  await expect(embedded.getByText('This link holds no query.')).toBeVisible()
  await embedded.context().close()
})
