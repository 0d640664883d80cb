/** How two workers share searches whose work hangs on a few hubs: the busier one's processor time against that of both,
 *  a half at best. Processor time (Linux), which a busy machine does not falsify. Reported, never asserted.
 *  `npx tsx tests/bench/hub-share.ts [--dist folder]` after `npm run build`. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { openBenchPage } from './page'
import { workerTimes } from './worker-times'

/** Nodes around each hub. */
const spokes = 4_000
/** Nodes of a layer. */
const layer = 250

/** Edges of a sparse ring, in which two hubs stand: many edges into the first, one to the second, many out of that. */
function twoHubs(): string[] {
  const edges = ['h1,h2']
  for (let i = 0; i < spokes; i++)
    edges.push(`in${i},h1`, `h2,out${i}`, `in${i},in${(i + 1) % spokes}`, `out${i},out${(i + 1) % spokes}`)
  return edges
}

/** Edges of a ring whose nodes all are joined with one hub, in both directions. */
function star(): string[] {
  const edges: string[] = []
  for (let i = 0; i < spokes; i++)
    edges.push(`hub,s${i}`, `s${i},hub`, `s${i},s${(i + 1) % spokes}`, `s${i},s${(i + 7) % spokes}`)
  return edges
}

/** Layers of nodes, each joined with the whole next one; before them one node with a single edge into the first. */
function funnel(): string[] {
  const edges = ['start,neck']
  for (let i = 0; i < layer; i++) {
    edges.push(`neck,a${i}`)
    for (let j = 0; j < layer; j++) edges.push(`a${i},b${j}`, `b${i},c${j}`, `c${i},d${j}`)
  }
  return edges
}

const visiting = { countOnly: true, strategy: { factorise: false } }
const questions = [
  { host: star, motif: 'A->B; A->C; B->D', options: visiting },
  { host: star, motif: 'A->B; B->C; C->D; D->E', options: { countOnly: true } },
  { host: twoHubs, motif: 'A->B; B->C; C->D; D->E', options: visiting },
  // All of it lies below one edge.
  { host: funnel, motif: 'A->B; B->C; C->D; D->E; E->F; A.id = "start"', options: visiting },
  { host: funnel, motif: 'A->B; B->C; C->D; D->E; E->F; A.id = "start"', options: { limit: 20_000_000 } },
]

/** The share of the busier of two workers, and what both had, in milliseconds. */
async function shareOf(
  page: Page,
  hostId: string,
  motif: string,
  options: object,
): Promise<{ share: number; ms: number; count: string }> {
  const search = () =>
    page.evaluate(
      async ({ hostId, motif, options }) =>
        String(
          (
            await globalThis.motifscope.search(hostId, motif, {
              ...{ recompute: true, workers: 2, signal: AbortSignal.timeout(120_000) },
              ...options,
            })
          ).count,
        ),
      { hostId, motif, options },
    )
  const count = await search()
  const before = await workerTimes(page)
  await search()
  const times = [...(await workerTimes(page))].map(([thread, time]) => time - (before.get(thread) ?? 0))
  const ms = times.reduce((sum, time) => sum + time, 0)
  return { share: Math.max(0, ...times) / ms, ms, count }
}

async function main(): Promise<void> {
  const at = process.argv.indexOf('--dist')
  const bench = await openBenchPage(at < 0 ? undefined : process.argv[at + 1])
  const ids = new Map<() => string[], string>()
  try {
    for (const { host, motif, options } of questions) {
      if (!ids.has(host)) {
        const file = join(mkdtempSync(join(tmpdir(), 'motifscope-hub-')), `${host.name}.csv`)
        writeFileSync(file, ['source,target', ...host()].join('\n'))
        ids.set(host, (await bench.open(file)).id)
      }
      const { share, ms, count } = await shareOf(bench.page, ids.get(host) ?? '', motif, options)
      console.log(
        `${host.name}: ${motif} ${JSON.stringify(options)}: ${count} in ${ms.toFixed(0)} ms of both workers; the busier has ${share.toFixed(2)}`,
      )
    }
  } finally {
    await bench.close()
  }
}

await main()
