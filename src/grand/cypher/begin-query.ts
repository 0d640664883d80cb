/** The beginning of a query that the compiled search answers: a plain pattern, or how many rows it has. */
import type { Clause } from './cypher-ast'
import type { CypherRun } from './cypher-run'
import { countedRows, isCountOf } from './count-rows'
import { namesOf } from './free-variables'
import { Row } from './row'
import { SearchedPattern } from './search-pattern'
import type { PatternSearch } from './search-pattern'

/** The rows of the first clauses of a query, and how many clauses these are. */
export interface Begun {
  rows: Iterable<Row>
  clauseCount: number
}

/** The pattern that a query begins with; null where the evaluator is to walk it. */
export function searchedPattern(
  run: CypherRun,
  [match]: readonly Clause[],
  search: PatternSearch | undefined,
): SearchedPattern | null {
  return search && match?.kind === 'match' ? SearchedPattern.from(run, search, match) : null
}

/** The clauses that only count the rows of the pattern; null where the rows are looked at. */
export function countedBeginning(
  run: CypherRun,
  pattern: SearchedPattern,
  [match, next, last]: readonly Clause[],
): Begun | null {
  if (match?.kind !== 'match' || !next || !pattern.isCountable) return null
  const scope = match.patterns.flatMap(namesOf).map(({ name }) => name)
  if (isCountOf(next, scope)) return { rows: countedRows(run, next, pattern), clauseCount: 2 }
  if (last && pattern.isAllNodes(next) && isCountOf(last, scope))
    return { rows: countedRows(run, last, pattern), clauseCount: 3 }
  return null
}

export const searchedBeginning = (
  run: CypherRun,
  pattern: SearchedPattern,
  clauses: readonly Clause[],
): Begun => countedBeginning(run, pattern, clauses) ?? { rows: pattern.rows(Row.empty), clauseCount: 1 }
