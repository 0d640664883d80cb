/** How soon an estimate is there, how good it is, and how long a sampled count takes to be right within one percent; on a
 *  host that is open in the page. Reported, never asserted. */
import type { BenchPage } from './page'

export interface EstimatedQuery {
  name: string
  motif: string
  /** The true count. */
  count: number
}

interface Tried {
  ms: number
  count: number
  low: number
  high: number
  samples: number
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? NaN
}

const precision = 0.01
const mostSampleMs = 20_000

function estimateOnce({ page }: BenchPage, hostId: string, motif: string, seed: number): Promise<Tried> {
  return page.evaluate(
    async ({ hostId, motif, seed }) => {
      const begin = performance.now()
      const { count, low, high, samples } = await globalThis.motifscope.estimate(hostId, motif, { seed })
      return { ms: performance.now() - begin, count, low, high, samples }
    },
    { hostId, motif, seed },
  )
}

function sampleOnce({ page }: BenchPage, hostId: string, motif: string, maxMs: number): Promise<Tried> {
  return page.evaluate(
    async ({ hostId, motif, precision, maxMs }) => {
      const options = { precision, maxMs }
      const { count, low, high, samples, elapsedMs } = await globalThis.motifscope.sample(
        hostId,
        motif,
        options,
      )
      return { ms: elapsedMs, count, low, high, samples }
    },
    { hostId, motif, precision, maxMs },
  )
}

/** Prints a row a query: milliseconds to the first estimate of a page (cold) and of others (median), how often its
 *  interval of 95 % holds the count, how far it is off and how wide (medians), and the same of a sampled count.
 *  @param trials estimates a query, each with a seed of its own */
export async function reportEstimates(
  bench: BenchPage,
  host: { id: string; name: string },
  queries: EstimatedQuery[],
  trials = 20,
): Promise<void> {
  console.log(
    '| host | query | count | first ms | then ms | samples | held | off | ± | sampled to 1 %, ms | off |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|')
  const off = ({ count }: Tried, truth: number) => Math.abs(count / truth - 1)
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  for (const { name, motif, count: truth } of queries) {
    const tried: Tried[] = []
    for (let seed = 1; seed <= trials; seed++) tried.push(await estimateOnce(bench, host.id, motif, seed))
    const held = tried.filter(({ low, high }) => low <= truth && truth <= high).length
    const sampled = await sampleOnce(bench, host.id, motif, mostSampleMs)
    const cells = [
      host.name,
      name,
      truth,
      (tried[0]?.ms ?? NaN).toFixed(0),
      median(tried.slice(1).map(({ ms }) => ms)).toFixed(0),
      median(tried.map(({ samples }) => samples)),
      `${held} of ${trials}`,
      percent(median(tried.map((one) => off(one, truth)))),
      percent(median(tried.map(({ count, low, high }) => (high - low) / 2 / count))),
      sampled.ms.toFixed(0),
      percent(off(sampled, truth)),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}
