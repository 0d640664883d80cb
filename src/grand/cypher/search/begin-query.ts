/** The beginning of a query that the compiled search answers: a plain pattern, or how many rows it has. */
import type { Clause } from '../language/cypher-ast'
import type { CypherRun } from '../cypher-run'
import { countedRows, isCountOf } from './count-rows'
import { namesOf } from '../language/free-variables'
import { Row } from '../row'
import { SearchedPattern } from './search-pattern'
import type { PatternSearch } from './search-pattern'

/** The rows of the first clauses of a query, and how many clauses these are. */
export interface Begun {
  rows: Iterable<Row>
  clauseCount: number
}

/** The pattern that a query begins with, of as many clauses as the search takes at once; null where the evaluator is to
 *  walk it. */
export function searchedPattern(
  run: CypherRun,
  clauses: readonly Clause[],
  search: PatternSearch | undefined,
): SearchedPattern | null {
  const end = clauses.findIndex((clause) => clause.kind !== 'match' || clause.optional)
  const matches = clauses.slice(0, end).filter((clause) => clause.kind === 'match')
  if (!search || matches.length === 0) return null
  return (
    SearchedPattern.from(run, search, matches) ??
    (matches.length > 1 ? SearchedPattern.from(run, search, matches.slice(0, 1)) : null)
  )
}

/** The clauses that only count the rows of the pattern; null where the rows are looked at. */
export function countedBeginning(
  run: CypherRun,
  pattern: SearchedPattern,
  clauses: readonly Clause[],
): Begun | null {
  const { clauseCount } = pattern
  const [next, last] = clauses.slice(clauseCount)
  if (!next || !pattern.isCountable) return null
  const matches = clauses.slice(0, clauseCount).filter((clause) => clause.kind === 'match')
  const scope = matches.flatMap(({ patterns }) => patterns.flatMap(namesOf)).map(({ name }) => name)
  if (isCountOf(next, scope)) return { rows: countedRows(run, next, pattern), clauseCount: clauseCount + 1 }
  if (last && pattern.isAllNodes(next) && isCountOf(last, scope))
    return { rows: countedRows(run, last, pattern), clauseCount: clauseCount + 2 }
  return null
}

export const searchedBeginning = (
  run: CypherRun,
  pattern: SearchedPattern,
  clauses: readonly Clause[],
): Begun =>
  countedBeginning(run, pattern, clauses) ?? {
    rows: pattern.rows(Row.empty),
    clauseCount: pattern.clauseCount,
  }
