/** Runs a query of Cypher on a graph, row by row: what is not asked for is not worked out. */
import { MotifscopeError } from '../../model/errors'
import { checkCypher, columnsOf } from './check-cypher'
import type { Clause, CypherQuery, Match } from './cypher-ast'
import type { CypherValue } from './cypher-values'
import { keyOf } from './cypher-values'
import type { CypherRun } from './cypher-run'
import { evaluate } from './evaluate'
import { namesOf } from './free-variables'
import { PatternMatch } from './match-pattern'
import { parseCypher } from './parse-cypher'
import { countedRows, isCountOf } from './count-rows'
import { projectRows } from './project-rows'
import type { PropertyGraph } from './property-graph'
import { Row } from './row'
import { SearchedPattern } from './search-pattern'
import type { PatternSearch } from './search-pattern'

export interface CypherOptions {
  parameters?: ReadonlyMap<string, CypherValue>
  /** Called every few thousand steps; throws to stop the query. */
  checkpoint?: () => void
  /** Finds plain patterns; without it they are walked like all others. */
  search?: PatternSearch
  /** Called when a pattern is searched for. */
  onSearched?: () => void
}

export interface CypherRows {
  columns: string[]
  /** Made as they are taken. */
  rows: Iterable<CypherValue[]>
}

/** Steps between two checkpoints: some milliseconds. */
const stepsBetween = 16_384

function* matchRows(
  run: CypherRun,
  { patterns, where, optional }: Match,
  rows: Iterable<Row>,
): Generator<Row> {
  const match = new PatternMatch(run, patterns, where)
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

/** The rows of the clauses that the compiled search answers at the beginning of a query, and how many these are; null
 *  where it answers none. */
function searchedRows(
  run: CypherRun,
  [match, next, last]: Clause[],
  { search, onSearched }: CypherOptions,
): { rows: Iterable<Row>; clauseCount: number } | null {
  const pattern = search && match?.kind === 'match' ? SearchedPattern.from(run, search, match) : null
  if (!pattern || match?.kind !== 'match') return null
  onSearched?.()
  const scope = match.patterns.flatMap(namesOf).map(({ name }) => name)
  if (next && pattern.isCountable && isCountOf(next, scope))
    return { rows: countedRows(run, next, pattern), clauseCount: 2 }
  if (next && last && pattern.isCountable && pattern.isAllNodes(next) && isCountOf(last, scope))
    return { rows: countedRows(run, last, pattern), clauseCount: 3 }
  return { rows: pattern.rows(Row.empty), clauseCount: 1 }
}

/** The rows of one query between two UNIONs. */
function* rowsOf(run: CypherRun, clauses: Clause[], options: CypherOptions): Generator<Row> {
  const searched = searchedRows(run, clauses, options)
  let rows: Iterable<Row> = searched?.rows ?? [Row.empty]
  let scope: string[] = []
  for (const [i, clause] of clauses.entries()) {
    const isDone = searched !== null && i < searched.clauseCount
    if (clause.kind === 'match') {
      if (!isDone) rows = matchRows(run, clause, rows)
      scope = [...new Set([...scope, ...clause.patterns.flatMap(namesOf).map(({ name }) => name)])]
    } else if (clause.kind === 'unwind') {
      rows = unwindRows(run, clause, rows)
      scope = [...scope, clause.variable.name]
    } else if (clause.kind !== 'refused') {
      if (!isDone) rows = projectRows(run, clause, scope, rows)
      scope = columnsOf(clause, scope)
    }
  }
  yield* rows
}

function* united(
  run: CypherRun,
  { queries, unionAll }: CypherQuery,
  columns: string[],
  options: CypherOptions,
): Generator<CypherValue[]> {
  // One UNION without ALL takes equal rows out of everything before it and of what it adds.
  const lastDistinct = unionAll.lastIndexOf(false)
  const seen = new Set<string>()
  for (const [i, { clauses }] of queries.entries())
    for (const row of rowsOf(run, clauses, options)) {
      const values = columns.map((name) => row.get(name) ?? null)
      if (i <= lastDistinct + 1 && lastDistinct >= 0) {
        const key = keyOf(values)
        if (seen.has(key)) continue
        seen.add(key)
      }
      yield values
    }
}

/** Reads and checks at once; runs as rows are taken.
 *  @throws MotifscopeError `syntax-error`, `read-only`, `unknown-variable`, …, each with its place; `type-error` and
 *  whatever `checkpoint` throws while rows are taken */
export function runCypher(source: string, graph: PropertyGraph, options: CypherOptions = {}): CypherRows {
  const query = parseCypher(source)
  const columns = checkCypher(query, source)
  let steps = 0
  const run: CypherRun = {
    source,
    graph,
    parameters: options.parameters ?? new Map(),
    match: (patterns, where, row) => new PatternMatch(run, patterns, where).rows(row),
    tick() {
      if (++steps % stepsBetween === 0) options.checkpoint?.()
    },
    pause: () => options.checkpoint?.(),
  }
  return { columns, rows: guarded(run, query, columns, options) }
}

function* guarded(
  run: CypherRun,
  query: CypherQuery,
  columns: string[],
  options: CypherOptions,
): Generator<CypherValue[]> {
  try {
    yield* united(run, query, columns, options)
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    throw new MotifscopeError('too-complex', 'This query goes deeper than the memory of the page allows.', {
      hint: 'Give paths of any length an upper limit, such as [*1..4].',
      cause: thrown,
    })
  }
}
