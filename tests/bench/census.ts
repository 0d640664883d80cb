/** How long the statistics of a whole host take, its triad census above all: the larva and a host of 3.5 million edges,
 *  on one thread of Node, as the import worker does it. Reported, never asserted. `npx tsx tests/bench/census.ts` runs
 *  this alone. */
import { existsSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { topologyFromPairs } from '../../src/grandiso/csr'
import { numberByDegree, renumberPairs } from '../../src/grandiso/number-by-degree'
import type { EdgePairs } from '../../src/model/plan'
import { spreadOf } from '../../src/statistics/describe-spread'
import { statisticsOf } from '../../src/statistics/host-statistics'
import { triadCensus } from '../../src/statistics/triad-census'
import { hostFiles } from './host-presets'
import { buildNativeReference } from './native'
import type { NativeReference } from './native'
import { median } from './statistics'

const repetitions = 3
const larvaFile = join(
  process.env['MOTIFSCOPE_SHARED'] ?? '../shared',
  'conformance/graphs/larva_winding2023.edges.csv.gz',
)

interface CensusHost {
  name: string
  nodeCount: number
  pairs: EdgePairs
  /** What it is to take at most. */
  limitMs: number
}

function readLarva(): CensusHost[] {
  if (!existsSync(larvaFile)) return []
  const lines = gunzipSync(readFileSync(larvaFile)).toString().trim().split('\n').slice(1)
  const placeOf = new Map<string, number>()
  const place = (id: string) => placeOf.get(id) ?? placeOf.set(id, placeOf.size).size - 1
  const ends = lines.map((line) => line.split(',').slice(0, 2).map(place))
  const pairs = {
    sources: Uint32Array.from(ends, ([source]) => source ?? 0),
    targets: Uint32Array.from(ends, ([, target]) => target ?? 0),
  }
  return [{ name: 'larva', nodeCount: placeOf.size, pairs, limitMs: 1000 }]
}

function readGenerated(native: NativeReference | undefined): CensusHost {
  const { binary, name, nodeCount, edgeCount } = hostFiles('M', native)
  const bytes = readFileSync(binary)
  const numbers = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2)
  const pairs = {
    sources: new Uint32Array(edgeCount).map((_, edge) => numbers[2 + 2 * edge] ?? 0),
    targets: new Uint32Array(edgeCount).map((_, edge) => numbers[3 + 2 * edge] ?? 0),
  }
  return { name, nodeCount, pairs, limitMs: 30_000 }
}

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function lineOf({ name, nodeCount, pairs, limitMs }: CensusHost): string {
  const edges = renumberPairs(pairs, numberByDegree(nodeCount, pairs).indexOfNode)
  const input = { topology: topologyFromPairs(nodeCount, true, edges), edges, directed: true }
  const times = Array.from({ length: repetitions }, () => ({
    census: cpuMs(() => triadCensus(input.topology)),
    all: cpuMs(() => [statisticsOf(input), spreadOf(input)]),
  }))
  const census = median(times.map((time) => time.census))
  const cells = [
    name,
    nodeCount.toLocaleString('en'),
    pairs.sources.length.toLocaleString('en'),
    `${census.toFixed(0)} ms`,
    `${median(times.map(({ all }) => all)).toFixed(0)} ms`,
    `${(limitMs / 1000).toFixed(0)} s`,
    `${((100 * census) / limitMs).toFixed(1)} %`,
  ]
  return `| ${cells.join(' | ')} |`
}

/** Medians of CPU time on one thread; the machine's load stands below. */
export function reportCensus(native: NativeReference | undefined): void {
  console.log('| host | nodes | edges | triad census | all statistics | the census may take | of that |')
  console.log('|---|---|---|---|---|---|---|')
  for (const host of [...readLarva(), readGenerated(native)]) console.log(lineOf(host))
  const load = loadavg().map((value) => value.toFixed(1))
  console.log(
    `CPU time on one thread of Node, medians of ${repetitions}; load of the machine: ${load.join(', ')}.`,
  )
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  reportCensus(buildNativeReference())
