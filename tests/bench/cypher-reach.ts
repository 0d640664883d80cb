/** `npx tsx tests/bench/cypher-reach.ts [edges.csv.gz]`: how many nodes are so many steps downstream of one, in Cypher:
 *  by a sweep, and by walks, which a path with a name asks for. In one process on one thread: CPU times, medians, in
 *  turns, counts compared. The larva by default; from the node of most edges. */
import { createServer } from 'vite'
import type * as CypherRunner from '../../src/grand/cypher/run-cypher'
import { cpuMs, median } from './cpu-times'
import { edgeListGraph } from './edge-list-graph'

const repetitions = Number(process.env['BENCH_REPETITIONS'] ?? 5)
const longestWalk = 3

const { freshGraph, sizes } = edgeListGraph(process.argv[2])
// The grammar is compiled by a plugin of Vite.
const server = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'error' })
const { runCypher } = (await server.ssrLoadModule('/src/grand/cypher/run-cypher.ts')) as typeof CypherRunner
const counted = (path: string) => {
  const query = `MATCH (a {n: 0}) MATCH ${path} RETURN count(DISTINCT b) AS n`
  return cpuMs(() => Number([...runCypher(query, freshGraph()).rows][0]?.[0]))
}

console.log(`${sizes}; CPU ms, medians of ${repetitions}`)
for (const range of ['*..1', '*..2', '*..3', '*..4', '*']) {
  const path = `(a)-[${range}]->(b)`
  const isWalked = range !== '*' && Number(range.slice(3)) <= longestWalk
  const times = { swept: [] as number[], walked: [] as number[] }
  let count = 0
  for (let turn = 0; turn <= repetitions; turn++) {
    const swept = counted(path)
    const walked = isWalked ? counted(`p = ${path}`) : swept
    if (swept.value !== walked.value) throw new Error(`${path}: ${swept.value} or ${walked.value}?`)
    count = swept.value
    // The first turn warms up.
    if (turn === 0) continue
    times.swept.push(swept.ms)
    times.walked.push(walked.ms)
  }
  const [swept, walked] = [median(times.swept), median(times.walked)]
  const beside = isWalked ? ` · walked ${walked.toFixed(1)} (× ${(walked / swept).toFixed(1)})` : ''
  console.log(`${path}: ${count} nodes · swept ${swept.toFixed(1)}${beside}`)
}
await server.close()
