/** `npx tsx tests/bench/cypher.ts [edges.csv.gz]`: patterns of Cypher by the compiled search, by the evaluator, and the
 *  same as a motif, in one process on one thread: CPU times, medians, in turns, counts compared. The larva by default. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { createServer } from 'vite'
import type * as CypherRunner from '../../src/grand/cypher/run-cypher'
import type * as MotifReader from '../../src/dotmotif/read-motif'
import type { PropertyGraph } from '../../src/grand/cypher/host/property-graph'
import { topologyFromPairs } from '../../src/grandiso/csr'
import { numberByDegree, renumberPairs } from '../../src/grandiso/number-by-degree'
import { planSearch } from '../../src/grandiso/plan'
import { createWasmSearch } from '../../src/grandiso/wasm-kernel'
import { sharedPath } from '../tools/shared'

const questions = [
  {
    cypher: 'MATCH (a)-->(b)-->(c)-->(a) WHERE a <> b AND b <> c AND a <> c RETURN count(*) AS n',
    motif: 'A -> B; B -> C; C -> A',
  },
  {
    cypher: 'MATCH (a)-->(b)-->(c), (a)-->(c) WHERE a <> b AND b <> c AND a <> c RETURN count(*) AS n',
    motif: 'A -> B; B -> C; A -> C',
  },
  // Nodes may coincide: no motif says the same.
  { cypher: 'MATCH (a)-->(b)-->(c)-->(a) RETURN count(*) AS n' },
  // Clauses that follow each other are searched at once.
  { cypher: 'MATCH (a)-->(b)-->(c) MATCH (a)-->(c) RETURN count(*) AS n' },
]
const repetitions = Number(process.env['BENCH_REPETITIONS'] ?? 5)

const file = process.argv[2] ?? sharedPath('conformance/graphs/larva_winding2023.edges.csv.gz')
const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n').slice(1)
const numbers = new Map<string, number>()
const numberOf = (id: string) => numbers.get(id) ?? (numbers.set(id, numbers.size), numbers.size - 1)
const ends = lines.map((line) => line.split(',').slice(0, 2).map(numberOf) as [number, number])
const inFile = { sources: Uint32Array.from(ends, ([a]) => a), targets: Uint32Array.from(ends, ([, b]) => b) }
const nodeCount = numbers.size
const { sources, targets } = renumberPairs(inFile, numberByDegree(nodeCount, inFile).indexOfNode)
const topology = topologyFromPairs(nodeCount, true, { sources, targets })

const rowsBy = (from: Uint32Array): number[][] => {
  const rows: number[][] = Array.from({ length: nodeCount }, () => [])
  from.forEach((node, edge) => rows[node]!.push(edge))
  return rows
}
const [out, into] = [rowsBy(sources), rowsBy(targets)]
const freshGraph = (): PropertyGraph => ({
  nodeCount,
  edgeCount: sources.length,
  directed: true,
  nodeId: String,
  labelsOf: () => ['Neuron'],
  typeOf: () => 'ConnectsTo',
  sourceOf: (edge) => sources[edge]!,
  targetOf: (edge) => targets[edge]!,
  outEdges: (node) => out[node]!,
  inEdges: (node) => into[node]!,
  nodeProperty: () => null,
  edgeProperty: () => null,
  nodeKeys: () => [],
  edgeKeys: () => [],
})

// The grammars are compiled by a plugin of Vite.
const server = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'error' })
const { runCypher } = (await server.ssrLoadModule('/src/grand/cypher/run-cypher.ts')) as typeof CypherRunner
const { readMotif } = (await server.ssrLoadModule('/src/dotmotif/read-motif.ts')) as typeof MotifReader
const module = new WebAssembly.Module(
  readFileSync(new URL('../../workers/kernel/build/kernel.wasm', import.meta.url)),
)

const ways = {
  motif(motifText: string): number {
    const reading = readMotif(motifText)
    if (!reading.ok) throw new Error(motifText)
    const options = { ignoreDirection: false, excludeAutomorphisms: false, induced: false, limit: null }
    const resolved = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }
    const question = { motif: reading.motif, topology, resolved, semantics: { ...options, countOnly: true } }
    const { plan, space } = planSearch(question)
    const search = createWasmSearch(module, plan, space, null)
    return search.run({ first: 0, end: plan.rootCount }, null, { steps: Infinity, rows: null }).count
  },
  search(query: string): number {
    const createSearch = (
      plan: Parameters<typeof createWasmSearch>[1],
      space: Parameters<typeof createWasmSearch>[2],
    ) => createWasmSearch(module, plan, space, null)
    const search = { createSearch, when: 'worthwhile' as const }
    return Number([...runCypher(query, freshGraph(), { search }).rows][0]?.[0])
  },
  evaluator: (query: string) => Number([...runCypher(query, freshGraph()).rows][0]?.[0]),
}

function cpuMs(work: () => number): { ms: number; count: number } {
  const begin = process.cpuUsage()
  const count = work()
  const { user, system } = process.cpuUsage(begin)
  return { ms: (user + system) / 1000, count }
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN

console.log(`${nodeCount} nodes, ${sources.length} edges; CPU ms, medians of ${repetitions}; evaluator once`)
for (const { cypher, motif } of questions) {
  const times = { motif: [] as number[], search: [] as number[] }
  const counts = new Set<number>()
  for (let turn = 0; turn <= repetitions; turn++) {
    const byMotif = motif === undefined ? null : cpuMs(() => ways.motif(motif))
    const bySearch = cpuMs(() => ways.search(cypher))
    for (const one of [byMotif, bySearch]) if (one) counts.add(one.count)
    // The first turn warms up.
    if (turn === 0) continue
    if (byMotif) times.motif.push(byMotif.ms)
    times.search.push(bySearch.ms)
  }
  const walked = cpuMs(() => ways.evaluator(cypher))
  counts.add(walked.count)
  if (counts.size > 1) throw new Error(`${cypher}: counts differ: ${[...counts].join(', ')}`)
  const [motifMs, searchMs] = [median(times.motif), median(times.search)]
  const figures = [
    `${walked.count} rows`,
    ...(motif === undefined ? [] : [`motif ${motifMs.toFixed(1)}`]),
    `Cypher by search ${searchMs.toFixed(1)}${motif === undefined ? '' : ` (× ${(searchMs / motifMs).toFixed(1)})`}`,
    `by evaluator ${walked.ms.toFixed(0)} (× ${(walked.ms / searchMs).toFixed(0)} of the search)`,
  ]
  console.log(`${cypher}\n  ${figures.join(' · ')}`)
}
await server.close()
