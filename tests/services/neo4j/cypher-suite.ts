/** The public cases of Cypher on the real Neo4j. */
import { describe, expect, test } from 'vitest'
import type { CypherEndpoint } from '../../../src/grand/remote/cypher-endpoint'
import { allRows } from '../../../src/grand/remote/cypher-endpoint'
import { expectAnswer, publicCypherCases } from '../../tools/cypher-cases'
import { load } from '../servers/neo4j/load-graph'

const { graphs, cases } = publicCypherCases()
const required = cases.filter(({ level }) => level === 'required')

/** Cases that Neo4j answers otherwise, each with the reason: defects of the case, not of what is tested here. */
const defects: Record<string, string> = {}

export function describeCypher(neo4j: () => CypherEndpoint): void {
  let loaded = ''

  describe('public cases of Cypher on Neo4j', () => {
    test.each(required.map((one) => [one.id, one.query, one] as const))('%s: %s', async (id, query, one) => {
      if (one.graph !== loaded) await load(neo4j(), graphs[one.graph]!)
      loaded = one.graph
      const answered = allRows(neo4j(), query)
      if ('error' in one.expected) {
        await expect(answered).rejects.toMatchObject({
          code: expect.stringMatching(/^(cypher-error|read-only)$/),
        })
        return
      }
      const { fields, rows } = await answered
      if (id in defects) expect(() => expectAnswer(one, fields, rows)).toThrow()
      else expectAnswer(one, fields, rows)
    })
  })
}
