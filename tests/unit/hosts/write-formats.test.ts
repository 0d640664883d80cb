import { describe, expect, it } from 'vitest'
import type { ExportGraph } from '../../../src/hosts/export-rows'
import { writeEdgeCsv, writeNodeCsv } from '../../../src/hosts/write-csv'
import { writeGraphml } from '../../../src/hosts/write-graphml'
import { writeNodeLink } from '../../../src/hosts/write-node-link'
import { attributesOf, readText } from './imported'

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

const graph: ExportGraph = {
  directed: true,
  multigraph: true,
  nodeColumns: [
    { name: 'naïve "type"', storage: 'utf8' },
    { name: 'size', storage: 'double' },
    { name: 'big', storage: 'int64' },
    { name: 'isLeft', storage: 'bool' },
  ],
  edgeColumns: [
    { name: 'weight', storage: 'int64' },
    { name: 'tags', storage: 'list-utf8' },
  ],
  nodes: [
    { id: '1', values: ['a,b\n"<&>"', 0.1, 720575940618973411n, true] },
    { id: 'two & more', values: [null, Infinity, undefined, false] },
  ],
  edges: [
    { source: '1', target: 'two & more', values: [3, ['x', 'y']] },
    { source: '1', target: 'two & more', values: [null, null] },
  ],
}

const first = { 'naïve "type"': 'a,b\n"<&>"', size: 0.1, big: 720575940618973411n, isLeft: true }
const second = { size: Infinity, isLeft: false }

describe('what is written is read back', () => {
  it('as GraphML; lists are JSON text', async () => {
    const read = await readText(await textOf(writeGraphml(graph)))
    expect(attributesOf(read, '1')).toEqual(first)
    expect(attributesOf(read, 'two & more')).toEqual(second)
    expect(read.edges.map(({ attributes }) => attributes)).toEqual([{ weight: 3n, tags: '["x","y"]' }, {}])
    expect(read.host).toMatchObject({ directed: true, multigraph: true, warnings: [] })
  })

  it('as node-link JSON', async () => {
    const read = await readText(await textOf(writeNodeLink(graph)))
    expect(attributesOf(read, '1')).toEqual(first)
    expect(attributesOf(read, 'two & more')).toEqual(second)
    expect(read.edges.map(({ attributes }) => attributes)).toEqual([{ weight: 3n, tags: ['x', 'y'] }, {}])
  })

  it('as edge list and node table', async () => {
    const read = await readText(await textOf(writeEdgeCsv(graph)), {}, await textOf(writeNodeCsv(graph)))
    expect(attributesOf(read, '1')).toEqual(first)
    expect(attributesOf(read, 'two & more')).toEqual(second)
    expect(read.edges.map(({ attributes }) => attributes)).toEqual([{ weight: 3n, tags: ['x', 'y'] }, {}])
  })

  it('keeps an undirected graph undirected', async () => {
    const undirected = { ...graph, directed: false }
    const texts = await Promise.all([textOf(writeGraphml(undirected)), textOf(writeNodeLink(undirected))])
    const read = await Promise.all(texts.map((text) => readText(text)))
    expect(read.map(({ host }) => host.directed)).toEqual([false, false])
  })

  it('but text that XML cannot hold is refused', async () => {
    const nodes = [{ id: 'A', values: ['\u0000'] }]
    await expect(textOf(writeGraphml({ ...graph, nodes }))).rejects.toMatchObject({ code: 'not-writable' })
  })
})
