/** Opening a graph as the page does it: a real worker, real files, real addresses. */
import { describe, expect, it } from 'vitest'
import type { ImportProgress } from '../../../src/hosts/import-graph'
import { importHost } from '../../../src/hosts/open-host'
import { unpackTopology } from '../../../src/model/topology-blob'

const origin = new URL('/', document.baseURI).href

function longEdgeList(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => `n${(i * 7) % 6011},n${(i * 13) % 9973},${i}\n`)
  return `source,target,weight\n${lines.join('')}`
}

async function gzipped(text: string): Promise<Blob> {
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob()
}

describe('importHost', () => {
  it('opens a file in a worker and tells how far it is', async () => {
    const progress: ImportProgress[] = []
    const file = new File([await gzipped(longEdgeList(100_000))], 'my brain.csv.gz')
    const { imported, name, uri } = await importHost(file, { onProgress: (one) => progress.push(one) })
    expect({ name, uri }).toEqual({ name: 'my brain', uri: 'file:///my%20brain.csv.gz' })
    expect(imported).toMatchObject({ edgeCount: 100_000, nodeCount: 9973, format: 'csv' })
    expect(unpackTopology(imported.topology).nodeCount).toBe(9973)
    expect(progress.length).toBeGreaterThan(0)
  })

  it('opens an address, with a node table', async () => {
    const nodes = new Blob(['id,note\nOA,hello\n'])
    const { imported, name } = await importHost(`${origin}examples/circuit.graphml`, { nodes })
    expect(name).toBe('circuit')
    expect(imported).toMatchObject({ nodeCount: 32, edgeCount: 81 })
    expect(imported.nodeAttributes).toMatchObject({ note: 'string', cell_type: 'string' })
  })

  it('gives the host a file and its twin in another form the same id', async () => {
    const text = longEdgeList(1000)
    const opened = await Promise.all([
      importHost(new Blob([text])),
      importHost(await gzipped(text), { name: 'x' }),
    ])
    expect(opened[0].imported.id).toBe(opened[1].imported.id)
    expect(opened.map(({ name }) => name)).toEqual(['graph', 'x'])
  })

  it('brings errors over with everything they say', async () => {
    await expect(importHost(new Blob(['a,b,c\nx,y,z\n']))).rejects.toMatchObject({
      name: 'MotifscopeError',
      code: 'columns-needed',
      preview: { columns: ['a', 'b', 'c'], rows: [['x', 'y', 'z']] },
    })
    await expect(importHost(new Blob(['source,target\nx\n']))).rejects.toMatchObject({
      code: 'ragged-row',
      line: 2,
    })
    await expect(importHost(`${origin}examples/circuit.graphml`, { format: 'gexf' })).rejects.toMatchObject({
      code: 'not-gexf',
    })
    await expect(importHost(new Blob(['']), { format: 'xgmml' })).rejects.toMatchObject({
      code: 'unsupported-format',
    })
    await expect(importHost('http://127.0.0.1:1/graph.csv')).rejects.toMatchObject({ code: 'unreachable' })
    const half = (await gzipped(longEdgeList(10_000))).slice(0, 5000)
    await expect(importHost(half)).rejects.toMatchObject({ code: 'damaged-gzip' })
  })

  it('stops at once when it is cancelled, before or while it runs', async () => {
    await expect(importHost(new Blob(['']), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    })
    const abort = new AbortController()
    let abortedAt = 0
    const onProgress = ({ done }: ImportProgress) => {
      if (done === 0 || abort.signal.aborted) return
      abortedAt = performance.now()
      abort.abort()
    }
    const outcome = importHost(new Blob([longEdgeList(1_000_000)]), { onProgress, signal: abort.signal })
    await expect(outcome).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - abortedAt).toBeLessThan(200)
  })
})
