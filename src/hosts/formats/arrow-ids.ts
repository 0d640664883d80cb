/** Ids in a column of an Arrow record batch → nodes, with no string made where the column holds integers. */
import { DataType } from 'apache-arrow'
import type { Data, Dictionary } from 'apache-arrow'
import { MotifscopeError } from '../../model/errors'
import type { NodeIds } from './format'

/** The ids of one batch, row by row. Nodes are made in the order in which they are asked for. */
export interface IdColumn {
  isMissing(row: number): boolean
  /** The node whose id stands in a row where none is missing. */
  nodeAt(row: number, line: number): number
}

/** Reads ids.
 *  @throws MotifscopeError `unsupported-column` for a type that ids cannot have; `inexact-ids`. */
export function idsIn(data: Data, name: string, ids: NodeIds): IdColumn {
  const { type } = data
  if (DataType.isInt(type)) return integerIds(data, ids)
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return textIds(data, ids)
  if (DataType.isDictionary(type)) return dictionaryIds(data as Data<Dictionary>, name, ids)
  if (DataType.isFloat(type)) return doubleIds(data, name, ids)
  throw new MotifscopeError('unsupported-column', `Column “${name}” holds ${type}, which cannot be ids.`, {
    hint: 'Ids are integers or text: convert the column and write the file again.',
  })
}

/** Whether there is no value in a row. */
export function missingIn({
  nullCount,
  nullBitmap,
  offset,
}: Omit<Data, 'nullBitmap'> & { nullBitmap?: Uint8Array }): (row: number) => boolean {
  if (nullCount === 0 || !nullBitmap?.length) return () => false
  return (row) => ((nullBitmap[(offset + row) >> 3] as number) & (1 << ((offset + row) & 7))) === 0
}

function integerIds(data: Data, ids: NodeIds): IdColumn {
  const isMissing = missingIn(data)
  const { values } = data as { values: unknown }
  if (!(values instanceof BigInt64Array || values instanceof BigUint64Array)) {
    const numbers = values as ArrayLike<number>
    return {
      isMissing,
      nodeAt(row, line) {
        const value = numbers[row] as number
        return ids.ofInteger(value | 0, value < 0 ? -1 : 0, line)
      },
    }
  }
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
  const isUnsigned = values instanceof BigUint64Array
  return {
    isMissing,
    nodeAt(row, line) {
      const high = words[2 * row + 1] as number
      // An unsigned integer beyond 2^63 has no place among signed ones.
      if (isUnsigned && high < 0) return ids.ofText(String(values[row]), line)
      return ids.ofInteger(words[2 * row] as number, high, line)
    },
  }
}

function textIds(data: Data, ids: NodeIds): IdColumn {
  const isMissing = missingIn(data)
  const { bytes, startOf } = textsIn(data)
  return {
    isMissing: (row) => isMissing(row) || startOf(row) === startOf(row + 1),
    nodeAt: (row, line) => ids.ofBytes(bytes, startOf(row), startOf(row + 1), line),
  }
}

/** The bytes of a text column, and where the text of each row starts (that of the next one: where it ends). */
export function textsIn(data: Data): { bytes: Uint8Array; startOf: (row: number) => number } {
  const offsets = data.valueOffsets as unknown as Int32Array | BigInt64Array
  const bytes = data.values as Uint8Array
  if (offsets instanceof BigInt64Array) return { bytes, startOf: (row) => Number(offsets[row]) }
  return { bytes, startOf: (row) => offsets[row] as number }
}

/** Each word is looked up once. */
function dictionaryIds(data: Data<Dictionary>, name: string, ids: NodeIds): IdColumn {
  const isMissing = missingIn(data)
  const chunks = data.dictionary?.data ?? []
  const words = chunks.flatMap((chunk) => {
    const column = idsIn(chunk, name, ids)
    return Array.from({ length: chunk.length }, (_, at) => ({ column, at }))
  })
  const nodes = new Int32Array(words.length).fill(-1)
  const indexes = data.values as ArrayLike<number | bigint>
  return {
    isMissing(row) {
      const word = isMissing(row) ? undefined : words[Number(indexes[row])]
      return !word || word.column.isMissing(word.at)
    },
    nodeAt(row, line) {
      const index = Number(indexes[row])
      const known = nodes[index] as number
      if (known >= 0) return known
      const { column, at } = words[index] as { column: IdColumn; at: number }
      return (nodes[index] = column.nodeAt(at, line))
    },
  }
}

/** pandas makes decimals of a column of integers in which some are missing. */
function doubleIds(data: Data, name: string, ids: NodeIds): IdColumn {
  const isMissing = missingIn(data)
  const values = data.values as Float64Array | Float32Array
  const limit = values instanceof Float64Array ? Number.MAX_SAFE_INTEGER : 2 ** 24
  return {
    isMissing: (row) => isMissing(row) || Number.isNaN(values[row]),
    nodeAt(row, line) {
      const value = values[row] as number
      if (Number.isInteger(value) && Math.abs(value) <= limit) return ids.ofText(String(value), line)
      throw new MotifscopeError(
        'inexact-ids',
        `The ids in column “${name}” are stored as decimals, and ${value} in row ${line} is not exact.`,
        { hint: 'Write the column as 64-bit integers or as text.', line },
      )
    },
  }
}
