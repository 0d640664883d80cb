/** `npx tsx tests/bench/short-searches.ts [folder of a build …]`: what a search takes that is over in no time, part by
 *  part: the ten queries on host S, one build after the other in turns, so that two may be compared in one run. The first
 *  ten of each query apart from the last: code that has run often is compiled better. Medians; never asserted.
 *
 *  Where the time goes (docs/small-searches.md): `kernel` is the page's call of the WebAssembly module, `search` all from
 *  there to the account in memory, `plan` whatever comes before (host, constraints, plan, layout), `call` the whole from
 *  `motifscope.search` to its promise, with the lock and the look into storage. */
import { hostFiles } from './host-presets'
import { buildNativeReference } from './native'
import { openBenchPage } from './page'
import type { BenchPage, SearchTimes } from './page'
import { queries } from './queries'
import { geometricMean, median } from './statistics'

const rounds = 6
const perRound = 10
const parts = { kernel: 'kernelMs', search: 'searchMs', plan: 'planMs', call: 'wallMs' } as const
type Part = keyof typeof parts
/** What the browser's clock can tell apart, halved. */
const leastMs = 0.0025

interface Build {
  name: string
  bench: BenchPage
  hostId: string
  /** By part, a median for each query. */
  first: Record<Part, number[]>
  last: Record<Part, number[]>
}

const noTimes = (): Record<Part, number[]> => ({ kernel: [], search: [], plan: [], call: [] })
const told = (values: number[]) => values.map((value) => value.toFixed(3).padStart(7)).join(' ')

async function openBuild(name: string | undefined): Promise<Build> {
  const { edges, nodes } = hostFiles('S', buildNativeReference())
  const bench = await openBenchPage(name)
  const { id: hostId } = await bench.open(edges, {}, nodes)
  return { name: name ?? 'dist', bench, hostId, first: noTimes(), last: noTimes() }
}

function enter(into: Record<Part, number[]>, times: SearchTimes[]): number[] {
  return (Object.keys(parts) as Part[]).map((part) => {
    const value = Math.max(leastMs, median(times.map((one) => one[parts[part]])))
    into[part].push(value)
    return value
  })
}

async function measureQuery(builds: Build[], { name, motif }: (typeof queries)[number]): Promise<void> {
  const all = new Map<Build, SearchTimes[]>(builds.map((build) => [build, []]))
  for (let round = 0; round < rounds; round++)
    for (const [{ bench, hostId }, times] of all)
      for (let i = 0; i < perRound; i++) {
        const found = await bench.search(hostId, motif, { countOnly: true, workers: 1 })
        if (found) times.push(found)
      }
  for (const [build, times] of all) {
    const first = enter(build.first, times.slice(1, perRound))
    const last = enter(build.last, times.slice(-3 * perRound))
    console.log(`${name.padEnd(4)} ${told(first)}  | ${told(last)}  ${build.name}`)
  }
}

const folders = process.argv.slice(2)
const builds: Build[] = []
try {
  for (const folder of folders.length > 0 ? folders : [undefined]) builds.push(await openBuild(folder))
  console.log(`milliseconds: ${Object.keys(parts).join(', ')}; of the first searches | of the last`)
  for (const query of queries) await measureQuery(builds, query)
  const means = (times: Record<Part, number[]>) => told(Object.values(times).map(geometricMean))
  for (const { name, first, last } of builds) console.log(`mean ${means(first)}  | ${means(last)}  ${name}`)
} finally {
  for (const { bench } of builds) await bench.close()
}
