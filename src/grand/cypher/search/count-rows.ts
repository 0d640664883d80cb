/** `RETURN count(*)` of rows that are counted without being looked at. */
import { aggregatesIn, isAggregate } from '../language/projections'
import type { Clause, Expression, Projection } from '../language/cypher-ast'
import type { CypherRun } from '../cypher-run'
import { freeVariables } from '../language/free-variables'
import { projectRows } from '../project-rows'
import { Row } from '../row'

/** `count(*)`, or `count(a)` of a variable that is never null. */
function countsRows(call: Expression, scope: readonly string[]): boolean {
  if (call.kind === 'count-all') return true
  if (call.kind !== 'call' || call.distinct || call.name.toLowerCase() !== 'count') return false
  const [of] = call.args
  return of?.kind === 'variable' && scope.includes(of.name)
}

const callsIn = ({ items, order }: Projection) =>
  [...items, ...order].flatMap(({ expression }) => aggregatesIn(expression).filter(isAggregate))

/** Whether a clause asks of the rows of a MATCH nothing but how many they are.
 *  @param scope the variables of the MATCH */
export function isCountOf(clause: Clause, scope: readonly string[]): clause is Projection {
  if (clause.kind !== 'return' && clause.kind !== 'with') return false
  if (clause.all || clause.items.length === 0 || clause.order.length > 0) return false
  if (!callsIn(clause).every((call) => countsRows(call, scope))) return false
  return clause.items.every(({ expression }) => {
    const calls = aggregatesIn(expression)
    const inCalls = calls.flatMap(freeVariables)
    return calls.length > 0 && freeVariables(expression).length === inCalls.length
  })
}

/** The row of such a clause. */
export function* countedRows(
  run: CypherRun,
  clause: Projection,
  pattern: { count(): bigint },
): Generator<Row> {
  const count = pattern.count()
  const aggregated = new Map(callsIn(clause).map((call) => [call, count] as const))
  yield* projectRows(run, clause, [], [], [{ row: Row.empty, aggregated }])
}
