/** Below the editor: what is wrong with the motif, what it asks for, what it is in other languages; beside Run: its
 *  symmetry. All of it follows the text and the options. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { expectCurrentHost, finishSearch, openFreshApp, openRoom, runMotif, writeMotif } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser, 'host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B', {
    viewport: { width: 1280, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await expectCurrentHost(page, 'Escape circuit')
})
test.afterAll(() => page.context().close())

const editor = () => page.getByTestId('motif-editor')
const tab = (name: string) => page.getByTestId('output-tabs').getByRole('tab', { name })
const panel = (name: string) => page.getByTestId(`output-${name}`)
const text = (name: string) => panel(name).locator('pre')
const sentences = () => panel('explain').getByRole('listitem')
const option = (name: string) =>
  page.getByRole('group', { name: 'Options of the search' }).getByRole('checkbox', { name })
const limit = () => page.getByRole('textbox', { name: 'limit' })

async function setLimit(value: string): Promise<void> {
  await limit().fill(value)
  await limit().blur()
}

test.beforeEach(async () => {
  for (const name of ['ignore direction', 'one per symmetry', 'induced', 'count only'])
    await option(name).uncheck()
  await setLimit('')
  await tab('Problems').click()
})

test('says each statement in plain words, and leads to where it is written', async () => {
  await writeMotif(page, 'pair(a, b) {\n  a -> b\n}\nA -> B [weight >= 3]\npair(B, C)\nA.side = "left"')
  await tab('Explain').click()
  await expect(tab('Explain')).toHaveAttribute('aria-selected', 'true')
  await expect(sentences()).toHaveCount(4)
  await expect(sentences().nth(1)).toContainText(
    'A connects to B through an edge whose weight is at least 3.',
  )
  await expect(sentences().nth(2)).toContainText('B connects to C.')
  await expect(sentences().nth(3)).toContainText('The side of A is "left".')
  // What a macro says is written where it is called.
  await sentences().nth(2).getByRole('button').click()
  await expect(editor()).toBeFocused()
  await page.keyboard.type('pair(C, A) ')
  await expect(sentences()).toHaveCount(5)
  await expect(sentences().nth(2)).toContainText('C connects to A.')
})

test('the Cypher follows motif, options and database; values are parameters', async () => {
  await writeMotif(page, 'A -> B [weight >= 12345678901234567890]\nA -> C [weight >= 12345678901234567890]')
  await tab('Cypher').click()
  await expect(text('cypher')).toContainText('MATCH (A)-[r1]->(B)')
  const parameters = panel('cypher').getByRole('region', { name: 'Parameters' })
  await expect(parameters).toContainText('$p1')
  await expect(parameters).toContainText('12345678901234567890')
  await page.getByRole('button', { name: 'Copy parameters' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('{ "p1": 12345678901234567890 }')

  await option('one per symmetry').check()
  await expect(text('cypher')).toContainText('elementId(B) < elementId(C)')
  await option('ignore direction').check()
  await expect(text('cypher')).toContainText('(A)-[r1]-(B)')
  await setLimit('12')
  await expect(text('cypher')).toContainText('LIMIT 12')
  await option('count only').check()
  await expect(text('cypher')).toContainText('RETURN count(*) AS count')
  await page.getByRole('button', { name: 'neuPrint' }).click()
  await expect(text('cypher')).toContainText('[r1:ConnectsTo]')
  await page.getByRole('button', { name: 'Neo4j' }).click()
  await expect(text('cypher')).not.toContainText('ConnectsTo')
})

test('the SQL shown finds on the host what the search finds', async () => {
  const motif = 'A -> B [weight >= 5]\nB -> C\nC !> A\nA.side = "left"'
  await tab('SQL').click()
  for (const name of [null, 'ignore direction', 'induced'] as const) {
    if (name) await option(name).check()
    const count = await runMotif(page, motif)
    expect(count).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
    const rowCount = await page.evaluate(async () => {
      const { hosts } = globalThis.motifscope
      const [host] = await hosts.list()
      return (await hosts.sql(host?.id ?? '', await navigator.clipboard.readText())).rows.length
    })
    expect(rowCount).toBe(count)
    if (name) await option(name).uncheck()
  }
})

test('Python, JSON and DotMotif say the same motif', async () => {
  const motif = '# two\nA->B [weight>2, weight < 12345678901234567890]; B->C\nB.side="left"'
  await writeMotif(page, motif)
  await tab('Python').click()
  await expect(text('python')).toContainText('from dotmotif import GrandIsoExecutor, Motif')
  await expect(text('python')).toContainText('Escape circuit.graphml')

  await tab('JSON').click()
  await expect(panel('json').getByRole('region', { name: 'Why this order' })).toContainText('Starts with B')
  await expect(text('json')).toContainText('12345678901234567890')
  const written = JSON.parse((await text('json').textContent()) ?? '') as {
    motif: unknown
    plan: { order: string[]; reasons: string[] }
  }
  const parsed = await page.evaluate((source) => {
    const { nodes, edges } = globalThis.motifscope.parse(source)
    return { nodes, edgeCount: edges.length }
  }, motif)
  expect(written.motif).toMatchObject({ nodes: parsed.nodes })
  expect(written.plan.order.toSorted()).toEqual(['A', 'B', 'C'])
  expect(written.plan.reasons.length).toBeGreaterThan(0)

  await tab('DotMotif').click()
  const canonical = 'A -> B [weight > 2, weight < 12345678901234567890]\nB -> C\nB.side == "left"\n'
  await expect.poll(() => text('dotmotif').textContent()).toBe(canonical)
})

test('a mistake leaves the last good output in place, marked; it goes when the mistake goes', async () => {
  await writeMotif(page, 'A -> B')
  await tab('Explain').click()
  await expect(sentences()).toHaveCount(2)
  await writeMotif(page, 'A -> B\nB => C')
  await expect(panel('explain').getByText('As it was before the mistake.')).toBeVisible()
  await expect(tab('Problems')).toContainText('1')
  await expect(sentences()).toHaveCount(2)
  await expect(sentences().getByRole('button')).toHaveCount(0)
  await tab('DotMotif').click()
  await expect.poll(() => text('dotmotif').textContent()).toBe('A -> B\n')
  await tab('Problems').click()
  await expect(page.getByTestId('problems').getByRole('listitem')).toHaveCount(1)
  await writeMotif(page, 'A -> B\nB -> C')
  await tab('DotMotif').click()
  await expect(page.getByText('As it was before the mistake.')).toBeHidden()
  await expect.poll(() => text('dotmotif').textContent()).toBe('A -> B\nB -> C\n')
})

test('what cannot be written in a language is said there', async () => {
  await writeMotif(page, '')
  await tab('Cypher').click()
  await expect(panel('cypher')).toContainText('nothing to look for')
  await expect(page.getByRole('button', { name: 'Copy', exact: true })).toBeHidden()
})

test('text is only ever text', async () => {
  const evil = '<img src=x onerror=alert(1)>'
  await writeMotif(page, `A -> B ["${evil}" = "${evil}"]`)
  for (const name of ['Explain', 'Cypher', 'SQL', 'Python', 'JSON', 'DotMotif']) {
    await tab(name).click()
    await expect(panel(name.toLowerCase())).toContainText(name === 'SQL' ? 'A' : 'onerror')
    await expect(panel(name.toLowerCase()).locator('img')).toHaveCount(0)
  }
})

test('the tabs are one stop for the keyboard, and remembered', async () => {
  await tab('Problems').focus()
  await page.keyboard.press('ArrowRight')
  await expect(tab('Explain')).toBeFocused()
  await expect(panel('explain')).toBeVisible()
  await page.keyboard.press('End')
  await expect(tab('DotMotif')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(tab('Problems')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(tab('JSON')).toBeFocused()
  await expect(tab('JSON')).toHaveAttribute('aria-controls', (await panel('json').getAttribute('id')) ?? '')
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  await expect(tab('JSON')).toHaveAttribute('aria-selected', 'true')
  await expect(text('json')).toContainText('"motif"')
})

test('the symmetry stands beside Run, and is the ratio of matches and distinct', async () => {
  const symmetry = page.getByTestId('symmetry')
  const distinct = async () =>
    Number(
      (await page.getByTestId('result-count').innerText()).match(/([\d,]+) distinct/)?.[1]?.replace(/,/g, ''),
    )
  for (const [motif, words, order] of [
    ['A -> B\nA -> C', '2 (B, C interchangeable)', 2],
    ['A -> B\nB -> C\nC -> A', '3 (A, B, C in rotation)', 3],
    ['A -> B\nA -> C\nB.side = "left"', 'none', 1],
  ] as const) {
    const count = await runMotif(page, motif)
    await expect(symmetry).toContainText(`symmetry: ${words}`)
    expect(await distinct()).toBe(count / order)
  }
  await writeMotif(page, 'A -> B')
  await expect(symmetry).toContainText('symmetry: none')
  await option('ignore direction').check()
  await expect(symmetry).toContainText('symmetry: 2 (A, B interchangeable)')
})

test('a motif in parts is warned of with its size, before it runs and after', async () => {
  const warnings = page.getByRole('list', { name: 'What to know of this search' })
  await writeMotif(page, 'A -> B\nC -> D')
  await expect(warnings).toContainText(/2 parts .* about [\d.]+ thousand to be expected/)
  await page.getByTestId('run').click()
  await finishSearch(page)
  await expect(warnings).toContainText('2 parts')
  await writeMotif(page, 'A -> B\nB -> C')
  await expect(warnings).toBeHidden()
})

test('a script compiles, explains and plans as the page does; refusals have codes', async () => {
  const told = await page.evaluate(async () => {
    const { compile, explain, plan, symmetry, hosts } = globalThis.motifscope
    const [host] = await hosts.list()
    const hostId = host?.id ?? ''
    const code = (promise: Promise<unknown>) =>
      promise.then(
        () => 'none',
        (thrown: { name: string; code: string }) => `${thrown.name} ${thrown.code}`,
      )
    return {
      neuprint: (await compile('A -> B [weight > 3]', 'neuprint')).parameters,
      sentences: explain('A -> B').map(({ sentence, place }) => [sentence, place?.line]),
      orbits: symmetry('A -> B\nA -> C').orbits,
      order: (await plan(hostId, 'A -> B\nB.side = "left"')).order,
      refused: [
        await code(compile('A =>', 'sql', { hostId })),
        await code(compile('A -> B', 'sql')),
        await code(compile('A -> B', 'perl' as 'sql')),
        await code(plan('nowhere', 'A -> B')),
      ],
    }
  })
  expect(told).toEqual({
    neuprint: { p1: 3 },
    sentences: [
      ['Find 2 different nodes of the host graph, called A and B, such that:', undefined],
      ['A connects to B.', 1],
    ],
    orbits: [['B', 'C']],
    order: ['B', 'A'],
    refused: [
      'MotifscopeError syntax-error',
      'MotifscopeError host-needed',
      'MotifscopeError unknown-language',
      'MotifscopeError unknown-host',
    ],
  })
})

test('the help explains symmetry, with pictures that have words', async () => {
  await openRoom(page, 'Help')
  await page.getByRole('link', { name: 'Searching' }).click()
  const help = page.getByRole('region', { name: 'Symmetry: matches and distinct' })
  await expect(help.getByRole('img')).toHaveCount(3)
  await expect(help.getByRole('img', { name: /ring of three host nodes/ })).toBeVisible()
  await expect(help.getByRole('row')).toHaveCount(6)
  await openRoom(page, 'Studio')
})

test('on a narrow screen every tab can be reached and nothing is wider than the screen', async () => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByRole('tab', { name: 'Editor' }).click()
  await writeMotif(page, 'A -> B ["a rather long name of an attribute, longer than the screen is wide" > 3]')
  for (const name of ['Explain', 'Cypher', 'SQL', 'Python', 'JSON', 'DotMotif', 'Problems']) {
    await tab(name).click()
    await expect(tab(name)).toBeInViewport({ ratio: 0.99 })
    await expect(panel(name.toLowerCase())).toBeInViewport()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
})
