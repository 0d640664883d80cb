/** neuPrint's model behind neuPrint's protocol: the contract, what is special to it, and that it is only read. The
 *  contract's ids are words; neuPrint's are integers, so names are changed on the way in and out. */
import { describe, expect, test } from 'vitest'
import type { EdgeRecord, GraphBackend, NodeRecord } from '../../../src/grand/backend'
import { NeuPrintBackend } from '../../../src/grand/backends/cypher/neuprint-backend'
import type { CypherEndpoint } from '../../../src/grand/remote/cypher-endpoint'
import { allRows } from '../../../src/grand/remote/cypher-endpoint'
import { neuPrintDatasets, neuPrintOverHttp } from '../../../src/grand/remote/neuprint-http'
import { collect } from '../../tools/collect'
import { describeBackend } from '../../unit/grand/backends/backend-contract'
import { load } from '../servers/neo4j/load-graph'
import type { NeuPrintServer } from '../servers/neuprint/neuprint-protocol'

interface Stage {
  neo4j: () => CypherEndpoint
  protocol: () => NeuPrintServer
  token: string
  dataset: string
}

const words = ['b', 'c', 'alone', 'x']
const inside = (id: string) => (words.includes(id) ? String(words.indexOf(id) + 11) : id)
const outside = (id: string) => words[Number(id) - 11] ?? id

function renamed(backend: GraphBackend): GraphBackend {
  const ids = (list: readonly string[]) => list.map(inside)
  const pairs = (list: readonly (readonly [string, string])[]) =>
    list.map(([source, target]) => [inside(source), inside(target)] as const)
  return {
    kind: backend.kind,
    directed: backend.directed,
    writable: backend.writable,
    hasNodes: (list) => backend.hasNodes(ids(list)),
    getNodes: (list) => backend.getNodes(ids(list)),
    addNodes: (list) => backend.addNodes(list),
    removeNodes: (list) => backend.removeNodes(list),
    async *nodes(options) {
      for await (const batch of backend.nodes(options))
        yield batch.map((node) => ({ ...node, id: outside(node.id) }))
    },
    nodeCount: () => backend.nodeCount(),
    hasEdges: (list) => backend.hasEdges(pairs(list)),
    getEdges: (list) => backend.getEdges(pairs(list)),
    addEdges: (list) => backend.addEdges(list),
    removeEdges: (list) => backend.removeEdges(list),
    async *edges(options) {
      for await (const batch of backend.edges(options))
        yield batch.map((edge) => ({
          ...edge,
          source: outside(edge.source),
          target: outside(edge.target),
        }))
    },
    edgeCount: () => backend.edgeCount(),
    neighbours: async (list, direction) =>
      (await backend.neighbours(ids(list), direction)).map((found) => found?.map(outside)),
    degrees: (list, direction) => backend.degrees(ids(list), direction),
    close: () => backend.close(),
  }
}

async function fill(neo4j: CypherEndpoint, nodes: NodeRecord[], edges: EdgeRecord[]): Promise<void> {
  await load(neo4j, {
    nodes: nodes.map(({ id, attributes }) => ({ id, labels: ['Segment', 'Neuron'], attrs: attributes })),
    edges: edges.map(({ source, target, attributes }) => ({
      source,
      target,
      labels: ['ConnectsTo'],
      attrs: attributes,
    })),
  })
  const write = { access: 'write' } as const
  await allRows(neo4j, 'MATCH (n) SET n.bodyId = toInteger(n.__id) REMOVE n.__id', {}, write)
}

export function describeNeuPrint({ neo4j, protocol, token, dataset }: Stage): void {
  const connect = (changes: { token?: string; dataset?: string } = {}) =>
    neuPrintOverHttp({
      address: protocol().address,
      dataset: changes.dataset ?? dataset,
      credentials: { kind: 'bearer', token: changes.token ?? token },
    })

  describeBackend('neuPrint,', {
    create: async ({ nodes, edges }) => {
      const named = nodes.map((node) => ({ ...node, id: inside(node.id) }))
      const joined = edges.map((edge) => ({
        ...edge,
        source: inside(edge.source),
        target: inside(edge.target),
      }))
      await fill(neo4j(), named, joined)
      return renamed(new NeuPrintBackend(connect(), { pageSize: 2 }))
    },
  })

  describe('a connectome in neuPrint', () => {
    test('body ids keep their digits, regions are told by name, pages leave nothing out', async () => {
      const ids = Array.from({ length: 23 }, (_, i) => String(720575940379283450n + BigInt(i)))
      const roiInfo = '{"MB(R)":{"pre":3,"post":720575940379283457}}'
      const edges = ids.slice(1).map((target, i) => ({
        source: ids[(i * 7) % 5]!,
        target,
        attributes: { weight: i, roiInfo },
      }))
      await fill(
        neo4j(),
        ids.map((id) => ({ id, attributes: {} })),
        edges,
      )
      const backend = new NeuPrintBackend(connect(), { pageSize: 4 })
      expect((await collect(backend.nodes({ batchSize: 5 }))).flat().map(({ id }) => id)).toEqual(ids)
      const told = (await collect(backend.edges({ batchSize: 3 }))).flat()
      const named = (list: EdgeRecord[]) =>
        list.map(({ source, target, attributes }) => `${source} ${target} ${attributes['weight']}`).sort()
      expect(named(told)).toEqual(named(edges))
      expect(told[0]?.attributes['roiInfo']).toEqual({ 'MB(R)': { pre: 3, post: 720575940379283457n } })
    })

    test('says which datasets there are, and takes the token as its page shows it', async () => {
      const shown = { kind: 'bearer', token: JSON.stringify({ token }) } as const
      const listed = await neuPrintDatasets({ address: protocol().address, credentials: shown })
      expect(listed).toEqual([{ name: dataset, info: 'a toy' }])
    })

    test('parameters go in as literals and come out as they were', async () => {
      const given = {
        text: "it's \\' + 1 //\n` \\u0027 OR 1 = 1 /* $other */",
        list: [1, -2.5, 1e21, null, true, -720575940379283457n],
        map: { 'a `key`': { deep: '"' } },
      }
      const query = 'RETURN $text AS text, $list, $map, "$text" AS `$list` // $map'
      expect((await allRows(connect(), query, given)).rows).toEqual([
        [given.text, given.list, given.map, '$text'],
      ])
      await expect(allRows(connect(), 'RETURN $missing')).rejects.toMatchObject({
        code: 'cypher-error',
        message: expect.stringContaining('$missing'),
      })
    })

    test('nothing can be changed; a wrong token, dataset or query is told', async () => {
      const asking = (query: string, changes = {}) => allRows(connect(changes), query)
      const backend: GraphBackend = new NeuPrintBackend(connect())
      await expect(asking('CREATE (:Neuron)')).rejects.toMatchObject({ code: 'read-only' })
      await expect(backend.removeNodes(['11'])).rejects.toMatchObject({ code: 'read-only' })
      await expect(asking('RETURN 1', { token: 'old' })).rejects.toMatchObject({ code: 'unauthorised' })
      await expect(asking('RETURN 1', { dataset: 'mb6' })).rejects.toMatchObject({
        message: expect.stringContaining('mb6'),
      })
      await expect(asking('MATCH (n:Neuron) RETRN n')).rejects.toMatchObject({
        code: 'cypher-error',
        line: 1,
      })
    })
  })
}
