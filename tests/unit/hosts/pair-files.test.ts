/** Which files belong together, by their headers. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { pairByHeaders } from '../../../src/hosts/pair-files'

const tables = {
  edges: 'pre_root_id,post_root_id,syn_count\n1,2,3\n',
  bulkEdges: ':START_ID(Body-ID),:END_ID(Body-ID),weight:int\n1,2,3\n',
  nodes: 'root_id,group,nt_type\n1,KC,ACH\n',
  bulkNodes: 'bodyId:ID(Body-ID)\tname:string\t:LABEL\n1\ta\tNeuron\n',
  numbers: '1,2\n3,4\n',
  odd: 'strength,axon,dendrite\n1,2,3\n',
  gml: 'graph [ node [ id 1 ] ]',
}

const fileOf = (name: keyof typeof tables, isPacked = false) =>
  new File([isPacked ? (gzipSync(tables[name]) as Uint8Array<ArrayBuffer>) : tables[name]], name)

const pairsOf = async (...files: File[]) =>
  (await pairByHeaders(files))?.map(({ graph, nodes }) => [graph.name, ...(nodes ? [nodes.name] : [])])

describe('files dropped together', () => {
  it.each([
    ['edges', 'nodes'],
    ['bulkEdges', 'bulkNodes'],
    ['edges', 'bulkNodes'],
  ] as const)('%s and %s are one host, whatever their names and order', async (edges, nodes) => {
    expect(await pairsOf(fileOf(edges), fileOf(nodes))).toEqual([[edges, nodes]])
    expect(await pairsOf(fileOf(nodes, true), fileOf(edges, true))).toEqual([[edges, nodes]])
  })

  it('may have a graph of its own beside them', async () => {
    expect(await pairsOf(fileOf('gml'), fileOf('nodes'), fileOf('edges'))).toEqual([
      ['gml'],
      ['edges', 'nodes'],
    ])
  })

  it.each([
    ['edges', 'bulkEdges'],
    ['nodes', 'bulkNodes'],
    ['edges', 'odd'],
    ['edges', 'numbers'],
    ['edges', 'gml'],
  ] as const)('are not told by their headers: %s and %s', async (first, second) => {
    expect(await pairByHeaders([fileOf(first), fileOf(second)])).toBeNull()
  })

  it('are not told when one is damaged', async () => {
    const damaged = new File([gzipSync(tables.nodes).subarray(0, 12) as Uint8Array<ArrayBuffer>], 'x')
    expect(await pairByHeaders([fileOf('edges'), damaged])).toBeNull()
  })
})
