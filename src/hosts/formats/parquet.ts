/** Parquet: edge lists and node tables, decoded a batch at a time by parquet-wasm, which is loaded when the first such
 *  file is opened. Types are the file's own. */
import { MotifscopeError } from '../../model/errors'
import { RemoteBlob } from '../remote-blob'
import { takeEdges, takeNodes } from './arrow-rows'
import type { ArrowTaker } from './arrow-rows'
import type { FormatInput, GraphFormat, NodeTableFormat } from './format'

const rowsPerBatch = 1 << 17

export const parquet: GraphFormat & NodeTableFormat = {
  name: 'parquet',
  read: (input, sink, options) => readAll(input, (rowCount) => takeEdges(sink, options, rowCount)),
  readNodes: (input, sink, id) => readAll(input, () => takeNodes(sink, id)),
}

/** The first rows as an IPC stream, and how many rows there are. */
export async function parquetHead(
  input: FormatInput,
  limit: number,
): Promise<{ ipc: Uint8Array; rowCount: number }> {
  const { loadParquet } = await import('./parquet-engine')
  const { ParquetFile } = await loadParquet()
  const blob = input.blob ?? (await blobOf(input.bytes))
  try {
    const file = await ParquetFile.fromFile(blob)
    const rowCount = file.metadata().fileMetadata().numRows()
    const ipc = (await file.read({ limit, batchSize: limit })).intoIPCStream()
    file.free()
    return { ipc, rowCount }
  } catch (cause) {
    throw damaged(cause, blob)
  }
}

async function readAll(input: FormatInput, open: (rowCount: number) => ArrowTaker): Promise<void> {
  const { loadParquet } = await import('./parquet-engine')
  const { ParquetFile } = await loadParquet()
  const blob = input.blob ?? (await blobOf(input.bytes))
  const file = await ParquetFile.fromFile(blob).catch((cause: unknown) => {
    throw damaged(cause, blob)
  })
  const rowCount = file.metadata().fileMetadata().numRows()
  const taker = open(rowCount)
  const batches = (await file.stream({ batchSize: rowsPerBatch })).getReader()
  let done = 0
  try {
    for (;;) {
      const batch = await batches.read().catch((cause: unknown) => {
        throw damaged(cause, blob)
      })
      if (batch.done) break
      const { numRows } = batch.value as { numRows: number }
      taker.take((batch.value as { intoIPCStream(): Uint8Array }).intoIPCStream())
      done += numRows
      await input.report?.(Math.round((done / rowCount) * blob.size), blob.size)
    }
  } finally {
    await batches.cancel().catch(() => undefined)
    file.free()
  }
  taker.finish()
}

/** The end of a Parquet file must be read first: what comes as a stream is kept, by the browser perhaps on disk. */
async function blobOf(bytes: AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts: Blob[] = []
  for await (const piece of bytes) parts.push(new Blob([piece as Uint8Array<ArrayBuffer>]))
  return new Blob(parts)
}

/** A range that could not be had is no damage. */
function damaged(cause: unknown, blob: Blob): unknown {
  if (blob instanceof RemoteBlob && blob.failure !== undefined) return blob.failure
  const why = cause instanceof Error ? cause.message : String(cause)
  return new MotifscopeError('damaged-parquet', `This Parquet file cannot be read: ${why}`, {
    hint: 'Download or write it again; encrypted columns cannot be read.',
    cause,
  })
}
