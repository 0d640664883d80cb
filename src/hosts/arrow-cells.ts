/** Cells of a column → one Arrow column of a record batch. Also gives the buffers as they are, for the digest. */
import { Bool, Field, Float64, Int64, List, makeData, Utf8 } from 'apache-arrow'
import type { Data, DataType } from 'apache-arrow'
import type { AttributeValue, StorageType } from '../model/attribute'
import { cellClass } from './cell-class'
import type { CellColumn } from './cell-column'
import { readCellJson } from './cell-json'
import { isSmallInteger, readDouble, readSmallInteger } from './cell-numbers'
import { writeExactJson } from './formats/exact-json'
import { NumberBlock } from './number-block'
import { rowsPerBlock, TextBlock } from './text-block'
import { bytesOf, Validity } from './validity'

/** A row index that stands for "no row": the cell is missing. */
export const noRow = 0xffffffff

/** One column of one record batch. `buffers`: everything the digest of the content must cover. */
export interface ArrowCells {
  data: Data
  buffers: Uint8Array[]
}

const arrowTypes: Record<StorageType, () => DataType> = {
  int64: () => new Int64(),
  double: () => new Float64(),
  utf8: () => new Utf8(),
  bool: () => new Bool(),
  json: () => new Utf8(),
  'list-utf8': () => new List(new Field('item', new Utf8(), true)),
  'list-double': () => new List(new Field('item', new Float64(), true)),
}

/** The Arrow type of a stored column. */
export function arrowTypeOf(storage: StorageType): DataType {
  return arrowTypes[storage]()
}

/** The cells of `rows` (`noRow`: missing), in that order. */
export function cellsFromColumn(column: CellColumn, storage: StorageType, rows: Uint32Array): ArrowCells {
  switch (storage) {
    case 'int64':
      return int64Cells(column, rows)
    case 'double':
      return doubleCells(column, rows)
    case 'bool':
      return boolCells(column, rows)
    case 'utf8':
      return textCells(rows.length, (i, out) => copyText(column, rows[i] as number, out))
    case 'json':
      return textCells(rows.length, (i, out) => writeJson(column, rows[i] as number, out))
    default:
      return listCells(column, storage, rows)
  }
}

/** The block of a cell; null when the cell is missing. */
function blockAt(column: CellColumn, row: number): TextBlock | NumberBlock | null {
  if (row >= column.length) return null
  const block = column.blocks[Math.floor(row / rowsPerBlock)]
  if (!block) throw new Error(`Row ${row} of column ${column.name} was released before it was read.`)
  return block.tagAt(row % rowsPerBlock) === cellClass.missing ? null : block
}

function int64Cells(column: CellColumn, rows: Uint32Array): ArrowCells {
  const values = new BigInt64Array(rows.length)
  const words = new Int32Array(values.buffer)
  const validity = new Validity(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    const block = blockAt(column, row)
    const index = row % rowsPerBlock
    if (block?.tagAt(index) !== cellClass.integer) validity.clear(i)
    else if (block instanceof NumberBlock) {
      words[2 * i] = block.lowAt(index)
      words[2 * i + 1] = block.highAt(index)
    } else writeInt64(block as TextBlock, index, words, values, i)
  }
  const data = makeData({ type: new Int64(), length: rows.length, ...validity.layout, data: values })
  return { data, buffers: [...validity.buffers, bytesOf(values)] }
}

function writeInt64(
  block: TextBlock,
  index: number,
  words: Int32Array,
  values: BigInt64Array,
  at: number,
): void {
  const start = block.startOf(index)
  const end = block.ends[index] as number
  if (!isSmallInteger(start, end)) {
    values[at] = BigInt(block.textAt(index))
    return
  }
  const value = readSmallInteger(block.bytes, start, end)
  const high = Math.floor(value / 2 ** 32)
  words[2 * at] = value - high * 2 ** 32
  words[2 * at + 1] = high
}

/** The value of a cell as a double; NaN when it is no number. */
function doubleOf(block: TextBlock | NumberBlock, index: number): number {
  return block instanceof NumberBlock ? block.doubleAt(index) : readDouble(block, index)
}

function doubleCells(column: CellColumn, rows: Uint32Array): ArrowCells {
  const values = new Float64Array(rows.length)
  const validity = new Validity(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    const block = blockAt(column, row)
    const value = block ? doubleOf(block, row % rowsPerBlock) : Number.NaN
    if (Number.isNaN(value)) validity.clear(i)
    else values[i] = value
  }
  const data = makeData({ type: new Float64(), length: rows.length, ...validity.layout, data: values })
  return { data, buffers: [...validity.buffers, bytesOf(values)] }
}

function boolCells(column: CellColumn, rows: Uint32Array): ArrowCells {
  const values = new Uint8Array(Math.ceil(rows.length / 8))
  const validity = new Validity(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    const block = blockAt(column, row)
    const index = row % rowsPerBlock
    if (block?.tagAt(index) !== cellClass.boolean) validity.clear(i)
    else if (/^t/i.test(block.textAt(index))) values[i >> 3] = (values[i >> 3] as number) | (1 << (i & 7))
  }
  const data = makeData({ type: new Bool(), length: rows.length, ...validity.layout, data: values })
  return { data, buffers: [...validity.buffers, values] }
}

/** Writes the text of row i of the batch; returns whether there is one. */
type WriteText = (index: number, out: TextBlock) => boolean

/** A text column; `write` is called once per row, in order. */
export function textCells(length: number, write: WriteText): ArrowCells {
  const out = new TextBlock(length)
  const validity = new Validity(length)
  for (let i = 0; i < length; i++)
    if (!write(i, out)) {
      validity.clear(i)
      out.append(0, '')
    }
  return textArrow(out, validity)
}

function textArrow(text: TextBlock, validity: Validity): ArrowCells {
  const valueOffsets = new Int32Array(text.length + 1)
  valueOffsets.set(text.ends.subarray(0, text.length), 1)
  const data = text.bytes.subarray(0, valueOffsets[text.length])
  const layout = { length: text.length, ...validity.layout, valueOffsets, data }
  return {
    data: makeData({ type: new Utf8(), ...layout }),
    buffers: [...validity.buffers, bytesOf(valueOffsets), data],
  }
}

function copyText(column: CellColumn, row: number, out: TextBlock): boolean {
  const block = blockAt(column, row)
  if (!block) return false
  const index = row % rowsPerBlock
  if (block instanceof NumberBlock) out.append(0, block.textAt(index))
  else out.copy(block, index)
  return true
}

function writeJson(column: CellColumn, row: number, out: TextBlock): boolean {
  const block = blockAt(column, row)
  if (!block) return false
  const index = row % rowsPerBlock
  const tag = block.tagAt(index)
  if (tag === cellClass.numberWord) return false
  if (tag === cellClass.double) {
    const value = doubleOf(block, index)
    if (!Number.isFinite(value)) return false
    out.append(0, String(value))
  } else if (tag === cellClass.string) out.append(0, JSON.stringify(block.textAt(index)))
  else if (tag === cellClass.json) out.append(0, writeExactJson(readCellJson(block.textAt(index)) ?? null))
  else if (tag === cellClass.boolean) out.append(0, block.textAt(index).toLowerCase())
  else out.append(0, block.textAt(index))
  return true
}

function listCells(column: CellColumn, storage: 'list-utf8' | 'list-double', rows: Uint32Array): ArrowCells {
  const elements: AttributeValue[] = []
  const valueOffsets = new Int32Array(rows.length + 1)
  const validity = new Validity(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    const block = blockAt(column, row)
    if (!block) validity.clear(i)
    else
      for (const element of readCellJson(block.textAt(row % rowsPerBlock)) as AttributeValue[])
        elements.push(element)
    valueOffsets[i + 1] = elements.length
  }
  const child =
    storage === 'list-utf8' ? textElements(elements as string[]) : doubleElements(elements as number[])
  const type = arrowTypeOf(storage) as List
  const data = makeData({ type, length: rows.length, ...validity.layout, valueOffsets, child: child.data })
  return { data, buffers: [...validity.buffers, bytesOf(valueOffsets), ...child.buffers] }
}

function textElements(texts: string[]): ArrowCells {
  return textCells(texts.length, (i, out) => {
    out.append(0, texts[i] as string)
    return true
  })
}

function doubleElements(numbers: number[]): ArrowCells {
  const values = Float64Array.from(numbers)
  const data = makeData({
    type: new Float64(),
    length: values.length,
    nullCount: 0,
    nullBitmap: null,
    data: values,
  })
  return { data, buffers: [bytesOf(values)] }
}
