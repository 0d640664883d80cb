/** Files as networkx, igraph, pydot, pandas, Gephi, Pajek and neuPrint write them: right counts, ids and types. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { attributesOf, pairsOf, readText } from './imported'
import type { ReadHost } from './imported'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/graphs/${name}`, import.meta.url))
const open = (name: string) => readText(fixture(name))
const sizesOf = ({ host }: ReadHost) => {
  const { format, directed, multigraph, nodeCount, edgeCount, warnings } = host
  return { format, directed, multigraph, nodeCount, edgeCount, warnings }
}

const [first, second, third] = ['720575940636196495', '720575940652174606', '720575940611881780']
const pairs = [`${first}>${second}`, `${first}>${second}`, `${second}>${third}`, `${second}>${second}`]
const counts = { directed: true, multigraph: true, nodeCount: 4, edgeCount: 4, warnings: [] }

describe('networkx', () => {
  const types = { cell_type: 'string', size: 'number', depth: 'number', proofread: 'boolean', note: 'string' }
  const note = 'says "hi" & <bye>\nnäïve'

  it.each([
    ['networkx-1.2.gexf', 'gexf'],
    ['networkx-1.3.gexf', 'gexf'],
    ['networkx.graphml', 'graphml'],
    ['networkx.dot', 'dot'],
  ])('%s', async (name, format) => {
    const read = await open(name)
    expect(sizesOf(read)).toEqual({ ...counts, format })
    expect(pairsOf(read)).toEqual(pairs)
    expect(read.host.nodeAttributes).toEqual(types)
    expect(read.host.edgeAttributes).toMatchObject({ weight: 'number', neuropil: 'string' })
    expect(attributesOf(read, first)).toEqual({
      cell_type: 'Mi1',
      size: 3n,
      depth: 10.5,
      proofread: true,
      note,
    })
    expect(attributesOf(read, third)).toEqual({ cell_type: '', size: 5n })
    expect(attributesOf(read, 'AVAL')).toEqual({ cell_type: '神経' })
    expect(read.edges.map(({ attributes }) => attributes['weight'])).toEqual([2.5, 4, 1, 7])
  })

  it('networkx.gml: the label is the id, lists are lists, a dictionary is an object, a Boolean a number', async () => {
    const read = await open('networkx.gml')
    expect(sizesOf(read)).toEqual({ ...counts, format: 'gml' })
    expect(pairsOf(read)).toEqual(pairs)
    expect(read.host.nodeAttributes).toEqual({ ...types, proofread: 'number', tags: 'list', at: 'json' })
    expect(attributesOf(read, first)).toMatchObject({ proofread: 1n, note, tags: ['a', 'b'] })
    expect(read.nodes.map(({ id, attributes }) => [id, attributes['tags']])).toEqual(
      expect.arrayContaining([
        [second, ['c']],
        [third, []],
        ['AVAL', ['d', 'é']],
      ]),
    )
  })

  it('networkx.net', async () => {
    const read = await open('networkx.net')
    expect(sizesOf(read)).toEqual({
      format: 'pajek',
      directed: false,
      multigraph: false,
      nodeCount: 3,
      edgeCount: 2,
      warnings: [],
    })
    expect(attributesOf(read, 'motor')).toMatchObject({ kind: 'motor neuron', shape: 'ellipse' })
    expect(read.edges.map(({ attributes }) => attributes)).toEqual([
      { weight: 2.5, sign: 'minus' },
      { weight: 1 },
    ])
  })
})

describe('igraph', () => {
  it.each([
    ['igraph.gml', 'gml', { size: 'number', celltype: 'string' }],
    ['igraph.net', 'pajek', {}],
  ])('%s: nodes are known by their names', async (name, format, types) => {
    const read = await open(name)
    expect(sizesOf(read)).toEqual({ ...counts, format })
    expect(pairsOf(read)).toEqual(pairs)
    expect(read.host.nodeAttributes).toEqual(types)
    expect(read.edges.map(({ attributes }) => Number(attributes['weight']))).toEqual([2.5, 4, 1, 7])
  })

  it('igraph.dot: nodes are known by their numbers, as DOT has them', async () => {
    const read = await open('igraph.dot')
    expect(sizesOf(read)).toEqual({ ...counts, format: 'dot' })
    expect(pairsOf(read)).toEqual(['0>1', '0>1', '1>2', '1>1'])
    expect(attributesOf(read, '2')).toEqual({ name: third, size: 5n, cell_type: 'a "b"' })
  })
})

describe('others', () => {
  it('a matrix of pandas, with zeros or with gaps', async () => {
    for (const name of ['pandas-matrix.csv', 'pandas-matrix.tsv']) {
      const read = await open(name)
      expect(read.host).toMatchObject({ directed: true, nodeCount: 3, edgeCount: 4, warnings: [] })
      const edges = read.edges.map(({ source, target, attributes }) => [
        source,
        target,
        Number(attributes['weight']),
      ])
      expect(edges).toEqual([['29', '51', 2], ['51', '29', 1], ['51', '4984364', 5], ['4984364', '4984364', 3]]) // prettier-ignore
    }
  })

  it('Gephi: labels beside ids, lists, a default, one edge with a direction among those without', async () => {
    const read = await open('gephi.gexf')
    expect(read.host).toMatchObject({ format: 'gexf', directed: true, nodeCount: 3, edgeCount: 3 })
    expect(read.host.warnings).toHaveLength(1)
    expect(read.host.warnings[0]).toContain('Some edges have a direction and some have none')
    expect(attributesOf(read, '11.0')).toEqual({
      label: 'Valjean',
      'Modularity Class': 1n,
      tags: ['a', 'b, c'],
      sizes: [1, 2],
    })
    expect(attributesOf(read, '48.0')).toEqual({
      label: 'Gavroche',
      'Modularity Class': 0n,
      tags: ['x', 'y'],
    })
    expect(attributesOf(read, '26.0')).toEqual({ 'Modularity Class': 0n })
    expect(read.edges.find(({ target }) => target === '26.0')?.attributes).toEqual({
      weight: 2,
      label: 'knows',
    })
  })

  it("M. Newman's GML: brackets on their own lines", async () => {
    const read = await open('newman.gml')
    expect(read.host).toMatchObject({
      format: 'gml',
      directed: false,
      nodeCount: 3,
      edgeCount: 2,
      warnings: [],
    })
    expect(pairsOf(read).map((pair) => pair.split('>').sort().join())).toEqual([
      'Beak,Beescratch',
      'Beescratch,Bumper',
    ])
    expect(attributesOf(read, 'Beescratch')).toEqual({ value: 4n })
  })

  it('Pajek: relations, lists of neighbours, coordinates, a node without a line', async () => {
    const read = await open('pajek.net')
    expect(read.host).toMatchObject({ format: 'pajek', directed: true, nodeCount: 5, edgeCount: 7 })
    expect(read.host.warnings.map((warning) => warning.slice(0, 30))).toEqual([
      'A section that is no part of a',
      'Some edges have a direction an',
    ])
    expect(attributesOf(read, 'sensory a')).toEqual({ x: 0.1, y: 0.5, z: 0.5, ic: 'Red' })
    expect(attributesOf(read, 'inter')).toMatchObject({ shape: 'box', ic: 'Blue' })
    expect(attributesOf(read, '5')).toEqual({})
    expect(
      read.edges.slice(0, 3).map(({ source, target, attributes }) => [source, target, attributes]),
    ).toEqual([
      ['sensory a', 'inter', { relation: 'excites', weight: 3, w: 2n, l: 'strong' }],
      ['inter', 'motor', { relation: 'excites', weight: 1.5 }],
      ['inter2', 'inter', { relation: 'inhibits', weight: -1 }],
    ])
  })

  it('neuPrint: types as the headers say, labels as a list, ids to the digit', async () => {
    const read = await readText(fixture('neuprint-connections.csv'), {}, fixture('neuprint-nodes.csv'))
    expect(read.host).toMatchObject({
      format: 'csv',
      directed: true,
      nodeCount: 3,
      edgeCount: 2,
      warnings: [],
    })
    expect(read.host.nodeAttributes).toEqual({ bodyId: 'number', instance: 'string', type: 'string', rois: 'list', cropped: 'boolean', labels: 'list' }) // prettier-ignore
    expect(attributesOf(read, first)).toEqual({
      bodyId: BigInt(first),
      instance: 'Mi1, left',
      type: 'Mi1',
      rois: ['ME(R)', 'LO(R)'],
      cropped: false,
      labels: ['Neuron', 'Segment'],
    })
    expect(attributesOf(read, '7')).toMatchObject({ instance: '007', labels: ['Segment'] })
    expect(read.host.edgeAttributes).toEqual({ weight: 'number', weightHP: 'number', roiInfo: 'json', type: 'string' }) // prettier-ignore
    expect(pairsOf(read)).toEqual([`${first}>${second}`, `${second}>7`])
  })
})
