/** ORDER BY as SQL. A name in it is first of all that of a column, and only then one that was there before; an expression
 *  that repeats a column stands for it. Pure. */
import { aggregatesIn } from '../language/projections'
import type { Expression, Projection, ProjectionItem } from '../language/cypher-ast'
import { freeVariables } from '../language/free-variables'
import { sortedBy } from '../project-rows'
import type { AggregateCall } from './sql-aggregates'
import type { SqlNames, SqlValue } from './sql-kinds'
import { sqlOf } from './sql-value'

const isGrouped = ({ expression }: ProjectionItem) => aggregatesIn(expression).length > 0

/** @param valueOf an expression of the order, or of the column that it repeats @returns null where one has none */
function ordered(clause: Projection, valueOf: (expression: Expression) => SqlValue | null): string[] | null {
  const written = sortedBy(clause).map(({ expression, column, descending }) => {
    const repeated = clause.items.find(({ alias, text }) => (alias?.name ?? text.trim()) === column)
    const value = valueOf(repeated?.expression ?? expression)
    return value && `${value.sql} ${descending ? 'DESC NULLS FIRST' : 'ASC NULLS LAST'}`
  })
  return written.every((one) => one !== null) ? written : null
}

/** The same names, among them those of the columns. */
function withColumns({ items }: Projection, names: SqlNames): SqlNames {
  const plain = items.filter((item) => item.alias && !isGrouped(item))
  return {
    ...names,
    variable(name) {
      const named = plain.find(({ alias }) => alias?.name === name)
      return named ? sqlOf(named.expression, names) : names.variable(name)
    },
  }
}

/** An expression that repeats a column was translated before its names were shadowed. */
const isItem = ({ items }: Projection, expression: Expression) =>
  items.some((item) => item.expression === expression)

export function rowOrder(clause: Projection, names: SqlNames): string[] | null {
  const inOrder = withColumns(clause, names)
  return ordered(clause, (one) => sqlOf(one, isItem(clause, one) ? names : inOrder))
}

/** Of a group: aggregates, and what else is asked of its first row. */
export function groupOrder(
  clause: Projection,
  names: SqlNames,
  calls: readonly AggregateCall[],
): string[] | null {
  const inOrder = withColumns(clause, names)
  const aggregated = clause.items.filter(isGrouped)
  const valueOf = (whole: Expression): SqlValue | null => {
    const outside = isItem(clause, whole) ? names : inOrder
    const known = (expression: Expression): SqlValue | null => {
      const call = calls.find((one) => one.call === expression)?.aggregate
      if (call) return call.isList ? null : { sql: `(${call.sql})`, kind: call.kind }
      if (expression.kind === 'variable' && outside === inOrder) {
        const column = aggregated.find(({ alias }) => alias?.name === expression.name)
        if (column) return valueOf(column.expression)
      }
      if (expression.kind === 'literal' || aggregatesIn(expression).length > 0) return null
      const asksAggregate = freeVariables(expression).some(({ name }) =>
        aggregated.some(({ alias }) => alias?.name === name),
      )
      if (asksAggregate && outside === inOrder) return null
      const value = sqlOf(expression, outside)
      return value && { sql: `first(${value.sql} ORDER BY m.rowid)`, kind: value.kind }
    }
    return sqlOf(whole, { ...outside, known })
  }
  return ordered(clause, valueOf)
}
