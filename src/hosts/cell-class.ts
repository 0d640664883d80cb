/** What a table cell looks like, from its text alone. The column decides later what it is. */

import { isCanonicalInteger } from './formats/number-text'
import { textOf } from './text-block'

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

/** Whether a byte begins one of the words above. */
const beginsWord = new Uint8Array(256)
for (const word of [...numberWords, ...booleanWords]) beginsWord[word.charCodeAt(0)] = 1
const longestWord = '-Infinity'.length

/** The class of such a cell as UTF-8, with no string made of it but for the few that may be a word or a decimal. */
export function classifyBytes(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] as number
  if ((first >= 48 && first <= 57) || first === 45 || first === 46) {
    if (isIntegerBytes(bytes, start, end)) return cellClass.integer
    if (isDecimalBytes(bytes, start, end)) return cellClass.double
    return classifyNumber(textOf(bytes, start, end))
  }
  if (first === 123 || first === 91) {
    const last = bytes[end - 1]
    return (first === 123 && last === 125) || (first === 91 && last === 93)
      ? cellClass.json
      : cellClass.string
  }
  if (end - start > longestWord || beginsWord[first] === 0) return cellClass.string
  return classifyCell(textOf(bytes, start, end))
}

function isIntegerBytes(bytes: Uint8Array, start: number, end: number): boolean {
  const from = bytes[start] === 45 ? start + 1 : start
  if (from === end) return false
  if (bytes[from] === 48) return end - start === 1
  for (let i = from; i < end; i++) if (((bytes[i] as number) - 48) >>> 0 > 9) return false
  return true
}

/** Digits, a point, digits: the plainest of what `doublePattern` takes. */
function isDecimalBytes(bytes: Uint8Array, start: number, end: number): boolean {
  const from = bytes[start] === 45 ? start + 1 : start
  let at = from
  while (at < end && ((bytes[at] as number) - 48) >>> 0 <= 9) at++
  const hasWhole = bytes[from] === 48 ? at === from + 1 : at > from
  if (!hasWhole || bytes[at] !== 46) return false
  at++
  while (at < end && ((bytes[at] as number) - 48) >>> 0 <= 9) at++
  return at === end
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
