/** Numbers out of UTF-8 bytes, without a string in between where that is exact. */
import { cellClass } from './cell-class'
import type { TextBlock } from './text-block'

/** Whether an integer of so many bytes surely fits a double. */
export function isSmallInteger(start: number, end: number): boolean {
  return end - start <= 15
}

/** A canonical integer of at most 15 bytes. */
export function readSmallInteger(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === 45
  let value = 0
  for (let i = isNegative ? start + 1 : start; i < end; i++) value = value * 10 + (bytes[i] as number) - 48
  return isNegative ? -value : value
}

const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/** The value of a cell of a numeric column; NaN when it is no number. */
export function readDouble(block: TextBlock, index: number): number {
  const tag = block.tags[index]
  if (tag === cellClass.numberWord) return readNumberWord(block.textAt(index))
  if (tag !== cellClass.integer && tag !== cellClass.double) return Number.NaN
  const start = block.startOf(index)
  const end = block.ends[index] as number
  return end - start <= 16 ? readShortDecimal(block.bytes, start, end) : Number(block.textAt(index))
}

function readNumberWord(text: string): number {
  if (!/inf/i.test(text)) return Number.NaN
  return text.startsWith('-') ? -Infinity : Infinity
}

/** Up to 15 digits with a point: digits and power of ten are exact doubles, so their quotient is rounded once, as
 *  `Number` rounds. Anything else (exponents, words) goes through `Number`. */
function readShortDecimal(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === 45
  let digits = 0
  let fractionLength = -1
  for (let i = isNegative ? start + 1 : start; i < end; i++) {
    const code = bytes[i] as number
    if (code >= 48 && code <= 57) {
      digits = digits * 10 + code - 48
      if (fractionLength >= 0) fractionLength++
    } else if (code === 46 && fractionLength < 0) fractionLength = 0
    else return Number(String.fromCharCode(...bytes.subarray(start, end)))
  }
  if (digits > Number.MAX_SAFE_INTEGER) return Number(String.fromCharCode(...bytes.subarray(start, end)))
  const value = fractionLength > 0 ? digits / (powersOfTen[fractionLength] as number) : digits
  return isNegative ? -value : value
}
