/** Between the kinds of values of Cypher. What cannot be read is null; what is of a wrong kind altogether is thrown. */
import { CypherTypeError, numberOf, textOf, toText, wholeOf, within64Bits, wrong } from './cypher-texts'
import type { CypherValue } from './cypher-values'
import { isNumber } from './cypher-values'

const most = 2n ** 63n - 1n
const least = -(2n ** 63n)

/** Integers have 64 bits: what is beyond becomes the nearest, and what is no number 0. */
function wholeFrom(value: number): bigint {
  if (Number.isNaN(value)) return 0n
  if (value >= 2 ** 63) return most
  return value <= -(2 ** 63) ? least : BigInt(Math.trunc(value))
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

export function toInteger(value: CypherValue): CypherValue {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return wholeFrom(value)
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value !== 'string') return wrong('a number, a text or a Boolean')
  if (!/^[+-]?\d+$/.test(value)) return decimal.test(value) ? wholeFrom(Number(value)) : null
  return within64Bits(BigInt(value.replace(/^\+/, '')))
}

export function toFloat(value: CypherValue): CypherValue {
  if (isNumber(value)) return Number(value)
  const text = textOf(value).trim()
  if (/^([+-]?Infinity|NaN)$/.test(text)) return Number(text)
  const digits = text.replace(/[fd]$/i, '')
  return decimal.test(digits) ? Number(digits) : null
}

export function toBoolean(value: CypherValue): CypherValue {
  if (typeof value === 'boolean') return value
  if (typeof value === 'bigint') return value !== 0n
  const text = textOf(value).trim().toLowerCase()
  return text === 'true' ? true : text === 'false' ? false : null
}

/** The same, with null for what is of a wrong kind. */
export const orNull = (convert: (value: CypherValue) => CypherValue) => (value: CypherValue) => {
  try {
    return value === null ? null : convert(value)
  } catch (thrown) {
    if (thrown instanceof CypherTypeError) return null
    throw thrown
  }
}

export const toStringOrNull = orNull(toText)

const modes = ['UP', 'DOWN', 'CEILING', 'FLOOR', 'HALF_UP', 'HALF_DOWN', 'HALF_EVEN'] as const
type Rounding = (typeof modes)[number]
const isRounding = (mode: string): mode is Rounding => (modes as readonly string[]).includes(mode)

/** Whether the next number away from zero is taken. @param half −1, 0 or 1: less than, just or more than a half is left */
function goesAway(mode: Rounding, half: number, isOdd: boolean, isNegative: boolean): boolean {
  switch (mode) {
    case 'UP':
      return true
    case 'DOWN':
      return false
    case 'CEILING':
      return !isNegative
    case 'FLOOR':
      return isNegative
    case 'HALF_UP':
      return half >= 0
    case 'HALF_DOWN':
      return half > 0
    case 'HALF_EVEN':
      return half > 0 || (half === 0 && isOdd)
  }
}

/** Rounds the digits that a number is written with: 1.005 to two places is 1.01. */
function roundDigits(value: number, places: number, mode: Rounding): number {
  const [written = '', power = '0'] = Math.abs(value).toExponential().split('e')
  const digits = written.replace('.', '')
  const dropped = digits.length - 1 - Number(power) - places
  if (dropped <= 0) return value
  const unit = 10n ** BigInt(dropped)
  const [kept, rest] = [BigInt(digits) / unit, BigInt(digits) % unit]
  const half = Math.sign(Number(rest * 2n - unit))
  const away = rest > 0n && goesAway(mode, half, kept % 2n === 1n, value < 0)
  const size = Number(`${kept + (away ? 1n : 0n)}e${-places}`)
  return value < 0 && size !== 0 ? -size : size
}

/** `round(value)` takes halves up; with places, and unless another way is said, away from zero. */
export function round([value, places, mode]: CypherValue[]): CypherValue {
  const number = numberOf(value)
  // Never −0.
  if (places === undefined) return Math.round(number) + 0
  const count = typeof places === 'number' ? Math.trunc(places) : wholeOf(places)
  if (count < 0) return wrong('a number of places from 0 on')
  if (count === 0 && mode === undefined) return round([number])
  const way = mode === undefined ? 'HALF_UP' : textOf(mode).toUpperCase()
  if (!isRounding(way)) return wrong(`one of ${modes.join(', ')}`)
  return Number.isFinite(number) ? roundDigits(number, count, way) : number
}
