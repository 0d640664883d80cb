/** A job's matches as CSV, JSON, JSON lines or an Arrow stream, in parts of bounded size: ids are encoded once, rows are
 *  read in pages and copied as bytes, and nothing is ever whole in memory. */
import { Field, makeData, RecordBatch, Schema, Struct, Table, tableToIPC, Utf8 } from 'apache-arrow'
import type { TableHost } from './host-tables'
import type { MatchRows } from './match-table'
import { encodeIds } from './node-ids'
import type { EncodedIds } from './node-ids'
import type { SqlConnection } from './sql-connection'

export type MatchFormat = 'csv' | 'json' | 'jsonl' | 'arrow'

const pageLength = 2 ** 15
const endOfStreamBytes = 8

/** A text format: what stands around cells, rows and the whole. */
interface Layout {
  spell: (text: string) => string
  opening: string
  /** Before the cell of each column. */
  before: string[]
  rowEnd: string
  /** Between rows. */
  between: string
  closing: string
}

/** A CSV cell as RFC 4180 has it: quoted when it must be, and when a reader might trim it or take it for a comment. */
export function csvCell(text: string): string {
  return /[",\r\n#]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function layoutOf(format: Exclude<MatchFormat, 'arrow'>, columns: string[]): Layout {
  if (format === 'csv')
    return {
      spell: csvCell,
      opening: `${columns.map(csvCell).join()}\r\n`,
      before: columns.map((_, i) => (i === 0 ? '' : ',')),
      rowEnd: '\r\n',
      between: '',
      closing: '',
    }
  const before = columns.map((name, i) => `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`)
  const object = { spell: (text: string) => JSON.stringify(text), before, rowEnd: '}' }
  return format === 'json'
    ? { ...object, opening: '[', between: ',\n', closing: ']\n' }
    : { ...object, opening: '', between: '\n', closing: '\n' }
}

/** Copies a page of rows into text. */
function textFromRows(rows: Uint32Array, ids: EncodedIds, layout: Layout, isFirstPage: boolean): Uint8Array {
  const encoder = new TextEncoder()
  const before = layout.before.map((text) => encoder.encode(text))
  const [rowEnd, between] = [encoder.encode(layout.rowEnd), encoder.encode(layout.between)]
  const width = before.length
  const rowOverhead = before.reduce((sum, text) => sum + text.length, rowEnd.length + between.length)
  const cellBytes = rows.reduce((sum, node) => sum + lengthOf(ids, node), 0)
  const text = new Uint8Array(cellBytes + (rows.length / width) * rowOverhead)
  let end = 0
  const append = (bytes: Uint8Array) => {
    text.set(bytes, end)
    end += bytes.length
  }
  rows.forEach((node, i) => {
    const column = i % width
    if (column === 0 && !(isFirstPage && i === 0)) append(between)
    append(before[column] ?? rowEnd)
    append(ids.bytes.subarray(ids.offsets[node], ids.offsets[node + 1]))
    if (column === width - 1) append(rowEnd)
  })
  return text.subarray(0, end)
}

function lengthOf({ offsets }: EncodedIds, node: number): number {
  return (offsets[node + 1] ?? 0) - (offsets[node] ?? 0)
}

async function* pagesOf(matches: MatchRows): AsyncGenerator<Uint32Array> {
  for (let offset = 0; offset < matches.rowCount; offset += pageLength) {
    const limit = Math.min(pageLength, matches.rowCount - offset)
    const rows = await matches.read(offset, limit)
    if (rows.length !== limit * matches.columns.length)
      throw new Error(`Job ${matches.jobId} has fewer rows than it says.`)
    yield rows
  }
}

async function* exportText(
  connection: SqlConnection,
  host: TableHost,
  matches: MatchRows,
  layout: Layout,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const ids = await encodeIds(connection, host, layout.spell)
  yield encoder.encode(layout.opening)
  let isFirstPage = true
  for await (const rows of pagesOf(matches)) {
    yield textFromRows(rows, ids, layout, isFirstPage)
    isFirstPage = false
  }
  if (matches.rowCount > 0 || layout.opening !== '') yield encoder.encode(layout.closing)
}

/** One column of a page as Arrow utf8, copied from the encoded ids. */
function utf8Column(rows: Uint32Array, column: number, width: number, ids: EncodedIds) {
  const length = rows.length / width
  const valueOffsets = new Int32Array(length + 1)
  for (let row = 0; row < length; row++)
    valueOffsets[row + 1] = (valueOffsets[row] ?? 0) + lengthOf(ids, rows[row * width + column] ?? 0)
  const data = new Uint8Array(valueOffsets[length] ?? 0)
  for (let row = 0; row < length; row++) {
    const node = rows[row * width + column] ?? 0
    data.set(ids.bytes.subarray(ids.offsets[node], ids.offsets[node + 1]), valueOffsets[row])
  }
  return makeData({ type: new Utf8(), length, nullCount: 0, valueOffsets, data })
}

/** All rows in the order found, as Arrow tables of ids with one schema, a page each. One without rows when there are
 *  none. The host's tables must be loaded. */
export async function* matchTables(
  connection: SqlConnection,
  host: TableHost,
  matches: MatchRows,
): AsyncGenerator<Table> {
  const ids = await encodeIds(connection, host, (id) => id)
  const schema = new Schema(matches.columns.map((name) => new Field(name, new Utf8(), false)))
  const width = matches.columns.length
  const type = new Struct(schema.fields)
  if (matches.rowCount === 0) yield new Table(schema)
  for await (const rows of pagesOf(matches)) {
    const children = matches.columns.map((_, column) => utf8Column(rows, column, width, ids))
    const data = makeData({ type, length: rows.length / width, nullCount: 0, children })
    yield new Table([new RecordBatch(schema, data)])
  }
}

/** The stream's schema message once, each page's record batch, and the end mark. */
async function* exportArrow(tables: AsyncIterable<Table>): AsyncGenerator<Uint8Array> {
  let empty: Uint8Array | undefined
  let schemaLength = 0
  for await (const table of tables) {
    if (!empty) {
      empty = tableToIPC(new Table(table.schema), 'stream')
      schemaLength = empty.length - endOfStreamBytes
      yield empty.slice(0, schemaLength)
    }
    if (table.numRows === 0) continue
    const stream = tableToIPC(table, 'stream')
    yield stream.slice(schemaLength, stream.length - endOfStreamBytes)
  }
  if (empty) yield empty.slice(schemaLength)
}

/** All rows in the order found, in parts for a Blob. CSV: RFC 4180, UTF-8, header of motif node names, ids unchanged.
 *  JSON: an array of objects by motif node name; JSON lines: one such object a line. Arrow: an IPC stream of utf8
 *  columns. The host's tables must be loaded. */
export function exportMatches(
  connection: SqlConnection,
  host: TableHost,
  matches: MatchRows,
  format: MatchFormat,
): AsyncGenerator<Uint8Array> {
  return format === 'arrow'
    ? exportArrow(matchTables(connection, host, matches))
    : exportText(connection, host, matches, layoutOf(format, matches.columns))
}
