/** What keeping account of a search costs beside searching: the time that a worker waits for the queue, as a share of the
 *  search's. One worker, so that what the kernel does not take is what queue, storage and messages do. */
import type { Page } from 'playwright'
import { median } from './statistics'

const visiting = { countOnly: true, strategy: { factorise: false } }
const many = { limit: 5_000_000 }

/** Searches that visit every match, and such that keep rows. A search that takes long is cut short. */
const questions = {
  S: [
    { motif: 'A->B; B->C; C->D; D->E; E->F', options: visiting },
    { motif: 'A->B; B->C; C->D; D->E; E->F; F->A', options: visiting },
    { motif: 'A->B; B->C; C->D; D->E', options: many },
  ],
  M: [
    { motif: 'A->B; B->C; C->D; D->E; E->A', options: visiting },
    { motif: 'A->B; A->C; A->D; B->C; B->D; C->D; D->E; E->A', options: {} },
    { motif: 'A->B; B->C; A->C', options: many },
    { motif: 'A->B; B->C; C->D', options: many },
  ],
}
const repetitions = 3
const stopMs = 20_000

export const hostsOfQueueCost = Object.keys(questions) as (keyof typeof questions)[]

/** What one search cost, medians. */
export interface QueueCost {
  host: string
  motif: string
  keepsRows: boolean
  count: number
  searchMs: number
  /** Waiting for the queue ÷ search. */
  queueShare: number
  /** Outside the kernel ÷ search: that, messages, rows into files. */
  outsideShare: number
}

interface Times {
  count: number
  searchMs: number
  kernelMs: number
  queueMs: number
}

function timesOf(page: Page, hostId: string, motif: string, options: object): Promise<Times[]> {
  return page.evaluate(
    async ({ hostId, motif, options, repetitions, stopMs }) => {
      const { jobs } = globalThis.motifscope
      const all: Times[] = []
      for (let i = 0; i <= repetitions; i++) {
        const { id } = await jobs.start(hostId, motif, { recompute: true, workers: 1, ...options })
        const end = performance.now() + stopMs
        while (['queued', 'running'].includes((await jobs.get(id)).state) && performance.now() < end)
          await new Promise((resolve) => setTimeout(resolve, 50))
        await jobs.pause(id)
        const { timings, count } = await jobs.result(id)
        const { searchMs, kernelMs = NaN, queueMs = NaN } = timings
        all.push({ count: Number(count), searchMs, kernelMs, queueMs })
        await jobs.delete(id)
      }
      return all.slice(1)
    },
    { hostId, motif, options, repetitions, stopMs },
  )
}

/** The cost of the queue on one of the hosts. */
export async function measureQueueCost(
  page: Page,
  host: { id: string; name: keyof typeof questions },
): Promise<QueueCost[]> {
  const costs: QueueCost[] = []
  for (const { motif, options } of questions[host.name]) {
    const times = await timesOf(page, host.id, motif, options)
    costs.push({
      ...{ host: host.name, motif, keepsRows: options !== visiting, count: times[0]?.count ?? NaN },
      searchMs: median(times.map(({ searchMs }) => searchMs)),
      queueShare: median(times.map(({ queueMs, searchMs }) => queueMs / searchMs)),
      outsideShare: median(times.map(({ kernelMs, searchMs }) => (searchMs - kernelMs) / searchMs)),
    })
  }
  return costs
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

/** A line for each, as a table in Markdown. */
export function queueCostTable(costs: QueueCost[]): string {
  const rows = costs.map((one) => [
    one.host,
    `${one.motif}${one.keepsRows ? '' : ' (count, visiting)'}`,
    one.count.toLocaleString('en'),
    one.searchMs.toFixed(0),
    percent(one.queueShare),
    percent(one.outsideShare),
  ])
  const head = ['host', 'search, one worker', 'matches', 'search ms', 'queue ÷ search', 'outside the kernel']
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
