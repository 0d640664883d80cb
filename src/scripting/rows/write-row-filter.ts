/** Filters as text, from what is clicked: a value, several, a stretch of numbers. The inverse of reading. Pure. */
import { writeValue } from '../../dotmotif/write-words'
import type { MatchReference } from '../../model/match-query'
import type { ConstraintValue } from '../../model/motif'
import { writeColumn } from './column-words'

/** Whether a value can be written into a filter: not a list, not an object, not NaN. */
export function isLiteral(value: unknown): value is ConstraintValue {
  if (typeof value === 'number') return Number.isFinite(value)
  return ['string', 'boolean', 'bigint'].includes(typeof value)
}

/** The rows whose column has one of the values; null stands for a missing one. `isList`: the column holds lists, one of
 *  whose entries is meant. Null: there is no such filter. */
export function filterForValues(
  column: MatchReference,
  values: readonly unknown[],
  isList = false,
): string | null {
  const name = writeColumn(column)
  const literals = values.filter(isLiteral)
  const hasMissing = values.includes(null)
  if (literals.length + (hasMissing ? 1 : 0) !== values.length || values.length === 0) return null
  const parts = isList
    ? literals.map((value) => `${name} contains ${writeValue(value)}`)
    : literals.length > 1
      ? [`${name} in [${literals.map(writeValue).join(', ')}]`]
      : literals.map((value) => `${name} = ${writeValue(value)}`)
  return [...parts, ...(hasMissing ? [`${name} is missing`] : [])].join(' or ')
}

/** The rows whose number lies in `from <= value < to`. */
export function filterForRange(column: MatchReference, from: number, to: number): string {
  const name = writeColumn(column)
  return `${name} >= ${writeValue(from)} and ${name} < ${writeValue(to)}`
}

/** All of the filters at once; empty: no filter. */
export function joinFilters(filters: readonly string[]): string {
  if (filters.length < 2) return filters[0] ?? ''
  return filters.map((filter) => (/\b(and|or)\b/i.test(filter) ? `(${filter})` : filter)).join(' and ')
}
