/** What stands between a script and the tables answers as every backend does, and asks seldom. */
import { beforeAll, expect, test } from 'vitest'
import type { EdgeRecord, GraphBackend, NodeRecord } from '../../../../src/grand/backend'
import { MemoryBackend } from '../../../../src/grand/backends/memory/memory-backend'
import { cached } from '../../../../src/grand/cached-backend'
import { backendOfPort, portOf } from '../../../../src/grand/script/backend-port'
import { coalesced } from '../../../../src/grand/script/coalesced-backend'
import { HostTableBackend } from '../../../../src/grand/script/host-table-backend'
import { readingAhead } from '../../../../src/grand/script/read-ahead-backend'
import { graphFor } from '../../../../src/grand/script/run-script'
import type { SqlConnection } from '../../../../src/tables/sql-connection'
import { openNodeDuckDb } from '../../../tools/node-duckdb'
import { openEngineHost } from '../../../tools/node-engine'
import { describeBackend } from '../backends/backend-contract'
import { runInNode } from './node-script'

let connection: SqlConnection
beforeAll(async () => {
  connection = await openNodeDuckDb()
}, 60_000)

const overPort = (backend: GraphBackend) =>
  backendOfPort(portOf(backend, new AbortController().signal), backend)

/** An undirected file has each edge once. */
const once = (edges: EdgeRecord[]) =>
  edges.filter(
    ({ source, target }, i) =>
      !edges.slice(0, i).some((one) => one.source === target && one.target === source),
  )

async function host(directed: boolean, { nodes, edges }: { nodes: NodeRecord[]; edges: EdgeRecord[] }) {
  const links = (directed ? edges : once(edges)).map(({ attributes, ...pair }) => ({
    ...attributes,
    ...pair,
  }))
  const graph = {
    ...{ directed, multigraph: false, graph: {}, links },
    nodes: nodes.map(({ id, attributes }) => ({ ...attributes, id })),
  }
  const { imported } = await openEngineHost(connection, JSON.stringify(graph))
  return new HostTableBackend(connection, imported, directed)
}

for (const directed of [true, false]) {
  const word = directed ? 'directed' : 'undirected'
  describeBackend(`a host’s tables alone, ${word}`, { create: (content) => host(directed, content) })
  describeBackend(`a host’s tables as a script has them, ${word}`, {
    create: async (content) => readingAhead(cached(coalesced(overPort(await host(directed, content))))),
  })
}

/** A ring with chords, and how often its neighbours and degrees were asked for. */
async function countedRing(size: number) {
  const ring = new MemoryBackend(true)
  const id = (i: number) => `n${i % size}`
  for (let i = 0; i < size; i++)
    await ring.addEdges([1, 7].map((step) => ({ source: id(i), target: id(i + step), attributes: {} })))
  const asked = { questions: 0, ids: 0 }
  const counted = Object.assign(Object.create(ring) as GraphBackend, {
    neighbours: (ids: readonly string[], direction: 'out') => {
      asked.questions++
      asked.ids += ids.length
      return ring.neighbours(ids, direction)
    },
    degrees: (ids: readonly string[], direction: 'out') => {
      asked.questions++
      asked.ids += ids.length
      return ring.degrees(ids, direction)
    },
  })
  return { asked, graph: await graphFor(overPort(counted), 'duckdb') }
}

test('a loop over all nodes asks ahead: few questions, the same answers', async () => {
  const { asked, graph } = await countedRing(1000)
  const code = `let sum = 0
    for await (const { id } of graph.nodes()) sum += await graph.degree(id, 'out')
    return sum`
  expect((await runInNode(code, { graph })).value).toBe(2000)
  expect(asked.questions).toBeLessThan(12)
  expect(asked.ids).toBe(1000)
})

test('a breadth-first search asks ahead along the lists it walks', async () => {
  const { asked, graph } = await countedRing(1000)
  const code = `const seen = new Set(['n0'])
    let next = ['n0']
    let level = 0
    while (next.length > 0) {
      const now = next
      next = []
      for (const v of now)
        for await (const w of nx.successors(v)) if (!seen.has(w)) { seen.add(w); next.push(w) }
      level++
    }
    return [seen.size, level]`
  const { value } = await runInNode(code, { graph })
  expect(value).toEqual((await runInNode(code, { graph: await graphFor(graph.backend, 'memory') })).value)
  expect(asked.questions).toBeLessThan(700)
})

test('one node asked alone is asked alone', async () => {
  const { asked, graph } = await countedRing(50)
  await graph.neighbours('n0', 'out')
  expect(asked).toEqual({ questions: 1, ids: 1 })
})
