/** Searches as users live through them: large ones that are cancelled, interrupted by a reload, limited, counted. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { jobInfo, openLongHost, startLong, waitForMatches, waitForState } from './long-search'
import { openApp } from './open-app'

/** A dense random graph: enough work for seconds, from a seed, so that counts can be compared. */
async function openDenseHost(page: Page, nodes = 3000, edges = 240_000): Promise<string> {
  return page.evaluate(
    async ({ nodes, edges }) => {
      let state = 12345
      const next = () => {
        // The low bits of this generator have short periods: the high ones are taken.
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        return state >>> 8
      }
      const lines = ['source,target']
      for (let i = 0; i < edges; i++) lines.push(`n${next() % nodes},n${next() % nodes}`)
      const host = await globalThis.motifscope.hosts.open(new File([lines.join('\n')], 'dense.csv'))
      return host.id
    },
    { nodes, edges },
  )
}

const square = 'A -> B; B -> C; C -> D; D -> A'
/** Billions of matches: minutes of work, however fast the machine. */
const endless = 'A -> B; B -> C; C -> D; D -> E; E -> A'

test('cancel stops within 200 ms', async ({ page }) => {
  await openApp(page)
  const hostId = await openDenseHost(page)
  const { state, stopMs } = await page.evaluate(
    async ({ hostId, motif }) => {
      const { jobs } = globalThis.motifscope
      const job = await jobs.start(hostId, motif, { countOnly: true })
      while ((await jobs.get(job.id)).state !== 'running')
        await new Promise((resolve) => setTimeout(resolve, 10))
      await new Promise((resolve) => setTimeout(resolve, 300))
      const begin = performance.now()
      await jobs.cancel(job.id)
      return { state: (await jobs.get(job.id)).state, stopMs: performance.now() - begin }
    },
    { hostId, motif: endless },
  )
  console.log(`cancelled in ${stopMs.toFixed(0)} ms`)
  expect(state).toBe('cancelled')
  expect(stopMs).toBeLessThan(200)
})

test('an aborted search rejects as cancelled', async ({ page }) => {
  await openApp(page)
  const hostId = await openDenseHost(page)
  const code = await page.evaluate(
    async ({ hostId, motif }) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 300)
      try {
        await globalThis.motifscope.search(hostId, motif, { countOnly: true, signal: controller.signal })
        return 'finished'
      } catch (thrown) {
        return (thrown as { code: string }).code
      }
    },
    { hostId, motif: endless },
  )
  expect(code).toBe('cancelled')
})

test('a reload in mid-search loses nothing and doubles nothing', async ({ page }) => {
  await openApp(page)
  const hostId = await openLongHost(page)
  const whole = await waitForState(page, await startLong(page, hostId, { countOnly: true }), 'done')
  // Another question by its limit, which is never reached.
  const id = await startLong(page, hostId, { countOnly: true, limit: 100_000_000 })
  await waitForMatches(page, id, whole.count / 20)
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  const before = await jobInfo(page, id)
  expect(before.state).toBe('paused')
  expect(before.count).toBeGreaterThan(0)
  expect(before.count).toBeLessThan(whole.count)
  await page.evaluate((id) => globalThis.motifscope.jobs.resume(id), id)
  expect((await waitForState(page, id, 'done')).count).toBe(whole.count)
})

test('a search that fails before anything of it is written down is kept as failed', async ({ page }) => {
  await openApp(page)
  const hostId = await openDenseHost(page, 300, 2_000)
  // Its files are lost, and nothing of them is in memory.
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys())
      await root.removeEntry(name, { recursive: true }).catch(() => undefined)
  })
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  const { code, jobs } = await page.evaluate(
    async ({ hostId, motif }) => {
      const { search, jobs } = globalThis.motifscope
      const failing = search(hostId, motif, { countOnly: true })
      const code = await failing.then(
        () => 'none',
        (thrown: { code: string }) => thrown.code,
      )
      const asked = (await jobs.list()).filter((job) => job.hostId === hostId)
      return { code, jobs: asked.map(({ state, error }) => ({ state, code: error?.code })) }
    },
    { hostId, motif: square },
  )
  expect(code).not.toBe('none')
  expect(jobs).toEqual([{ state: 'failed', code }])
})

test('limit stops early and exactly; count-only keeps no rows; the same question is answered at once', async ({
  page,
}) => {
  await openApp(page)
  const hostId = await openDenseHost(page)
  const found = await page.evaluate(
    async ({ hostId, motif }) => {
      const { search } = globalThis.motifscope
      const limited = await search(hostId, motif, { limit: 1234 })
      const rows = await limited.rows()
      const counted = await search(hostId, 'A -> B; B -> A', { countOnly: true })
      const all = await search(hostId, 'A -> B; B -> A')
      const once = await search(hostId, 'A -> B; B -> A', { excludeAutomorphisms: true })
      const begin = performance.now()
      const again = await search(hostId, 'B->A  # the same\nA->B;;', {})
      return {
        limited: { count: limited.count, truncated: limited.truncated, distinct: limited.distinctCount },
        rows: new Set(rows.map((row) => row.join())).size,
        counted: {
          count: counted.count,
          rows: (await counted.rows()).length,
          distinct: counted.distinctCount,
        },
        all: { count: all.count, rows: (await all.rows()).length },
        once: { count: once.count, distinct: once.distinctCount },
        again: { isSameJob: again.columns.length === 2, ms: performance.now() - begin },
      }
    },
    { hostId, motif: square },
  )
  expect(found.limited).toEqual({ count: 1234, truncated: true, distinct: undefined })
  expect(found.rows).toBe(1234)
  expect(found.counted.rows).toBe(0)
  expect(found.all.rows).toBe(Number(found.all.count))
  expect(found.counted.count).toBe(found.all.count)
  expect(Number(found.all.count)).toBe(2 * Number(found.once.count))
  expect(found.counted.distinct).toBe(found.once.count)
})

test('closing a host keeps the results of its jobs readable', async ({ page }) => {
  await openApp(page)
  const rows = await page.evaluate(async () => {
    const { hosts, search, jobs } = globalThis.motifscope
    const host = await hosts.open(new File(['source,target\nx,y\ny,z\nx,z\n'], 'tiny.csv'))
    const found = await search(host.id, 'A -> B; B -> C; A -> C')
    await hosts.close(host.id)
    const isListed = (await hosts.list()).some(({ id }) => id === host.id)
    return { isListed, rows: await (await jobs.result(found.jobId)).rows() }
  })
  expect(rows).toEqual({ isListed: false, rows: [['x', 'y', 'z']] })
})
