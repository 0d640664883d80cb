/** Where only the ends of walks matter: a pattern whose walks nobody names, before rows of which equal ones count once.
 *  Such a pattern is a question of reach, which is answered in one sweep instead of one walk after the other. Pure. */
import type { Clause, Expression, PathPattern, Projection } from './cypher-ast'
import { aggregatesIn } from './projections'

/** Whether the patterns of a MATCH are one relationship of any length, by itself, whose walks are not asked for. An edge
 *  that another relationship of the same MATCH walks could not be walked again; of longer least lengths than one, the
 *  shortest walk says nothing. */
export function namesNoWalk(patterns: readonly PathPattern[]): boolean {
  const [relationship, ...others] = patterns.flatMap(({ relationships }) => relationships)
  if (!relationship?.range || others.length > 0 || relationship.range.from > 1) return false
  return relationship.variable === null && patterns.every((one) => one.variable === null && !one.shortest)
}

const takesEachOnce = (aggregate: Expression) =>
  aggregate.kind === 'call' && (aggregate.distinct || ['min', 'max'].includes(aggregate.name.toLowerCase()))

function seesEachOnce({ items, order, distinct }: Projection): boolean {
  const aggregates = [...items, ...order].flatMap(({ expression }) => aggregatesIn(expression))
  return aggregates.length > 0 ? aggregates.every(takesEachOnce) : distinct
}

/** Whether everything behind the clause at `index` is the same however often each of its rows comes. */
export function countAlikeOnce(clauses: readonly Clause[], index: number): boolean {
  const next = clauses.slice(index + 1).find(({ kind }) => kind !== 'match' && kind !== 'unwind')
  return (next?.kind === 'with' || next?.kind === 'return') && seesEachOnce(next)
}
