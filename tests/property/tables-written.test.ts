/** Whatever graph is written as tables (the pair of neo4j-admin, the pair of edges and nodes, a matrix) comes back equal,
 *  and what a matrix cannot carry is added up as its losses say. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportLosses } from '../../src/hosts/export-losses'
import { importGraph } from '../../src/hosts/import-graph'
import { writeBulkEdges, writeBulkNodes } from '../../src/hosts/write-bulk'
import { writeEdgeCsv, writeNodeCsv } from '../../src/hosts/write-csv'
import { writeMatrix } from '../../src/hosts/write-matrix'
import { readHost, readText, sourceOf } from '../unit/hosts/imported'
import { bytesOf, expectEqual, graphsThatCarry } from './host-arbitraries'
import type { PlainGraph } from './host-arbitraries'

const rounds = { numRuns: 60, seed: 5 }

const textOf = async (pieces: AsyncIterable<string>) => new TextDecoder().decode(await bytesOf(pieces))

const bothRead = async (graph: PlainGraph, edges: string, nodes: string) =>
  readHost(await importGraph(sourceOf(edges), sourceOf(nodes), { directed: graph.directed }))

/** No attribute is called as the columns of ids are. */
const isPlain = ({ nodeColumns, edgeColumns }: PlainGraph) =>
  ![...nodeColumns, ...edgeColumns].some(({ name }) => ['id', 'source', 'target'].includes(name))

describe('a random graph', () => {
  it('comes back from the two tables of neo4j-admin', async () => {
    await fc.assert(
      fc.asyncProperty(graphsThatCarry({}), async (graph) => {
        const edges = await textOf(writeBulkEdges(graph))
        const read = await bothRead(graph, edges, await textOf(writeBulkNodes(graph)))
        expect(read.host.readIds).toEqual([[':START_ID', ':END_ID'], ['id:ID']])
        expectEqual(read, graph)
      }),
      rounds,
    )
  })

  it('comes back from a table of edges and a table of nodes', async () => {
    await fc.assert(
      fc.asyncProperty(graphsThatCarry({}).filter(isPlain), async (graph) => {
        const nodes = await textOf(writeNodeCsv(graph))
        expectEqual(await bothRead(graph, await textOf(writeEdgeCsv(graph)), nodes), graph)
      }),
      rounds,
    )
  })

  it('comes back from a matrix when it has one weight and no parallel edges', async () => {
    const weights = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.bigInt({ min: 2n ** 60n, max: 2n ** 62n }))
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}[0-9]{0,2}$/), { minLength: 2, maxLength: 8 })
    const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7), weights), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(ids, edges, fc.boolean(), async (ids, wanted, directed) => {
        const byPair = new Map(
          wanted.map(([from, to, weight]) => {
            const [a, b] = [from % ids.length, to % ids.length]
            const [source, target] = directed || a <= b ? [a, b] : [b, a]
            return [`${source} ${target}`, { source: ids[source]!, target: ids[target]!, weight }]
          }),
        )
        const graph = {
          directed,
          multigraph: false,
          nodeColumns: [],
          edgeColumns: [{ name: 'weight', storage: 'int64' as const }],
          nodes: ids.map((id) => ({ id, values: [] })),
          edges: [...byPair.values()].map(({ weight, ...ends }) => ({ ...ends, values: [weight] })),
        }
        const read = await readText(await textOf(writeMatrix(graph)), { directed })
        expect(read.nodes.map(({ id }) => id).sort()).toEqual([...ids].sort())
        const rowOf = (source: string, target: string, weight: unknown) =>
          `${directed ? `${source} ${target}` : [source, target].sort().join(' ')} ${Number(weight)}`
        expect(
          read.edges
            .map(({ source, target, attributes }) => rowOf(source, target, attributes['weight']))
            .sort(),
        ).toEqual(graph.edges.map(({ source, target, values }) => rowOf(source, target, values[0])).sort())
      }),
      rounds,
    )
  })
})

describe('the tables of neo4j-admin', () => {
  it('hold lists, labels and types as neo4j names them', async () => {
    const graph = {
      directed: true,
      multigraph: false,
      nodeColumns: [
        { name: 'labels', storage: 'list-utf8' as const },
        { name: 'bodies', storage: 'list-double' as const },
      ],
      edgeColumns: [
        { name: 'type', storage: 'utf8' as const },
        { name: 'roiInfo', storage: 'json' as const },
      ],
      nodes: [
        {
          id: 'a',
          values: [
            ['Neuron', 'KC'],
            [1, 2.5],
          ],
        },
        { id: 'b', values: [null, null] },
      ],
      edges: [{ source: 'a', target: 'b', values: ['ConnectsTo', { ME: { post: 3 } }] }],
    }
    const nodes = await textOf(writeBulkNodes(graph))
    expect(nodes).toBe('id:ID,:LABEL,bodies:double[]\na,"Neuron;KC","1;2.5"\nb,,\n')
    const edges = await textOf(writeBulkEdges(graph))
    expect(edges).toMatch(/^:START_ID,:END_ID,:TYPE,roiInfo:string\n/)
    const read = readHost(await importGraph(sourceOf(edges), sourceOf(nodes), {}))
    expect(read.nodes[0]?.attributes).toEqual({ labels: ['Neuron', 'KC'], bodies: [1, 2.5] })
    expect(read.edges[0]?.attributes).toMatchObject({ type: 'ConnectsTo' })
    expect(JSON.parse(String(read.edges[0]?.attributes['roiInfo']))).toEqual({ ME: { post: 3 } })
  })
})

describe('a matrix', () => {
  const edge = (source: string, target: string, ...values: (number | string | null)[]) => ({
    source,
    target,
    values,
  })
  const graph = {
    directed: true,
    multigraph: true,
    nodeColumns: [],
    edgeColumns: [
      { name: 'nt', storage: 'utf8' as const },
      { name: 'syn_count', storage: 'int64' as const },
    ],
    nodes: ['a', 'b'].map((id) => ({ id, values: [] })),
    edges: [edge('a', 'b', 'ACH', 2), edge('a', 'b', 'ACH', 5), edge('b', 'b', 'GABA', null)],
  }

  it('adds up parallel edges, writes the only attribute of numbers, and 1 where it is missing', async () => {
    expect(await textOf(writeMatrix(graph))).toBe(',a,b\na,,7\nb,,1\n')
    expect(exportLosses('matrix', graph)).toEqual([
      'A matrix has one number for each pair; these are not written: “nt”.',
      'Parallel edges are added up.',
      'An edge of weight 0 is read as none; one without a weight is written as 1.',
    ])
  })

  it('is refused for hosts of too many nodes', async () => {
    const nodes = Array.from({ length: 10_001 }, (_, i) => ({ id: `n${i}`, values: [] }))
    await expect(textOf(writeMatrix({ ...graph, nodes, edges: [] }))).rejects.toMatchObject({
      code: 'too-many-nodes',
    })
  })
})

describe('the other tables', () => {
  it('say that one of the pair is not all', () => {
    const columns = { nodeColumns: [], edgeColumns: [] }
    for (const format of ['csv-nodes', 'bulk-nodes', 'bulk-edges'])
      expect(exportLosses(format, columns)[0]).toMatch(/^Only (nodes|relationships) are written/)
  })
})
