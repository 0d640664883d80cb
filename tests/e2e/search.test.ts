/** Searches as users live through them: large ones that are cancelled, interrupted by a reload, limited, counted. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
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
  test.setTimeout(240_000)
  await openApp(page)
  const hostId = await openDenseHost(page)
  const motif = 'A -> B; B -> C; C -> A; A -> D; D -> B'
  const whole = await page.evaluate(
    async ({ hostId, motif }) =>
      Number((await globalThis.motifscope.search(hostId, motif, { countOnly: true })).count),
    { hostId, motif },
  )
  const jobId = await page.evaluate(
    async ({ hostId, motif }) => {
      const job = await globalThis.motifscope.jobs.start(hostId, motif, {
        limit: 100_000_000,
        countOnly: true,
      })
      await new Promise<void>((resolve) => {
        const stop = globalThis.motifscope.jobs.watch(job.id, ({ count }) => {
          if (count > 0) {
            stop()
            resolve()
          }
        })
      })
      return job.id
    },
    { hostId, motif },
  )
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  const resumed = await page.evaluate(async (id) => {
    const { jobs } = globalThis.motifscope
    const before = await jobs.get(id)
    await jobs.resume(id)
    let job = await jobs.get(id)
    while (job.state === 'queued' || job.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 50))
      job = await jobs.get(id)
    }
    return {
      before: before.state,
      countBefore: Number(before.count),
      state: job.state,
      count: Number(job.count),
    }
  }, jobId)
  expect(resumed.before).toBe('paused')
  expect(resumed.countBefore).toBeGreaterThan(0)
  expect(resumed.countBefore).toBeLessThan(whole)
  expect(resumed.state).toBe('done')
  expect(resumed.count).toBe(whole)
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
