/** Attributes of a stored host in memory, a column each, in as little room as their kind allows: numbers in typed arrays,
 *  texts once per distinct text. Read from the stored Arrow stream without the table engine. */
import { RecordBatchReader } from 'apache-arrow'
import type { RecordBatch } from 'apache-arrow'
import { splitArrowStream } from '../../../tables/arrow-frames'
import type { ArrowSource } from '../../../tables/arrow-frames'
import { valueFromCell } from '../../../tables/attribute-key'
import type { AttributePlace } from '../../../tables/attribute-key'
import { cypherFromPlain } from './attribute-to-cypher'
import type { CypherValue } from '../values/cypher-values'

export interface HostColumn {
  /** Null where it is missing. */
  get(row: number): CypherValue
}

/** Takes the cells of a column in the order of its rows. */
interface ColumnSink extends HostColumn {
  /** Neither null nor undefined. */
  set(row: number, cell: unknown): void
}

/** @param numbers of `rowCount` */
function numberColumn(numbers: Float64Array | BigInt64Array): ColumnSink {
  const isThere = new Uint8Array(numbers.length)
  return {
    get: (row) => (isThere[row] === 1 ? (numbers[row] ?? null) : null),
    set(row, cell) {
      isThere[row] = 1
      if (numbers instanceof BigInt64Array) numbers[row] = BigInt(cell as bigint)
      else numbers[row] = Number(cell)
    },
  }
}

/** Equal cells are held once: `keyOf` tells which are. */
function distinctColumn(
  rowCount: number,
  keyOf: (cell: unknown) => string,
  valueOf: (cell: unknown) => CypherValue,
): ColumnSink {
  const codes = new Int32Array(rowCount)
  const values: CypherValue[] = [null]
  const codeOf = new Map<string, number>()
  return {
    get: (row) => values[codes[row] ?? 0] ?? null,
    set(row, cell) {
      const key = keyOf(cell)
      let code = codeOf.get(key)
      if (code === undefined) {
        code = values.push(valueOf(cell)) - 1
        codeOf.set(key, code)
      }
      codes[row] = code
    },
  }
}

function sinkFor(place: AttributePlace, rowCount: number): ColumnSink {
  const { storage } = place.column
  if (place.path === null && storage === 'int64') return numberColumn(new BigInt64Array(rowCount))
  if (place.path === null && storage === 'double') return numberColumn(new Float64Array(rowCount))
  const isList = storage === 'list-utf8' || storage === 'list-double'
  const keyOf = isList ? (cell: unknown) => JSON.stringify([...(cell as Iterable<unknown>)]) : String
  return distinctColumn(rowCount, keyOf, (cell) => {
    const value = valueFromCell(place, cell)
    // Numbers in a list keep their kind; those of JSON have none.
    return isList && Array.isArray(value) ? (value as CypherValue[]) : cypherFromPlain(value)
  })
}

/** Calls back with each batch of a stored table and the number of its first row. */
export async function eachBatch(
  source: ArrowSource,
  visit: (batch: RecordBatch, first: number) => void,
): Promise<void> {
  let first = 0
  for await (const part of splitArrowStream(source))
    for (const batch of RecordBatchReader.from(part)) {
      visit(batch, first)
      first += batch.numRows
    }
}

/** Columns that are filled as batches come by. */
export function openColumns(places: ReadonlyMap<string, AttributePlace>, rowCount: number) {
  const open = [...places].map(([key, place]) => ({ key, place, sink: sinkFor(place, rowCount) }))
  return {
    columns: new Map<string, HostColumn>(open.map(({ key, sink }) => [key, sink])),
    take(batch: RecordBatch, first: number): void {
      for (const { place, sink } of open) {
        const vector = batch.getChild(place.column.column)
        for (let i = 0; i < batch.numRows; i++) {
          const cell: unknown = vector?.get(i)
          if (cell !== null && cell !== undefined) sink.set(first + i, cell)
        }
      }
    },
  }
}
