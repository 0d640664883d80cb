/** Columns of plain values as the Arrow streams that a host's tables are built from. For answers of servers: what a column
 *  is follows from the values that came. Pure. */
import { Field, makeData, makeVector, RecordBatch, Schema, Struct, Table, tableToIPC } from 'apache-arrow'
import type { Vector } from 'apache-arrow'
import type { AttributeColumn, AttributeType, AttributeValue, StorageType } from '../model/attribute'
import { vectorOf } from './plain-vectors'

type Cells = readonly (AttributeValue | undefined)[]

export interface WrittenAnswer {
  columns: AttributeColumn[]
  stream: Uint8Array
}

const attributeTypes: Record<StorageType, AttributeType> = {
  int64: 'number',
  double: 'number',
  utf8: 'string',
  bool: 'boolean',
  json: 'json',
  'list-utf8': 'list',
  'list-double': 'list',
}

function storageOfValue(value: AttributeValue): StorageType {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? 'int64' : 'double'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'int64' : 'double'
  if (typeof value === 'string') return 'utf8'
  if (typeof value === 'boolean') return 'bool'
  if (!Array.isArray(value)) return 'json'
  if (value.every((entry) => typeof entry === 'string')) return 'list-utf8'
  return value.every((entry) => typeof entry === 'number') ? 'list-double' : 'json'
}

/** What holds every value of a column. */
export function storageOf(cells: Cells): StorageType {
  let storage: StorageType | null = null
  for (const cell of cells) {
    if (cell === undefined || cell === null) continue
    const own = storageOfValue(cell)
    const isNumber = (one: StorageType | null) => one === 'int64' || one === 'double'
    if (storage === null || storage === own) storage = own
    else if (isNumber(storage) && isNumber(own)) storage = 'double'
    else return 'json'
  }
  return storage ?? 'utf8'
}

/** Types as a person knows them, from some values. */
export const typeOfCells = (cells: Cells): AttributeType => attributeTypes[storageOf(cells)]

/** JSON text; integers beyond 2^53 keep their digits. */
export function jsonText(value: AttributeValue): string {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, part]) => `${JSON.stringify(key)}:${jsonText(part)}`)
      .join(',')}}`
  return JSON.stringify(value)
}

function cellOf(value: AttributeValue | undefined, storage: StorageType): unknown {
  if (value === undefined || value === null) return null
  if (storage === 'json') return jsonText(value)
  if (storage === 'int64') return BigInt(value as bigint | number)
  return storage === 'double' ? Number(value) : value
}

function write(leading: Record<string, Vector>, attributes: ReadonlyMap<string, Cells>): WrittenAnswer {
  const columns: AttributeColumn[] = []
  const vectors: Record<string, Vector> = { ...leading }
  for (const [name, cells] of attributes) {
    const storage = storageOf(cells)
    const column = `a${columns.length}`
    columns.push({ name, type: attributeTypes[storage], storage, column })
    vectors[column] = vectorFrom(cells)
  }
  return { columns, stream: tableToIPC(new Table(vectors), 'stream') }
}

function vectorFrom(cells: Cells): Vector {
  const storage = storageOf(cells)
  return vectorOf(
    Array.from(cells, (cell) => cellOf(cell, storage)),
    storage,
  )
}

/** A table for others to read, as an Arrow stream: columns under their own names, in their order. */
export function writeColumns(columns: readonly string[], cells: readonly Cells[]): Uint8Array {
  const parts = cells.map((column) => vectorFrom(column).data[0])
  const children = parts.filter((part) => part !== undefined)
  const schema = new Schema(children.map(({ type }, at) => new Field(columns[at] ?? '', type, true)))
  const length = cells[0]?.length ?? 0
  const data = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children })
  return tableToIPC(new Table(schema, new RecordBatch(schema, data)), 'stream')
}

/** Nodes: `index` (0, 1, …), `id`, then the attributes. */
export function writeAnswerNodes(
  ids: readonly string[],
  attributes: ReadonlyMap<string, Cells>,
): WrittenAnswer {
  const index = makeVector(Int32Array.from(ids, (_, at) => at))
  return write({ index, id: vectorOf(ids, 'utf8') }, attributes)
}

/** Edges: `source`, `target` (indexes of nodes), then the attributes. */
export function writeAnswerEdges(
  sources: readonly number[],
  targets: readonly number[],
  attributes: ReadonlyMap<string, Cells>,
): WrittenAnswer {
  const ends = { source: makeVector(Int32Array.from(sources)), target: makeVector(Int32Array.from(targets)) }
  return write(ends, attributes)
}
