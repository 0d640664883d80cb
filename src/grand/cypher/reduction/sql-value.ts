/** Expressions of Cypher as SQL whose values have kinds known beforehand. Translated is only what the table engine works
 *  out exactly as `evaluate` does; for all else there is null, and the evaluator does it. Pure. */
import { isWellFormed, quoteDouble, quoteInt64, quoteText } from '../../../tables/sql'
import type { BinaryOperator, Expression } from '../language/cypher-ast'
import type { CypherValue } from '../values/cypher-values'
import { sqlOfCall } from './sql-functions'
import { asDouble, commonKind, isNumeric } from './sql-kinds'
import type { SqlNames, SqlValue } from './sql-kinds'

const smallest = -(2n ** 63n)
const fitsInt64 = (value: bigint) => value >= smallest && value < -smallest

/** A value that is the same for all rows. */
function constantSql(value: CypherValue | undefined): SqlValue | null {
  if (value === null) return { sql: 'NULL', kind: 'null' }
  if (typeof value === 'boolean') return { sql: String(value), kind: 'bool' }
  if (typeof value === 'bigint')
    return fitsInt64(value) ? { sql: quoteInt64(value), kind: 'int', constant: value } : null
  if (typeof value === 'number')
    return Number.isFinite(value) ? { sql: quoteDouble(value), kind: 'float', constant: value } : null
  if (typeof value === 'string') return isWellFormed(value) ? { sql: quoteText(value), kind: 'text' } : null
  return null
}

const bool = (sql: string): SqlValue => ({ sql, kind: 'bool' })
const isTruth = ({ kind }: SqlValue) => kind === 'bool' || kind === 'null'

const mirrored = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const
type Comparison = keyof typeof mirrored
const isComparison = (operator: BinaryOperator): operator is Comparison => Object.hasOwn(mirrored, operator)

/** NaN equals nothing and has no order; the engine holds it for the largest number. */
function floatsCompared(operator: Comparison, left: string, right: string): SqlValue {
  const [isMissing, isNaN] = [`${left} IS NULL OR ${right} IS NULL`, `isnan(${left}) OR isnan(${right})`]
  return bool(
    `CASE WHEN ${isMissing} THEN NULL WHEN ${isNaN} THEN ${operator === '<>'} ELSE ${left} ${operator} ${right} END`,
  )
}

/** A whole number and a fraction are compared without rounding either, so the fraction must be known. */
function mixedCompared(operator: Comparison, whole: SqlValue, fraction: SqlValue): SqlValue | null {
  const { constant } = fraction
  if (typeof constant !== 'number' || !Number.isSafeInteger(Math.floor(constant))) return null
  if (Number.isInteger(constant)) return bool(`(${whole.sql} ${operator} ${quoteInt64(BigInt(constant))})`)
  if (operator === '=' || operator === '<>')
    return bool(`CASE WHEN ${whole.sql} IS NOT NULL THEN ${operator === '<>'} END`)
  // Above a fraction is what is above its floor, whether the fraction itself counts or not.
  const way = operator.startsWith('>') ? '>' : '<='
  return bool(`(${whole.sql} ${way} ${quoteInt64(BigInt(Math.floor(constant)))})`)
}

function compared(operator: Comparison, left: SqlValue, right: SqlValue): SqlValue | null {
  if (left.kind === 'null' || right.kind === 'null') return bool('NULL::BOOLEAN')
  if (left.kind === 'int' && right.kind === 'float') return mixedCompared(operator, left, right)
  if (left.kind === 'float' && right.kind === 'int') return mixedCompared(mirrored[operator], right, left)
  if (left.kind !== right.kind) return null
  if (left.kind === 'float') return floatsCompared(operator, left.sql, right.sql)
  const isElement = left.kind === 'node' || left.kind === 'edge'
  if (isElement && operator !== '=' && operator !== '<>') return null
  return bool(`(${left.sql} ${operator} ${right.sql})`)
}

/** What needs more than 64 bits is an error, and then the evaluator says where. */
function arithmetic(operator: BinaryOperator, left: SqlValue, right: SqlValue): SqlValue | null {
  if (!isNumeric(left) || !isNumeric(right)) return null
  if (left.kind === 'float' || right.kind === 'float')
    return ['+', '-', '*', '/', '%'].includes(operator)
      ? { sql: `(${asDouble(left)} ${operator} ${asDouble(right)})`, kind: 'float' }
      : null
  const whole = (sign: string): SqlValue => ({
    sql: `((${left.sql})::HUGEINT ${sign} (${right.sql})::HUGEINT)::BIGINT`,
    kind: 'int',
  })
  if (['+', '-', '*'].includes(operator)) return whole(operator)
  // Divided by zero is an error with a place: only a known divisor is none.
  if (operator !== '/' && operator !== '%') return null
  if (right.constant === undefined || right.constant === 0n) return null
  return whole(operator === '/' ? '//' : '%')
}

function binary(operator: BinaryOperator, left: SqlValue, right: SqlValue): SqlValue | null {
  if (operator === 'AND' || operator === 'OR')
    return isTruth(left) && isTruth(right) ? bool(`(${left.sql} ${operator} ${right.sql})`) : null
  if (operator === 'XOR')
    return left.kind === 'bool' && right.kind === 'bool' ? bool(`(${left.sql} <> ${right.sql})`) : null
  if (isComparison(operator)) return compared(operator, left, right)
  if (operator === '+' && left.kind === 'text' && right.kind === 'text')
    return { sql: `(${left.sql} || ${right.sql})`, kind: 'text' }
  return arithmetic(operator, left, right)
}

function unary(operator: 'NOT' | '+' | '-', operand: SqlValue): SqlValue | null {
  if (operator === 'NOT') return isTruth(operand) ? bool(`(NOT ${operand.sql})`) : null
  if (!isNumeric(operand)) return null
  if (operator === '+') return operand
  const sql = operand.kind === 'int' ? `(-(${operand.sql})::HUGEINT)::BIGINT` : `(-${operand.sql})`
  const { kind, constant } = operand
  return constant === undefined ? { sql, kind } : { sql, kind, constant: -constant }
}

const textFunctions = { 'STARTS WITH': 'starts_with', 'ENDS WITH': 'suffix', CONTAINS: 'contains' }

/** The items of a list that is written out or given, if all are of one kind. */
function itemsOf(list: Expression, names: SqlNames): (SqlValue | null)[] | null {
  if (list.kind === 'list') return list.items.map((item) => sqlOf(item, names))
  const given = list.kind === 'parameter' ? names.parameter(list.name) : undefined
  return Array.isArray(given) ? given.map(constantSql) : null
}

function isAmong(operand: SqlValue, list: Expression, names: SqlNames): SqlValue | null {
  const items = itemsOf(list, names)
  if (!items || items.length === 0 || !['int', 'text', 'bool'].includes(operand.kind)) return null
  if (!items.every((item) => item?.kind === operand.kind || item?.kind === 'null')) return null
  return bool(`(${operand.sql} IN (${items.map((item) => item?.sql).join(', ')}))`)
}

function caseOf(expression: Extract<Expression, { kind: 'case' }>, names: SqlNames): SqlValue | null {
  const { subject, branches, otherwise } = expression
  const asked = subject && sqlOf(subject, names)
  if (subject && !asked) return null
  const written: string[] = []
  const results: SqlValue[] = []
  for (const { when, then } of branches) {
    const [value, result] = [sqlOf(when, names), sqlOf(then, names)]
    const condition = value && (asked ? compared('=', asked, value) : isTruth(value) ? value : null)
    if (!condition || !result) return null
    written.push(`WHEN ${condition.sql} THEN ${result.sql}`)
    results.push(result)
  }
  const last = otherwise ? sqlOf(otherwise, names) : null
  if (otherwise && !last) return null
  const kind = commonKind(last ? [...results, last] : results)
  return kind && { sql: `CASE ${written.join(' ')}${last ? ` ELSE ${last.sql}` : ''} END`, kind }
}

/** @returns null where SQL does not say the same */
export function sqlOf(expression: Expression, names: SqlNames): SqlValue | null {
  const known = names.known?.(expression)
  if (known) return known
  const of = (part: Expression) => sqlOf(part, names)
  switch (expression.kind) {
    case 'literal':
      return constantSql(expression.value)
    case 'parameter':
      return constantSql(names.parameter(expression.name))
    case 'variable':
      return names.variable(expression.name)
    case 'property': {
      const operand = of(expression.operand)
      return operand && names.property(operand, expression.key)
    }
    case 'binary': {
      const [left, right] = [of(expression.left), of(expression.right)]
      return left && right && binary(expression.operator, left, right)
    }
    case 'unary': {
      const operand = of(expression.operand)
      return operand && unary(expression.operator, operand)
    }
    case 'is-null': {
      const operand = of(expression.operand)
      return operand && bool(`(${operand.sql} IS ${expression.not ? 'NOT ' : ''}NULL)`)
    }
    case 'text-operator': {
      const [left, right] = [of(expression.operand), of(expression.right)]
      if (left?.kind !== 'text' || right?.kind !== 'text') return null
      return bool(`${textFunctions[expression.operator]}(${left.sql}, ${right.sql})`)
    }
    case 'in': {
      const operand = of(expression.operand)
      return operand && isAmong(operand, expression.list, names)
    }
    case 'has-labels': {
      const operand = of(expression.operand)
      return operand && names.hasLabels(operand, expression)
    }
    case 'case':
      return caseOf(expression, names)
    case 'call': {
      const args = expression.args.map(of)
      return args.every((arg) => arg !== null) ? sqlOfCall(expression.name.toLowerCase(), args, names) : null
    }
    default:
      return null
  }
}
