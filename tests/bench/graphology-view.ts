/** `npx tsx tests/bench/graphology-view.ts [edges]`: algorithms of graphology on an open host: on the view of it, and on
 *  a copy in graphology, in one run. CPU milliseconds until the first answer and for each further one, megabytes, ratios. */
import louvain from 'graphology-communities-louvain'
import { connectedComponents } from 'graphology-components'
import type Graphology from 'graphology'
import { centrality } from 'graphology-metrics'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { HostBackend } from '../../src/grand/backends/host/host-backend'
import { DialectGraph } from '../../src/grand/dialect-graph'
import { unpackTopology } from '../../src/model/topology-blob'
import { importGraph } from '../../src/hosts/import-graph'
import { loadHostTables } from '../../src/tables/host-tables'
import { openNodeDuckDb } from '../tools/node-duckdb'

setFlagsFromString('--expose_gc')
const collectGarbage = runInNewContext('gc') as () => void

const edgeCount = Number(process.argv[2] ?? 1_000_000)
const nodeCount = Math.max(2, Math.round(edgeCount / 20))

/** Random pairs of nodes with a weight, the same in every run. */
function table(): Blob {
  let state = 7
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const node = () => `n${Math.floor(random() * nodeCount)}`
  const rows = Array.from({ length: edgeCount }, (_, i) => `${node()},${node()},${i % 97}`)
  return new Blob([`source,target,weight\n${rows.join('\n')}\n`])
}

interface Form {
  graph: Graphology
  milliseconds: number
  megabytes: number
}

/** Buffers are given back a moment after they are collected. */
async function memoryInUse(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    collectGarbage()
    await setTimeout(50)
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

async function taken<T>(ask: () => Promise<T> | T): Promise<[answer: T, milliseconds: number]> {
  const begun = process.cpuUsage()
  const answer = await ask()
  const { user, system } = process.cpuUsage(begun)
  return [answer, (user + system) / 1_000]
}

async function formOf(make: () => Promise<Graphology>): Promise<Form> {
  const before = await memoryInUse()
  const [graph, milliseconds] = await taken(make)
  return { graph, milliseconds, megabytes: ((await memoryInUse()) - before) / 1e6 }
}

const algorithms: Record<string, (graph: Graphology) => unknown> = {
  'connected components': (graph) => connectedComponents(graph).length,
  'sum of weighted degrees': (graph) => {
    let sum = 0
    graph.forEachEdge((_, { weight }) => void (sum += Number(weight)))
    return sum
  },
  pagerank: (graph) =>
    Object.keys(centrality.pagerank(graph, { tolerance: 1e-5, getEdgeWeight: 'weight' })).length,
  louvain: (graph) => Object.keys(louvain(graph, { rng: () => 0.5 })).length,
}

const shown = (value: number) => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })
const row = (name: string, view: number, copy: number) =>
  console.log(`| ${name} | ${shown(view)} | ${shown(copy)} | ${(copy / view).toFixed(1)} |`)

async function main(): Promise<void> {
  const connection = await openNodeDuckDb()
  const file = table()
  const source = { stream: file.stream() as ReadableStream<Uint8Array>, size: file.size }
  const imported = { ...(await importGraph(source, null, {})), name: 'random' }
  await loadHostTables(connection, imported, () =>
    Promise.resolve({ nodes: new Blob(imported.nodes), edges: new Blob(imported.edges) }),
  )
  const topology = unpackTopology(imported.topology)
  const graph = new DialectGraph(new HostBackend(connection, imported, topology))
  console.log(`A host of ${imported.nodeCount} nodes and ${imported.edgeCount} edges with a weight each`)
  console.log('\n| | view | copy | ratio |\n| --- | ---: | ---: | ---: |')
  const view = await formOf(() => graph.graphology())
  const copy = await formOf(async () => (await graph.copy('graphology')).graphology())
  row('made, ms', view.milliseconds, copy.milliseconds)
  row('memory, MB', view.megabytes, copy.megabytes)
  let isFirst = true
  for (const [name, run] of Object.entries(algorithms)) {
    const [ours, viewMs] = await taken(() => run(view.graph))
    const [theirs, copyMs] = await taken(() => run(copy.graph))
    if (name !== 'louvain' && ours !== theirs)
      throw new Error(`${name}: ${String(ours)} and ${String(theirs)}.`)
    if (isFirst) row(`first answer: ${name}, ms`, view.milliseconds + viewMs, copy.milliseconds + copyMs)
    isFirst = false
    row(`${name}, ms`, viewMs, copyMs)
  }
}

void main()
