/** Runs a query of Cypher on a graph, row by row: what is not asked for is not worked out. */
import { MotifscopeError } from '../../model/errors'
import { searchedBeginning, searchedPattern } from './search/begin-query'
import type { Begun } from './search/begin-query'
import { checkCypher, columnsOf } from './language/check-cypher'
import type { Clause, CypherQuery, Match } from './language/cypher-ast'
import type { CypherValue } from './cypher-values'
import { keyOf } from './cypher-values'
import type { CypherRun } from './cypher-run'
import { EdgesBetween } from './search/edges-between'
import { evaluate } from './evaluate'
import { namesOf } from './language/free-variables'
import { PatternMatch } from './match-pattern'
import { parseCypher } from './language/parse-cypher'
import { projectRows } from './project-rows'
import type { PropertyGraph } from './property-graph'
import { Row } from './row'
import type { PatternSearch } from './search/search-pattern'

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

/** The rows of one query between two UNIONs. */
function* rowsOf(run: CypherRun, clauses: Clause[], begun: Begun | null): Generator<Row> {
  let rows: Iterable<Row> = begun?.rows ?? [Row.empty]
  let scope: string[] = []
  for (const [i, clause] of clauses.entries()) {
    const isDone = begun !== null && i < begun.clauseCount
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
  beginningOf: (part: number) => Begun | null,
): Generator<CypherValue[]> {
  // One UNION without ALL takes equal rows out of everything before it and of what it adds.
  const lastDistinct = unionAll.lastIndexOf(false)
  const seen = new Set<string>()
  for (const [i, { clauses }] of queries.entries())
    for (const row of rowsOf(run, clauses, beginningOf(i))) {
      const values = columns.map((name) => row.get(name) ?? null)
      if (i <= lastDistinct + 1 && lastDistinct >= 0) {
        const key = keyOf(values)
        if (seen.has(key)) continue
        seen.add(key)
      }
      yield values
    }
}

/** A query that has been read and checked. */
export interface CypherProgram {
  query: CypherQuery
  columns: string[]
  run: CypherRun
  /** Begins each part between two UNIONs by the compiled search, where that can.
   *  @param begun parts that have begun already, by their place */
  rows(begun?: ReadonlyMap<number, Begun>): Iterable<CypherValue[]>
}

/** @throws MotifscopeError `syntax-error`, `read-only`, `unknown-variable`, …, each with its place */
export function startCypher(
  source: string,
  graph: PropertyGraph,
  options: CypherOptions = {},
): CypherProgram {
  const query = parseCypher(source)
  const columns = checkCypher(query, source)
  let steps = 0
  const run: CypherRun = {
    source,
    graph,
    between: new EdgesBetween(graph),
    parameters: options.parameters ?? new Map(),
    match: (patterns, where, row) => new PatternMatch(run, patterns, where).rows(row),
    tick() {
      if (++steps % stepsBetween === 0) options.checkpoint?.()
    },
    pause: () => options.checkpoint?.(),
  }
  const beginning = (part: number) => {
    const { clauses } = query.queries[part] ?? { clauses: [] }
    const pattern = searchedPattern(run, clauses, options.search)
    if (!pattern) return null
    options.onSearched?.()
    return searchedBeginning(run, pattern, clauses)
  }
  return {
    query,
    columns,
    run,
    rows: (begun) => guarded(united(run, query, columns, (part) => begun?.get(part) ?? beginning(part))),
  }
}

/** Reads and checks at once; runs as rows are taken.
 *  @throws MotifscopeError as `startCypher`; `type-error` and whatever `checkpoint` throws while rows are taken */
export function runCypher(source: string, graph: PropertyGraph, options: CypherOptions = {}): CypherRows {
  const program = startCypher(source, graph, options)
  return { columns: program.columns, rows: program.rows() }
}

function* guarded(rows: Iterable<CypherValue[]>): Generator<CypherValue[]> {
  try {
    yield* rows
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    throw new MotifscopeError('too-complex', 'This query goes deeper than the memory of the page allows.', {
      hint: 'Give paths of any length an upper limit, such as [*1..4].',
      cause: thrown,
    })
  }
}
