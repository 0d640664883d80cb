/** The public cases of Cypher, on graphs written in the case file itself. */
import { describe, expect, test } from 'vitest'
import { runCypher } from '../../../../src/grand/cypher/run-cypher'
import { expectAnswer, publicCypherCases } from '../../../tools/cypher-cases'
import { graphOf } from './inline-graph'

const { graphs, cases } = publicCypherCases()

describe('public cases', () => {
  test.each(cases.map((one) => [one.id, one.query, one] as const))('%s: %s', (_, query, one) => {
    const graph = graphOf(graphs[one.graph]!)
    if ('error' in one.expected) {
      expect(() => [...runCypher(query, graph).rows]).toThrow()
      return
    }
    const { columns, rows } = runCypher(query, graph)
    expectAnswer(one, columns, [...rows])
  })
})
