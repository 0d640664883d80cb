/** `npx tsx tests/bench/cypher-tables.ts`: queries of Cypher that make few rows of many, with the table engine and by the
 *  evaluator alone, on the larva with its cell types: CPU times of one process, medians, in turns, answers compared. */
import { readFileSync } from 'node:fs'
import { createServer } from 'vite'
import type * as QueryAnswerer from '../../src/grand/cypher/answer-query'
import type * as RowTables from '../../src/grand/cypher/reduction/row-tables'
import type * as GraphImporter from '../../src/hosts/import-graph'
import type * as HostTables from '../../src/tables/host-tables'
import { createWasmSearch } from '../../src/grandiso/wasm-kernel'
import { openNodeDuckDb } from '../tools/node-duckdb'
import { sharedPath } from '../tools/shared'

const queries = [
  'MATCH (a)-->(b)-->(c) RETURN a.celltype AS a, c.celltype AS c, count(*) AS n ORDER BY n DESC, a, c LIMIT 20',
  'MATCH (a)-->(b)-->(c) RETURN b.id AS b, count(DISTINCT a.celltype) AS n ORDER BY n DESC, b LIMIT 20',
  'MATCH (a)-[r]->(b)-[s]->(c) RETURN b.celltype AS b, sum(r.weight) AS r, avg(s.weight) AS s ORDER BY b',
  'MATCH (a)-[r]->(b)-[s]->(c) WITH r.weight + s.weight AS w, a, c RETURN a.id, c.id, w ORDER BY w DESC LIMIT 20',
]
const repetitions = Number(process.env['BENCH_REPETITIONS'] ?? 3)

// The grammars are compiled by a plugin of Vite.
const server = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'error' })
const load = <T>(path: string) => server.ssrLoadModule(path) as Promise<T>
const { answerCypher } = await load<typeof QueryAnswerer>('/src/grand/cypher/answer-query.ts')
const { createRowTables } = await load<typeof RowTables>('/src/grand/cypher/reduction/row-tables.ts')
const { importGraph } = await load<typeof GraphImporter>('/src/hosts/import-graph.ts')
const { loadHostTables } = await load<typeof HostTables>('/src/tables/host-tables.ts')
const kernel = readFileSync(new URL('../../workers/kernel/build/kernel.wasm', import.meta.url))
const module = new WebAssembly.Module(kernel)
const createSearch = (
  plan: Parameters<typeof createWasmSearch>[1],
  space: Parameters<typeof createWasmSearch>[2],
) => createWasmSearch(module, plan, space, null)

const sourceOf = (name: string) => {
  const blob = new Blob([readFileSync(sharedPath(`conformance/graphs/larva_winding2023.${name}.csv.gz`))])
  return { stream: blob.stream() as ReadableStream<Uint8Array>, size: blob.size }
}
const imported = await importGraph(sourceOf('edges'), sourceOf('nodes'), {})
const host = { ...imported, nodes: new Blob(imported.nodes), edges: new Blob(imported.edges) }
const connection = await openNodeDuckDb()
const openTables = async (part: 'nodes' | 'all') => {
  await loadHostTables(connection, { ...host, id: 'larva', name: 'larva' }, () => Promise.resolve(host), part)
  return connection
}
await openTables('all')

async function cpuMs(query: string, withTables: boolean) {
  const rows = createRowTables('larva', openTables)
  const question = { query, parameters: {}, limit: 10_000, limitMs: 600_000 }
  const begin = process.cpuUsage()
  const answer = await answerCypher(host, question, () => performance.now(), undefined, {
    createSearch,
    tables: withTables ? rows.tables : null,
  })
  const { user, system } = process.cpuUsage(begin)
  await rows.close()
  if ((answer.restBy === 'duckdb') !== withTables) throw new Error(`${query}: not by the table engine`)
  return { ms: (user + system) / 1000, answer: JSON.stringify(answer.rows) }
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN

console.log(`${host.nodeCount} nodes, ${host.edgeCount} edges; CPU ms, medians of ${repetitions}`)
for (const query of queries) {
  const times = { tables: [] as number[], evaluator: [] as number[] }
  const answers = new Set<string>()
  for (let turn = 0; turn <= repetitions; turn++)
    for (const way of ['tables', 'evaluator'] as const) {
      const { ms, answer } = await cpuMs(query, way === 'tables')
      answers.add(answer)
      // The first turn warms up.
      if (turn > 0) times[way].push(ms)
    }
  if (answers.size > 1) throw new Error(`${query}: answers differ: ${[...answers].join('\n')}`)
  const [tables, evaluator] = [median(times.tables), median(times.evaluator)]
  console.log(
    `${query}\n  with the table engine ${tables.toFixed(0)} · by the evaluator ${evaluator.toFixed(0)} (× ${(evaluator / tables).toFixed(1)})`,
  )
}
await server.close()
