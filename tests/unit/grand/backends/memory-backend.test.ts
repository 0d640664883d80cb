/** Graphs in memory, and with answers remembered in front. */
import { expect, test } from 'vitest'
import type { EdgeRecord, NodeRecord } from '../../../../src/grand/backend'
import { MemoryBackend } from '../../../../src/grand/backends/memory/memory-backend'
import { cached } from '../../../../src/grand/cached-backend'
import { topologyFromPairs } from '../../../../src/grandiso/csr'
import { describeBackend } from './backend-contract'

async function filled(directed: boolean, { nodes, edges }: { nodes: NodeRecord[]; edges: EdgeRecord[] }) {
  const backend = new MemoryBackend(directed)
  await backend.addNodes(nodes)
  await backend.addEdges(edges)
  return backend
}

describeBackend('memory, directed', { create: (content) => filled(true, content) })
describeBackend('memory, undirected', { create: (content) => filled(false, content) })
describeBackend('memory behind a cache', { create: async (content) => cached(await filled(true, content)) })

test('a cache asks for the same thing once, for what it does not know only, and anew after a change', async () => {
  const backend = new MemoryBackend(true)
  await backend.addEdges([{ source: 'a', target: 'b', attributes: {} }])
  const asked: string[][] = []
  const counting = Object.assign(Object.create(backend) as MemoryBackend, {
    neighbours: (ids: readonly string[], direction: 'out' | 'in' | 'both') => {
      asked.push([...ids])
      return backend.neighbours(ids, direction)
    },
  })
  const graph = cached(counting)
  await graph.neighbours(['a', 'x'], 'out')
  await graph.neighbours(['b', 'a', 'b', 'x'], 'out')
  expect(asked).toEqual([['a', 'x'], ['b']])
  await graph.addEdges([{ source: 'a', target: 'c', attributes: {} }])
  expect(await graph.neighbours(['a'], 'out')).toEqual([['b', 'c']])
})

for (const directed of [true, false])
  test(`a ${directed ? 'directed' : 'undirected'} graph in memory lies in the rows that the search would build of it`, async () => {
    const pairs = { sources: Uint32Array.of(0, 2, 1, 2, 3), targets: Uint32Array.of(2, 1, 0, 2, 0) }
    const backend = new MemoryBackend(directed, { least: 2 })
    await backend.addNodes(['a', 'gone', 'b', 'c', 'd', 'e'].map((id) => ({ id, attributes: {} })))
    for (const [i, source] of pairs.sources.entries()) {
      const [from, to] = [source, pairs.targets[i] ?? 0].map((node) => 'abcde'.charAt(node))
      await backend.addEdges([{ source: from ?? '', target: to ?? '', attributes: {} }])
      await backend.addEdges([{ source: 'gone', target: to ?? '', attributes: {} }])
    }
    await backend.removeNodes(['gone'])
    const { topology } = await backend.inMemory()
    expect(topology).toEqual(topologyFromPairs(5, directed, pairs))
  })
