/** The values of a query's `$parameters`: a field each, what is wrong with one, asking with them, and taking them along. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { fragmentOf, readFragment } from '../tools/url-fragment'
import { expectCurrentHost, fillEditor, openFreshApp, wideViewport } from './page-actions'
import { faultsOf, overhang } from './page-faults'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

const query = 'MATCH (a)-[r]->(b)\nWHERE r.sign = $sign AND a.id IN $ids\nRETURN a.id AS id, count(*) AS n'
let page: Page
test.beforeAll(async ({ browser }) => {
  const link = fragmentOf({ host: 'example://circuit', language: 'cypher', motif: query })
  page = await openFreshApp(browser, link, { viewport: wideViewport })
  await expectCurrentHost(page, 'Escape circuit')
})
test.afterAll(() => page.context().close())

const field = (name: string) => page.getByTestId('parameters').getByRole('textbox', { name: `$${name}` })
const count = () => page.getByTestId('result-count')
const problems = () => page.getByTestId('problems')
const someIds = () =>
  page.evaluate(async () => {
    const [host] = await globalThis.motifscope.hosts.list()
    const { rows } = await globalThis.motifscope.cypher(
      host!.id,
      "MATCH (a)-[{sign: 'excitatory'}]->() RETURN DISTINCT a.id AS id ORDER BY id LIMIT 2",
    )
    return rows.map(([id]) => String(id))
  })

test('each parameter has a field, and one without a value is an error where the query names it', async () => {
  await expect(field('sign')).toBeVisible()
  await expect(field('ids')).toBeVisible()
  await expect(problems()).toContainText('$sign has no value')
  await expect(page.locator('.cypher-editor .cm-lintRange-error')).toHaveText(['$sign', '$ids'])
  await expect(page.getByTestId('run')).toBeDisabled()
  await expect(field('sign')).toHaveAccessibleDescription('needs a value')
  await problems().getByRole('button').first().click()
  await expect(page.getByTestId('motif-editor')).toBeFocused()
})

test('what is wrong with a value is told at its field while it is typed', async () => {
  await field('ids').fill('["a", ')
  await expect(field('ids')).toHaveAttribute('aria-invalid', 'true')
  await expect(field('ids')).toHaveAccessibleDescription('A value is missing at the end.')
  await field('ids').fill('["a", 3, null]')
  await expect(field('ids')).toHaveAttribute('aria-invalid', 'false')
  await expect(field('ids')).toHaveAccessibleDescription('list of 3')
  await field('sign').fill('excitatory')
  await expect(field('sign')).toHaveAccessibleDescription('text')
  await expect(problems().getByRole('listitem')).toHaveCount(0)
})

test('Enter in a field asks with the values; another value is another question', async () => {
  const ids = await someIds()
  await field('ids').fill(JSON.stringify(ids))
  await field('ids').press('Enter')
  await expect(count()).toHaveAttribute('data-state', 'answered')
  await expect(count()).toHaveAttribute('data-count', '2')
  await expect(page.locator('#cypher-row-0')).toContainText(ids[0] ?? '')
  await field('ids').fill(JSON.stringify(ids.slice(1)))
  await expect(page.getByText('for an earlier query')).toBeVisible()
  await field('ids').press('ControlOrMeta+Enter')
  await expect(page.getByText('for an earlier query')).toBeHidden()
  await expect(count()).toHaveAttribute('data-count', '1')
})

test('a value is a value: nothing in it becomes part of the query', async () => {
  await field('sign').fill(`"x' OR true OR '"`)
  await field('sign').press('Enter')
  await expect(page.getByText('for an earlier query')).toBeHidden()
  await expect(count()).toHaveAttribute('data-count', '0')
  await field('sign').fill('excitatory')
})

test('the link carries the values that the query names, and a reload brings them back', async () => {
  await expect.poll(() => readFragment(page.url())).toMatchObject({ '%24sign': 'excitatory' })
  await fillEditor(page.getByTestId('motif-editor'), `${query} LIMIT $most`)
  await field('most').fill('1')
  await fillEditor(page.getByTestId('motif-editor'), query)
  await expect(field('most')).toHaveCount(0)
  await expect.poll(() => readFragment(page.url())).not.toHaveProperty('%24most')
  const ids = await field('ids').inputValue()
  const link = page.url()
  await page.reload()
  await expect(field('ids')).toHaveValue(ids)
  await expect(count()).toHaveAttribute('data-state', 'none')

  const other = await openFreshApp(page.context().browser()!, new URL(link).hash.slice(1))
  await expect(other.getByRole('textbox', { name: '$ids' })).toHaveValue(ids)
  await expect(other.getByRole('textbox', { name: '$sign' })).toHaveValue('excitatory')
  await expect(other.getByTestId('run')).toBeEnabled()
  await expect(other.getByTestId('result-count')).toHaveAttribute('data-state', 'none')
  await other.context().close()
})

test('a value from another language’s days is kept: the motif does not name it, the query does again', async () => {
  const language = (name: string) =>
    page.getByRole('group', { name: 'Language of the editor' }).getByRole('button', { name })
  await language('DotMotif').click()
  await expect(page.getByTestId('parameters')).toHaveCount(0)
  await expect.poll(() => readFragment(page.url())).not.toHaveProperty('%24sign')
  await page.reload()
  await language('Cypher').click()
  await expect(field('sign')).toHaveValue('excitatory')
})

test('keyboard, screen readers and 360 pixels', async () => {
  expect(await faultsOf(page)).toEqual([])
  await page.getByTestId('motif-editor').focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(field('sign')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(field('ids')).toBeFocused()
  await page.setViewportSize({ width: 360, height: 740 })
  await expect(field('ids')).toBeVisible()
  expect(await overhang(page)).toBe(0)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await faultsOf(page)).toEqual([])
})
