/** Tables with one schema → an Arrow IPC file (Feather) or a Parquet file, piece by piece. */
import { AsyncByteQueue, RecordBatch, RecordBatchFileWriter, tableToIPC } from 'apache-arrow'
import type { Schema, Table } from 'apache-arrow'

type Bytes = Uint8Array<ArrayBuffer>

/** Lets what was written so far be taken away. */
class PartWriter extends RecordBatchFileWriter {
  takeBytes(): Bytes {
    const bytes = this._sink.toUint8Array(true)
    this._sink = new AsyncByteQueue()
    return bytes as Bytes
  }
}

/** An Arrow IPC file. */
export async function* writeArrowFile(tables: AsyncIterable<Table>): AsyncGenerator<Bytes> {
  const writer = new PartWriter()
  let schema: Schema | undefined
  for await (const table of tables) {
    if (!schema) writer.reset(undefined, (schema = table.schema))
    // The writer ends the file at a batch of a schema that differs, be it only in what may be missing.
    for (const { data } of table.batches) writer.write(new RecordBatch(schema, data))
    yield writer.takeBytes()
  }
  writer.finish()
  yield writer.takeBytes()
}

/** A Parquet file, compressed with Snappy. The writer is loaded when first needed. */
export async function* writeParquetFile(tables: AsyncIterable<Table>): AsyncGenerator<Bytes> {
  const { loadParquet } = await import('./formats/parquet-engine')
  const engine = await loadParquet()
  const pages = tables[Symbol.asyncIterator]()
  const batches: { free(): void }[] = []
  const source = new ReadableStream({
    async pull(controller) {
      while (batches.length === 0) {
        const { done, value } = await pages.next()
        if (done) return controller.close()
        batches.push(...engine.Table.fromIPCStream(tableToIPC(value, 'stream')).recordBatches())
      }
      controller.enqueue(batches.shift())
    },
  })
  const properties = new engine.WriterPropertiesBuilder().setCompression(engine.Compression.SNAPPY).build()
  const bytes = await engine.transformParquetStream(source, properties)
  const reader = (bytes as ReadableStream<Bytes>).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
}
