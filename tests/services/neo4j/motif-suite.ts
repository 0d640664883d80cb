/** The public search cases as Cypher on the real Neo4j: the same matches as our engine gives, for Neo4j's flavour and,
 *  with its parameters written in, for neuPrint's. */
import { describe, expect, test } from 'vitest'
import type { CypherEndpoint } from '../../../src/grand/remote/cypher-endpoint'
import { allRows } from '../../../src/grand/remote/cypher-endpoint'
import { casesInCypher, expectMatches, motifQuery } from '../../tools/cypher-motifs'
import type { InlineCase } from '../../tools/cypher-motifs'
import type { InlineGraph } from '../../tools/corpus'
import { idKey, isStorable, load } from '../servers/neo4j/load-graph'

const canStore = ({ graph }: InlineCase) =>
  [...graph.nodes, ...graph.edges].every(({ attrs }) => Object.values(attrs).every(isStorable))

const all = casesInCypher()
const cases = all.filter(canStore)

/** Cases whose graph has attributes that Neo4j has no place for. */
const notStorable: string[] = []

export function describeMotifs(neo4j: () => CypherEndpoint, neuPrint: () => CypherEndpoint): void {
  let loaded = ''
  const withGraph = async (graph: InlineGraph) => {
    const text = JSON.stringify(graph)
    if (text === loaded) return
    await load(neo4j(), {
      nodes: graph.nodes.map((node) => ({
        ...node,
        labels: ['Neuron'],
        attrs: { ...node.attrs, bodyId: node.id },
      })),
      edges: graph.edges.map((edge) => ({ ...edge, labels: ['ConnectsTo'] })),
    })
    loaded = text
  }

  describe('motifs in Cypher on Neo4j', () => {
    test('more than sixty public cases are asked, all but those that cannot be stored', () => {
      expect(cases.length).toBeGreaterThan(60)
      expect(all.filter((one) => !canStore(one)).map(({ id }) => id)).toEqual(notStorable)
    })

    test.each(cases.map((one) => [one.id, one] as const))('%s', async (_, one) => {
      await withGraph(one.graph)
      const query = motifQuery(one, 'neo4j')!
      const { fields, rows } = await allRows(neo4j(), query.text, query.parameters)
      const ids = await allRows(neo4j(), `MATCH (n) RETURN elementId(n), n.${idKey}`)
      const idOf = new Map(ids.rows.map(([element, id]) => [String(element), String(id)]))
      expectMatches(
        one,
        fields,
        rows.map((row) => row.map((cell) => idOf.get(String(cell))!)),
      )
      const told = motifQuery(one, 'neuprint')!
      const again = await allRows(neuPrint(), told.text, told.parameters)
      expectMatches(
        one,
        again.fields,
        again.rows.map((row) => row.map(String)),
      )
    })
  })
}
