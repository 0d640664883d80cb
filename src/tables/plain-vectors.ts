/** Arrow columns from plain values, without Arrow's own builders: those compile code from text, which the page's policy
 *  forbids. Pure. */
import { Bool, Field, Float64, Int64, List, makeData, makeVector, Utf8 } from 'apache-arrow'
import type { Data, DataType, Vector } from 'apache-arrow'
import type { StorageType } from '../model/attribute'

/** Cells as their storage wants them: bigint, number, text, Boolean, or a list of texts or numbers; null where missing. */
type Cells = readonly unknown[]

interface Presence {
  nullCount: number
  nullBitmap: Uint8Array | null
}

function presenceOf(cells: Cells): Presence {
  const bitmap = new Uint8Array(Math.ceil(cells.length / 8))
  let nullCount = 0
  cells.forEach((cell, at) => {
    if (cell === null) nullCount++
    else setBit(bitmap, at)
  })
  return { nullCount, nullBitmap: nullCount > 0 ? bitmap : null }
}

function setBit(bitmap: Uint8Array, at: number): void {
  const byte = at >> 3
  bitmap[byte] = (bitmap[byte] ?? 0) | (1 << (at & 7))
}

function textData(cells: Cells): Data<Utf8> {
  const encoder = new TextEncoder()
  const parts = cells.map((cell) => (cell === null ? new Uint8Array() : encoder.encode(cell as string)))
  const valueOffsets = offsetsOf(parts)
  const data = new Uint8Array(valueOffsets.at(-1) ?? 0)
  parts.forEach((part, at) => data.set(part, valueOffsets[at]))
  return makeData({ type: new Utf8(), length: cells.length, ...presenceOf(cells), valueOffsets, data })
}

/** Where each part begins; the last number is where the last ends. */
function offsetsOf(parts: readonly ArrayLike<unknown>[]): Int32Array {
  const offsets = new Int32Array(parts.length + 1)
  parts.forEach((part, at) => (offsets[at + 1] = (offsets[at] ?? 0) + part.length))
  return offsets
}

const doubleData = (cells: Cells): Data<Float64> => {
  const data = Float64Array.from(cells, (cell) => cell as number)
  return makeData({ type: new Float64(), length: cells.length, ...presenceOf(cells), data })
}

const integerData = (cells: Cells): Data<Int64> => {
  const data = BigInt64Array.from(cells, (cell) => (cell ?? 0n) as bigint)
  return makeData({ type: new Int64(), length: cells.length, ...presenceOf(cells), data })
}

function truthData(cells: Cells): Data<Bool> {
  const data = new Uint8Array(Math.ceil(cells.length / 8))
  cells.forEach((cell, at) => cell === true && setBit(data, at))
  return makeData({ type: new Bool(), length: cells.length, ...presenceOf(cells), data })
}

function listData(cells: Cells, elements: (cells: Cells) => Data, type: DataType): Data<List> {
  const lists = cells.map((cell) => (cell ?? []) as unknown[])
  const valueOffsets = offsetsOf(lists)
  const child = elements(lists.flat())
  const list = new List(new Field('item', type, true))
  return makeData({ type: list, length: cells.length, ...presenceOf(cells), valueOffsets, child })
}

const makers: Record<StorageType, (cells: Cells) => Data> = {
  int64: integerData,
  double: doubleData,
  utf8: textData,
  bool: truthData,
  json: textData,
  'list-utf8': (cells) => listData(cells, textData, new Utf8()),
  'list-double': (cells) => listData(cells, doubleData, new Float64()),
}

/** One column. `cells` as `storage` wants them; null where missing. */
export function vectorOf(cells: Cells, storage: StorageType): Vector {
  return makeVector(makers[storage](cells))
}
