/** What keeping account of a search costs beside searching, and what a result of many rows costs in memory and time.
 *  Reported, never asserted. */
import type { Page } from 'playwright'
import { rendererPeakBytes } from './renderer-memory'
import { median } from './statistics'

/** One worker, so that what the kernel does not take is what queue, storage and messages do. */
const accounted = [
  { motif: 'A->B; B->C; C->D; D->E; E->A', options: { countOnly: true, strategy: { factorise: false } } },
  { motif: 'A->B; A->C; A->D; B->C; B->D; C->D; D->E; E->A', options: {} },
  { motif: 'A->B; B->C; A->C', options: { limit: 5_000_000 } },
  { motif: 'A->B; B->C; C->D', options: { limit: 5_000_000 } },
]
const repetitions = 3
const stopMs = 20_000

interface Share {
  count: number
  searchMs: number
  outsideMs: number
  queueMs: number
}

/** The part of a search's time that its one worker waits for the queue, and that it is not searching. A search that
 *  takes long is cut short. */
export async function reportQueueCost(page: Page, hostId: string): Promise<void> {
  for (const { motif, options } of accounted) {
    const shares = await page.evaluate(
      async ({ hostId, motif, options, repetitions, stopMs }) => {
        const { jobs } = globalThis.motifscope
        const all: Share[] = []
        for (let i = 0; i <= repetitions; i++) {
          const { id } = await jobs.start(hostId, motif, { recompute: true, workers: 1, ...options })
          const end = performance.now() + stopMs
          while (['queued', 'running'].includes((await jobs.get(id)).state) && performance.now() < end)
            await new Promise((resolve) => setTimeout(resolve, 50))
          await jobs.pause(id)
          const { timings, count } = await jobs.result(id)
          const { searchMs, kernelMs = NaN, queueMs = NaN } = timings
          all.push({ count: Number(count), searchMs, outsideMs: searchMs - kernelMs, queueMs })
        }
        return all.slice(1)
      },
      { hostId, motif, options, repetitions, stopMs },
    )
    const percentOf = (part: (share: Share) => number) =>
      median(shares.map((share) => (100 * part(share)) / share.searchMs)).toFixed(1)
    const searchMs = median(shares.map((share) => share.searchMs))
    console.log(
      `${motif} ${JSON.stringify(options)}, one worker: of ${searchMs.toFixed(0)} ms ${percentOf(({ queueMs }) => queueMs)} % waiting for the queue, ${percentOf(({ outsideMs }) => outsideMs)} % outside the kernel (that, messages, rows into files); ${shares[0]?.count} matches`,
    )
  }
}

const megabytes = (byteLength: number) => `${(byteLength / 1e6).toFixed(0)} MB`

/** Many rows: what the page's process holds at most, how soon the last page is there, how long an export takes. */
export async function reportManyRows(page: Page, hostId: string, limit = 20_000_000): Promise<void> {
  const before = rendererPeakBytes()
  const made = await page.evaluate(
    async ({ hostId, limit }) => {
      const begin = performance.now()
      const { jobId, timings } = await globalThis.motifscope.search(hostId, 'A->B; B->C; C->D; D->E', {
        recompute: true,
        limit,
      })
      return { jobId, searchMs: timings.searchMs, wallMs: performance.now() - begin }
    },
    { hostId, limit },
  )
  const found = rendererPeakBytes()
  const read = await page.evaluate(
    async ({ jobId, limit }) => {
      const result = await globalThis.motifscope.jobs.result(jobId)
      const root = await navigator.storage.getDirectory()
      const file = await root.getFileHandle('export', { create: true })
      const times = [performance.now()]
      await result.page({ offset: 0, limit: 100 })
      times.push(performance.now())
      await result.page({ offset: limit - 100, limit: 100 })
      times.push(performance.now())
      await result.exportTo('parquet', file)
      times.push(performance.now())
      const { size } = await file.getFile()
      await root.removeEntry('export')
      await globalThis.motifscope.jobs.delete(jobId)
      return { times, size }
    },
    { jobId: made.jobId, limit },
  )
  const [firstMs = NaN, lastMs = NaN, exportMs = NaN] = read.times
    .slice(1)
    .map((time, i) => time - (read.times[i] ?? NaN))
  console.log(
    `${limit} rows of 5 (${megabytes(20 * limit)}): ${(made.wallMs / 1000).toFixed(1)} s; most memory of a renderer before ${megabytes(before)}, while searching ${megabytes(found)}, after pages and export ${megabytes(rendererPeakBytes())}`,
  )
  console.log(
    `their first page ${firstMs.toFixed(0)} ms, the last ${lastMs.toFixed(0)} ms; exported as Parquet (${megabytes(read.size)}) in ${(exportMs / 1000).toFixed(1)} s`,
  )
}
