/** `npx tsx tests/bench/memory-graph.ts [edges]`: a graph in memory beside the same in graphology, in one run: a million
 *  random edges with a weight each, unless you say otherwise. Bytes per edge, milliseconds, and their ratios. */
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { EdgeRecord, GraphBackend } from '../../src/grand/backend'
import { GraphologyBackend } from '../../src/grand/backends/graphology-backend'
import { MemoryBackend } from '../../src/grand/backends/memory/memory-backend'
import { median } from './statistics'

setFlagsFromString('--expose_gc')
const collectGarbage = runInNewContext('gc') as () => void

const edgeCount = Number(process.argv[2] ?? 1_000_000)
const nodeCount = Math.max(2, Math.round(edgeCount / 10))
const [batchSize, repetitions] = [10_000, 3]

/** The same numbers in every run. */
function* randomNumbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

const ids = Array.from({ length: nodeCount }, (_, i) => `n${i}`)
const pairs = (() => {
  const numbers = randomNumbers(7)
  const node = () => Math.floor((numbers.next().value ?? 0) * nodeCount)
  return Uint32Array.from({ length: edgeCount * 2 }, node)
})()
const edgeAt = (i: number): EdgeRecord => ({
  source: ids[pairs[i * 2]!]!,
  target: ids[pairs[i * 2 + 1]!]!,
  attributes: { weight: i + 0.5 },
})

/** Buffers are given back a moment after they are collected. */
async function bytesInUse(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    collectGarbage()
    await setTimeout(50)
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

async function milliseconds(times: number, ask: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < times; i++) {
    const begun = process.cpuUsage()
    await ask()
    const { user, system } = process.cpuUsage(begun)
    taken.push((user + system) / 1_000)
  }
  return median(taken)
}

async function inBatches<T>(values: readonly T[], ask: (batch: T[]) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < values.length; i += 1_000) await ask(values.slice(i, i + 1_000))
}

async function countEdges(backend: GraphBackend): Promise<number> {
  let count = 0
  for await (const batch of backend.edges()) count += batch.length
  return count
}

const questions = [
  'bytes per edge',
  'ingest',
  'neighbours out of all',
  'neighbours both of all',
  'has edges of all pairs',
  'iterate edges',
] as const

async function ingest(backend: GraphBackend): Promise<void> {
  for (let i = 0; i < edgeCount; i += batchSize)
    await backend.addEdges(
      Array.from({ length: Math.min(batchSize, edgeCount - i) }, (_, at) => edgeAt(i + at)),
    )
}

async function measure(open: () => Promise<GraphBackend>): Promise<{ figures: number[]; edges: number }> {
  const before = await bytesInUse()
  const backend = await open()
  const ingestMs = await milliseconds(1, () => ingest(backend))
  const bytes = ((await bytesInUse()) - before) / (await backend.edgeCount())
  const asked = Array.from({ length: nodeCount }, (_, i) => [edgeAt(i).source, edgeAt(i).target] as const)
  const figures = [
    bytes,
    ingestMs,
    await milliseconds(repetitions, () => inBatches(ids, (batch) => backend.neighbours(batch, 'out'))),
    await milliseconds(repetitions, () => inBatches(ids, (batch) => backend.neighbours(batch, 'both'))),
    await milliseconds(repetitions, () => inBatches(asked, (batch) => backend.hasEdges(batch))),
    await milliseconds(repetitions, () => countEdges(backend)),
  ]
  const edges = await countEdges(backend)
  await backend.close()
  return { figures, edges }
}

const shown = (value: number) => value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })

async function main(): Promise<void> {
  console.log(`${edgeCount} random edges among ${nodeCount} nodes; CPU milliseconds`)
  for (const directed of [true, false]) {
    const memory = await measure(async () => new MemoryBackend(directed))
    const graphology = await measure(() => GraphologyBackend.create(directed))
    if (memory.edges !== graphology.edges)
      throw new Error(`${memory.edges} edges instead of ${graphology.edges}.`)
    console.log(`\n| ${directed ? 'directed' : 'undirected'} | memory | graphology | ratio |`)
    console.log('| --- | ---: | ---: | ---: |')
    for (const [i, question] of questions.entries()) {
      const [ours, theirs] = [memory.figures[i] ?? 0, graphology.figures[i] ?? 0]
      console.log(`| ${question} | ${shown(ours)} | ${shown(theirs)} | ${(theirs / ours).toFixed(1)} |`)
    }
  }
}

void main()
