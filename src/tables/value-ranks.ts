/** Joint ranks of two sets of attribute values: equal values get equal codes, and within numbers and within strings
 *  codes stand in the order of the values. Pure. */
import { compareCodePoints } from '../model/attribute'
import type { AttributeValue } from '../model/attribute'

export interface JointRanks {
  /** Code of each value given, in the order given; −1 for a missing one. */
  left: Int32Array
  right: Int32Array
  /** Number of number codes; that plus the number of string codes. */
  classEnds: [number, number]
}

type MaybeValue = AttributeValue | undefined
interface Placed<Value> {
  value: Value
  side: Int32Array
  position: number
}

/** Text that is the same for equal values; null when the value holds NaN and so equals nothing, itself included. */
function canonicalText(value: AttributeValue): string | null {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return null
    return Number.isInteger(value) ? String(BigInt(value)) : String(value)
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const isList = Array.isArray(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  const parts = entries.map(([key, part]) => {
    const text = canonicalText(part)
    return text === null ? null : isList ? text : `${JSON.stringify(key)}:${text}`
  })
  return parts.includes(null) ? null : isList ? `[${parts.join()}]` : `{${parts.join()}}`
}

/** Sorts, and numbers the distinct values from `firstCode` on; returns the next free code. */
function rankSorted<Value>(
  placed: Placed<Value>[],
  compare: (a: Value, b: Value) => number,
  firstCode: number,
): number {
  placed.sort((a, b) => compare(a.value, b.value))
  let code = firstCode - 1
  let previous: Placed<Value> | undefined
  for (const item of placed) {
    if (!previous || compare(previous.value, item.value) !== 0) code++
    item.side[item.position] = code
    previous = item
  }
  return code + 1
}

/** Codes for the values of two columns (see `Comparison` in model/plan). O(n log n). */
export function rankJointly(leftValues: MaybeValue[], rightValues: MaybeValue[]): JointRanks {
  const left = new Int32Array(leftValues.length).fill(-1)
  const right = new Int32Array(rightValues.length).fill(-1)
  const numbers: Placed<number | bigint>[] = []
  const strings: Placed<string>[] = []
  const others: Placed<AttributeValue>[] = []
  const place = (value: MaybeValue, side: Int32Array, position: number) => {
    if (value === undefined || value === null) return
    if (typeof value === 'string') strings.push({ value, side, position })
    else if ((typeof value === 'number' && !Number.isNaN(value)) || typeof value === 'bigint')
      numbers.push({ value, side, position })
    else others.push({ value, side, position })
  }
  leftValues.forEach((value, position) => place(value, left, position))
  rightValues.forEach((value, position) => place(value, right, position))
  const numberEnd = rankSorted(numbers, (a, b) => (a < b ? -1 : a > b ? 1 : 0), 0)
  const stringEnd = rankSorted(strings, compareCodePoints, numberEnd)
  const codes = new Map<string, number>()
  let next = stringEnd
  for (const { value, side, position } of others) {
    const text = canonicalText(value)
    const code = (text === null ? undefined : codes.get(text)) ?? next++
    if (text !== null) codes.set(text, code)
    side[position] = code
  }
  return { left, right, classEnds: [numberEnd, stringEnd] }
}
