/** Attributes of host nodes and host edges, and how two of their values compare (FORMAT.md, "Semantics"). */
import type { Operator } from './motif'

export type AttributeType = 'number' | 'string' | 'boolean' | 'list' | 'json'

/** A value of one attribute of one element. Absent is `undefined` or null; both mean "missing". */
export type AttributeValue =
  string | number | bigint | boolean | AttributeValue[] | { [key: string]: AttributeValue } | null

/** How a column is kept in Arrow and DuckDB. `json` holds JSON text, one document a cell. */
export type StorageType = 'int64' | 'double' | 'utf8' | 'bool' | 'list-utf8' | 'list-double' | 'json'

/** One attribute of a host's nodes or edges. `column` is a safe SQL name (`a0`, `a1`, …): the names people write
 *  may differ in case only, or collide with `id`. */
export interface AttributeColumn {
  name: string
  type: AttributeType
  storage: StorageType
  column: string
}

function comparable(left: AttributeValue, right: AttributeValue): boolean {
  const isNumber = (value: AttributeValue) => typeof value === 'number' || typeof value === 'bigint'
  return (isNumber(left) && isNumber(right)) || (typeof left === 'string' && typeof right === 'string')
}

/** -1, 0 or 1; NaN (in no relation to anything) where a number is NaN. Strings by code point (not UTF-16 unit);
 *  numbers numerically, exact also for bigint. */
function order(left: number | bigint | string, right: number | bigint | string): number {
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(left, right)
  return left < right ? -1 : left > right ? 1 : left >= right ? 0 : NaN
}

/** Orders two strings by code point, as UTF-8 bytes and DuckDB order them. */
export function compareCodePoints(left: string, right: string): number {
  const end = Math.min(left.length, right.length)
  for (let i = 0; i < end; i++) {
    const a = left.charCodeAt(i)
    const b = right.charCodeAt(i)
    if (a === b) continue
    const isHighA = a >= 0xd800 && a <= 0xdfff
    const isHighB = b >= 0xd800 && b <= 0xdfff
    if (isHighA !== isHighB) return isHighA ? 1 : -1
    return a < b ? -1 : 1
  }
  return Math.sign(left.length - right.length)
}

/** Lists and JSON objects are equal when their parts are. */
function equal(left: AttributeValue, right: AttributeValue): boolean {
  if (comparable(left, right)) return order(left as string, right as string) === 0
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return left === right
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const [leftParts, rightParts] = [new Map(Object.entries(left)), new Map(Object.entries(right))]
  return (
    leftParts.size === rightParts.size &&
    [...leftParts].every(([key, part]) => {
      const other = rightParts.get(key)
      return other !== undefined && equal(part, other)
    })
  )
}

function contains(container: AttributeValue, part: AttributeValue): boolean | null {
  if (typeof container === 'string' && typeof part === 'string') return container.includes(part)
  if (Array.isArray(container)) return container.some((element) => equal(element, part))
  return null
}

/** Whether a present attribute value stands in relation `op` to `operand`. For static constraints a missing value
 *  is decided by `satisfiesStatic`; for dynamic ones it always fails. */
export function satisfies(value: AttributeValue, op: Operator, operand: AttributeValue): boolean {
  switch (op) {
    case '==':
      return equal(value, operand)
    case '!=':
      return !equal(value, operand)
    case '<':
    case '<=':
    case '>':
    case '>=': {
      if (!comparable(value, operand)) return false
      const sign = order(value as string, operand as string)
      return op === '<' ? sign < 0 : op === '<=' ? sign <= 0 : op === '>' ? sign > 0 : sign >= 0
    }
    case 'contains':
      return contains(value, operand) === true
    case '!contains':
      return contains(value, operand) === false
    case 'in':
      return typeof value === 'string' && typeof operand === 'string' && operand.includes(value)
    case '!in':
      return typeof value === 'string' && typeof operand === 'string' && !operand.includes(value)
  }
}

/** A static constraint on a possibly missing value: missing fails every operator except `!=`, `!in`, `!contains`. */
export function satisfiesStatic(
  value: AttributeValue | undefined,
  op: Operator,
  operand: AttributeValue,
): boolean {
  if (value === undefined || value === null) return op === '!=' || op === '!in' || op === '!contains'
  return satisfies(value, op, operand)
}
