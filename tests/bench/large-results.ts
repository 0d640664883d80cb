/** What a result of very many rows costs: finding them, the first and the last page, a sorted page, a grouping, the table
 *  on screen, an export, and the memory of it all. Reported, never asserted.
 *  `npx tsx tests/bench/large-results.ts [--rows 100000000] [--dist folder]` after `npm run build`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import { hostFiles } from './host-presets'
import { buildNativeReference } from './native'
import { openBenchPage } from './page'
import { rendererPeakBytes } from './renderer-memory'

const megabytes = (byteLength: number) => `${(byteLength / 1e6).toFixed(0)} MB`
const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 1_000 ? 2 : 1)} s`

/** Bytes of the page's own heap in use, and what its process has had at most. */
async function memoryInWords(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return `${megabytes(usedSize)} of heap, most of the process so far ${megabytes(rendererPeakBytes())}`
}

/** Finds rows; answers the job and how long it took. */
function findRows(page: Page, hostId: string, motif: string, limit: number) {
  return page.evaluate(
    async ({ hostId, motif, limit }) => {
      const begin = performance.now()
      const options = { recompute: true, limit }
      const { jobId, count, columns } = await globalThis.motifscope.search(hostId, motif, options)
      return { jobId, count: Number(count), width: columns.length, ms: performance.now() - begin }
    },
    { hostId, motif, limit },
  )
}

type Step = 'first page' | 'last page' | 'sorted page' | 'groups'

/** One question to the rows; answers milliseconds, or why it could not be answered. */
function ask(page: Page, jobId: string, step: Step, rowCount: number): Promise<number | string> {
  return page.evaluate(
    async ({ jobId, step, rowCount }) => {
      const result = await globalThis.motifscope.jobs.result(jobId)
      const [column = ''] = result.columns
      const begin = performance.now()
      try {
        if (step === 'first page') await result.page({ offset: 0, limit: 100 })
        else if (step === 'last page') await result.page({ offset: rowCount - 100, limit: 100 })
        else if (step === 'sorted page') await result.page({ limit: 100, sort: { column } })
        else await result.groups({ by: [column], limit: 20 })
        return performance.now() - begin
      } catch (thrown) {
        return thrown instanceof Error ? thrown.message : String(thrown)
      }
    },
    { jobId, step, rowCount },
  )
}

/** Writes all rows to a file of the browser's, piece by piece. */
function exportRows(page: Page, jobId: string, format: 'csv' | 'parquet') {
  return page.evaluate(
    async ({ jobId, format }) => {
      const result = await globalThis.motifscope.jobs.result(jobId)
      const root = await navigator.storage.getDirectory()
      const file = await root.getFileHandle('export', { create: true })
      const begin = performance.now()
      await result.exportTo(format, file)
      const ms = performance.now() - begin
      const { size } = await file.getFile()
      await root.removeEntry('export')
      return { ms, size }
    },
    { jobId, format },
  )
}

/** Opens the rows on screen; answers how many of them the table holds in the page. */
async function showRows(page: Page, jobId: string): Promise<{ shown: number; ms: number }> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Jobs' }).click()
  const begin = performance.now()
  await page.locator(`[data-job="${jobId}"]`).getByRole('button', { name: 'Open', exact: true }).click()
  const rows = page.getByTestId('result-table').getByRole('row')
  await rows.nth(3).waitFor()
  return { shown: await rows.count(), ms: performance.now() - begin }
}

/** All of it, one line after the other. */
export async function reportManyRows(
  page: Page,
  hostId: string,
  limit = 20_000_000,
  motif = 'A->B; B->C; C->D; D->E',
): Promise<void> {
  console.log(`Before: ${await memoryInWords(page)}`)
  const { jobId, count, width, ms } = await findRows(page, hostId, motif, limit)
  console.log(
    `${count.toLocaleString('en')} rows of ${width} (${megabytes(4 * width * count)}) in ${seconds(ms)}: ${await memoryInWords(page)}`,
  )
  for (const step of ['first page', 'last page', 'sorted page', 'groups'] as const) {
    const told = await ask(page, jobId, step, count)
    const words = typeof told === 'number' ? seconds(told) : `refused: ${told}`
    console.log(`${step}: ${words}; ${await memoryInWords(page)}`)
  }
  const { shown, ms: shownMs } = await showRows(page, jobId)
  console.log(`On screen after ${seconds(shownMs)}: ${shown} rows in the page; ${await memoryInWords(page)}`)
  for (const format of ['parquet', 'csv'] as const) {
    const { ms, size } = await exportRows(page, jobId, format)
    console.log(`Exported as ${format} (${megabytes(size)}) in ${seconds(ms)}; ${await memoryInWords(page)}`)
  }
  await page.evaluate((id) => globalThis.motifscope.jobs.delete(id), jobId)
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rows: { type: 'string' }, dist: { type: 'string' } } })
  const profile = mkdtempSync(join(tmpdir(), 'motifscope-rows-'))
  const bench = await openBenchPage(values.dist, profile)
  try {
    const { edges } = hostFiles('M', buildNativeReference())
    const { id } = await bench.open(edges, {})
    await reportManyRows(bench.page, id, Number(values.rows ?? 100_000_000), 'A->B; B->C')
  } finally {
    await bench.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
