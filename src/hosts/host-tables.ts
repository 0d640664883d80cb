/** The rows of a host as two Arrow streams, and its identity. Batches are written, hashed and let go of one by one. */
import { Int32, makeData, Utf8 } from 'apache-arrow'
import type { AttributeColumn } from '../model/attribute'
import { arrowTypeOf, cellsFromColumn, noRow, textCells } from './arrow-cells'
import type { ArrowCells } from './arrow-cells'
import { openArrowStream } from './arrow-stream'
import type { CellColumn } from './cell-column'
import type { ContentDigest } from './content-digest'
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
      int32Cells(count, (i) => first + i),
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
  { pairs, edgeRows }: HostShape,
  digest: ContentDigest,
  pause: Pause,
): Promise<WrittenTable> {
  const rowAt = edgeRows ? (edge: number) => edgeRows[edge] as number : (edge: number) => edge
  const placed = builder.edgeColumns.columns.map((column) => ({ column, rowAt }))
  const leading: LeadingColumns = {
    fields: [
      { name: 'source', type: new Int32() },
      { name: 'target', type: new Int32() },
    ],
    cells: (first, count) => [
      int32Cells(count, (i) => pairs.sources[first + i] as number),
      int32Cells(count, (i) => pairs.targets[first + i] as number),
    ],
  }
  return writeTable(pairs.sources.length, leading, placed, digest, pause, edgeRows === null)
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
    placed.forEach(({ column, rowAt }, position) => {
      const rows = Uint32Array.from({ length: count }, (_, i) => rowAt(first + i))
      cells.push(cellsFromColumn(column, (columns[position] as AttributeColumn).storage, rows))
      if (isFileOrder) column.blocks[first / rowsPerBlock] = null
    })
    stream.write(count, cells)
    await digest.addBatch(cells.flatMap(({ buffers }) => buffers))
  }
  return { columns, stream: stream.finish() }
}

/** The attributes of all files that declare nodes; where two name the same, the later file's is kept. */
function placeNodeColumns(builder: GraphBuilder, nodeOfIndex: Uint32Array): PlacedColumn[] {
  const placed = new Map<string, PlacedColumn>()
  for (const { columns, rowOfNode } of builder.nodeSources) {
    const rowAt = (index: number) => {
      const node = nodeOfIndex[index] as number
      return node < rowOfNode.length ? rowOfNode.get(node) : noRow
    }
    for (const column of columns) {
      if (placed.has(column.name))
        builder.notices.add('The node table replaces an attribute of the graph file', {
          example: column.name,
        })
      placed.set(column.name, { column, rowAt })
    }
  }
  return [...placed.values()]
}

function int32Cells(length: number, valueAt: (index: number) => number): ArrowCells {
  const values = new Int32Array(length)
  for (let i = 0; i < length; i++) values[i] = valueAt(i)
  const data = makeData({ type: new Int32(), length, nullCount: 0, nullBitmap: null, data: values })
  return { data, buffers: [new Uint8Array(values.buffer)] }
}
