/** A run of cells that are all numbers of one kind, eight bytes each, as Arrow wants them in the end: integers of 64
 *  bits, or doubles. */
import { cellClass } from './cell-class'
import { rowsPerBlock } from './text-block'

/** A block of doubles, or of integers. */
export type NumberKind = 'integer' | 'double'

export class NumberBlock {
  readonly kind: NumberKind
  length = 0
  /** Two words a cell, the lower one first; zero where the cell is missing. */
  words: Int32Array
  /** A bit for every cell, 1: there is a value. Null as long as nothing is missing. */
  validity: Uint8Array | null = null
  private doubles: Float64Array

  constructor(kind: NumberKind, expectedLength = 64) {
    this.kind = kind
    this.words = new Int32Array(2 * expectedLength)
    this.doubles = new Float64Array(this.words.buffer)
  }

  /** Appends an integer: `high` · 2^32 + `low`, whose sign does not count. */
  appendInteger(low: number, high: number): void {
    const at = this.nextCell() * 2
    this.words[at] = low
    this.words[at + 1] = high
  }

  appendDouble(value: number): void {
    const at = this.nextCell()
    this.doubles[at] = value
  }

  appendMissing(): void {
    const index = this.nextCell()
    this.validity ??= new Uint8Array(rowsPerBlock / 8).fill(0xff)
    this.validity[index >> 3] = (this.validity[index >> 3] as number) & ~(1 << (index & 7))
  }

  isMissing(index: number): boolean {
    return this.validity !== null && ((this.validity[index >> 3] as number) & (1 << (index & 7))) === 0
  }

  tagAt(index: number): number {
    if (this.isMissing(index)) return cellClass.missing
    return this.kind === 'integer' ? cellClass.integer : cellClass.double
  }

  lowAt(index: number): number {
    return this.words[2 * index] as number
  }

  highAt(index: number): number {
    return this.words[2 * index + 1] as number
  }

  /** The nearest double. */
  doubleAt(index: number): number {
    if (this.kind === 'double') return this.doubles[index] as number
    return nearestDouble(this.lowAt(index), this.highAt(index))
  }

  /** Canonical: decimal digits, or what `String` makes of a double. */
  textAt(index: number): string {
    if (this.kind === 'double') return String(this.doubles[index])
    return textOfInt64(this.lowAt(index), this.highAt(index))
  }

  private nextCell(): number {
    if (this.length * 2 === this.words.length) this.grow()
    return this.length++
  }

  private grow(): void {
    const words = new Int32Array(Math.min(this.words.length * 8, rowsPerBlock * 2))
    words.set(this.words)
    this.words = words
    this.doubles = new Float64Array(words.buffer)
  }
}

function nearestDouble(low: number, high: number): number {
  if (isSafe(low, high)) return high * 2 ** 32 + (low >>> 0)
  // Two roundings, of the upper word's share and of the sum, would differ from one.
  return Number(int64From(low, high))
}

/** Whether every integer as far from zero as this one is a double. */
export function isSafe(low: number, high: number): boolean {
  return (high > -(2 ** 21) && high < 2 ** 21) || (high === -(2 ** 21) && low !== 0)
}

export function int64From(low: number, high: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low >>> 0)
}

/** Decimal digits. */
export function textOfInt64(low: number, high: number): string {
  return isSafe(low, high) ? String(high * 2 ** 32 + (low >>> 0)) : String(int64From(low, high))
}
