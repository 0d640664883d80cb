/** The public cases of Cypher, on graphs written in the case file itself. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CypherValue } from '../../../../src/grand/cypher/cypher-values'
import { keyOf } from '../../../../src/grand/cypher/cypher-values'
import { runCypher } from '../../../../src/grand/cypher/run-cypher'
import { graphOf } from './inline-graph'
import type { InlineGraph } from './inline-graph'

interface Case {
  id: string
  graph: string
  query: string
  ordered: boolean
  expected: { columns: string[]; rows: unknown[][] } | { error: true }
  level: string
}

const file = new URL('../../../conformance/cypher.json', import.meta.url)
const { graphs, cases } = JSON.parse(readFileSync(file, 'utf8')) as {
  graphs: Record<string, InlineGraph>
  cases: Case[]
}

const valueOf = (json: unknown): CypherValue =>
  Array.isArray(json)
    ? json.map(valueOf)
    : Number.isSafeInteger(json)
      ? BigInt(json as number)
      : (json as CypherValue)

/** Collected lists have no order of their own where rows have none. */
function keyOfRow(row: CypherValue[], ordered: boolean): string {
  const sorted = row.map((value) =>
    Array.isArray(value) && !ordered ? value.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) : value,
  )
  return keyOf(sorted)
}

describe('public cases', () => {
  test.each(cases.map((one) => [one.id, one.query, one] as const))('%s: %s', (_, query, one) => {
    const graph = graphOf(graphs[one.graph]!)
    if ('error' in one.expected) {
      expect(() => [...runCypher(query, graph).rows]).toThrow()
      return
    }
    const { columns, rows } = runCypher(query, graph)
    const got = [...rows].map((row) => keyOfRow(row, one.ordered))
    const wanted = one.expected.rows.map((row) => keyOfRow(row.map(valueOf), one.ordered))
    expect(columns).toEqual(one.expected.columns)
    expect(one.ordered ? got : got.sort()).toEqual(one.ordered ? wanted : wanted.sort())
  })
})
