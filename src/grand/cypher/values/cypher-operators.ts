/** What the operators of Cypher do with values. Unknown (null) goes through; what is of the wrong kind is thrown as a
 *  CypherTypeError, which the evaluator gives a place. */
import type { BinaryOperator } from '../language/cypher-ast'
import { CypherTypeError, toText, within64Bits } from './cypher-texts'
import { wholeTextExpression } from './regular-expression'
import type { CypherValue, Truth } from './cypher-values'
import { compare, equals, isNumber, not } from './cypher-values'

/** Null for what is neither true nor false. */
export function truthOf(value: CypherValue): Truth {
  if (value === null || typeof value === 'boolean') return value
  throw new CypherTypeError('A condition must be true or false.')
}

export function binary(operator: BinaryOperator, left: CypherValue, rightOf: () => CypherValue): CypherValue {
  if (operator === 'AND' || operator === 'OR') {
    const decides = operator === 'OR'
    const first = truthOf(left)
    if (first === decides) return decides
    const second = truthOf(rightOf())
    return second === decides ? decides : first === null || second === null ? null : !decides
  }
  const right = rightOf()
  switch (operator) {
    case 'XOR': {
      const [first, second] = [truthOf(left), truthOf(right)]
      return first === null || second === null ? null : first !== second
    }
    case '=':
      return equals(left, right)
    case '<>':
      return not(equals(left, right))
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compares(operator, left, right)
    case '=~':
      return matches(left, right)
    default:
      return arithmetic(operator, left, right)
  }
}

function compares(operator: '<' | '<=' | '>' | '>=', left: CypherValue, right: CypherValue): Truth {
  const result = compare(left, right)
  if (result === null) return null
  if (result === 'unordered') return false
  if (operator === '<') return result < 0
  if (operator === '<=') return result <= 0
  return operator === '>' ? result > 0 : result >= 0
}

function matches(left: CypherValue, right: CypherValue): Truth {
  if (typeof left !== 'string' || typeof right !== 'string') return null
  return wholeTextExpression(right).test(left)
}

function arithmetic(operator: string, left: CypherValue, right: CypherValue): CypherValue {
  if (left === null || right === null) return null
  if (operator === '+' && (Array.isArray(left) || Array.isArray(right)))
    return [...(Array.isArray(left) ? left : [left]), ...(Array.isArray(right) ? right : [right])]
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string'))
    return toText(left) + toText(right)
  if (!isNumber(left) || !isNumber(right)) throw new CypherTypeError('This needs numbers.')
  if (typeof left === 'bigint' && typeof right === 'bigint' && operator !== '^')
    return whole(operator, left, right)
  const [a, b] = [Number(left), Number(right)]
  if (operator === '+') return a + b
  if (operator === '-') return a - b
  if (operator === '*') return a * b
  if (operator === '/') return a / b
  return operator === '%' ? a % b : a ** b
}

function whole(operator: string, left: bigint, right: bigint): bigint {
  if (operator === '+') return within64Bits(left + right)
  if (operator === '-') return within64Bits(left - right)
  if (operator === '*') return within64Bits(left * right)
  if (right === 0n) throw new CypherTypeError('A whole number cannot be divided by 0.')
  return operator === '/' ? within64Bits(left / right) : left % right
}

export function unary(operator: 'NOT' | '+' | '-', operand: CypherValue): CypherValue {
  if (operator === 'NOT') return not(truthOf(operand))
  if (operand === null) return null
  if (!isNumber(operand)) throw new CypherTypeError('This needs a number.')
  if (operator === '+') return operand
  return typeof operand === 'bigint' ? within64Bits(-operand) : -operand
}

/** `list[from..to]`. @param to undefined: to the end */
export function slice(of: CypherValue, from: CypherValue, to: CypherValue | undefined): CypherValue {
  if (of === null || from === null || to === null) return null
  if (!Array.isArray(of)) throw new CypherTypeError('Only a list has parts.')
  const place = (value: CypherValue) => {
    if (typeof value !== 'bigint') throw new CypherTypeError('The ends of a part are whole numbers.')
    return Number(value)
  }
  return of.slice(place(from), to === undefined ? undefined : place(to))
}

export function textOperator(operator: string, left: CypherValue, right: CypherValue): Truth {
  if (typeof left !== 'string' || typeof right !== 'string') return null
  if (operator === 'STARTS WITH') return left.startsWith(right)
  return operator === 'ENDS WITH' ? left.endsWith(right) : left.includes(right)
}

/** `value IN list`: unknown where the value may be one of its nulls. */
export function isIn(value: CypherValue, list: CypherValue): Truth {
  if (list === null) return null
  if (!Array.isArray(list)) throw new CypherTypeError('IN needs a list.')
  let isUnknown = false
  for (const item of list) {
    const truth = equals(value, item)
    if (truth) return true
    isUnknown ||= truth === null
  }
  return isUnknown ? null : false
}
