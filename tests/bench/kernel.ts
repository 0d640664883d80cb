/** `npx tsx tests/bench/kernel.ts [host.bin] [Q1 …] [--enumerate N]`: the WebAssembly kernel alone, in Node, on one
 *  thread, against the native reference: CPU times, medians, alternating, counts compared. Host M by default. */
import { readFileSync } from 'node:fs'
import { needsFromMotif } from '../../src/grandiso/needs'
import { topologyFromPairs } from '../../src/grandiso/csr'
import type { Search } from '../../src/grandiso/kernel'
import { numberByDegree, renumberPairs } from '../../src/grandiso/number-by-degree'
import { planSearch } from '../../src/grandiso/plan'
import { createWasmSearch } from '../../src/grandiso/wasm-kernel'
import type { HostTopology } from '../../src/model/host-graph'
import type { Motif } from '../../src/model/motif'
import type { Cursor, SearchPlan } from '../../src/model/plan'
import { buildKernel } from '../../workers/kernel/kernel-plugin'
import { buildNativeReference } from './native'

const motifs: Record<string, string> = {
  Q1: 'A -> B; B -> C; A -> C',
  Q2: 'A -> B; B -> C; C -> A',
  Q3: 'A -> B; B -> A; B -> C; C -> B; A -> C; C -> A',
  Q4: 'A -> B; B -> C; C -> D; D -> A',
  Q5: 'A -> C; A -> D; B -> C; B -> D',
  Q6: 'A -> B; A -> C; B -> D; C -> D; B -> C',
  Q7: 'A -> B; B -> C; A !> C',
  Q8: 'A -> B; A -> C; A -> D; B -> C; B -> D; C -> D',
  Q9: 'A -> B; A -> C; A -> D; A -> E; B -> C; B -> D; B -> E; C -> D; C -> E; D -> E',
  Q10: 'A -> B; B -> C; A -> C',
}
/** As the pool does it: slices of some ten milliseconds. */
const stepsPerSlice = 10_000_000
const repetitions = Number(process.env['BENCH_REPETITIONS'] ?? 5)
await buildKernel()
const module = new WebAssembly.Module(
  readFileSync(new URL('../../workers/kernel/build/kernel.wasm', import.meta.url)),
)

/** The language's compiler is not built in here; these few motifs need none. */
function motifOf(query: string): Motif {
  const edges = motifs[query]!.split('; ').map((text) => {
    const [from, arrow, to] = text.split(' ') as [string, string, string]
    return { from, to, exists: arrow === '->', action: 'SYN' as const, constraints: [] }
  })
  const nodes = [...new Set(edges.flatMap(({ from, to }) => [from, to]))]
  const isChosen = (node: string) => ({ node, key: 'chosen', op: '==' as const, value: true })
  return {
    nodes,
    edges,
    nodeConstraints: query === 'Q10' ? nodes.map(isChosen) : [],
    edgeConstraints: [],
    dynamicNodeConstraints: [],
    dynamicEdgeConstraints: [],
    automorphisms: [],
    namedEdges: [],
  }
}

interface BenchHost {
  topology: HostTopology
  /** Host nodes that Q10 may use, ascending. */
  chosen: Uint32Array
}

function readHost(file: string): BenchHost {
  const bytes = readFileSync(file)
  const numbers = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2)
  const nodeCount = numbers[0]!
  const edgeCount = numbers[1]!
  const sources = new Uint32Array(edgeCount).map((_, edge) => numbers[2 + 2 * edge]!)
  const targets = new Uint32Array(edgeCount).map((_, edge) => numbers[3 + 2 * edge]!)
  const { indexOfNode } = numberByDegree(nodeCount, { sources, targets })
  const pairs = renumberPairs({ sources, targets }, indexOfNode)
  const isChosen = (id: number) => (Math.imul(id, 2654435761) >>> 0) / 2 ** 32 < 0.05
  const chosen = indexOfNode.filter((_, id) => isChosen(id)).sort()
  return { topology: topologyFromPairs(nodeCount, true, pairs), chosen }
}

function plan({ topology, chosen }: BenchHost, query: string, countOnly: boolean) {
  const motif = motifOf(query)
  const nodeSets = needsFromMotif(motif).nodeSets.map(() => chosen)
  return planSearch({
    motif,
    semantics: {
      ignoreDirection: false,
      excludeAutomorphisms: false,
      induced: false,
      limit: null,
      countOnly,
    },
    topology,
    resolved: { nodeSets, edgeSets: [], nodeComparisons: [], edgeComparisons: [] },
  })
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function count(search: Search, { rootCount }: SearchPlan): { count: bigint; ms: number; slowestMs: number } {
  const begin = cpuMs()
  let sum = 0n
  let cursor: Cursor | null = null
  let slowestMs = 0
  do {
    const sliceBegin = performance.now()
    const slice = search.run({ first: 0, end: rootCount }, cursor, { steps: stepsPerSlice, rows: null })
    slowestMs = Math.max(slowestMs, performance.now() - sliceBegin)
    sum += BigInt(slice.count)
    cursor = slice.cursor
  } while (cursor)
  return { count: sum, ms: cpuMs() - begin, slowestMs }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!
}

function compareCounts(host: BenchHost, file: string, queries: string[]): void {
  const native = buildNativeReference()
  if (!native) return
  console.log('| query | matches | terms | plan ms | kernel ms | best ms | kernel/best | slowest slice ms |')
  console.log('|---|---|---|---|---|---|---|---|')
  const ratios: number[] = []
  for (const query of queries) {
    const planBegin = performance.now()
    const planned = plan(host, query, true)
    const planMs = performance.now() - planBegin
    const search = createWasmSearch(module, planned.plan, planned.space, null)
    const warm = count(search, planned.plan)
    const times = { kernel: [] as number[], best: [] as number[] }
    for (let repetition = 0; repetition < repetitions; repetition++) {
      times.kernel.push(count(search, planned.plan).ms)
      const best = native.run(file, [query], false)[0]!
      times.best.push(best.cpuMs)
      if (BigInt(best.matches) !== warm.count)
        throw new Error(`${query}: the kernel counts ${warm.count}, the reference ${best.matches}`)
    }
    const [kernelMs, bestMs] = [median(times.kernel), median(times.best)]
    ratios.push(kernelMs / bestMs)
    const terms = planned.plan.counting?.terms.map(({ kind }) => kind).join(' + ') ?? 'visited'
    const figures = [planMs, kernelMs, bestMs].map((ms) => ms.toFixed(1))
    const cells = [
      query,
      warm.count,
      terms,
      ...figures,
      (kernelMs / bestMs).toFixed(2),
      warm.slowestMs.toFixed(0),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)
  console.log(`geometric mean ${mean.toFixed(2)}, worst ${Math.max(...ratios).toFixed(2)}`)
}

/** Rows per second of the kernel, handed out in slices that a worker would transfer. */
function enumerate(host: BenchHost, queries: string[], limit: number): void {
  console.log('| query | rows | kernel Mrows/s |')
  console.log('|---|---|---|')
  for (const query of queries) {
    const planned = plan(host, query, false)
    const search = createWasmSearch(module, planned.plan, planned.space, null)
    const rates: number[] = []
    let rowCount = 0
    for (let repetition = 0; repetition <= repetitions; repetition++) {
      const begin = cpuMs()
      rowCount = 0
      let cursor: Cursor | null = null
      do {
        const budget = { steps: stepsPerSlice, rows: Math.min(100_000, limit - rowCount) }
        const slice = search.run({ first: 0, end: planned.plan.rootCount }, cursor, budget)
        rowCount += slice.count
        cursor = slice.cursor
      } while (cursor && rowCount < limit)
      if (repetition > 0) rates.push(rowCount / (cpuMs() - begin) / 1000)
    }
    console.log(`| ${query} | ${rowCount} | ${median(rates).toFixed(1)} |`)
  }
}

function main(words: string[]): void {
  const at = words.indexOf('--enumerate')
  const limit = at < 0 ? 0 : Number(words.splice(at, 2)[1])
  const queries = words.filter((word) => word in motifs)
  const file =
    words.find((word) => !(word in motifs)) ?? buildNativeReference()?.generate('M', ['--preset', 'M'])
  if (!file) return
  const host = readHost(file)
  const chosen = queries.length > 0 ? queries : Object.keys(motifs)
  if (limit > 0) enumerate(host, chosen, limit)
  else compareCounts(host, file, chosen)
}

main(process.argv.slice(2))
