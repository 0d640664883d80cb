/** What a table cell looks like, from its text alone. The column decides later what it is. */

import { isCanonicalInteger } from './formats/number-text'

export const cellClass = {
  missing: 0,
  integer: 1,
  double: 2,
  string: 3,
  boolean: 4,
  json: 5,
  /** `NA`, `NaN`, `inf` and the like: a number's absence or excess in a numeric column, text in a text column. */
  numberWord: 6,
} as const

/** A set of classes is a sum of `1 << class`; these two tell more about integers. */
export const beyondDouble = 1 << 8
export const beyondInt64 = 1 << 9

const numberWords = new Set(
  'NA,N/A,NaN,nan,NAN,null,NULL,None,inf,-inf,Inf,-Inf,Infinity,-Infinity,INF,-INF'.split(','),
)
const booleanWords = new Set(['true', 'false', 'True', 'False', 'TRUE', 'FALSE'])
const doublePattern = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

/** The class of a trimmed cell that is not empty. Integers are canonical (no leading zero, no plus sign), so that
 *  their text can be had back; so `007` is a string. */
export function classifyCell(text: string): number {
  const first = text.charCodeAt(0)
  if ((first >= 48 && first <= 57) || first === 45 || first === 46) return classifyNumber(text)
  if (first === 123 || first === 91) return classifyJson(text)
  if (booleanWords.has(text)) return cellClass.boolean
  return numberWords.has(text) ? cellClass.numberWord : cellClass.string
}

function classifyNumber(text: string): number {
  if (isCanonicalInteger(text)) return cellClass.integer
  if (doublePattern.test(text)) return cellClass.double
  return numberWords.has(text) ? cellClass.numberWord : cellClass.string
}

/** A list or an object, if it parses: the first and last characters only are looked at here. */
export function classifyJson(text: string): number {
  const last = text.charCodeAt(text.length - 1)
  const first = text.charCodeAt(0)
  return (first === 123 && last === 125) || (first === 91 && last === 93) ? cellClass.json : cellClass.string
}

const maxInt64 = 2n ** 63n - 1n
const minInt64 = -(2n ** 63n)

/** How far a canonical integer goes: 0, `beyondDouble` (above 2^53), or that and `beyondInt64`. */
export function integerReach(text: string): number {
  if (text.length <= 15) return 0
  if (text.length > 20) return beyondDouble | beyondInt64
  const value = BigInt(text)
  if (value > maxInt64 || value < minInt64) return beyondDouble | beyondInt64
  return Number.isSafeInteger(Number(value)) ? 0 : beyondDouble
}
