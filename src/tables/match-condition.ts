/** A condition on the rows of a result as SQL that is TRUE or FALSE, never NULL. Literals and comparisons are written
 *  by the same code as the constraints of a motif. */
import { MotifscopeError } from '../model/errors'
import type { AttributeColumn } from '../model/attribute'
import type { RowCondition } from '../model/match-query'
import type { ConstraintValue, Operator } from '../model/motif'
import { predicateFromComparison } from './dynamic-predicate'
import type { MatchSource } from './match-source'
import { predicateFromConstraint } from './predicate'
import { isWellFormed, quoteText } from './sql'

function notInSql({ name, storage }: AttributeColumn): MotifscopeError {
  const why =
    storage === 'json' ? `"${name}" is kept as JSON` : 'the text compared with is not well-formed Unicode'
  return new MotifscopeError('not-filterable', `Rows cannot be filtered so: ${why}.`, {
    hint: 'Filter by another attribute, or write the constraint into the motif.',
  })
}

function compare(column: AttributeColumn, op: Operator, value: ConstraintValue): string {
  const sql = predicateFromConstraint(column, { key: column.name, op, value })
  if (sql === null) throw notInSql(column)
  return sql
}

function oneOf(column: AttributeColumn, values: ConstraintValue[]): string {
  const areTexts = values.every((value) => typeof value === 'string' && isWellFormed(value))
  if (values.length === 0) return 'FALSE'
  if (column.storage === 'utf8' && areTexts)
    return `(${column.column} IS NOT NULL AND ${column.column} IN (${values.map((value) => quoteText(String(value))).join()}))`
  return `(${values.map((value) => compare(column, '==', value)).join(' OR ')})`
}

/** The condition; asks `source` for the columns it reads.
 *  @throws MotifscopeError `unknown-column`; `not-filterable`: a JSON attribute, or text that is not Unicode. */
export function sqlFromCondition(condition: RowCondition, source: MatchSource): string {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.parts.map((part) => sqlFromCondition(part, source))
      if (parts.length === 0) return condition.kind === 'all' ? 'TRUE' : 'FALSE'
      return `(${parts.join(condition.kind === 'all' ? ' AND ' : ' OR ')})`
    }
    case 'not':
      return `(NOT ${sqlFromCondition(condition.part, source)})`
    case 'compare':
      return compare(source.column(condition.left), condition.op, condition.value)
    case 'oneOf':
      return oneOf(source.column(condition.left), condition.values)
    case 'missing':
      return `(${source.column(condition.left).column} IS NULL)`
    case 'relate': {
      const [left, right] = [source.column(condition.left), source.column(condition.right)]
      const sql = predicateFromComparison(left, condition.op, right)
      if (sql === null) throw notInSql(left.storage === 'json' ? left : right)
      return `coalesce(${sql}, FALSE)`
    }
  }
}
