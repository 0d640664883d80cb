/** A stored host's files read back, row by row, into a graph builder: whole, or a part of it. Runs in a worker and in
 *  Node. Columns keep the types they have, so that the same content gets the same digest. */
import { RecordBatchReader } from 'apache-arrow'
import type { Data, RecordBatch } from 'apache-arrow'
import type { AttributeColumn } from '../model/attribute'
import type { HostRecord } from '../model/host-graph'
import { splitArrowStream } from '../tables/arrow-frames'
import type { ArrowSource } from '../tables/arrow-frames'
import { CellColumn } from './cell-column'
import { appendCells, leftOut } from './formats/arrow-attributes'
import { textsIn, missingIn } from './formats/arrow-ids'
import type { TypedColumnSink } from './formats/format'
import type { GraphBuilder } from './graph-builder'
import type { Pace } from './pace'
import { textOf } from './text-block'

/** The facts and files of a stored host. */
export interface StoredHost extends Pick<
  HostRecord,
  'directed' | 'nodeCount' | 'edgeCount' | 'nodeColumns' | 'edgeColumns'
> {
  nodes: ArrowSource
  edges: ArrowSource
  topology: Blob
}

/** Which rows stay: 1 for each that does; null: all. Attributes in `without` go. */
export interface HostPart {
  nodes: Uint8Array | null
  edges: Uint8Array | null
  without?: { nodes: readonly string[]; edges: readonly string[] }
}

/** The batches of a stored table, in order. */
export async function* batchesOf(source: ArrowSource): AsyncGenerator<RecordBatch> {
  for await (const part of splitArrowStream(source)) yield* RecordBatchReader.from(part)
}

/** Reads the part. Edges stay only where both ends do. */
export async function readStoredHost(
  host: StoredHost,
  part: HostPart,
  builder: GraphBuilder,
  pace: Pace,
): Promise<void> {
  const sink = builder.openSink()
  sink.setDirected(host.directed)
  const total = host.nodeCount + host.edgeCount
  const newIndexOf = new Uint32Array(host.nodeCount).fill(leftOut)
  const nodeColumns = openColumns(host.nodeColumns, part.without?.nodes, (name) => sink.nodeColumn(name))
  for await (const batch of batchesOf(host.nodes)) {
    await pace.report({ phase: 'reading nodes', done: 0, total: host.nodeCount })
    const indexes = batch.getChild('index')?.toArray() as Int32Array
    const ids = batch.getChild('id')
    const rows = new Uint32Array(batch.numRows).fill(leftOut)
    for (let i = 0; i < rows.length; i++) {
      const index = indexes[i] as number
      if (part.nodes && part.nodes[index] !== 1) continue
      newIndexOf[index] = builder.nodes.size
      rows[i] = sink.node(String(ids?.get(i)), 0)
    }
    appendBatch(batch, nodeColumns, rows)
  }
  const edgeColumns = openColumns(host.edgeColumns, part.without?.edges, (name) => sink.edgeColumn(name))
  let done = 0
  for await (const batch of batchesOf(host.edges)) {
    await pace.report({ phase: 'reading', done: host.nodeCount + done, total })
    const [sources, targets] = ['source', 'target'].map((end) => batch.getChild(end)?.toArray() as Int32Array)
    const rows = new Uint32Array(batch.numRows).fill(leftOut)
    for (let i = 0; i < rows.length; i++) {
      if (part.edges && part.edges[done + i] !== 1) continue
      const from = newIndexOf[sources?.[i] as number] as number
      const to = newIndexOf[targets?.[i] as number] as number
      if (from !== leftOut && to !== leftOut) rows[i] = sink.link(from, to)
    }
    appendBatch(batch, edgeColumns, rows)
    done += batch.numRows
  }
}

interface StoredColumn extends AttributeColumn {
  sink: TypedColumnSink
}

function openColumns(
  columns: AttributeColumn[],
  without: readonly string[] = [],
  open: (name: string) => TypedColumnSink,
): StoredColumn[] {
  return columns
    .filter(({ name }) => !without.includes(name))
    .map((column) => {
      const sink = open(column.name)
      const { storage, type } = column
      if (sink instanceof CellColumn) sink.fixedKind = { storage, type }
      return { ...column, sink }
    })
}

function appendBatch(batch: RecordBatch, columns: StoredColumn[], rows: Uint32Array): void {
  for (const { column, storage, sink } of columns) {
    const data = batch.getChild(column)?.data[0]
    if (!data) continue
    if (storage === 'json') appendJson(data, rows, sink)
    else appendCells(data, rows, sink)
  }
}

function appendJson(data: Data, rows: Uint32Array, column: TypedColumnSink): void {
  const isMissing = missingIn(data)
  const { bytes, startOf } = textsIn(data)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    if (row !== leftOut && !isMissing(i))
      column.append(row, 'json', textOf(bytes, startOf(i), startOf(i + 1)))
  }
}
