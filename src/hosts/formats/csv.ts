/** Edge lists and node tables as CSV or TSV. Types are decided for each column over the whole file: integers (exact
 *  to 64 bits), decimals, Booleans, JSON, or else text; `007` is text, an empty cell is missing, and words such as
 *  `NA` or `NaN` are missing in columns that are otherwise numeric. Ids are always text. */
import type { ByteCells } from './csv-byte-rows'
import { openTable } from './csv-table'
import type { Table } from './csv-table'
import { textOf } from '../text-block'
import type {
  FormatOptions,
  GraphFormat,
  GraphSink,
  NodeIds,
  NodeTableFormat,
  TableSink,
  TypedColumnSink,
} from './format'
import { withoutEnd, withoutId } from './format'
import { isMatrix, isMatrixHeader, readMatrix } from './matrix'
import { findEdgeEnds, findIdColumn, recogniseEdgeEnds } from './table-columns'
import { listCell, tableAttributeFrom } from './table-attribute'
import type { TableAttribute } from './table-attribute'

export const csv: GraphFormat & NodeTableFormat = {
  name: 'csv',
  readNodes: ({ bytes }, sink, id) => readNodes(bytes, sink, id),
  async read({ bytes, size }, sink, options) {
    const isHeader = (cells: string[]) => recogniseEdgeEnds(cells, options) !== null || isMatrixHeader(cells)
    const table = await openTable(bytes, isHeader)
    if (isMatrixRatherThanList(table, options)) return readMatrix(table, sink, options)
    warnOfSpaces(table.columns, sink)
    const ends = findEdgeEnds(table.columns, options, table.preview)
    sink.tellIds?.([ends.source, ends.target].map((position) => table.columns[position] as string))
    const attributes = openAttributes(table.columns, [ends.source, ends.target], (name) =>
      sink.edgeColumn(name),
    )
    let isExpected = false
    await table.forEachRow({
      row(cells, line) {
        const source = cells[ends.source] as string
        const target = cells[ends.target] as string
        if (source === '' || target === '') return sink.warn(withoutEnd, { line })
        appendCells(attributes, sink.edge(source, target, line), cells)
      },
      bytes(cells, line) {
        if (isMissing(cells, ends.source) || isMissing(cells, ends.target))
          return sink.warn(withoutEnd, { line })
        const source = nodeOf(sink.ids, cells, ends.source, line)
        const target = nodeOf(sink.ids, cells, ends.target, line)
        appendByteCells(attributes, sink.link(source, target), cells)
      },
      progress(byteCount, rowCount) {
        sink.settle()
        if (isExpected || size === undefined || byteCount < sampleByteCount) return
        isExpected = true
        sink.expectEdges(Math.ceil((size / byteCount) * rowCount * estimateMargin), attributes.length)
      },
    })
  },
}

function isMatrixRatherThanList({ columns, preview }: Table, options: FormatOptions): boolean {
  const isNamed = options.source !== undefined || options.target !== undefined
  return !isNamed && recogniseEdgeEnds(columns, options) === null && isMatrix(preview)
}

/** neo4j-admin numbers nodes by space; here an id is one node. */
function warnOfSpaces(columns: string[], sink: GraphSink): void {
  const spaceOf = (end: string) =>
    columns.map((column) => new RegExp(`:${end}\\((.*)\\)$`).exec(column)?.[1]).find(Boolean)
  const [start, end] = [spaceOf('START_ID'), spaceOf('END_ID')]
  if (start !== undefined && end !== undefined && start !== end)
    sink.warn('The ends of edges have ids of two spaces; equal ids were read as one node', {
      line: 1,
      example: `${start}, ${end}`,
    })
}

/** How much of a table is read before its number of rows is guessed, and how much room is left for being wrong. */
const sampleByteCount = 1 << 19
const estimateMargin = 1.02

const isMissing = ({ starts, ends }: ByteCells, position: number) => starts[position] === ends[position]

function nodeOf(ids: NodeIds, cells: ByteCells, position: number, line: number): number {
  if (cells.isInteger[position] === 1)
    return ids.ofInteger(cells.low[position] as number, cells.high[position] as number, line)
  return ids.ofBytes(cells.bytes, cells.starts[position] as number, cells.ends[position] as number, line)
}

function appendByteCells(attributes: OpenAttribute[], row: number, cells: ByteCells): void {
  const { bytes } = cells
  for (const { position, column, kind, isList } of attributes) {
    const start = cells.starts[position] as number
    const end = cells.ends[position] as number
    if (start === end) continue
    if (isList) column.append(row, 'json', listCell(textOf(bytes, start, end), kind === 'untyped'))
    else if (kind === 'untyped' && cells.isInteger[position] === 1)
      column.appendDigits(
        row,
        cells.low[position] as number,
        cells.high[position] as number,
        bytes,
        start,
        end,
      )
    else column.appendBytes(row, kind, bytes, start, end)
  }
}

async function readNodes(bytes: AsyncIterable<Uint8Array>, sink: TableSink, id?: string): Promise<void> {
  const table = await openTable(bytes, (cells) => cells.includes('id') || cells.includes(id ?? 'id'))
  const idColumn = findIdColumn(table.columns, id, table.preview)
  sink.tellIds?.([table.columns[idColumn] as string])
  const attributes = openAttributes(table.columns, [idColumn], (name) => sink.nodeColumn(name))
  await table.forEachRow({
    row(cells, line) {
      const id = cells[idColumn] as string
      if (id === '') return sink.warn(withoutId, { line })
      const row = sink.node(id, line)
      if (row >= 0) appendCells(attributes, row, cells)
    },
  })
}

/** What becomes of each column of a header: the attribute's name, and how its cells are appended; a column that is left
 *  out (`:IGNORE`) takes none. For a look at the beginning of a table. */
export function columnsOfHeader(columns: string[]) {
  const attributes = openAttributes(columns, [], () => null)
  return columns.map((header, position) => {
    const attribute = attributes.find((one) => one.position === position)
    return {
      header,
      name: attribute?.name ?? header,
      append(column: TypedColumnSink, row: number, text: string): void {
        if (attribute && text !== '') appendCell({ ...attribute, column }, row, text)
      },
    }
  })
}

interface OpenAttribute<Column = TypedColumnSink> extends TableAttribute {
  position: number
  column: Column
}

function openAttributes<Column>(
  columns: string[],
  ids: number[],
  open: (name: string) => Column,
): OpenAttribute<Column>[] {
  const hasNeo4jHeader = columns.some((column) => /:(START_ID|END_ID|ID)\b/.test(column))
  const taken = new Set<string>()
  return columns.flatMap((header, position) => {
    if (ids.includes(position)) return []
    const attribute = tableAttributeFrom(header, hasNeo4jHeader)
    if (!attribute) return []
    const name = taken.has(attribute.name) ? header : attribute.name
    taken.add(name)
    return [{ ...attribute, name, position, column: open(name) }]
  })
}

function appendCells(attributes: OpenAttribute[], row: number, cells: string[]): void {
  for (const attribute of attributes) {
    const text = cells[attribute.position] as string
    if (text !== '') appendCell(attribute, row, text)
  }
}

function appendCell({ column, kind, isList }: OpenAttribute, row: number, text: string): void {
  if (isList) column.append(row, 'json', listCell(text, kind === 'untyped'))
  else column.append(row, kind, text)
}
