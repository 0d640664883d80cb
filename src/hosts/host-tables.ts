/** The rows of a host as two Arrow streams, and its identity. Batches are written, hashed and let go of one by one. */
import { Int32, makeData, Utf8 } from 'apache-arrow'
import type { AttributeColumn } from '../model/attribute'
import { cellsFromBlock } from './arrow-blocks'
import { arrowTypeOf, cellsFromColumn, noRow, textCells } from './arrow-cells'
import type { ArrowCells } from './arrow-cells'
import { openArrowStream } from './arrow-stream'
import { cellClass } from './cell-class'
import { CellColumn } from './cell-column'
import type { ContentDigest } from './content-digest'
import type { CellKind } from './formats/format'
import type { GraphBuilder } from './graph-builder'
import type { HostShape } from './host-shape'
import { rowsPerBlock } from './text-block'

/** Called between batches: may wait, and throws when the import is to stop. */
export type Pause = (rowsDone: number) => Promise<void>

export interface WrittenTable {
  columns: AttributeColumn[]
  /** Parts of one Arrow IPC stream, in order. */
  stream: Uint8Array<ArrayBuffer>[]
}

/** A column, and which of its rows belongs to the element at a place of the table. */
interface PlacedColumn {
  column: CellColumn
  rowAt(place: number): number
}

/** Internal columns: `index` Int32 (0, 1, 2, …), `id` Utf8; then the attributes. */
export async function writeNodeTable(
  builder: GraphBuilder,
  { nodeOfIndex }: HostShape,
  digest: ContentDigest,
  pause: Pause,
): Promise<WrittenTable> {
  const placed = placeNodeColumns(builder, nodeOfIndex)
  const leading: LeadingColumns = {
    fields: [
      { name: 'index', type: new Int32() },
      { name: 'id', type: new Utf8() },
    ],
    cells: (first, count) => [
      int32Cells(Int32Array.from({ length: count }, (_, i) => first + i)),
      textCells(count, (i, out) => {
        builder.nodes.copyId(nodeOfIndex[first + i] as number, out)
        return true
      }),
    ],
  }
  return writeTable(nodeOfIndex.length, leading, placed, digest, pause, false)
}

/** Internal columns: `source`, `target` Int32 (host node indexes); then the attributes. In order of the file. */
export async function writeEdgeTable(
  builder: GraphBuilder,
  { pairs, edgeRows, indexOfNode }: HostShape,
  digest: ContentDigest,
  pause: Pause,
): Promise<WrittenTable> {
  const rowAt = edgeRows ? (edge: number) => edgeRows[edge] as number : (edge: number) => edge
  const joined = builder.joinedEdges.flatMap(({ columns, rowOfEdge }) =>
    columns.map((column) => ({ column, rowAt: (edge: number) => rowOfEdge[edge] as number })),
  )
  const placed = [...builder.edgeColumns.columns.map((column) => ({ column, rowAt })), ...joined]
  const leading: LeadingColumns = {
    fields: [
      { name: 'source', type: new Int32() },
      { name: 'target', type: new Int32() },
    ],
    cells: (first, count) => [
      indexCells(pairs.sources, first, count, indexOfNode),
      indexCells(pairs.targets, first, count, indexOfNode),
    ],
  }
  return writeTable(
    pairs.sources.length,
    leading,
    placed,
    digest,
    pause,
    edgeRows === null && joined.length === 0,
  )
}

interface LeadingColumns {
  fields: { name: string; type: Int32 | Utf8 }[]
  cells(first: number, count: number): ArrowCells[]
}

async function writeTable(
  rowCount: number,
  leading: LeadingColumns,
  placed: PlacedColumn[],
  digest: ContentDigest,
  pause: Pause,
  isFileOrder: boolean,
): Promise<WrittenTable> {
  const columns = placed.map(({ column }, position): AttributeColumn => {
    return { name: column.name, ...column.decideKind(), column: `a${position}` }
  })
  await digest.addJson({ rowCount, columns: columns.map(({ name, storage }) => [name, storage]) })
  const fields = columns.map(({ column, storage }) => ({
    name: column,
    type: arrowTypeOf(storage),
    nullable: true,
  }))
  const stream = openArrowStream([
    ...leading.fields.map((field) => ({ ...field, nullable: false })),
    ...fields,
  ])
  for (let first = 0; first < rowCount; first += rowsPerBlock) {
    await pause(first)
    const count = Math.min(rowsPerBlock, rowCount - first)
    const cells = leading.cells(first, count)
    placed.forEach((one, position) => {
      const { storage } = columns[position] as AttributeColumn
      const whole = isFileOrder ? cellsFromBlock(one.column, storage, first / rowsPerBlock, count) : null
      cells.push(whole ?? cellsFromColumn(one.column, storage, rowsOf(one, first, count)))
      if (isFileOrder) one.column.blocks[first / rowsPerBlock] = null
    })
    stream.write(count, cells)
    await digest.addBatch(cells.flatMap(({ buffers }) => buffers))
  }
  return { columns, stream: stream.finish() }
}

/** The attributes of all files that declare nodes. Where a table names the same as the graph's file, the table's is
 *  kept; where two tables do, they complete each other. */
function placeNodeColumns(builder: GraphBuilder, nodeOfIndex: Uint32Array): PlacedColumn[] {
  const placed = new Map<string, PlacedColumn>()
  builder.nodeSources.forEach(({ columns, rowOfNode }, place) => {
    const rowAt = (index: number) => {
      const node = nodeOfIndex[index] as number
      return node < rowOfNode.length ? rowOfNode.get(node) : noRow
    }
    const [main] = builder.nodeSources
    for (const column of columns) {
      const before = placed.get(column.name)
      const isOfTable = before !== undefined && !main?.columns.includes(before.column)
      if (before && !isOfTable)
        builder.notices.add('The node table replaces an attribute of the graph file', {
          example: column.name,
        })
      const mine = { column, rowAt }
      placed.set(
        column.name,
        before && isOfTable && place > 0 ? united(before, mine, nodeOfIndex.length) : mine,
      )
    }
  })
  return [...placed.values()]
}

const kindOfTag: Record<number, CellKind> = {
  [cellClass.integer]: 'integer',
  [cellClass.double]: 'double',
  [cellClass.string]: 'string',
  [cellClass.boolean]: 'boolean',
  [cellClass.json]: 'json',
}

/** Two columns as one: where both have a value, the first's. */
function united(first: PlacedColumn, second: PlacedColumn, count: number): PlacedColumn {
  const column = new CellColumn(first.column.name)
  column.fixedKind = first.column.fixedKind ?? second.column.fixedKind
  const isGuessed = first.column.isGuessed || second.column.isGuessed
  for (let place = 0; place < count; place++) {
    const cell = first.column.cellAt(first.rowAt(place)) ?? second.column.cellAt(second.rowAt(place))
    if (cell) column.append(place, isGuessed ? 'untyped' : (kindOfTag[cell.tag] ?? 'untyped'), cell.text)
  }
  return { column, rowAt: (place) => place }
}

function rowsOf({ rowAt }: PlacedColumn, first: number, count: number): Uint32Array {
  const rows = new Uint32Array(count)
  for (let i = 0; i < count; i++) rows[i] = rowAt(first + i)
  return rows
}

/** Nodes of the file as host node indexes. */
function indexCells(nodes: Uint32Array, first: number, count: number, indexOfNode: Uint32Array): ArrowCells {
  const values = new Int32Array(count)
  for (let i = 0; i < count; i++) values[i] = indexOfNode[nodes[first + i] as number] as number
  return int32Cells(values)
}

function int32Cells(values: Int32Array): ArrowCells {
  const layout = { length: values.length, nullCount: 0, nullBitmap: null, data: values }
  return { data: makeData({ type: new Int32(), ...layout }), buffers: [new Uint8Array(values.buffer)] }
}
