/** Texts as Cypher has them: counted in code points, numbers written as Java writes them. */
import type { CypherValue } from './cypher-values'
import { isNumber } from './cypher-values'

/** A value of the wrong kind; the evaluator adds the place. */
export class CypherTypeError extends Error {}

/** @throws CypherTypeError */
export const wrong = (wanted: string): never => {
  throw new CypherTypeError(`This needs ${wanted}.`)
}
export const numberOf = (value: CypherValue | undefined) =>
  value !== undefined && isNumber(value) ? Number(value) : wrong('a number')
export const textOf = (value: CypherValue | undefined) =>
  typeof value === 'string' ? value : wrong('a text')
export const listOf = (value: CypherValue | undefined) => (Array.isArray(value) ? value : wrong('a list'))
export const wholeOf = (value: CypherValue | undefined) =>
  typeof value === 'bigint' ? Number(value) : wrong('a whole number')

const most = 2n ** 63n - 1n

/** Integers have 64 bits. @throws CypherTypeError beyond */
export function within64Bits(value: bigint): bigint {
  if (value > most || value < -most - 1n)
    throw new CypherTypeError(
      'This whole number needs more than 64 bits. toFloat() makes a number that has room.',
    )
  return value
}

/** Plain digits from a thousandth to ten millions, else one digit before the point and a power of ten. */
function textOfFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (Object.is(value, -0)) return '-0.0'
  const size = Math.abs(value)
  if (size === 0 || (size >= 1e-3 && size < 1e7))
    return Number.isInteger(value) ? value.toFixed(1) : String(value)
  // The smallest number of all has two digits there.
  if (size === Number.MIN_VALUE) return value < 0 ? '-4.9E-324' : '4.9E-324'
  const [digits = '', power = ''] = value.toExponential().split('e')
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(power)}`
}

/** As Cypher writes a value where text is asked for. @throws CypherTypeError for what is no number, text or Boolean */
export function toText(value: CypherValue): string {
  if (typeof value === 'number') return textOfFloat(value)
  if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value)
  return wrong('a number, a text or a Boolean')
}

const isPlain = (text: string) => !/[\ud800-\udfff]/.test(text)

/** @param end undefined: to the last */
export function codePoints(text: string, begin: number, end?: number): string {
  if (isPlain(text)) return text.slice(begin, end)
  return Array.from(text).slice(begin, end).join('')
}

export const codePointCount = (text: string) => (isPlain(text) ? text.length : Array.from(text).length)

const notNegative = (length: number) => (length < 0 ? wrong('a length from 0 on') : length)

export function substring([text, from, length]: CypherValue[]): CypherValue {
  const begin = wholeOf(from)
  const end = length === undefined ? undefined : begin + notNegative(wholeOf(length))
  return codePoints(textOf(text), begin < 0 ? wrong('a place from 0 on') : begin, end)
}

export const left = ([text, length]: CypherValue[]) =>
  codePoints(textOf(text), 0, notNegative(wholeOf(length)))

export function right([text, length]: CypherValue[]): CypherValue {
  const all = textOf(text)
  return codePoints(all, Math.max(0, codePointCount(all) - notNegative(wholeOf(length))))
}

/** At one text or at each of several. */
export function split([text, by]: CypherValue[]): CypherValue {
  const [all, marks] = [textOf(text), (Array.isArray(by) ? by : [by]).map(textOf)]
  if (marks.length === 0) return [all]
  if (marks.includes('')) return Array.from(all)
  const escaped = marks.map((mark) => mark.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  return all.split(new RegExp(escaped.join('|'), 'u'))
}

/** Spaces between words, as Java sees them: those that keep words together are none. */
const blanks = '[\\t-\\r\\x1c-\\x1f \\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]'
const blanksBefore = new RegExp(`^${blanks}+`, 'u')
const blanksAfter = new RegExp(`${blanks}+$`, 'u')

/** Takes blanks, or any of some characters, from one end or from both. */
export function trim(ends: 'before' | 'after' | 'both') {
  return ([text, given]: CypherValue[]): CypherValue => {
    const all = textOf(text)
    if (given === undefined) {
      const rest = ends === 'after' ? all : all.replace(blanksBefore, '')
      return ends === 'before' ? rest : rest.replace(blanksAfter, '')
    }
    const [points, unwanted] = [Array.from(all), new Set(textOf(given))]
    const isWanted = (point: string) => !unwanted.has(point)
    const first = ends === 'after' ? 0 : points.findIndex(isWanted)
    const last = ends === 'before' ? points.length - 1 : points.findLastIndex(isWanted)
    return first < 0 ? '' : points.slice(first, last + 1).join('')
  }
}
