/** The parts of `a.size > 3`, as a motif has them. Pure. */
import type { ConstraintValue, Operator } from '../../../model/motif'
import type { BinaryOperator, Expression } from './cypher-ast'

/** Comparisons that motifs have too. */
export const operators: Partial<Record<BinaryOperator, Operator>> = {
  '=': '==', '<>': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=',
} // prettier-ignore
/** The same comparison with its sides changed. */
export const turned: Partial<Record<Operator, Operator>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

/** The value that a literal, also a negative one, stands for; undefined for anything else. */
export function literalOf(expression: Expression): ConstraintValue | undefined {
  if (expression.kind === 'unary' && expression.operator === '-') {
    const value = literalOf(expression.operand)
    return typeof value === 'number' || typeof value === 'bigint' ? -value : undefined
  }
  if (expression.kind !== 'literal' || expression.value === null) return undefined
  const { value } = expression
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value
}

/** `a.size` of a variable. */
export const propertyOf = (expression: Expression) =>
  expression.kind === 'property' && expression.operand.kind === 'variable'
    ? { of: expression.operand.name, key: expression.key }
    : null
