/** Where a MATCH is followed by a clause that makes few rows of many (grouped, distinct, or the first of an order), the
 *  table engine can do that. It answers which rows remain, as numbers, and what the aggregates came to; everything else
 *  in the clause is then worked out by the evaluator, on those few. Pure. */
import { MotifscopeError } from '../../../model/errors'
import { aggregatesIn } from '../language/projections'
import type { Clause, Match, Projection } from '../language/cypher-ast'
import type { CypherRun } from '../cypher-run'
import { freeVariables, holdsPattern, namesOf } from '../language/free-variables'
import { countOf } from '../project-rows'
import { ReductionSql } from './reduction-sql'
import type { PatternColumn, Reduction } from './reduction-sql'
import type { ElementHost } from './sql-elements'

export interface ReductionPlan extends Reduction {
  /** The clauses before the reducing one, without the MATCH. */
  naming: Projection[]
  reducing: Projection
}

/** Clauses that only name and filter, and then the one that reduces. */
function clausesBehind(clauses: readonly Clause[]): { naming: Projection[]; reducing: Projection } | null {
  const naming: Projection[] = []
  for (const clause of clauses) {
    if (clause.kind !== 'with' && clause.kind !== 'return') return null
    const { distinct, order, skip, limit, items } = clause
    const isGrouped = items.some(({ expression }) => aggregatesIn(expression).length > 0)
    if (isGrouped || distinct || order.length > 0) return { naming, reducing: clause }
    if (clause.kind === 'return' || skip || limit) return null
    naming.push(clause)
  }
  return null
}

const expressionsIn = ({ items, order, where }: Projection) => [
  ...[...items, ...order].map(({ expression }) => expression),
  ...(where ? [where] : []),
]

function usedColumns(matches: readonly Match[], projections: readonly Projection[]): PatternColumn[] {
  const patterns = matches.flatMap((match) => match.patterns)
  const edges = new Set(
    patterns.flatMap(({ relationships }) => relationships.map(({ variable }) => variable?.name)),
  )
  const all = [...new Set(patterns.flatMap(namesOf).map(({ name }) => name))]
  const asked = new Set(
    projections
      .flatMap(expressionsIn)
      .flatMap(freeVariables)
      .map(({ name }) => name),
  )
  // A star stands for whatever is there: after a clause without one only what that names.
  const isAllAsked = projections[0]?.all === true
  return all
    .filter((name) => isAllAsked || asked.has(name))
    .map((name) => ({ name, kind: edges.has(name) ? 'edge' : 'node' }))
}

/** How many rows a clause lets through, as far as that is known; undefined where it is not a number. */
function mostRows(run: CypherRun, clause: Projection, answerLimit: number): number | null | undefined {
  try {
    const [skip, limit] = [countOf(run, clause.skip, 'SKIP') ?? 0, countOf(run, clause.limit, 'LIMIT')]
    const most = clause.kind === 'return' ? Math.min(limit ?? Infinity, answerLimit + 1) : limit
    return most === null || most === Infinity ? null : skip + most
  } catch (thrown) {
    if (thrown instanceof MotifscopeError) return undefined
    throw thrown
  }
}

/** @param answerLimit how many rows are answered at most; Infinity: all are needed
 *  @returns null where nothing is reduced, or by what SQL has no word for */
export function planReduction(
  run: CypherRun,
  clauses: readonly Clause[],
  host: ElementHost,
  answerLimit: number,
): ReductionPlan | null {
  const end = clauses.findIndex(({ kind }) => kind !== 'match')
  const matches = clauses.slice(0, end).filter((clause) => clause.kind === 'match')
  const behind = clausesBehind(clauses.slice(end))
  if (!behind) return null
  const { naming, reducing } = behind
  // Which variables a pattern inside an expression speaks of is not known beforehand.
  const expressions = [...naming, reducing].flatMap(expressionsIn)
  if (expressions.some(holdsPattern)) return null
  const used = usedColumns(matches, [...naming, reducing])
  const most = mostRows(run, reducing, answerLimit)
  if (used.length === 0 || most === undefined) return null
  const sql = new ReductionSql(run, host, used)
  if (!naming.every((clause) => sql.name(clause))) return null
  const isGrouped =
    reducing.distinct || reducing.items.some(({ expression }) => aggregatesIn(expression).length > 0)
  const reduction = isGrouped
    ? sql.groups(reducing, most)
    : most === null
      ? null
      : sql.firstRows(reducing, most)
  return reduction && { ...reduction, ...behind }
}
