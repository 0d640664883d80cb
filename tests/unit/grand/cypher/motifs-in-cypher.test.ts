/** The Cypher that the studio writes for a motif, run unchanged on the local engine: the matches of the public search
 *  cases, for Neo4j's and neuPrint's flavour. */
import { beforeAll, describe, expect, test } from 'vitest'
import { answerCypher } from '../../../../src/grand/cypher/answer-query'
import { importGraph } from '../../../../src/hosts/import-graph'
import type { CypherHost } from '../../../../src/grand/cypher/host-property-graph'
import { nodeLinkText } from '../../../tools/corpus'
import type { InlineGraph } from '../../../tools/corpus'
import { casesInCypher, expectMatches, motifQuery } from '../../../tools/cypher-motifs'

async function hostOf(graph: InlineGraph): Promise<CypherHost> {
  const blob = new Blob([nodeLinkText(graph)])
  const source = { stream: blob.stream() as ReadableStream<Uint8Array>, size: blob.size }
  const imported = await importGraph(source, null, {})
  return { ...imported, nodes: new Blob(imported.nodes), edges: new Blob(imported.edges) }
}

const cases = casesInCypher()

describe.each(['neo4j', 'neuprint'] as const)('motifs as Cypher for %s', (flavour) => {
  beforeAll(() => expect(cases.length).toBeGreaterThan(60))

  test.each(cases.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const query = motifQuery(one, flavour)
    if (!query) throw new Error('Nothing is written for this case.')
    const question = { query: query.text, parameters: query.parameters, limit: Infinity, limitMs: 60_000 }
    const { columns, rows } = await answerCypher(await hostOf(one.graph), question, () => 0)
    expectMatches(one, columns, rows.map((row) => row.map(String))) // prettier-ignore
  })
})
