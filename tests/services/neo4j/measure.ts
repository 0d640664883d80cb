/** What Neo4j and neuPrint's protocol cost as backends, for docs/backends.md: `npx tsx tests/services/neo4j/measure.ts`.
 *  One machine, loopback, a graph of 20,000 nodes and 200,000 edges; each figure is the median of five. */
import { Neo4jBackend } from '../../../src/grand/backends/cypher/neo4j-backend'
import { NeuPrintBackend } from '../../../src/grand/backends/cypher/neuprint-backend'
import type { EdgeRecord, GraphBackend } from '../../../src/grand/backend'
import { neo4jOverBolt } from '../../../src/grand/remote/neo4j-bolt'
import { neo4jOverHttp } from '../../../src/grand/remote/neo4j-http'
import { neuPrintOverHttp } from '../../../src/grand/remote/neuprint-http'
import { RandomStream } from '../../../src/model/random-stream'
import { startNeo4j } from '../servers/neo4j/start-neo4j'
import { startNeuPrintProtocol } from '../servers/neuprint/neuprint-protocol'

const nodeCount = 20_000
const edgeCount = 200_000
const first = 720575940379283456n

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

async function median(work: () => Promise<unknown>): Promise<number> {
  await work()
  const times = [0, 0, 0, 0, 0]
  for (const i of times.keys()) times[i] = await timed(work)
  return times.sort((a, b) => a - b)[2] ?? 0
}

async function readAll(stream: AsyncIterable<unknown[]>): Promise<number> {
  let count = 0
  for await (const batch of stream) count += batch.length
  return count
}

async function measure(name: string, backend: GraphBackend, ids: string[]): Promise<void> {
  const ms = async (work: () => Promise<unknown>) => (await median(work)).toFixed(1)
  const some = ids.slice(0, 1_000)
  const pairs = some.map((id, i) => [id, ids[i + 1] ?? id] as const)
  const row = {
    'neighbours of 1': await ms(() => backend.neighbours(ids.slice(0, 1), 'out')),
    'neighbours of 1,000': await ms(() => backend.neighbours(some, 'out')),
    'attributes of 1,000': await ms(() => backend.getNodes(some)),
    'has 1,000 edges': await ms(() => backend.hasEdges(pairs)),
    'count of edges': await ms(() => backend.edgeCount()),
    'all nodes': await ms(() => readAll(backend.nodes())),
    'all edges': await ms(() => readAll(backend.edges())),
  }
  for (const [what, time] of Object.entries(row)) console.log(`${name} · ${what} · ${time} ms`)
}

const server = await startNeo4j()
try {
  const { boltAddress, httpAddress, credentials } = server
  const bolt = neo4jOverBolt({ address: boltAddress, credentials })
  const http = neo4jOverHttp({ address: httpAddress, credentials })
  const protocol = await startNeuPrintProtocol(bolt, { token: 't', datasets: { toy: {} } })
  const bearer = { kind: 'bearer', token: 't' } as const
  const model = {
    directed: true,
    label: 'Neuron',
    relationshipType: 'ConnectsTo',
    idProperty: 'bodyId',
    idKind: 'integer',
  } as const
  const random = new RandomStream(9, 0)
  const node = () => String(first + BigInt(random.below(nodeCount)))
  const ids = Array.from({ length: nodeCount }, (_, i) => String(first + BigInt(i)))
  const edges: EdgeRecord[] = Array.from({ length: edgeCount }, (_, i) => ({
    source: node(),
    target: node(),
    attributes: { weight: i % 50 },
  }))
  const half = edges.length / 2
  const own = await Neo4jBackend.own(bolt, model)
  const nodesMs = await timed(() => own.addNodes(ids.map((id) => ({ id, attributes: { type: 'KC' } }))))
  console.log(`Bolt · write ${nodeCount} nodes · ${nodesMs.toFixed(0)} ms`)
  console.log(
    `Bolt · write ${half} edges · ${(await timed(() => own.addEdges(edges.slice(0, half)))).toFixed(0)} ms`,
  )
  const overHttp = Neo4jBackend.over(http, model)
  console.log(
    `HTTP · write ${half} edges · ${(await timed(() => overHttp.addEdges(edges.slice(half)))).toFixed(0)} ms`,
  )
  await measure('Bolt', own, ids)
  await measure('HTTP', overHttp, ids)
  const neuPrint = neuPrintOverHttp({ address: protocol.address, dataset: 'toy', credentials: bearer })
  await measure('neuPrint', new NeuPrintBackend(neuPrint), ids)
  await bolt.close()
  await protocol.stop()
} finally {
  await server.stop()
}
