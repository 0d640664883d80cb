/** What WITH and RETURN make of the variables before them: columns, aggregates, and when two expressions are the same. Pure. */
import { cypherAggregates } from '../values/cypher-aggregates'
import type { Clause, CypherQuery, Expression, Projection } from './cypher-ast'
import { freeVariables, innerUses, namesOf, partsOf } from './free-variables'
import type { VariableUse } from './free-variables'
import { importsOf } from './subquery-scope'

/** Whether an expression is itself a call of an aggregating function. */
export const isAggregate = (expression: Expression) =>
  expression.kind === 'count-all' ||
  (expression.kind === 'call' && Object.hasOwn(cypherAggregates, expression.name.toLowerCase()))

/** The aggregating calls in an expression, outermost first. */
export function aggregatesIn(expression: Expression): Expression[] {
  return [...(isAggregate(expression) ? [expression] : []), ...partsOf(expression).flatMap(aggregatesIn)]
}

export const isGroupedBy = ({ items }: Projection) =>
  items.some(({ expression }) => aggregatesIn(expression).length > 0)

/** The variables that `*` stands for: by name, as Neo4j has them, without those that a column names anew. */
export function starredOf({ all, items }: Projection, scope: readonly string[]): string[] {
  if (!all) return []
  const named = new Set(items.map(({ alias, text }) => alias?.name ?? text.trim()))
  return scope.filter((name) => !named.has(name)).toSorted()
}

/** The columns of a projection by name, `*` written out. `RETURN *, a` has `a` once. */
export function columnsOf(clause: Projection, scope: readonly string[]): string[] {
  return [...starredOf(clause, scope), ...clause.items.map(({ alias, text }) => alias?.name ?? text.trim())]
}

/** The columns of a query within a query; none where it has no RETURN. @param outer the variables outside */
export function columnsOfQuery({ queries }: CypherQuery, outer: readonly string[]): string[] {
  const { clauses } = queries[0] ?? { clauses: [] }
  const last = clauses.at(-1)
  if (last?.kind !== 'return') return []
  return columnsOf(last, last.all ? scopeAfter(clauses.slice(0, -1), outer) : [])
}

/** The variables there are behind some clauses. @param kept those that no WITH takes away */
export function scopeAfter(
  clauses: readonly Clause[],
  begin: readonly string[],
  kept: readonly string[] = begin,
): string[] {
  return clauses.reduce(
    (scope: string[], clause) => {
      switch (clause.kind) {
        case 'match':
          return [...new Set([...scope, ...clause.patterns.flatMap(namesOf).map(({ name }) => name)])]
        case 'unwind':
          return [...scope, clause.variable.name]
        case 'call-query':
          return [...scope, ...columnsOfQuery(clause.query, importsOf(clause, scope))]
        case 'with':
          return [...new Set([...kept, ...columnsOf(clause, scope)])]
        case 'return':
          return columnsOf(clause, scope)
        case 'refused':
          return scope
      }
    },
    [...begin],
  )
}

/** The same for expressions that differ in nothing but blanks, brackets and the case of functions. */
export function shapeOf(expression: Expression): string {
  return JSON.stringify(expression, (key, value: unknown) => {
    if (key === 'start' || key === 'end') return undefined
    if (typeof value === 'bigint') return `${value}n`
    if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'call')
      return value
    return { ...value, name: String((value as unknown as { name: string }).name).toLowerCase() }
  })
}

/** Variables that an expression asks outside of its aggregates and of what is known otherwise. */
export function usesOutside(expression: Expression, isKnown: (part: Expression) => boolean): VariableUse[] {
  if (isAggregate(expression) || isKnown(expression)) return []
  if (expression.kind === 'variable') return [expression]
  const parts = partsOf(expression)
  if (parts.length === 0) return freeVariables(expression)
  return [...parts.flatMap((part) => usesOutside(part, isKnown)), ...innerUses(expression)]
}
