/** What stands in the metadata of an Arrow IPC message (a FlatBuffer), as far as unpacking a compressed record batch
 *  needs it; and the unpacking, after which the message says that it never was compressed. pandas compresses Feather
 *  files with LZ4 unless told otherwise, and the Arrow library does not read them. */
import { decompress as unpackZstd } from 'fzstd'
import { MotifscopeError } from '../../model/errors'
import { unpackLz4Frame } from './lz4-frame'

/** Of `MessageHeader` in Arrow's Message.fbs. */
const schemaKind = 1
const dictionaryKind = 2
const batchKind = 3
/** Of `CompressionType`. */
const lz4 = 0

export interface ArrowMessage {
  kind: 'schema' | 'batch' | 'dictionary' | 'other'
  bodyLength: number
  /** Where in the metadata the table of the record batch stands; 0: there is none. */
  batchAt: number
  bodyLengthAt: number
}

class FlatBuffer {
  readonly view: DataView
  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Where a field of a table stands; 0: absent. */
  field(table: number, id: number): number {
    const vtable = table - this.view.getInt32(table, true)
    const at = 4 + 2 * id
    const offset = at < this.view.getUint16(vtable, true) ? this.view.getUint16(vtable + at, true) : 0
    return offset === 0 ? 0 : table + offset
  }

  /** What an offset leads to; 0: nothing. */
  follow(at: number): number {
    return at === 0 ? 0 : at + this.view.getUint32(at, true)
  }

  /** Makes a field absent. */
  forget(table: number, id: number): void {
    const vtable = table - this.view.getInt32(table, true)
    this.view.setUint16(vtable + 4 + 2 * id, 0, true)
  }

  int64(at: number): number {
    return at === 0 ? 0 : Number(this.view.getBigInt64(at, true))
  }

  setInt64(at: number, value: number): void {
    this.view.setBigInt64(at, BigInt(value), true)
  }
}

/** Reads a message's metadata.
 *  Message: version, header type, header, body length. DictionaryBatch: id, record batch. */
export function messageOf(metadata: Uint8Array): ArrowMessage {
  const buffer = new FlatBuffer(metadata)
  const message = buffer.view.getUint32(0, true)
  const typeAt = buffer.field(message, 1)
  const type = typeAt === 0 ? 0 : buffer.view.getUint8(typeAt)
  const header = buffer.follow(buffer.field(message, 2))
  const bodyLengthAt = buffer.field(message, 3)
  const bodyLength = buffer.int64(bodyLengthAt)
  if (type === batchKind) return { kind: 'batch', bodyLength, batchAt: header, bodyLengthAt }
  if (type === schemaKind) return { kind: 'schema', bodyLength, batchAt: 0, bodyLengthAt }
  if (type !== dictionaryKind) return { kind: 'other', bodyLength, batchAt: 0, bodyLengthAt }
  return { kind: 'dictionary', bodyLength, batchAt: buffer.follow(buffer.field(header, 1)), bodyLengthAt }
}

/** The numbers of a record batch's fields: length, nodes, buffers, compression. */
const buffersField = 2
const compressionField = 3

/** Whether `unpackBatch` is needed; `metadata` was given to `messageOf`. */
export function isCompressed(message: ArrowMessage, metadata: Uint8Array): boolean {
  return message.batchAt !== 0 && new FlatBuffer(metadata).field(message.batchAt, compressionField) !== 0
}

/** Unpacks a batch's buffers, and corrects its metadata in place.
 *  @throws MotifscopeError `unsupported-format` for a compression that is not known. */
export function unpackBatch(
  message: ArrowMessage,
  metadata: Uint8Array,
  body: Uint8Array,
): { metadata: Uint8Array; body: Uint8Array } {
  const buffer = new FlatBuffer(metadata)
  const { batchAt, bodyLengthAt } = message
  const codecAt = buffer.field(buffer.follow(buffer.field(batchAt, compressionField)), 0)
  const codec = codecAt === 0 ? lz4 : buffer.view.getInt8(codecAt)
  const buffers = buffer.follow(buffer.field(batchAt, buffersField))
  const count = buffers === 0 ? 0 : buffer.view.getUint32(buffers, true)
  const unpacked: Uint8Array[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    const entry = buffers + 4 + 16 * i
    const packed = body.subarray(buffer.int64(entry), buffer.int64(entry) + buffer.int64(entry + 8))
    const bytes = unpackBuffer(packed, codec)
    buffer.setInt64(entry, at)
    buffer.setInt64(entry + 8, bytes.length)
    const padded = Math.ceil(bytes.length / 8) * 8
    unpacked.push(bytes, new Uint8Array(padded - bytes.length))
    at += padded
  }
  buffer.forget(batchAt, compressionField)
  buffer.setInt64(bodyLengthAt, at)
  return { metadata, body: joined(unpacked, at) }
}

function joined(parts: Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A compressed buffer begins with its unpacked length, −1 where it was left as it is. */
function unpackBuffer(packed: Uint8Array, codec: number): Uint8Array {
  if (packed.length === 0) return packed
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const length = Number(view.getBigInt64(0, true))
  const content = packed.subarray(8)
  if (length < 0) return content
  if (codec === lz4) return unpackLz4Frame(content, length)
  if (codec === 1) return unpackZstd(content, new Uint8Array(length))
  throw new MotifscopeError('unsupported-format', 'This Arrow file is compressed in a way not known here.', {
    hint: 'Write it again with LZ4 or ZSTD, or uncompressed.',
  })
}
