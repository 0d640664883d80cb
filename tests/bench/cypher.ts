/** `npx tsx tests/bench/cypher.ts [edges.csv.gz]`: patterns of Cypher by the compiled search, by the evaluator, and the
 *  same as a motif, in one process on one thread: CPU times, medians, in turns, counts compared. The larva by default. */
import { readFileSync } from 'node:fs'
import { createServer } from 'vite'
import type * as CypherRunner from '../../src/grand/cypher/run-cypher'
import type * as MotifReader from '../../src/dotmotif/read-motif'
import { planSearch } from '../../src/grandiso/plan'
import { createWasmSearch } from '../../src/grandiso/wasm-kernel'
import { cpuMs, median } from './cpu-times'
import { edgeListGraph } from './edge-list-graph'

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

const { topology, freshGraph, sizes } = edgeListGraph(process.argv[2])

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

console.log(`${sizes}; CPU ms, medians of ${repetitions}; evaluator once`)
for (const { cypher, motif } of questions) {
  const times = { motif: [] as number[], search: [] as number[] }
  const counts = new Set<number>()
  for (let turn = 0; turn <= repetitions; turn++) {
    const byMotif = motif === undefined ? null : cpuMs(() => ways.motif(motif))
    const bySearch = cpuMs(() => ways.search(cypher))
    for (const one of [byMotif, bySearch]) if (one) counts.add(one.value)
    // The first turn warms up.
    if (turn === 0) continue
    if (byMotif) times.motif.push(byMotif.ms)
    times.search.push(bySearch.ms)
  }
  const walked = cpuMs(() => ways.evaluator(cypher))
  counts.add(walked.value)
  if (counts.size > 1) throw new Error(`${cypher}: counts differ: ${[...counts].join(', ')}`)
  const [motifMs, searchMs] = [median(times.motif), median(times.search)]
  const figures = [
    `${walked.value} rows`,
    ...(motif === undefined ? [] : [`motif ${motifMs.toFixed(1)}`]),
    `Cypher by search ${searchMs.toFixed(1)}${motif === undefined ? '' : ` (× ${(searchMs / motifMs).toFixed(1)})`}`,
    `by evaluator ${walked.ms.toFixed(0)} (× ${(walked.ms / searchMs).toFixed(0)} of the search)`,
  ]
  console.log(`${cypher}\n  ${figures.join(' · ')}`)
}
await server.close()
