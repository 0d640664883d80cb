/** `npm run bench`: the engine in Chromium against the native reference, as ratios in one run. */
import { cpus } from 'node:os'
import { join } from 'node:path'
import { browserVersion } from '../tools/find-browser'
import { sharedPath } from '../tools/shared'
import { buildNativeReference, writeBinaryHost } from './native'
import type { NativeReference } from './native'
import { openBenchPage, pairsOfGraphml } from './page'
import type { BenchPage } from './page'
import { reportEditor } from './typing'

const motifs = { Q1: 'A->B; B->C; A->C', Q2: 'A->B; B->C; C->A', Q4: 'A->B; B->C; C->D; D->A' }
type Query = keyof typeof motifs
const queries = Object.keys(motifs) as Query[]
const repetitions = Number(process.env.BENCH_REPETITIONS ?? 5)

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

interface Row {
  host: string
  query: Query
  workers: number
  matches: number
  engineMs: number
  bestMs: number
  naiveMs: number
}

/** Alternates engine and native `repetitions` times after one warm run; refuses unequal counts. */
async function measure(
  page: BenchPage,
  native: NativeReference,
  host: { id: string; file: string; name: string },
  workers: number,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const query of queries) {
    const times = { engine: [] as number[], best: [] as number[], naive: [] as number[] }
    let matches = 0
    for (let repetition = 0; repetition <= repetitions; repetition++) {
      const engine = await page.count(host.id, motifs[query], { workers })
      const best = native.run(host.file, [query], false)[0]!
      const naive = native.run(host.file, [query], true)[0]!
      if (engine.count !== best.matches || best.matches !== naive.matches)
        throw new Error(`${host.name} ${query}: engine ${engine.count}, native ${best.matches}`)
      matches = best.matches
      if (repetition === 0) continue
      times.engine.push(engine.searchMs)
      times.best.push(best.wallMs)
      times.naive.push(naive.wallMs)
    }
    const [engineMs, bestMs, naiveMs] = [median(times.engine), median(times.best), median(times.naive)]
    rows.push({ host: host.name, query, workers, matches, engineMs, bestMs, naiveMs })
  }
  return rows
}

function printTable(rows: Row[]): void {
  console.log(
    '| host | query | workers | matches | engine ms | best ms | naive ms | engine/best | engine/naive |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|')
  for (const row of rows) {
    const cells = [
      row.host, row.query, row.workers, row.matches, row.engineMs.toFixed(2), row.bestMs.toFixed(2), row.naiveMs.toFixed(2),
      (row.engineMs / row.bestMs).toFixed(2), (row.engineMs / row.naiveMs).toFixed(2),
    ] // prettier-ignore
    console.log(`| ${cells.join(' | ')} |`)
  }
}

const page = await openBenchPage()
await reportEditor(page)
const native = buildNativeReference()
if (!native) {
  await page.close()
  process.exit(0)
}
console.log(
  `${cpus()[0]?.model}, ${cpus().length} cores; ${browserVersion()}; node ${process.version}; cc -O3 -march=native`,
)
try {
  const connectome = sharedPath('conformance/data/MICrONS-Pinky100_v185.graphml')
  const { nodeCount, pairs, name } = pairsOfGraphml(connectome)
  const small = {
    ...(await page.open(connectome)),
    name,
    file: writeBinaryHost(join(native.folder, `${name}.bin`), nodeCount, pairs),
  }
  const words = ['20000', '1000000', '7']
  const opened = await page.open(native.generateCsv('20k-1M', words))
  console.log(`20k-1M opened in ${(opened.openMs / 1000).toFixed(1)} s`)
  const large = { ...opened, name: '20k-1M', file: native.generate('20k-1M', words) }
  const rows: Row[] = []
  for (const workers of [1, cpus().length])
    for (const host of [small, large]) rows.push(...(await measure(page, native, host, workers)))
  printTable(rows)
} finally {
  await page.close()
}
