/** The Cypher that the studio writes for a motif, run unchanged on the local engine: the matches of the public search
 *  cases, for Neo4j's and neuPrint's flavour. */
import { beforeAll, describe, expect, test } from 'vitest'
import { answerCypher } from '../../../../src/grand/cypher/answer-query'
import { nodeLinkText } from '../../../tools/corpus'
import type { InlineGraph } from '../../../tools/corpus'
import { hostFromBlob } from '../../../tools/cypher-host'
import { casesInCypher, expectMatches, motifQuery } from '../../../tools/cypher-motifs'

const hostOf = (graph: InlineGraph) => hostFromBlob(new Blob([nodeLinkText(graph)]))

const cases = casesInCypher()

describe.each(['neo4j', 'neuprint'] as const)('motifs as Cypher for %s', (flavour) => {
  beforeAll(() => expect(cases.length).toBeGreaterThan(60))

  test.each(cases.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const query = motifQuery(one, flavour)
    if (!query) throw new Error('Nothing is written for this case.')
    const question = { query: query.text, parameters: query.parameters, limit: Infinity, limitMs: 60_000 }
    const { columns, rows } = await answerCypher(await hostOf(one.graph), question, () => 0)
    expectMatches(
      one,
      columns,
      rows.map((row) => row.map(String)),
    )
  })
})
