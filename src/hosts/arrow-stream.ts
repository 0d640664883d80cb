/** Record batches → one Arrow IPC stream, as parts that follow each other: schema, a part per batch, the end. */
import {
  AsyncByteQueue,
  Field,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
} from 'apache-arrow'
import type { DataType } from 'apache-arrow'
import type { ArrowCells } from './arrow-cells'

/** Lets what was written so far be taken away, so that a stream is never whole in the writer. */
class PartWriter extends RecordBatchStreamWriter {
  takeBytes(): Uint8Array<ArrayBuffer> {
    const bytes = this._sink.toUint8Array(true)
    this._sink = new AsyncByteQueue()
    return bytes as Uint8Array<ArrayBuffer>
  }
}

export interface ArrowStream {
  /** Adds a record batch: one entry per field of the schema, each of `rowCount` rows. */
  write(rowCount: number, columns: ArrowCells[]): void
  /** The parts of the whole stream; concatenated they are an Arrow IPC stream. Each has a buffer of its own. */
  finish(): Uint8Array<ArrayBuffer>[]
}

/** Opens a stream with these columns. Values may be missing in `nullable` ones only. */
export function openArrowStream(fields: { name: string; type: DataType; nullable: boolean }[]): ArrowStream {
  const schema = new Schema(fields.map(({ name, type, nullable }) => new Field(name, type, nullable)))
  const writer = new PartWriter()
  writer.reset(undefined, schema)
  const parts: Uint8Array<ArrayBuffer>[] = [writer.takeBytes()]
  return {
    write(rowCount, columns) {
      const type = new Struct(schema.fields)
      const children = columns.map(({ data }) => data)
      writer.write(new RecordBatch(schema, makeData({ type, length: rowCount, nullCount: 0, children })))
      parts.push(writer.takeBytes())
    },
    finish() {
      writer.finish()
      parts.push(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0))
      return parts
    },
  }
}
