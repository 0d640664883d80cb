/** Looks at the beginning of a file: its format, its columns, what they seem to hold and what they could be taken for.
 *  Only the first block is read. Runs in a worker and in Node. */
import { MotifscopeError } from '../model/errors'
import type { FilePreview, FileRole, PreviewColumn } from '../model/import-preview'
import type { CellColumn } from './cell-column'
import { detectFormat } from './formats/detect-format'
import type { GraphFormatName } from './formats/format'
import { idName, recogniseEdgeEnds } from './formats/table-columns'
import { GraphBuilder } from './graph-builder'
import { graphFormats } from './graph-formats'
import { describeColumn } from './describe-column'
import { openFormatInput } from './open-source'
import type { GraphSource } from './open-source'
import { Pace } from './pace'
import { readTableHead } from './table-head'
import type { TableHead } from './table-head'

/** So much of a graph is read. */
const graphByteLength = 1 << 20

const weightName = /^(?:weight|syn_?count|n_?syn|synapses|synapse_?count|weights|count|w)(?::\w+)?$/i

/** Looks at a file. `format`: what the user says it is.
 *  @throws MotifscopeError what opening the file would throw at its beginning. */
export async function previewFile(source: GraphSource, format?: GraphFormatName): Promise<FilePreview> {
  const input = await openFormatInput(source, 'reading', new Pace({}))
  const known = format ?? detectFormat(input.head)
  try {
    if (known === 'csv' || known === 'parquet' || known === 'arrow') {
      const head = await readTableHead(known, input)
      return head ? previewOfTable(known, head) : await previewOfGraph('matrix', source)
    }
    return await previewOfGraph(known, source, input)
  } finally {
    await source.stream.cancel().catch(() => undefined)
  }
}

function previewOfTable(format: string, head: TableHead): FilePreview {
  const headers = head.columns.map(({ header }) => header)
  const columns = head.columns.map(({ header, name, cells }) => describeColumn(cells, name, header))
  const ends = recogniseEdgeEnds(headers, {})
  const nameAt = (position: number | undefined) => (position === undefined ? undefined : headers[position])
  const id = headers.includes('id') ? 'id' : headers.find((header) => idName.test(header))
  const weight = ends ? weightOf(columns) : undefined
  const given = {
    source: nameAt(ends?.source),
    target: nameAt(ends?.target),
    id: ends ? undefined : id,
    weight,
  }
  const role: FileRole = ends ? 'edges' : head.hasHeader && id !== undefined ? 'nodes' : 'unknown'
  return {
    format,
    role,
    isWhole: head.isWhole,
    rowCount: head.rowCount,
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object),
    columns,
    nodeColumns: [],
    rows: head.rows,
  }
}

function weightOf(columns: PreviewColumn[]): string | undefined {
  const numeric = columns.filter(({ guess }) => guess === 'integer' || guess === 'real')
  return (
    numeric.find(({ name }) => /^weight$/i.test(name)) ?? numeric.find(({ name }) => weightName.test(name))
  )?.header
}

/** Thrown to end reading where enough was read. */
class Enough extends Error {}

async function previewOfGraph(
  format: GraphFormatName,
  source: GraphSource,
  opened?: { bytes: AsyncIterable<Uint8Array> },
): Promise<FilePreview> {
  const builder = new GraphBuilder()
  const bytes = opened?.bytes ?? (await reopened(source))
  let isWhole = true
  try {
    await graphFormats[format].read({ bytes: beginningOf(bytes) }, builder.openSink(), {})
  } catch (thrown) {
    if (!isEnough(thrown)) throw thrown
    isWhole = false
  }
  const described = (columns: CellColumn[]) =>
    columns.map((column) => describeColumn(column, column.name, column.name))
  const columns = described(builder.edgeColumns.columns)
  const weight = weightOf(columns)
  return {
    format,
    role: 'graph',
    isWhole,
    rowCount: builder.nodes.size + builder.edgeCount,
    ...(weight === undefined ? {} : { weight }),
    columns,
    nodeColumns: described(builder.nodeSources[0]?.columns ?? []),
    rows: [],
  }
}

const pieceLength = 1 << 16

/** The first bytes in small pieces. @throws Enough where they end and the file does not. */
async function* beginningOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let byteLength = 0
  for await (const piece of bytes)
    for (let start = 0; start < piece.length; start += pieceLength) {
      if (byteLength > graphByteLength) throw new Enough()
      const part = piece.subarray(start, start + pieceLength)
      byteLength += part.length
      yield part
    }
}

function isEnough(thrown: unknown): boolean {
  if (thrown instanceof Enough) return true
  return thrown instanceof Error && thrown.cause !== undefined && isEnough(thrown.cause)
}

async function reopened({ reopen }: GraphSource): Promise<AsyncIterable<Uint8Array>> {
  if (!reopen) throw new MotifscopeError('unreadable-file', 'The file can be read once only.')
  const source = { stream: await reopen() }
  return (await openFormatInput(source, 'reading', new Pace({}))).bytes
}
