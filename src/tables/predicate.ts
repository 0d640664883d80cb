/** One static constraint on one column as a SQL condition that is never NULL, with exactly the meaning of
 *  `satisfiesStatic` in model/attribute. Pure: strings in, strings out. */
import type { AttributeColumn, StorageType } from '../model/attribute'
import type { Constraint, ConstraintValue, Operator } from '../model/motif'
import { isWellFormed, quoteDouble, quoteInt64, quoteText } from './sql'

type OrderOperator = '==' | '!=' | '<' | '<=' | '>' | '>='
const sqlOperators = { '==': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const
const [int64Min, int64Max] = [-(2n ** 63n), 2n ** 63n - 1n]

const isOrderOperator = (op: Operator): op is OrderOperator => op in sqlOperators
const sqlBoolean = (value: boolean) => (value ? 'TRUE' : 'FALSE')

/** What a missing value makes of the operator. */
export function holdsForMissing(op: Operator): boolean {
  return op === '!=' || op === '!in' || op === '!contains'
}

/** `name` compared with a value above (1) or below (−1) everything it can hold, or with NaN (0). */
function compareWithOutside(op: OrderOperator, side: -1 | 0 | 1): string {
  if (op === '==' || op === '!=') return sqlBoolean(op === '!=')
  return sqlBoolean(side === (op === '<' || op === '<=' ? 1 : -1))
}

function compareInt64(name: string, op: OrderOperator, value: number | bigint): string {
  if (Number.isNaN(value)) return compareWithOutside(op, 0)
  if (value > int64Max) return compareWithOutside(op, 1)
  if (value < int64Min) return compareWithOutside(op, -1)
  if (typeof value === 'bigint' || Number.isInteger(value))
    return `${name} ${sqlOperators[op]} ${quoteInt64(BigInt(value))}`
  if (op === '==' || op === '!=') return sqlBoolean(op === '!=')
  const isUpper = op === '<' || op === '<='
  return `${name} ${isUpper ? '<=' : '>='} ${quoteInt64(BigInt(isUpper ? Math.floor(value) : Math.ceil(value)))}`
}

/** Where no double equals the integer, the nearest one stands in and the bound is opened or closed accordingly. */
function nearestDouble(op: OrderOperator, value: bigint): { op: OrderOperator; double: number } | boolean {
  const double = Number(value)
  const isAbove = double === Infinity || (double !== -Infinity && BigInt(double) > value)
  if (Number.isFinite(double) && BigInt(double) === value) return { op, double }
  if (op === '==' || op === '!=') return op === '!='
  if (op === '<' || op === '<=') return { op: isAbove ? '<' : '<=', double }
  return { op: isAbove ? '>=' : '>', double }
}

function compareDouble(name: string, op: OrderOperator, value: number | bigint): string {
  if (Number.isNaN(value)) return compareWithOutside(op, 0)
  const nearest = typeof value === 'bigint' ? nearestDouble(op, value) : { op, double: value }
  if (typeof nearest === 'boolean') return sqlBoolean(nearest)
  const condition = `${name} ${sqlOperators[nearest.op]} ${quoteDouble(nearest.double)}`
  // To the engine NaN is the greatest number; to us it is in no relation to any.
  return nearest.op === '>' || nearest.op === '>=' ? `(${condition} AND NOT isnan(${name}))` : condition
}

/** Whether the literal has the type of the column's values, so that the two compare. */
function isSameType(storage: StorageType, value: ConstraintValue): boolean {
  switch (storage) {
    case 'int64':
    case 'double':
      return typeof value === 'number' || typeof value === 'bigint'
    case 'utf8':
      return typeof value === 'string'
    case 'bool':
      return typeof value === 'boolean'
    default:
      return false
  }
}

function comparePresent(
  name: string,
  storage: StorageType,
  op: OrderOperator,
  value: ConstraintValue,
): string {
  if (!isSameType(storage, value)) return sqlBoolean(op === '!=')
  if (typeof value === 'string') return `${name} ${sqlOperators[op]} ${quoteText(value)}`
  if (typeof value === 'boolean')
    return op === '==' || op === '!=' ? `${name} ${sqlOperators[op]} ${sqlBoolean(value)}` : 'FALSE'
  return storage === 'int64' ? compareInt64(name, op, value) : compareDouble(name, op, value)
}

/** The literal as an element of the list; null when no element of this list type can equal it. */
function listElement(storage: StorageType, value: ConstraintValue): string | null {
  if (storage === 'list-utf8') return typeof value === 'string' ? quoteText(value) : null
  if (typeof value === 'bigint') {
    const nearest = nearestDouble('==', value)
    return typeof nearest === 'boolean' ? null : quoteDouble(nearest.double)
  }
  return typeof value === 'number' && !Number.isNaN(value) ? quoteDouble(value) : null
}

/** The condition of `contains` or `in` on a present value; null when the types do not fit, which fails either way. */
function containmentPresent(
  name: string,
  storage: StorageType,
  op: 'contains' | 'in',
  value: ConstraintValue,
): string | null {
  if (storage === 'utf8' && typeof value === 'string')
    return op === 'contains'
      ? `contains(${name}, ${quoteText(value)})`
      : `contains(${quoteText(value)}, ${name})`
  if (op === 'in' || (storage !== 'list-utf8' && storage !== 'list-double')) return null
  const element = listElement(storage, value)
  return element === null ? 'FALSE' : `list_contains(${name}, ${element})`
}

function conditionOnPresent(
  name: string,
  storage: StorageType,
  op: Operator,
  value: ConstraintValue,
): string {
  if (isOrderOperator(op)) return comparePresent(name, storage, op, value)
  const plain = op === 'contains' || op === '!contains' ? 'contains' : 'in'
  const condition = containmentPresent(name, storage, plain, value)
  if (condition === null) return 'FALSE'
  return op === plain ? condition : `NOT ${condition}`
}

/** The condition for rows whose attribute satisfies the constraint, or null when SQL cannot say it (JSON cells,
 *  literals that are not well-formed Unicode): then each distinct value must be asked `satisfiesStatic`.
 *  `column.column` must be a safe name. */
export function predicateFromConstraint(column: AttributeColumn, { op, value }: Constraint): string | null {
  if (column.storage === 'json' || (typeof value === 'string' && !isWellFormed(value))) return null
  const name = column.column
  const present = conditionOnPresent(name, column.storage, op, value)
  return holdsForMissing(op) ? `(${name} IS NULL OR ${present})` : `(${name} IS NOT NULL AND ${present})`
}
