/** The clauses of a query, one after the other: rows in, rows out, each only as it is asked for. */
import type { Begun } from './search/begin-query'
import type { Clause, CypherQuery, Match, SubqueryCall } from './language/cypher-ast'
import type { CypherValue } from './values/cypher-values'
import { keyOf } from './values/cypher-values'
import type { CypherRun } from './cypher-run'
import { evaluate } from './evaluate'
import { countAlikeOnce } from './language/ends-only'
import { namesOf } from './language/free-variables'
import { columnsOfQuery, scopeAfter } from './language/projections'
import { importsOf } from './language/subquery-scope'
import { PatternMatch } from './matching/match-pattern'
import { projectRows } from './project-rows'
import { Row } from './row'

function* matchRows(
  run: CypherRun,
  { patterns, where, optional }: Match,
  rows: Iterable<Row>,
  alikeOnce: boolean,
): Generator<Row> {
  const match = new PatternMatch(run, patterns, where, alikeOnce)
  for (const row of rows) {
    let isFound = false
    for (const found of match.rows(row)) {
      isFound = true
      yield found
    }
    if (!optional || isFound) continue
    const names = new Set(patterns.flatMap(namesOf).map(({ name }) => name))
    yield [...names].reduce((all, name) => (all.get(name) === undefined ? all.with(name, null) : all), row)
  }
}

function* unwindRows(run: CypherRun, clause: Extract<Clause, { kind: 'unwind' }>, rows: Iterable<Row>) {
  for (const row of rows) {
    const list = evaluate(run, clause.list, row)
    if (list === null) continue
    for (const item of Array.isArray(list) ? list : [list]) {
      run.tick()
      yield row.with(clause.variable.name, item)
    }
  }
}

const added = (row: Row, columns: readonly string[], values: readonly CypherValue[]) =>
  columns.reduce((all, name, i) => all.with(name, values[i] ?? null), row)

/** Each row with each row of the query that is asked for it. */
function* calledRows(
  run: CypherRun,
  clause: SubqueryCall,
  scope: readonly string[],
  rows: Iterable<Row>,
): Generator<Row> {
  const imports = importsOf(clause, scope)
  const columns = columnsOfQuery(clause.query, imports)
  const kept = clause.imports === null ? [] : imports
  for (const row of rows) {
    const known = added(
      Row.empty,
      imports,
      imports.map((name) => row.get(name) ?? null),
    )
    let isFound = false
    for (const values of united(run, clause.query, columns, { row: known, scope: imports, kept })) {
      run.tick()
      isFound = true
      yield added(row, columns, values)
    }
    if (clause.optional && !isFound) yield added(row, columns, [])
  }
}

/** What a query begins with: nothing, or what is known around it. */
export interface Beginning {
  row: Row
  scope: readonly string[]
  /** What no WITH takes away. */
  kept: readonly string[]
  /** The rows of the first clauses of a part, where they are known already. */
  begunOf?: (part: number) => Begun | null
}

/** The rows of one query between two UNIONs. */
function* rowsOf(
  run: CypherRun,
  clauses: Clause[],
  { row, scope: outer, kept }: Beginning,
  begun: Begun | null,
): Generator<Row> {
  let rows: Iterable<Row> = begun?.rows ?? [row]
  let scope = [...outer]
  const base = added(
    Row.empty,
    kept,
    kept.map((name) => row.get(name) ?? null),
  )
  for (const [i, clause] of clauses.entries()) {
    if (begun === null || i >= begun.clauseCount) {
      if (clause.kind === 'match') rows = matchRows(run, clause, rows, countAlikeOnce(clauses, i))
      else if (clause.kind === 'unwind') rows = unwindRows(run, clause, rows)
      else if (clause.kind === 'call-query') rows = calledRows(run, clause, scope, rows)
      else if (clause.kind !== 'refused') rows = projectRows(run, clause, scope, rows, undefined, base)
    }
    scope = scopeAfter([clause], scope, kept)
  }
  yield* rows
}

/** The rows of a query, equal ones once unless UNION ALL keeps them. */
export function* united(
  run: CypherRun,
  { queries, unionAll }: CypherQuery,
  columns: readonly string[],
  beginning: Beginning,
): Generator<CypherValue[]> {
  const isDistinct = unionAll.includes(false)
  const seen = new Set<string>()
  for (const [i, { clauses }] of queries.entries())
    for (const row of rowsOf(run, clauses, beginning, beginning.begunOf?.(i) ?? null)) {
      const values = columns.map((name) => row.get(name) ?? null)
      if (isDistinct) {
        const key = keyOf(values)
        if (seen.has(key)) continue
        seen.add(key)
      }
      yield values
    }
}
