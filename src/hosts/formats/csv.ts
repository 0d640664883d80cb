/** Edge lists and node tables as CSV or TSV. Types are decided for each column over the whole file: integers (exact
 *  to 64 bits), decimals, Booleans, JSON, or else text; `007` is text, an empty cell is missing, and words such as
 *  `NA` or `NaN` are missing in columns that are otherwise numeric. Ids are always text. */
import { MotifscopeError } from '../../model/errors'
import { openTable } from './csv-table'
import type { ColumnSink, GraphFormat, GraphSink } from './format'
import { findEdgeEnds, findIdColumn, recogniseEdgeEnds } from './table-columns'
import { listCell, tableAttributeFrom } from './table-attribute'
import type { TableAttribute } from './table-attribute'

export const csv: GraphFormat = {
  name: 'csv',
  async read(bytes, sink, options) {
    const table = await openTable(bytes, (cells) => recogniseEdgeEnds(cells, options) !== null)
    const ends = findEdgeEnds(table.columns, options, table.preview)
    const attributes = openAttributes(table.columns, [ends.source, ends.target], (name) =>
      sink.edgeColumn(name),
    )
    await table.forEachRow((cells, line) => {
      const source = cells[ends.source] as string
      const target = cells[ends.target] as string
      if (source === '' || target === '')
        return sink.warn('A row without source or target was left out', { line })
      appendCells(attributes, sink.edge(source, target, line), cells)
    })
  },
}

/** Reads a node table: the id in a column `id` or the first one, attributes in the others. */
export async function readNodeTable(bytes: AsyncIterable<Uint8Array>, sink: GraphSink): Promise<void> {
  try {
    await readNodes(bytes, sink)
  } catch (thrown) {
    throw inNodeTable(thrown)
  }
}

async function readNodes(bytes: AsyncIterable<Uint8Array>, sink: GraphSink): Promise<void> {
  const table = await openTable(bytes, (cells) => cells.includes('id'))
  const idColumn = findIdColumn(table.columns)
  const attributes = openAttributes(table.columns, [idColumn], (name) => sink.nodeColumn(name))
  await table.forEachRow((cells, line) => {
    const id = cells[idColumn] as string
    if (id === '') return sink.warn('A row of the node table without an id was left out', { line })
    const row = sink.node(id, line)
    if (row >= 0) appendCells(attributes, row, cells)
  })
}

interface OpenAttribute extends TableAttribute {
  position: number
  column: ColumnSink
}

function openAttributes(
  columns: string[],
  ids: number[],
  open: (name: string) => ColumnSink,
): OpenAttribute[] {
  const hasNeo4jHeader = columns.some((column) => /:(START_ID|END_ID|ID)\b/.test(column))
  return columns.flatMap((header, position) => {
    if (ids.includes(position)) return []
    const attribute = tableAttributeFrom(header, hasNeo4jHeader)
    return attribute ? [{ ...attribute, position, column: open(attribute.name) }] : []
  })
}

function appendCells(attributes: OpenAttribute[], row: number, cells: string[]): void {
  for (const { position, column, kind, isList } of attributes) {
    const text = cells[position] as string
    if (text === '') continue
    if (isList) column.append(row, 'json', listCell(text, kind === 'untyped'))
    else column.append(row, kind, text)
  }
}

/** Says which of the two files an error is about. */
function inNodeTable(thrown: unknown): unknown {
  if (!(thrown instanceof MotifscopeError)) return thrown
  const { code, message, hint, line } = thrown
  const details = {
    ...(hint === undefined ? {} : { hint }),
    ...(line === undefined ? {} : { line }),
    cause: thrown,
  }
  return new MotifscopeError(code, `In the node table: ${message}`, details)
}
