/** A query of Cypher on a stored host, from its text to plain rows: what the Cypher worker does, and Node in tests. */
import type { CreateSearch } from '../../grandiso/kernel'
import { createReferenceSearch } from '../../grandiso/reference-kernel'
import { MotifscopeError } from '../../model/errors'
import { cypherParameters } from './host/attribute-to-cypher'
import { countedBeginning, searchedBeginning, searchedPattern } from './search/begin-query'
import type { Begun } from './search/begin-query'
import { checkCypher } from './language/check-cypher'
import type { CypherValue } from './values/cypher-values'
import { openHostGraph } from './host/host-property-graph'
import type { CypherHost } from './host/host-property-graph'
import { mentionedKeys } from './language/mentioned-keys'
import { parseCypher } from './language/parse-cypher'
import { holdsElement, plainFromCypher } from './plain-rows'
import type { PlainValue } from './plain-rows'
import { reduceInTables, usualLimits } from './reduction/reduce-in-tables'
import type { ReductionLimits } from './reduction/reduce-in-tables'
import { planReduction } from './reduction/reduction-plan'
import type { RowTables } from './reduction/row-tables'
import type { PatternSearch } from './search/search-pattern'
import { startCypher } from './run-cypher'
import type { CypherProgram } from './run-cypher'

export interface CypherQuestion {
  query: string
  parameters: Readonly<Record<string, unknown>>
  /** Rows to answer at most. */
  limit: number
  limitMs: number
}

export interface CypherProgress {
  phase: 'reading' | 'searching'
  /** Rows found so far. */
  rows: number
  elapsedMs: number
}

export interface CypherAnswer {
  columns: string[]
  rows: PlainValue[][]
  /** There are more rows than `limit`. */
  truncated: boolean
  elapsedMs: number
  /** Whether the compiled search found or counted the pattern that the query begins with; else it was walked. Absent
   *  where a server answered. */
  isSearched?: boolean
  /** Whether the table engine grouped, sorted or thinned out what was found; else JavaScript did, or there was nothing of
   *  that kind to do. Absent where a server answered. */
  restBy?: 'duckdb' | 'javascript'
}

/** What a query is answered with besides the host's files. */
export interface CypherEngines {
  /** The kernel that plain patterns are searched with. */
  createSearch?: CreateSearch
  /** Takes many rows and makes few of them; without it the evaluator does. */
  tables?: RowTables | null
  limits?: ReductionLimits
}

/** Milliseconds between two reports. */
const reportEvery = 100

function tookTooLong(limitMs: number): MotifscopeError {
  return new MotifscopeError(
    'time-limit',
    `The query took longer than ${limitMs / 1000} s and was stopped.`,
    {
      hint: 'Narrow it: name labels or properties, give paths an upper limit, or add a LIMIT.',
    },
  )
}

/** Begins each part of a query in the table engine where rows are reduced there. */
async function begunInTables(
  { query, run }: CypherProgram,
  host: CypherHost,
  search: PatternSearch,
  limit: number,
  { tables, limits }: CypherEngines,
  onFound: (rows: number) => void,
): Promise<{ begun: Map<number, Begun>; isReduced: boolean }> {
  const begun = new Map<number, Begun>()
  let isReduced = false
  if (!tables) return { begun, isReduced }
  for (const [part, { clauses }] of query.queries.entries()) {
    // Behind a UNION rows may be taken out again: all are needed.
    const most = query.queries.length > 1 ? Infinity : limit
    const plan = planReduction(run, clauses, host, most)
    const pattern = plan && searchedPattern(run, clauses, search)
    if (!pattern) continue
    const isCounted = countedBeginning(run, pattern, clauses) !== null
    if (isCounted || clauses[pattern.clauseCount]?.kind === 'match') {
      begun.set(part, searchedBeginning(run, pattern, clauses))
      continue
    }
    const hooks = { onFound, limits: limits ?? usualLimits(plan, host.edgeCount) }
    const reduced = await reduceInTables(run, pattern, plan, tables, hooks)
    if (!reduced) continue
    begun.set(part, reduced)
    isReduced ||= reduced.isReduced
  }
  return { begun, isReduced }
}

/** @param now a clock in milliseconds
 *  @throws MotifscopeError as `runCypher`, `invalid-parameter`, `time-limit` */
export async function answerCypher(
  host: CypherHost,
  { query, parameters: given, limit, limitMs }: CypherQuestion,
  now: () => number,
  onProgress: (progress: CypherProgress) => void = () => undefined,
  engines: CypherEngines = {},
): Promise<CypherAnswer> {
  const begin = now()
  const parameters = cypherParameters(given)
  // Mistakes are told before anything is read.
  const tree = parseCypher(query)
  checkCypher(tree, query)
  onProgress({ phase: 'reading', rows: 0, elapsedMs: 0 })
  const graph = await openHostGraph(host, mentionedKeys(tree, parameters))

  const found: CypherValue[][] = []
  let inPattern = 0
  let reported = now()
  const checkpoint = () => {
    const at = now()
    if (at - begin > limitMs) throw tookTooLong(limitMs)
    if (at - reported < reportEvery) return
    reported = at
    onProgress({ phase: 'searching', rows: Math.max(inPattern, found.length), elapsedMs: at - begin })
  }
  const search = { createSearch: engines.createSearch ?? createReferenceSearch, when: 'worthwhile' as const }
  let isSearched = false
  const program = startCypher(query, graph, {
    parameters,
    checkpoint,
    search,
    onSearched: () => (isSearched = true),
  })
  const { begun, isReduced } = await begunInTables(program, host, search, limit, engines, (rows) => {
    inPattern = rows
    checkpoint()
  })
  isSearched ||= begun.size > 0
  let truncated = false
  for (const row of program.rows(begun)) {
    truncated = found.length >= limit
    if (truncated) break
    found.push(row)
  }
  if (found.some((row) => row.some(holdsElement))) await graph.loadAll()
  const plain = found.map((row) => row.map((value) => plainFromCypher(value, graph)))
  return {
    columns: program.columns,
    rows: plain,
    truncated,
    elapsedMs: now() - begin,
    isSearched,
    restBy: isReduced ? 'duckdb' : 'javascript',
  }
}
