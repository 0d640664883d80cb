/** Attributes in a column of an Arrow record batch → cells of the graph, column by column. */
import { DataType, Type, Vector } from 'apache-arrow'
import type { Data, Decimal, Dictionary } from 'apache-arrow'
import type { AttributeValue } from '../../model/attribute'
import { missingIn, textsIn } from './arrow-ids'
import { writeExactJson } from './exact-json'
import type { TypedColumnSink } from './format'

/** A row that was left out. */
export const leftOut = 0xffffffff

/** Whether columns of this type are read; the others (raw bytes) are left out. */
export function isReadable(type: DataType): boolean {
  return ![Type.Binary, Type.LargeBinary, Type.FixedSizeBinary].includes(type.typeId)
}

/** Appends every value of a batch's column. `rows[i]`: the row of value i, ascending, or `leftOut`. */
export function appendCells(data: Data, rows: Uint32Array, column: TypedColumnSink): void {
  const append = appendOf(data, column)
  const isMissing = missingIn(data)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    if (row !== leftOut && !isMissing(i)) append(row, i)
  }
}

type AppendValue = (row: number, index: number) => void

function appendOf(data: Data, column: TypedColumnSink): AppendValue {
  const { type } = data
  if (DataType.isInt(type)) return appendInteger(data, column)
  if (DataType.isFloat(type)) return appendDouble(data, column)
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) {
    const { bytes, startOf } = textsIn(data)
    return (row, i) => column.appendBytes(row, 'string', bytes, startOf(i), startOf(i + 1))
  }
  if (DataType.isDictionary(type)) return appendWord(data as Data<Dictionary>, column)
  if (DataType.isNull(type)) return () => undefined
  const vector = new Vector([data])
  if (DataType.isBool(type)) return (row, i) => column.append(row, 'boolean', String(vector.get(i)))
  if (DataType.isDecimal(type)) return appendDecimal(data as Data<Decimal>, column)
  if (DataType.isDate(type) || DataType.isTimestamp(type))
    return (row, i) => column.append(row, 'string', new Date(Number(vector.get(i))).toISOString())
  if (DataType.isTime(type) || DataType.isDuration(type) || DataType.isInterval(type))
    return (row, i) => column.append(row, 'string', String(vector.get(i)))
  return (row, i) => column.append(row, 'json', writeExactJson(plainFrom(vector.get(i))))
}

function appendInteger(data: Data, column: TypedColumnSink): AppendValue {
  const { values } = data
  if (!(values instanceof BigInt64Array || values instanceof BigUint64Array)) {
    const numbers = values as ArrayLike<number>
    return (row, i) =>
      column.appendInt64(row, (numbers[i] as number) | 0, (numbers[i] as number) < 0 ? -1 : 0)
  }
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
  const isUnsigned = values instanceof BigUint64Array
  return (row, i) => {
    const high = words[2 * i + 1] as number
    if (isUnsigned && high < 0) column.append(row, 'integer', String(values[i]))
    else column.appendInt64(row, words[2 * i] as number, high)
  }
}

function appendDouble(data: Data, column: TypedColumnSink): AppendValue {
  const { values } = data
  if (values instanceof Uint16Array) {
    const vector = new Vector([data])
    return (row, i) => column.appendDouble(row, Number(vector.get(i)))
  }
  const numbers = values as Float64Array | Float32Array
  return (row, i) => column.appendDouble(row, numbers[i] as number)
}

/** Words are copied from the dictionary as bytes where they are texts in one piece, as nearly always. */
function appendWord(data: Data<Dictionary>, column: TypedColumnSink): AppendValue {
  const words = data.dictionary as Vector | undefined
  const indexes = data.values as ArrayLike<number>
  const [only, second] = words?.data ?? []
  if (!only) return () => undefined
  if (!second) {
    const append = appendOf(only, column)
    const isMissing = missingIn(only)
    return (row, i) => {
      const word = Number(indexes[i])
      if (!isMissing(word)) append(row, word)
    }
  }
  return (row, i) => {
    const value: unknown = words?.get(Number(indexes[i]))
    if (value !== null && value !== undefined) column.append(row, 'string', String(value))
  }
}

/** Decimals without a fraction are integers. */
function appendDecimal(data: Data<Decimal>, column: TypedColumnSink): AppendValue {
  const { scale, bitWidth } = data.type
  const wordCount = bitWidth / 32
  const words = data.values as Uint32Array
  return (row, i) => {
    let value = 0n
    for (let word = wordCount - 1; word >= 0; word--)
      value = (value << 32n) | BigInt(words[i * wordCount + word] as number)
    const signed = BigInt.asIntN(bitWidth, value)
    if (scale === 0) column.append(row, 'integer', String(signed))
    else column.appendDouble(row, Number(`${signed}e${-scale}`))
  }
}

function plainFrom(value: unknown): AttributeValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  if (typeof value !== 'object') return value as AttributeValue
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Vector || ArrayBuffer.isView(value) || Array.isArray(value))
    return Array.from(value as Iterable<unknown>, plainFrom)
  const entries = Object.entries((value as { toJSON(): object }).toJSON())
  return Object.fromEntries(entries.map(([key, part]) => [key, plainFrom(part)]))
}
