/** `npx tsx tests/bench/backends.ts [word …]`: what a question costs on each backend, and on real servers where Java is:
 *  one graph of 2,000 nodes and 10,000 edges, medians, from Node. A word names the backends that are measured. */
import type { EdgeRecord, GraphBackend } from '../../src/grand/backend'
import { DynamoDBBackend } from '../../src/grand/backends/dynamodb/dynamodb-backend'
import { GraphologyBackend } from '../../src/grand/backends/graphology-backend'
import { GremlinBackend } from '../../src/grand/backends/gremlin/gremlin-backend'
import { MemoryBackend } from '../../src/grand/backends/memory/memory-backend'
import { Neo4jBackend } from '../../src/grand/backends/cypher/neo4j-backend'
import { OwnTableBackend } from '../../src/grand/backends/tables/own-table-backend'
import { neo4jOverBolt } from '../../src/grand/remote/neo4j-bolt'
import { startDynamoDBLocal } from '../services/servers/dynamodb/dynamodb-local'
import { login, startGremlinServer } from '../services/servers/gremlin/gremlin-server'
import { missingJavaTools } from '../services/servers/java-class-path'
import { startNeo4j } from '../services/servers/neo4j/start-neo4j'
import { openNodeDuckDb } from '../tools/node-duckdb'
import { median } from './statistics'

interface Kept {
  backend: GraphBackend
  stop?: () => Promise<void>
}

const [nodeCount, edgeCount, singles, repetitions] = [2_000, 10_000, 50, 3]

const places: Record<string, () => Promise<Kept>> = {
  Memory: async () => ({ backend: new MemoryBackend(true) }),
  Graphology: async () => ({ backend: await GraphologyBackend.create(true) }),
  OwnTable: async () => ({ backend: await OwnTableBackend.create(await openNodeDuckDb(), true) }),
  Neo4j: async () => {
    const { boltAddress, credentials, stop } = await startNeo4j()
    const endpoint = neo4jOverBolt({ address: boltAddress, credentials })
    const model = {
      label: 'Neuron',
      relationshipType: 'ConnectsTo',
      idProperty: 'id',
      idKind: 'text',
    } as const
    return { backend: await Neo4jBackend.own(endpoint, { directed: true, ...model }), stop }
  },
  Gremlin: async () => {
    const { url, emptySource, stop } = await startGremlinServer()
    return { backend: await GremlinBackend.open({ url, login, traversalSource: emptySource() }), stop }
  },
  DynamoDB: async () => {
    const { endpoint, emptyAccount, stop } = await startDynamoDBLocal()
    return { backend: await DynamoDBBackend.open({ endpoint, credentials: emptyAccount() }), stop }
  },
}
const onServers = new Set(['Neo4j', 'Gremlin', 'DynamoDB'])

/** The same in every run. */
const edges: EdgeRecord[] = Array.from({ length: edgeCount }, (_, i) => ({
  source: `n${i % nodeCount}`,
  target: `n${(i * 7 + Math.floor(i / nodeCount) * 13 + 1) % nodeCount}`,
  attributes: { weight: i },
}))
const pairCount = new Set(edges.map(({ source, target }) => `${source} ${target}`)).size
const ids = Array.from({ length: nodeCount }, (_, i) => `n${i}`)

async function timed(times: number, ask: (i: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < times; i++) {
    const begun = performance.now()
    await ask(i)
    taken.push(performance.now() - begun)
  }
  return median(taken)
}

async function countEdges(backend: GraphBackend): Promise<void> {
  let count = 0
  for await (const batch of backend.edges()) count += batch.length
  if (count !== pairCount) throw new Error(`${backend.kind} told ${count} edges instead of ${pairCount}.`)
}

async function measure(backend: GraphBackend): Promise<number[]> {
  const some = (i: number) => ids[(i * 37) % nodeCount] ?? ''
  // Warm: what is asked first pays for compilers and caches.
  await backend.addEdges(edges.slice(0, 500))
  await backend.neighbours(ids.slice(0, 100), 'out')
  const ingest = await timed(1, () => backend.addEdges(edges))
  return [
    await timed(singles, (i) => backend.hasNodes([some(i)])),
    await timed(singles, (i) => backend.neighbours([some(i)], 'out')),
    await timed(repetitions, () => backend.neighbours(ids.slice(0, 1_000), 'out')),
    await timed(repetitions, () => countEdges(backend)),
    ingest,
  ]
}

const shown = (ms: number) => (ms < 0.1 ? '< 0.1' : ms < 10 ? ms.toFixed(1) : ms.toFixed(0))

async function main(): Promise<void> {
  const words = process.argv.slice(2).map((word) => word.toLowerCase())
  const missing = missingJavaTools()
  if (missing) console.error(missing)
  const columns = ['has node', 'neighbours of one', 'of 1,000', 'iterate 10k edges', 'ingest 10k edges']
  console.log(`| backend, ms | ${columns.join(' | ')} |\n| --- | ${columns.map(() => '---:').join(' | ')} |`)
  for (const [name, open] of Object.entries(places)) {
    if ((missing && onServers.has(name)) || (words.length > 0 && !words.includes(name.toLowerCase())))
      continue
    const { backend, stop } = await open()
    try {
      console.log(`| \`${name}Backend\` | ${(await measure(backend)).map(shown).join(' | ')} |`)
      await backend.close()
    } finally {
      await stop?.()
    }
  }
}

void main()
