/** Searches of some milliseconds: answered before they are written down, and yet written down, asked anew as often as
 *  wanted, and never of a host that was closed in another tab. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { openApp } from './open-app'
import { fillEditor, openCircuit, openFreshApp } from './page-actions'

const triangle = 'A -> B\nB -> C\nA -> C'

/** Opens the small example and answers its id. */
const openHost = (page: Page) =>
  page.evaluate(async () => (await globalThis.motifscope.hosts.open('example://circuit')).id)

test('a count that is asked for again at once is counted again, each time the same', async ({ browser }) => {
  const page = await openFreshApp(browser)
  const hostId = await openHost(page)
  const outcome = await page.evaluate(
    async ({ hostId, motif }) => {
      const { search, jobs } = globalThis.motifscope
      const counts = new Set<string>()
      const states = new Set<string>()
      const begun = new Set<number>()
      const ids = new Set<string>()
      for (let i = 0; i < 30; i++) {
        const result = await search(hostId, motif, { countOnly: true, recompute: true })
        counts.add(String(result.count))
        const { state, createdAt = 0 } = await jobs.get(result.jobId)
        states.add(state)
        begun.add(createdAt)
        ids.add(result.jobId)
      }
      const rows = await search(hostId, motif)
      counts.add(String(rows.count))
      const listed = (await jobs.list()).filter(({ id }) => ids.has(id)).length
      return { counts: [...counts].map(Number), states: [...states], runs: begun.size, listed }
    },
    { hostId, motif: triangle },
  )
  expect(outcome.counts).toHaveLength(1)
  expect(outcome.counts[0]).toBeGreaterThan(0)
  expect(outcome.states).toEqual(['done'])
  expect(outcome.listed).toBe(1)
  // None was taken from the store; some may begin within the same millisecond.
  expect(outcome.runs).toBeGreaterThan(10)
})

test('what was answered is there after a reload, and is not searched for again', async ({ browser }) => {
  const page = await openFreshApp(browser)
  const hostId = await openHost(page)
  const count = (isNew: boolean) =>
    page.evaluate(
      async ({ hostId, motif, isNew }) => {
        const options = { countOnly: true, recompute: isNew }
        const { jobId, count, timings } = await globalThis.motifscope.search(hostId, motif, options)
        const { createdAt, state } = await globalThis.motifscope.jobs.get(jobId)
        return { jobId, count: String(count), timings, createdAt, state }
      },
      { hostId, motif: triangle, isNew },
    )
  const before = await count(true)
  // The answer comes first; what tells that it is kept is another tab.
  const other = await page.context().newPage()
  await openApp(other)
  await expect
    .poll(() =>
      other.evaluate(async (id) => {
        const found = (await globalThis.motifscope.jobs.list()).find((job) => job.id === id)
        return found?.state
      }, before.jobId),
    )
    .toBe('done')
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  expect(await count(false)).toEqual(before)
})

test('a host that another tab closed cannot be searched here any more', async ({ browser }) => {
  const page = await openFreshApp(browser)
  const hostId = await openHost(page)
  const searchCode = () =>
    page.evaluate(
      async ({ hostId, motif }) => {
        const options = { countOnly: true, recompute: true }
        return globalThis.motifscope.search(hostId, motif, options).then(
          () => 'answered',
          (thrown: { code?: string }) => thrown.code ?? 'no code',
        )
      },
      { hostId, motif: triangle },
    )
  expect(await searchCode()).toBe('answered')
  const other = await page.context().newPage()
  await openApp(other)
  await other.evaluate((id) => globalThis.motifscope.hosts.close(id), hostId)
  await expect.poll(searchCode).toBe('unknown-host')
})

test('whoever watches a short search hears how it ended, once', async ({ browser }) => {
  const page = await openFreshApp(browser)
  const hostId = await openHost(page)
  const told = await page.evaluate(
    async ({ hostId, motif }) => {
      const { search, jobs } = globalThis.motifscope
      const ends: string[] = []
      const unwatch = jobs.watchAll((id, job) => job?.state === 'done' && ends.push(id))
      const count = await search(hostId, motif, { countOnly: true, recompute: true })
      const rows = await search(hostId, motif, { recompute: true })
      // What is told late is told by now.
      await search(hostId, `${motif}\nC -> D`, { countOnly: true, recompute: true })
      unwatch()
      return [count, rows].map(({ jobId }) => ends.filter((id) => id === jobId).length)
    },
    { hostId, motif: triangle },
  )
  expect(told).toEqual([1, 1])
})

for (const countOnly of [true, false])
  test(`a tab that dies before its answer is written down leaves nothing behind (countOnly: ${countOnly})`, async ({
    browser,
  }) => {
    const page = await openFreshApp(browser)
    const hostId = await openHost(page)
    const dying = await page.context().newPage()
    await openApp(dying)
    const answered = dying.waitForEvent('console', (message) => message.text().startsWith('answered '))
    // It has its answer, and from then on no time to write it down.
    const lastWords = dying.evaluate(
      async ({ hostId, motif, countOnly }) => {
        const { jobId, count } = await globalThis.motifscope.search(hostId, motif, { countOnly })
        console.log(`answered ${jobId} ${count}`)
        for (;;);
      },
      { hostId, motif: triangle, countOnly },
    )
    lastWords.catch(() => undefined)
    const [, jobId, count] = (await answered).text().split(' ')
    await dying.close()
    const found = await page.evaluate(
      async ({ hostId, motif, countOnly, jobId }) => {
        const { search, jobs } = globalThis.motifscope
        const wasThere = (await jobs.list()).some(({ id }) => id === jobId)
        const result = await search(hostId, motif, { countOnly })
        const { length } = countOnly ? [] : await result.rows()
        return { wasThere, jobId: result.jobId, count: String(result.count), length }
      },
      { hostId, motif: triangle, countOnly, jobId },
    )
    expect(found).toEqual({ wasThere: false, jobId, count, length: countOnly ? 0 : Number(count) })
  })

test('rows of a short search can be read at once, and are the same after a reload', async ({ browser }) => {
  const page = await openFreshApp(browser)
  const hostId = await openHost(page)
  const search = () =>
    page.evaluate(
      async ({ hostId, motif }) => {
        const result = await globalThis.motifscope.search(hostId, motif, { recompute: true })
        const some = await result.rows({ offset: 3, limit: 5 })
        const all = await result.rows()
        return { jobId: result.jobId, all, isSame: JSON.stringify(all.slice(3, 8)) === JSON.stringify(some) }
      },
      { hostId, motif: triangle },
    )
  const first = await search()
  expect(first.isSame).toBe(true)
  expect(first.all.length).toBeGreaterThan(8)
  // Searched anew, its rows are those of the second search.
  expect(await search()).toEqual(first)
  await expect
    .poll(() => page.evaluate(async (id) => (await globalThis.motifscope.jobs.get(id)).state, first.jobId))
    .toBe('done')
  await page.reload()
  const stored = await page.evaluate(async (id) => {
    await globalThis.motifscope.ready
    return (await globalThis.motifscope.jobs.result(id)).rows()
  }, first.jobId)
  expect(stored).toEqual(first.all)
})

test('an answer searched just now is not said to be an old one', async ({ browser }) => {
  const page = await openCircuit(browser)
  const editor = page.getByTestId('motif-editor')
  const run = async (motif: string) => {
    await fillEditor(editor, motif)
    await expect(page.getByTestId('run')).toBeEnabled()
    await page.getByTestId('run').click()
    await expect(page.locator('[data-testid="result-count"][data-state="done"]')).toBeVisible()
    await expect(page.getByText('for an earlier motif')).toBeHidden()
    await expect(page.getByTestId('result-table').getByRole('gridcell').first()).toBeVisible()
  }
  const age = page.getByRole('region', { name: 'Results' }).locator('time')
  await run('A -> B')
  await expect(age).toHaveCount(0)
  await run('A -> B\nB -> C')
  await expect(age).toHaveCount(0)
  await expect(
    page.getByTestId('result-table').getByRole('columnheader', { name: 'C Column C' }),
  ).toBeVisible()
  await run('A -> B')
  await expect(age).toHaveCount(1)
  await expect(
    page.getByTestId('result-table').getByRole('columnheader', { name: 'C Column C' }),
  ).toHaveCount(0)
})
