/** Runs a query of Cypher on a graph, row by row: what is not asked for is not worked out. */
import { MotifscopeError } from '../../model/errors'
import { searchedBeginning, searchedPattern } from './search/begin-query'
import type { Begun } from './search/begin-query'
import { checkCypher } from './language/check-cypher'
import type { CypherQuery } from './language/cypher-ast'
import type { CypherValue } from './values/cypher-values'
import type { CypherRun } from './cypher-run'
import { EdgesBetween } from './host/edges-between'
import { PatternMatch } from './matching/match-pattern'
import { parseCypher } from './language/parse-cypher'
import type { PropertyGraph } from './host/property-graph'
import { Row } from './row'
import { united } from './run-clauses'
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
    match: (patterns, where, row, alikeOnce) => new PatternMatch(run, patterns, where, alikeOnce).rows(row),
    query: (inner, names, row) => united(run, inner, names, { row, scope: row.names(), kept: row.names() }),
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
    rows: (begun) => {
      const begunOf = (part: number) => begun?.get(part) ?? beginning(part)
      return guarded(united(run, query, columns, { row: Row.empty, scope: [], kept: [], begunOf }))
    },
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
      hint: 'Give paths of any length an upper limit, such as [*1..4], or ask for their ends once each: RETURN DISTINCT b.',
      cause: thrown,
    })
  }
}
