import { describe, expect, it } from 'vitest'
import { hostAddress, pairDroppedFiles } from '../../../src/state/host-address'

describe('what a link calls a host graph', () => {
  it.each([
    ['https://example.org/larva.csv', 'https://example.org/larva.csv'],
    ['example://circuit', 'example://circuit'],
    ['neuprint://server/hemibrain', 'neuprint://server/hemibrain'],
    ['file://larva.csv', 'graph://h1'],
    ['blob:https://here/1', 'graph://h1'],
  ])('names %s as %s', (uri, address) => expect(hostAddress({ id: 'h1', uri })).toBe(address))
})

describe('files dropped together', () => {
  const pair = (...names: string[]) =>
    pairDroppedFiles(names.map((name) => new File([], name))).map(({ graph, nodes }) => [
      graph.name,
      nodes?.name,
    ])

  it('joins a table of nodes to the table of edges', () => {
    expect(pair('neurons.csv.gz', 'connections.csv.gz')).toEqual([['connections.csv.gz', 'neurons.csv.gz']])
    expect(pair('edges.parquet', 'node_table.parquet')).toEqual([['edges.parquet', 'node_table.parquet']])
  })

  it('takes everything else as graphs of their own', () => {
    expect(pair('a.csv', 'b.csv')).toEqual([
      ['a.csv', undefined],
      ['b.csv', undefined],
    ])
    expect(pair('nodes.csv', 'neurons.csv')).toHaveLength(2)
    expect(pair('nodes.graphml', 'edges.csv')).toHaveLength(2)
    expect(pair('neurons.csv')).toEqual([['neurons.csv', undefined]])
  })
})
