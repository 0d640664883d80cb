/** Who makes up a motif, and what classes of nodes have to do with each other: counted on the page, compared with
 *  searches, saved, and used for the next question. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { downloadOf, openChance, overhangOf } from './chance-actions'
import { editorText, openRoom } from './page-actions'
import { faultsOf } from './page-faults'

test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openChance(browser, 'example://circuit', '')
})
test.afterAll(() => page.context().close())

const tab = (name: string) => page.getByRole('tab', { name }).click()
const roleRows = () => page.getByTestId('role-table').locator('tbody tr')

test('a class of the census leads to the nodes that make it up, role by role', async () => {
  await tab('Census')
  await page.getByRole('button', { name: 'Take the census' }).click()
  const pictures = page.getByTestId('census-classes').getByRole('listitem').locator('svg')
  // All but the type without edges have a picture.
  await expect(pictures).toHaveCount(15)
  await page.getByRole('button', { name: 'Which nodes are in 030T' }).click()
  await expect(page.getByTestId('participation-status')).toContainText('14 subgraphs')
  await expect(page.getByRole('columnheader', { name: 'source (A)' })).toBeVisible()
  // The same counts by searching the class, induced, and counting the rows.
  const isSame = await page.evaluate(async () => {
    const { hosts, participation, search } = globalThis.motifscope
    const [host] = await hosts.list()
    const found = await search(host!.id, 'A -> B\nB -> C\nA -> C', { induced: true })
    const rows = await found.rows({ offset: 0, limit: 100 })
    const roles = await participation(host!.id, { triad: '030T' })
    const told = await roles.rows({ limit: 100 })
    const counted = (id: string, at: number) => rows.filter((row) => row[at] === id).length
    return (
      told.length > 5 &&
      told.every(({ id, counts }) => counts.every((count, at) => count === counted(id, at)))
    )
  })
  expect(isSame).toBe(true)
})

test('the nodes are ranked by a role, with their attributes, and saved as a table', async () => {
  await page.getByRole('button', { name: 'sink (C)' }).click()
  const areRanked = async () => {
    const counts = await roleRows().evaluateAll((rows) =>
      rows.map((row) => Number(row.children[4]?.textContent)),
    )
    return (
      counts.length > 0 && counts.every((count, place) => place === 0 || count <= (counts[place - 1] ?? 0))
    )
  }
  await expect.poll(areRanked).toBe(true)
  const csv = await downloadOf(page, () => page.getByRole('button', { name: 'CSV' }).click())
  const [head, ...lines] = csv.trim().split('\r\n')
  expect(head).toMatch(/^id,source \(A\),middle \(B\),sink \(C\),all,attribute cell_type,/)
  expect(lines).toHaveLength(15)
  expect(lines.find((line) => line.startsWith('DN_L,'))).toMatch(/^DN_L,2,3,2,7,descending,/)
})

test('chosen nodes become candidates of the motif, and the next search keeps to them', async () => {
  await page.getByRole('checkbox', { name: 'Choose DN_L' }).check()
  await page.getByRole('checkbox', { name: 'Choose DN_R' }).check()
  await page.getByRole('combobox', { name: 'Motif node' }).selectOption('A')
  await page.getByRole('button', { name: 'Use 2 as candidates for' }).click()
  await expect(page.getByText('A is now one of 2 nodes')).toBeVisible()
  await openRoom(page, 'Studio')
  expect(await editorText(page)).toContain('A.id in "DN_L DN_R"')
  await openRoom(page, 'Chance')
})

test('a motif of the studio, with its constraint, is counted by its roles', async () => {
  await tab('Participation')
  await page.getByRole('combobox', { name: 'Of', exact: true }).selectOption('motif')
  await page.getByRole('button', { name: 'Count', exact: true }).click()
  await expect(roleRows().first()).toBeVisible()
  const [asA, all] = await page.evaluate(async () => {
    const { hosts, participation } = globalThis.motifscope
    const [host] = await hosts.list()
    const motif = 'A -> B\nB -> C\nA -> C\nA.id in "DN_L DN_R"'
    const roles = await participation(host!.id, { motif })
    const rows = await roles.rows({ limit: 1000 })
    return [
      rows
        .filter(({ counts }) => (counts[0] ?? 0) > 0)
        .map(({ id }) => id)
        .sort(),
      roles.found,
    ]
  })
  expect(asA).toEqual(['DN_L', 'DN_R'])
  await expect(page.getByTestId('participation-status')).toContainText(`${all} subgraphs`)
  expect(await faultsOf(page)).toEqual([])
})

test('a class of four nodes is counted, and one that is none is refused in words', async () => {
  await page.getByRole('combobox', { name: 'Of', exact: true }).selectOption('tetrad')
  await page.getByRole('button', { name: 'Count', exact: true }).click()
  await expect(page.getByTestId('participation-status')).toContainText('host node')
  const [found, counted] = await page.evaluate(async () => {
    const { hosts, participation, census } = globalThis.motifscope
    const [host] = await hosts.list()
    const roles = await participation(host!.id, { tetrad: 204 })
    const { classes } = await census(host!.id, 4)
    return [roles.found, classes.find(({ name }) => name === '#204')?.count]
  })
  expect(found).toBe(counted)
  await page.getByRole('spinbutton', { name: 'Number' }).fill('5')
  await page.getByRole('button', { name: 'Count', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('There is no census class 5.')
})

test('connection probability by class pair is a picture with words for each cell, a table and a file', async () => {
  await tab('Classes')
  await page.getByRole('button', { name: 'Count connections' }).click()
  const pair = page.getByTestId('class-pair')
  await expect(pair).toContainText('the darkest is 1')
  await page.locator('[data-pair="photoreceptor|lamina monopolar"]').hover()
  await expect(pair).toContainText('photoreceptor → lamina monopolar: 10 edges of 24 possible (0.417)')
  // A class with itself: four nodes are twelve ordered pairs, not sixteen.
  await page.locator('[data-pair="half-centre|half-centre"]').hover()
  await expect(pair).toContainText(/half-centre → half-centre: \d+ edges of 12 possible/)
  await page.getByRole('application', { name: /^Connection probability/ }).focus()
  await page.mouse.move(0, 0)
  await page.keyboard.press('ArrowRight')
  await expect(pair).toContainText('photoreceptor → photoreceptor: 0 edges of 30 possible')
  await page.keyboard.press('ArrowRight')
  await expect(pair).toContainText('photoreceptor → lamina monopolar')
  const csv = await downloadOf(page, () =>
    page.getByRole('group', { name: 'Export the matrix' }).getByRole('button', { name: 'CSV' }).click(),
  )
  expect(csv).toContain('photoreceptor,lamina monopolar,10,24,0.4166666666666667,')
  expect(csv.trim().split('\r\n')).toHaveLength(101)
  const svg = await downloadOf(page, () => page.getByRole('button', { name: 'SVG' }).click())
  expect(svg).toContain('lamina monopolar')
})

test('reciprocity is told class by class, and in all it is the host’s', async () => {
  const all = page.getByTestId('class-table').locator('tfoot')
  const reciprocity = await page.evaluate(async () => {
    const { hosts } = globalThis.motifscope
    const [host] = await hosts.list()
    return (await hosts.statistics(host!.id)).reciprocity
  })
  await expect(all).toContainText(String(Number(reciprocity.toPrecision(3))))
  await page.getByRole('combobox', { name: 'Shown' }).selectOption('reciprocity')
  await expect(page.getByRole('application', { name: /^Reciprocity of edges/ })).toBeVisible()
})

test('the coloured census adds up to the plain one, is filtered and saved', async () => {
  await page.getByRole('button', { name: 'Take the coloured census' }).click()
  await expect(page.getByTestId('coloured-table').locator('tbody tr').first()).toBeVisible()
  await page.getByRole('combobox', { name: 'Type', exact: true }).selectOption('030T')
  await expect(page.getByTestId('coloured-sum')).toContainText('14 sets of three nodes in all')
  await page.getByRole('searchbox', { name: /^Keep triads/ }).fill('descending motor')
  const rows = page.getByTestId('coloured-table').locator('tbody tr')
  await expect(rows.first()).toContainText('descending')
  await expect(rows.filter({ hasNotText: 'motor neuron' })).toHaveCount(0)
  const csv = await downloadOf(page, () =>
    page.getByRole('group', { name: 'Export the coloured census' }).getByRole('button').click(),
  )
  expect(csv).toMatch(/^triad,A,B,C,count\r\n030T,/)
  await page.getByRole('searchbox', { name: /^Keep triads/ }).fill('no such class')
  await expect(page.getByText('No triad passes the filter.')).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
})

test('a rich club is held against samples with the same degrees', async () => {
  await tab('Rich club')
  await page.getByRole('spinbutton', { name: 'Samples' }).fill('60')
  await page.getByRole('button', { name: 'Look for a rich club' }).click()
  await expect(page.getByTestId('rich-club-status')).toContainText('Against 60 samples')
  const first = page.getByTestId('rich-club-table').locator('tbody tr').first()
  await expect(first).toContainText('not defined')
  const [phi, density] = await page.evaluate(async () => {
    const { hosts, richClub } = globalThis.motifscope
    const [host] = await hosts.list()
    const { levels } = await richClub(host!.id, { samples: 0 })
    return [levels[0]!.coefficient, 80 / (32 * 31)]
  })
  expect(phi).toBeCloseTo(density, 12)
  expect(await faultsOf(page)).toEqual([])
})

test('every part fits a narrow screen, in the dark too', async () => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 360, height: 780 })
  for (const name of ['Census', 'Participation', 'Classes', 'Rich club']) {
    await tab(name)
    expect(await overhangOf(page), name).toBeLessThanOrEqual(0)
    expect(await faultsOf(page), name).toEqual([])
  }
})
