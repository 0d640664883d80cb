/** A query of Cypher on a stored host, from its text to plain rows: what the Cypher worker does, and Node in tests. */
import type { CreateSearch } from '../../grandiso/kernel'
import { createReferenceSearch } from '../../grandiso/reference-kernel'
import { MotifscopeError } from '../../model/errors'
import { cypherParameters } from './attribute-to-cypher'
import { checkCypher } from './check-cypher'
import type { CypherValue } from './cypher-values'
import { openHostGraph } from './host-property-graph'
import type { CypherHost } from './host-property-graph'
import { mentionedKeys } from './mentioned-keys'
import { parseCypher } from './parse-cypher'
import { holdsElement, plainFromCypher } from './plain-rows'
import type { PlainValue } from './plain-rows'
import { runCypher } from './run-cypher'

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

/** @param now a clock in milliseconds
 *  @param createSearch the kernel that plain patterns are searched with
 *  @throws MotifscopeError as `runCypher`, `invalid-parameter`, `time-limit` */
export async function answerCypher(
  host: CypherHost,
  { query, parameters: given, limit, limitMs }: CypherQuestion,
  now: () => number,
  onProgress: (progress: CypherProgress) => void = () => undefined,
  createSearch: CreateSearch = createReferenceSearch,
): Promise<CypherAnswer> {
  const begin = now()
  const parameters = cypherParameters(given)
  // Mistakes are told before anything is read.
  const tree = parseCypher(query)
  checkCypher(tree, query)
  onProgress({ phase: 'reading', rows: 0, elapsedMs: 0 })
  const graph = await openHostGraph(host, mentionedKeys(tree, parameters))

  const found: CypherValue[][] = []
  let reported = now()
  const checkpoint = () => {
    const at = now()
    if (at - begin > limitMs) throw tookTooLong(limitMs)
    if (at - reported < reportEvery) return
    reported = at
    onProgress({ phase: 'searching', rows: found.length, elapsedMs: at - begin })
  }
  let isSearched = false
  const { columns, rows } = runCypher(query, graph, {
    parameters,
    checkpoint,
    search: { createSearch, when: 'worthwhile' },
    onSearched: () => (isSearched = true),
  })
  let truncated = false
  for (const row of rows) {
    truncated = found.length >= limit
    if (truncated) break
    found.push(row)
  }
  if (found.some((row) => row.some(holdsElement))) await graph.loadAll()
  const plain = found.map((row) => row.map((value) => plainFromCypher(value, graph)))
  return { columns, rows: plain, truncated, elapsedMs: now() - begin, isSearched }
}
