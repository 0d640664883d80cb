/** The example of docs/backends.md: a script for NetworkX, ported line by line, on three backends. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GraphologyBackend } from '../../../src/grand/backends/graphology-backend'
import { HostBackend } from '../../../src/grand/backends/host/host-backend'
import { MemoryBackend } from '../../../src/grand/backends/memory/memory-backend'
import { OwnTableBackend } from '../../../src/grand/backends/tables/own-table-backend'
import { cached } from '../../../src/grand/cached-backend'
import { DialectGraph } from '../../../src/grand/dialect-graph'
import type { NetworkXDialect } from '../../../src/grand/dialects/networkx/networkx'
import { unpackTopology } from '../../../src/model/topology-blob'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { openEngineHost } from '../../tools/node-engine'

async function reachable(G: NetworkXDialect, source: string, cutoff: number) {
  const distance = new Map([[source, 0]])
  let frontier = [source]
  for (let step = 1; step <= cutoff && frontier.length > 0; step++) {
    const next: string[] = []
    for (const n of frontier)
      for await (const m of G.successors(n))
        if (!distance.has(m)) {
          distance.set(m, step)
          next.push(m)
        }
    frontier = next
  }
  return distance
}

const edges = ['a b', 'b c', 'c d', 'd e', 'a c', 'e a', 'x a'].map(
  (pair) => pair.split(' ') as [string, string],
)
/** What `nx.single_source_shortest_path_length(G, 'a', cutoff=2)` answered in NetworkX 3.6.1; e and x are out of reach. */
const expected = new Map([['a', 0], ['b', 1], ['c', 1], ['d', 2]]) // prettier-ignore

test('gives what NetworkX gives, in memory, in graphology, in tables and on a host', async () => {
  const connection = await openNodeDuckDb()
  const { imported } = await openEngineHost(
    connection,
    `source,target\n${edges.map((pair) => pair.join()).join('\n')}\n`,
  )
  const filled = [
    new MemoryBackend(true),
    await GraphologyBackend.create(true),
    await OwnTableBackend.create(connection, true),
  ]
  for (const backend of filled) await new DialectGraph(backend).nx.add_edges_from(edges)
  const host = cached(new HostBackend(connection, imported, unpackTopology(imported.topology)))
  for (const backend of [...filled, host])
    expect(await reachable(new DialectGraph(backend).nx, 'a', 2)).toEqual(expected)
})

test('a copy of a host can be changed, and keeps the first of parallel edges', async () => {
  const connection = await openNodeDuckDb()
  const { imported } = await openEngineHost(connection, 'source,target,weight\na,b,1\na,b,2\nb,c,3\n')
  const graph = new DialectGraph(new HostBackend(connection, imported, unpackTopology(imported.topology)))
  for (const kept of ['memory', 'graphology'] as const) {
    const copy = await graph.copy(kept)
    expect(await copy.getEdge('a', 'b')).toEqual({ weight: 1 })
    await copy.nx.remove_node('c')
    expect([await copy.nodeCount(), await copy.edgeCount()]).toEqual([2, 1])
  }
  expect((await graph.graphology()).size).toBe(2)
  expect(await graph.edgeCount()).toBe(3)
  expect([graph.nx, graph.igraph, graph.networkit]).toEqual([graph.nx, graph.igraph, graph.networkit])
})

test('the page of the docs shows this script', () => {
  const textOf = (address: string) => readFileSync(new URL(address, import.meta.url), 'utf8')
  const [code = ''] = /async function reachable[^]*?\n}\n/.exec(textOf(import.meta.url)) ?? []
  const plain = code.replace(/: (?:NetworkXDialect|string(?:\[\])?|number)(?=[,) ])/g, '').replace(/\s+/g, '')
  expect(plain).toContain('G.successors(n)')
  expect(textOf('../../../docs/backends.md').replace(/\s+/g, '')).toContain(plain)
})
