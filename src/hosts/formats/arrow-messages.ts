/** Cuts Arrow IPC bytes, a stream or a file (Feather), into short streams of one record batch each, so that a table is
 *  never whole in memory. Compressed batches are unpacked on the way. */
import { MotifscopeError } from '../../model/errors'
import { isCompressed, messageOf, unpackBatch } from './arrow-compression'
import type { ArrowMessage } from './arrow-compression'
import { concatenate, peek, startsWith } from './byte-stream'

const fileMagic = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]
/** The magic and two bytes that align what follows. */
const fileHeadLength = 8
const firstLookLength = 1 << 16
const continuation = 0xffffffff
const endOfStream = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0)

/** Complete IPC streams: the schema and the dictionaries known so far, and one record batch. A table without batches
 *  gives one stream of the schema alone; a file without a schema at its beginning is given as it is.
 *  @throws MotifscopeError `damaged-arrow`, `unsupported-format`. */
export async function* arrowStreams(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, bytes: all } = await peek(bytes, firstLookLength)
  const isFile = startsWith(head, fileMagic)
  // Arrow's own JavaScript writes the schema of a file at its end only: such a file must be had whole.
  if (isFile && !beginsWithSchema(head)) return yield await wholeOf(all)
  const reader = new ByteReader(all)
  if (isFile) await reader.take(fileHeadLength)
  let opening = new Uint8Array(0)
  let batchCount = 0
  try {
    for (let frame = await readFrame(reader); frame; frame = await readFrame(reader)) {
      if (!frame.isRecordBatch) opening = concatenate([opening, ...frame.parts])
      else {
        batchCount++
        yield concatenate([opening, ...frame.parts, endOfStream])
      }
    }
  } finally {
    await reader.close()
  }
  if (opening.length === 0) throw damaged('it holds no schema')
  if (batchCount === 0) yield concatenate([opening, endOfStream])
}

/** Whether the first message of a file is its schema. */
function beginsWithSchema(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (head.length < fileHeadLength + 8) return false
  const start = fileHeadLength + (view.getUint32(fileHeadLength, true) === continuation ? 8 : 4)
  const length = view.getUint32(start - 4, true)
  // What does not fit the first look is the schema of very many columns.
  if (start + length > head.length) return head.length >= firstLookLength
  return length > 0 && readMessage(head.subarray(start, start + length)).kind === 'schema'
}

async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return concatenate(pieces)
}

export function damaged(why: string, cause?: unknown): MotifscopeError {
  return new MotifscopeError('damaged-arrow', `This Arrow file is damaged or cut off: ${why}.`, {
    hint: 'Write or download it again.',
    ...(cause === undefined ? {} : { cause }),
  })
}

interface Frame {
  isRecordBatch: boolean
  /** Length, metadata and body. */
  parts: Uint8Array[]
}

async function readFrame(reader: ByteReader): Promise<Frame | null> {
  let length = await reader.takeUint32()
  if (length === continuation) length = await reader.takeUint32()
  if (length === null || length === 0) return null
  const metadata = await reader.take(length)
  if (metadata.length < length) throw damaged('it ends within a message')
  const message = readMessage(metadata)
  const body = await reader.take(message.bodyLength)
  if (body.length < message.bodyLength) throw damaged('it ends within a record batch')
  const unpacked = unpackWhenNeeded(message, metadata, body)
  const head = new Uint8Array(8)
  new DataView(head.buffer).setUint32(0, continuation, true)
  new DataView(head.buffer).setUint32(4, length, true)
  return { isRecordBatch: message.kind === 'batch', parts: [head, unpacked.metadata, unpacked.body] }
}

function readMessage(metadata: Uint8Array): ArrowMessage {
  try {
    return messageOf(metadata)
  } catch (cause) {
    throw damaged('a message cannot be read', cause)
  }
}

function unpackWhenNeeded(message: ArrowMessage, metadata: Uint8Array, body: Uint8Array) {
  try {
    return isCompressed(message, metadata) ? unpackBatch(message, metadata, body) : { metadata, body }
  } catch (cause) {
    throw cause instanceof MotifscopeError ? cause : damaged('its compression cannot be undone', cause)
  }
}

/** Reads exact numbers of bytes from pieces of any size. */
class ByteReader {
  private readonly pieces: AsyncIterator<Uint8Array>
  private rest: Uint8Array = new Uint8Array(0)

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.pieces = bytes[Symbol.asyncIterator]()
  }

  /** The next `length` bytes, in a buffer of their own; fewer only at the end. */
  async take(length: number): Promise<Uint8Array> {
    const taken = new Uint8Array(length)
    let got = 0
    for (;;) {
      const part = this.rest.subarray(0, length - got)
      taken.set(part, got)
      got += part.length
      this.rest = this.rest.subarray(part.length)
      if (got === length) return taken
      const { value, done } = await this.pieces.next()
      if (done) return taken.subarray(0, got)
      this.rest = value
    }
  }

  /** Null at the end. */
  async takeUint32(): Promise<number | null> {
    const bytes = await this.take(4)
    return bytes.length < 4 ? null : new DataView(bytes.buffer).getUint32(0, true)
  }

  async close(): Promise<void> {
    await this.pieces.return?.()
  }
}
