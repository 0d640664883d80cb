/** A comparison of two columns as a SQL condition, with exactly the meaning of `satisfies` in model/attribute on the
 *  values of two rows. Pure: strings in, strings out. */
import type { AttributeColumn, StorageType } from '../model/attribute'
import type { Operator } from '../model/motif'

type OrderOperator = '==' | '!=' | '<' | '<=' | '>' | '>='
const signs = { '==': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const
const mirrored = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

const isOrderOperator = (op: Operator): op is OrderOperator => op in signs
const isNumber = (storage: StorageType) => storage === 'int64' || storage === 'double'
const isList = (storage: StorageType) => storage === 'list-utf8' || storage === 'list-double'

/** Both doubles. To the engine NaN equals itself and is the greatest number; to us it is in no relation to any. */
function compareDoubles(left: string, op: OrderOperator, right: string): string {
  if (op === '!=') return `NOT (${left} = ${right} AND NOT isnan(${left}))`
  const greater = op === '<' || op === '<=' ? right : left
  return `${left} ${signs[op]} ${right} AND NOT isnan(${greater})`
}

/** A 64-bit integer with a double: as doubles first, which rounds but never reverses their order, then, where that
 *  makes them equal, exactly. */
function compareIntegerWithDouble(integer: string, op: OrderOperator, double: string): string {
  const areEqual = `${integer}::DOUBLE = ${double}`
  const exact = (sign: string) => `${areEqual} AND ${integer}::HUGEINT ${sign} TRY_CAST(${double} AS HUGEINT)`
  if (op === '==') return exact('=')
  if (op === '!=') return `NOT (${exact('=')})`
  const strictly = `${integer}::DOUBLE ${op === '<' || op === '<=' ? '<' : '>'} ${double}`
  return `(${strictly} OR ${exact(signs[op])}) AND NOT isnan(${double})`
}

function compareNumbers(left: AttributeColumn, op: OrderOperator, right: AttributeColumn): string {
  const [l, r] = [left.column, right.column]
  if (left.storage !== right.storage)
    return left.storage === 'int64'
      ? compareIntegerWithDouble(l, op, r)
      : compareIntegerWithDouble(r, mirrored[op], l)
  return left.storage === 'double' ? compareDoubles(l, op, r) : `${l} ${signs[op]} ${r}`
}

/** Equality or order of two present values. */
function compare(left: AttributeColumn, op: OrderOperator, right: AttributeColumn): string {
  if (isNumber(left.storage) && isNumber(right.storage)) return compareNumbers(left, op, right)
  const isEquality = op === '==' || op === '!='
  const isSame = left.storage === right.storage
  if (isSame && (isEquality || left.storage === 'utf8')) return `${left.column} ${signs[op]} ${right.column}`
  if (!isEquality) return 'FALSE'
  // Lists of texts and of numbers have one value in common.
  if (isList(left.storage) && isList(right.storage)) {
    const areEmpty = `len(${left.column}) = 0 AND len(${right.column}) = 0`
    return op === '==' ? areEmpty : `NOT (${areEmpty})`
  }
  return op === '==' ? 'FALSE' : 'TRUE'
}

/** Whether the list has the other's value as an element. */
function listContains(list: AttributeColumn, element: AttributeColumn): string {
  const [name, value] = [list.column, element.column]
  const isFitting = list.storage === 'list-utf8' ? element.storage === 'utf8' : isNumber(element.storage)
  if (!isFitting) return 'FALSE'
  if (element.storage !== 'int64') return `list_contains(${name}, ${value})`
  const isExact = `${value}::DOUBLE::HUGEINT = ${value}::HUGEINT`
  return `list_contains(${name}, ${value}::DOUBLE) AND ${isExact}`
}

/** `contains` or `in` of two present values; null when the types do not fit, which fails either way. */
function containment(
  container: AttributeColumn,
  part: AttributeColumn,
  op: 'contains' | 'in',
): string | null {
  if (container.storage === 'utf8' && part.storage === 'utf8')
    return `contains(${container.column}, ${part.column})`
  return op === 'contains' && isList(container.storage) ? listContains(container, part) : null
}

function conditionOnPresent(left: AttributeColumn, op: Operator, right: AttributeColumn): string {
  if (isOrderOperator(op)) return compare(left, op, right)
  const isIn = op === 'in' || op === '!in'
  const condition = isIn ? containment(right, left, 'in') : containment(left, right, 'contains')
  if (condition === null) return 'FALSE'
  return op === 'in' || op === 'contains' ? condition : `NOT (${condition})`
}

/** The condition for two rows whose attributes stand in the relation, or null when SQL cannot say it (JSON cells). It
 *  is FALSE or NULL where either is missing. `column` of each must be safe SQL for its value. */
export function predicateFromComparison(
  left: AttributeColumn,
  op: Operator,
  right: AttributeColumn,
): string | null {
  if (left.storage === 'json' || right.storage === 'json') return null
  const condition = conditionOnPresent(left, op, right)
  // A relation that is NULL or FALSE for a missing value may turn true when it is negated.
  return op.startsWith('!') && condition !== 'FALSE'
    ? `(${left.column} IS NOT NULL AND ${right.column} IS NOT NULL AND ${condition})`
    : condition
}
