/** The public cases of Cypher (FORMAT.md §4), and how an answer is compared with what is expected. */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { CypherValue } from '../../src/grand/cypher/values/cypher-values'
import { keyOf } from '../../src/grand/cypher/values/cypher-values'
import type { InlineGraph } from '../unit/grand/cypher/inline-graph'

export interface CypherCase {
  id: string
  graph: string
  query: string
  ordered: boolean
  expected: { columns: string[]; rows: unknown[][] } | { error: true }
  level: 'required' | 'recommended'
}

export function publicCypherCases(): { graphs: Record<string, InlineGraph>; cases: CypherCase[] } {
  return JSON.parse(readFileSync(new URL('../conformance/cypher.json', import.meta.url), 'utf8'))
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

/** `rows`: cells as they came, numbers or bigint. */
export function expectAnswer(one: CypherCase, columns: string[], rows: unknown[][]): void {
  if ('error' in one.expected) throw new Error('This query must be refused.')
  const got = rows.map((row) => keyOfRow(row.map(valueOf), one.ordered))
  const wanted = one.expected.rows.map((row) => keyOfRow(row.map(valueOf), one.ordered))
  expect(columns).toEqual(one.expected.columns)
  expect(one.ordered ? got : got.sort()).toEqual(one.ordered ? wanted : wanted.sort())
}
