import { RecordBatchReader, tableFromIPC } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { concatenate } from '../../../src/hosts/formats/byte-stream'
import { importGraph } from '../../../src/hosts/import-graph'
import type { ImportProgress } from '../../../src/hosts/import-graph'
import { importText, readText, sourceOf, topologyOf } from './imported'

const rowsOf = ({ offsets, targets }: { offsets: Uint32Array; targets: Uint32Array }) =>
  Array.from(offsets.subarray(1), (end, node) => [...targets.subarray(offsets[node], end)])

/** `count` edges over some hundreds of nodes. */
function longEdgeList(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => `n${(i * 7) % 601},n${(i * 13) % 997},${i}\n`)
  return `source,target,weight\n${lines.join('')}`
}

describe('importing', () => {
  it('numbers nodes by descending number of distinct neighbours, ties in order of the file', async () => {
    // Neighbours: a 1 (b, twice), b 3, c 1, d 2, e 1, f 0.
    const text = 'source,target\na,b\na,b\nb,c\nd,b\nd,e\nf,f\n'
    const { nodes } = await readText(text)
    expect(nodes.map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c', 'e', 'f'])
  })

  it('gives the topology: sorted rows without parallel edges, self-loops apart', async () => {
    const host = await importText('source,target\na,b\na,b\nb,c\nd,b\nd,e\nf,f\n')
    const { adjacency, selfLoops, directed, nodeCount } = topologyOf(host)
    expect({ directed, nodeCount }).toEqual({ directed: true, nodeCount: 6 })
    expect(rowsOf(adjacency.out)).toEqual([[3], [0, 4], [0], [], [], []])
    expect(rowsOf(adjacency.in)).toEqual([[1, 2], [], [], [0], [1], []])
    expect([...selfLoops]).toEqual([5])
  })

  it('gives one symmetric topology for an undirected graph', async () => {
    const { adjacency, directed } = topologyOf(
      await importText('source,target\na,b\nb,c\n', { directed: false }),
    )
    expect(directed).toBe(false)
    expect(rowsOf(adjacency.out)).toEqual([[1, 2], [0], [0]])
    expect(adjacency.in).toBe(adjacency.out)
  })

  it('writes tables with typed columns, in batches of 65,536 rows that each have a buffer of their own', async () => {
    const host = await importText(longEdgeList(150_000))
    const stream = concatenate(host.edges)
    expect([...RecordBatchReader.from(stream)].map(({ numRows }) => numRows)).toEqual([
      65_536, 65_536, 18_928,
    ])
    const { fields } = tableFromIPC(stream).schema
    expect(fields.map(({ name, type, nullable }) => [name, String(type), nullable])).toEqual([
      ['source', 'Int32', false],
      ['target', 'Int32', false],
      ['a0', 'Int64', true],
    ])
    expect(host.edges.every((part) => part.length === part.buffer.byteLength)).toBe(true)
    expect(host.byteLength).toBe(
      [...host.nodes, ...host.edges, host.topology].reduce((sum, part) => sum + part.length, 0),
    )
  })

  it('tells any ids apart, and meets each again', async () => {
    const ids = Array.from({ length: 70_000 }, (_, i) => `${['', 'é', 'Ã©', '𝄞'][i % 4]}${i >> 2}`)
    const { host, nodes, edges } = await readText(
      `source,target\n${[...ids, ...ids].map((id, i) => `x${id},x${ids[(i * 31) % ids.length]}\n`).join('')}`,
    )
    expect(host.nodeCount).toBe(70_000)
    expect(new Set(nodes.map(({ id }) => id))).toEqual(new Set(ids.map((id) => `x${id}`)))
    expect(edges.slice(0, 70_000).map(({ source }) => source)).toEqual(ids.map((id) => `x${id}`))
  })

  it('says so when the source breaks off', async () => {
    const pieces = [new TextEncoder().encode('source,target\nA,B\n')]
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const piece = pieces.pop()
        if (piece) controller.enqueue(piece)
        else controller.error(new TypeError('network error'))
      },
    })
    await expect(importGraph({ stream }, null, {})).rejects.toMatchObject({
      code: 'interrupted',
      message: 'The download broke off after 18 bytes.',
    })
  })

  it('opens a graph without edges, and one without nodes', async () => {
    const graph = '<graphml><graph edgedefault="directed"><node id="A"/></graph></graphml>'
    expect(await readText(graph)).toMatchObject({ nodes: [{ id: 'A' }], edges: [] })
    expect(await readText(graph.replace('<node id="A"/>', ''))).toMatchObject({ nodes: [], edges: [] })
  })

  it('tells how far it is', async () => {
    const source = sourceOf(longEdgeList(200_000))
    const progress: ImportProgress[] = []
    await importGraph(source, null, {}, { onProgress: (one) => progress.push(one) })
    const reading = progress.filter(({ phase }) => phase === 'reading')
    expect(reading.length).toBeGreaterThan(0)
    expect(reading.every(({ total }) => total === source.size)).toBe(true)
    expect(reading.map(({ done }) => done)).toEqual(reading.map(({ done }) => done).sort((a, b) => a - b))
    expect(progress.map(({ phase }) => phase)).toContain('numbering')
  })

  it('stops when told to, and lets go of the source', async () => {
    const abort = new AbortController()
    let isCancelled = false
    const piece = new TextEncoder().encode(longEdgeList(20_000))
    const rest = new TextEncoder().encode(longEdgeList(20_000).split('\n').slice(1).join('\n'))
    let count = 0
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(count++ === 0 ? piece : rest.slice()),
      cancel: () => {
        isCancelled = true
      },
    })
    const onProgress = () => {
      if (count > 3) abort.abort()
    }
    const outcome = importGraph({ stream }, null, {}, { signal: abort.signal, onProgress })
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' })
    expect(isCancelled).toBe(true)
  })
})
