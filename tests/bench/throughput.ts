/** What running a search costs beside searching: the fixed cost of a short job, rows kept in a second, what the queue
 *  takes of the time, what twenty million rows cost, and how the work is shared by two workers, in processor time (Linux), which a busy machine does not falsify. Reported, never
 *  asserted. `npx tsx tests/bench/throughput.ts` after `npm run build`. */
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright'
import { hostFiles } from './host-presets'
import { reportManyRows } from './large-results'
import { buildNativeReference } from './native'
import { openBenchPage } from './page'
import { measureQueueCost, queueCostTable } from './queue-cost'
import { median } from './statistics'
import { workerTimes } from './worker-times'

const rowMotifs = ['A->B; B->C; A->C', 'A->B; B->C', 'A->B; B->C; C->D; D->A']
const countMotifs = [...rowMotifs, 'A->B; B->C; C->A', 'A->B; B->C; A !> C']

interface Times {
  wallMs: number
  searchMs: number
  count: number
}

function searches(
  page: Page,
  hostId: string,
  motif: string,
  options: object,
  times: number,
): Promise<Times[]> {
  return page.evaluate(
    async ({ hostId, motif, options, times }) => {
      const all: Times[] = []
      for (let i = 0; i <= times; i++) {
        const begin = performance.now()
        const { timings, count } = await globalThis.motifscope.search(hostId, motif, {
          recompute: true,
          ...options,
        })
        const wallMs = performance.now() - begin
        all.push({ wallMs, searchMs: timings.searchMs, count: Number(count) })
      }
      return all.slice(1)
    },
    { hostId, motif, options, times },
  )
}

/** Processor milliseconds of the busiest worker in some searches, and of all. */
async function busiest(page: Page, run: () => Promise<unknown>): Promise<{ most: number; all: number }> {
  const before = await workerTimes(page)
  await run()
  const after = [...(await workerTimes(page))].map(([thread, time]) => time - (before.get(thread) ?? 0))
  return { most: Math.max(0, ...after), all: after.reduce((sum, time) => sum + time, 0) }
}

/** What a job costs on a host that is searched in no time. */
export async function reportFixedCost(page: Page): Promise<void> {
  const hostId = await page.evaluate(async () => {
    const { hosts } = globalThis.motifscope
    return (await hosts.open(hosts.examples()[0]?.uri ?? '')).id
  })
  for (const options of [{ countOnly: true }, { limit: 100 }]) {
    const times = await searches(page, hostId, 'A->B; B->C; C->A', options, 40)
    const [wallMs, searchMs] = [median(times.map((t) => t.wallMs)), median(times.map((t) => t.searchMs))]
    console.log(
      `A job ${JSON.stringify(options)}: ${wallMs.toFixed(2)} ms, of it ${searchMs.toFixed(2)} searching`,
    )
  }
}

/** Rows in a second, and two workers against one. */
export async function reportThroughput(page: Page, hostId: string): Promise<void> {
  for (const motif of rowMotifs) {
    const times = await searches(page, hostId, motif, { limit: 1_000_000 }, 3)
    const rate = (of: (times: Times) => number) => median(times.map((t) => t.count / of(t) / 1000)).toFixed(1)
    console.log(
      `${motif}, the first ${times[0]?.count} rows: ${rate((t) => t.searchMs)}M rows/s while searching, ${rate((t) => t.wallMs)}M in all`,
    )
  }
  for (const motif of countMotifs) {
    const counted = (workers: number) => () => searches(page, hostId, motif, { countOnly: true, workers }, 2)
    const [one, two] = [await busiest(page, counted(1)), await busiest(page, counted(2))]
    console.log(
      `${motif}, count: the busier of two workers has ${(two.most / one.most).toFixed(2)} of the one's ${one.most.toFixed(0)} ms; both together ${(two.all / one.all).toFixed(2)}`,
    )
  }
}

async function main(): Promise<void> {
  const bench = await openBenchPage()
  try {
    await reportFixedCost(bench.page)
    const { edges } = hostFiles('M', buildNativeReference())
    const { id } = await bench.open(edges, {})
    console.log(queueCostTable(await measureQueueCost(bench.page, { id, name: 'M' })))
    await reportManyRows(bench.page, id)
    await reportThroughput(bench.page, id)
  } finally {
    await bench.close()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
