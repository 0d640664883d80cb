/** Arrow record batches → edges or nodes of a graph. Columns are recognised by their names as those of CSV are. */
import { RecordBatchReader, Vector } from 'apache-arrow'
import type { Data, Field, RecordBatch, Schema } from 'apache-arrow'
import { MotifscopeError } from '../../model/errors'
import { appendCells, isReadable, leftOut } from './arrow-attributes'
import { idsIn } from './arrow-ids'
import { damaged } from './arrow-messages'
import type { FormatOptions, TableSink, TypedColumnSink } from './format'
import { withoutEnd, withoutId } from './format'
import { findEdgeEnds, findIdColumn } from './table-columns'

/** Takes a table batch by batch: complete IPC streams, each with the same schema. */
export interface ArrowTaker {
  take(stream: Uint8Array): void
  /** @throws MotifscopeError `empty-table` */
  finish(): void
}

const previewRowCount = 5

/** Takes an edge table. `expectedCount`: its rows, where that is known. */
export function takeEdges(sink: TableSink, options: FormatOptions, expectedCount?: number): ArrowTaker {
  let columns: { position: number; column: TypedColumnSink }[] | null = null
  let ends = { source: 0, target: 0 }
  let rowCount = 0
  const open = (batch: RecordBatch) => {
    const names = batch.schema.fields.map(({ name }) => name)
    ends = findEdgeEnds(names, options, { columns: names, rows: previewOf(batch) })
    sink.tellIds?.([names[ends.source] as string, names[ends.target] as string])
    columns = openColumns(batch.schema, [ends.source, ends.target], sink, (name) => sink.edgeColumn(name))
    if (expectedCount !== undefined) sink.expectEdges(expectedCount, columns.length)
    return columns
  }
  const taker = takerOf((batch) => {
    const opened = columns ?? open(batch)
    const { children } = batch.data
    const rows = linkRows(batch, ends, rowCount + 1, sink)
    for (const { position, column } of opened) appendCells(children[position] as Data, rows, column)
    rowCount += batch.numRows
    sink.settle()
  })
  return {
    ...taker,
    finish() {
      if (rowCount === 0) throw emptyTable()
    },
  }
}

/** Makes the edges of a batch; the rows of their attributes. */
function linkRows(
  batch: RecordBatch,
  ends: { source: number; target: number },
  firstLine: number,
  sink: TableSink,
): Uint32Array {
  const idsAt = (position: number) =>
    idsIn(batch.data.children[position] as Data, batch.schema.fields[position]?.name ?? '', sink.ids)
  const sources = idsAt(ends.source)
  const targets = idsAt(ends.target)
  const rows = new Uint32Array(batch.numRows)
  for (let i = 0; i < rows.length; i++) {
    const line = firstLine + i
    if (sources.isMissing(i) || targets.isMissing(i)) {
      sink.warn(withoutEnd, { line })
      rows[i] = leftOut
    } else {
      const from = sources.nodeAt(i, line)
      rows[i] = sink.link(from, targets.nodeAt(i, line))
    }
  }
  return rows
}

/** Takes a node table: the id in the column of this name, else in a column `id` or the first one; attributes in the
 *  others. */
export function takeNodes(sink: TableSink, id?: string): ArrowTaker {
  let columns: { position: number; column: TypedColumnSink }[] | null = null
  let idColumn = 0
  let rowCount = 0
  const taker = takerOf((batch) => {
    if (!columns) {
      const names = batch.schema.fields.map(({ name }) => name)
      idColumn = findIdColumn(names, id)
      sink.tellIds?.([names[idColumn] as string])
      columns = openColumns(batch.schema, [idColumn], sink, (name) => sink.nodeColumn(name))
    }
    const ids = new Vector([batch.data.children[idColumn] as Data])
    const rows = new Uint32Array(batch.numRows)
    for (let i = 0; i < rows.length; i++) {
      const value: unknown = ids.get(i)
      const line = ++rowCount
      const hasId = value !== null && value !== undefined && value !== ''
      if (!hasId) sink.warn(withoutId, { line })
      const row = hasId ? sink.node(String(value), line) : -1
      rows[i] = row < 0 ? leftOut : row
    }
    for (const { position, column } of columns)
      appendCells(batch.data.children[position] as Data, rows, column)
  })
  return {
    ...taker,
    finish() {
      if (rowCount === 0) throw emptyTable()
    },
  }
}

function takerOf(takeBatch: (batch: RecordBatch) => void): Pick<ArrowTaker, 'take'> {
  return {
    take(stream) {
      for (const batch of batchesOf(stream)) takeBatch(batch)
    },
  }
}

function batchesOf(stream: Uint8Array): RecordBatch[] {
  try {
    return [...RecordBatchReader.from(stream)]
  } catch (cause) {
    throw damaged('a record batch cannot be read', cause)
  }
}

function openColumns(
  { fields }: Schema,
  ids: number[],
  sink: TableSink,
  open: (name: string) => TypedColumnSink,
): { position: number; column: TypedColumnSink }[] {
  return fields.flatMap((field: Field, position) => {
    if (ids.includes(position) || /^__index_level_\d+__$/.test(field.name)) return []
    if (isReadable(field.type)) return [{ position, column: open(field.name) }]
    sink.warn('A column of raw bytes was left out', { example: field.name })
    return []
  })
}

function previewOf(batch: RecordBatch): string[][] {
  const columns = batch.data.children.map((data) => new Vector([data as Data]))
  return Array.from({ length: Math.min(previewRowCount, batch.numRows) }, (_, row) =>
    columns.map((column) => String(column.get(row) ?? '')),
  )
}

function emptyTable(): MotifscopeError {
  return new MotifscopeError('empty-table', 'The table has no rows.')
}
