/** What a query inside a query knows of the one around it. Pure. */
import type { Clause, Projection, SubqueryCall } from './cypher-ast'

const onlyNames = ({ items, distinct, order, skip, limit, where }: Projection) =>
  items.every(({ expression, alias }) => expression.kind === 'variable' && alias === null) &&
  !distinct &&
  order.length === 0 &&
  !skip &&
  !limit &&
  !where

/** A WITH at the beginning that only names what is outside: the older way to hand variables in. */
function importingWith(clauses: readonly Clause[]): string[] {
  const [first] = clauses
  if (first?.kind !== 'with' || !onlyNames(first)) return []
  return first.items.flatMap(({ expression }) => (expression.kind === 'variable' ? [expression.name] : []))
}

/** The variables of the rows before that `CALL { … }` sees. @param scope those there are */
export function importsOf({ imports, query }: SubqueryCall, scope: readonly string[]): string[] {
  if (imports === 'all') return [...scope]
  if (imports) return imports.map(({ name }) => name)
  const first = query.queries.map(({ clauses }) => clauses[0])
  if (first.some((clause) => clause?.kind === 'with' && clause.all && onlyNames(clause))) return [...scope]
  const named = new Set(query.queries.flatMap(({ clauses }) => importingWith(clauses)))
  return scope.filter((name) => named.has(name))
}
