/** Cuts one long Arrow IPC stream into several short ones, without decoding a single value: the engine is fed a bounded
 *  part at a time, and no file needs to fit into one buffer. */
import { Message } from 'apache-arrow'

/** A whole stream in memory, a file, or its bytes as they come. */
export type ArrowSource = Uint8Array | Blob | AsyncIterable<Uint8Array>

const blobPartBytes = 16 * 2 ** 20
const continuation = 0xffffffff
const endOfStream = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])

async function* bytesOf(source: ArrowSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) yield source
  else if (source instanceof Blob)
    for (let start = 0; start < source.size; start += blobPartBytes)
      yield new Uint8Array(await source.slice(start, start + blobPartBytes).arrayBuffer())
  else yield* source
}

function join(parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let end = 0
  for (const part of parts) {
    joined.set(part, end)
    end += part.length
  }
  return joined
}

/** Reads exact numbers of bytes from parts of any size. */
class ByteReader {
  private readonly parts: AsyncIterator<Uint8Array>
  private rest: Uint8Array = new Uint8Array(0)

  constructor(source: ArrowSource) {
    this.parts = bytesOf(source)[Symbol.asyncIterator]()
  }

  /** The next `length` bytes; fewer only at the end. */
  async take(length: number): Promise<Uint8Array> {
    const taken = [this.rest]
    let got = this.rest.length
    while (got < length) {
      const { value, done } = await this.parts.next()
      if (done) break
      taken.push(value)
      got += value.length
    }
    const all = taken.length === 1 ? this.rest : join(taken)
    this.rest = all.subarray(length)
    return all.subarray(0, length)
  }
}

const uint32 = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true)

interface Frame {
  isRecordBatch: boolean
  bytes: Uint8Array
}

async function readFrame(reader: ByteReader): Promise<Frame | null> {
  const first = await reader.take(4)
  if (first.length < 4) return null
  const hasMark = uint32(first) === continuation
  const head = hasMark ? join([first, await reader.take(4)]) : first
  const metadataLength = uint32(head.subarray(head.length - 4))
  if (metadataLength === 0) return null
  const metadata = await reader.take(metadataLength)
  if (metadata.length < metadataLength) throw new Error('The Arrow stream ends within a message.')
  const message = Message.decode(metadata)
  const body = await reader.take(message.bodyLength)
  if (body.length < message.bodyLength) throw new Error('The Arrow stream ends within a record batch.')
  return { isRecordBatch: message.isRecordBatch(), bytes: join([head, metadata, body]) }
}

/** Complete streams that together hold the rows of `source`, in order: at least one (possibly of no rows), each of
 *  about `maxBytes` or of one record batch. Every part has a buffer of its own.
 *  @throws when the stream is cut short. */
export async function* splitArrowStream(
  source: ArrowSource,
  maxBytes = 32 * 2 ** 20,
): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(source)
  /** The schema and any dictionaries: what every part begins with. */
  const opening: Uint8Array[] = []
  let batches: Uint8Array[] = []
  let byteLength = 0
  let partCount = 0
  const finishPart = () => {
    const part = join([...opening, ...batches, endOfStream])
    batches = []
    byteLength = 0
    partCount++
    return part
  }
  for (let frame = await readFrame(reader); frame !== null; frame = await readFrame(reader)) {
    if (!frame.isRecordBatch) {
      opening.push(frame.bytes)
      continue
    }
    if (byteLength > 0 && byteLength + frame.bytes.length > maxBytes) yield finishPart()
    batches.push(frame.bytes)
    byteLength += frame.bytes.length
  }
  if (opening.length === 0) throw new Error('The Arrow stream is empty.')
  if (byteLength > 0 || partCount === 0) yield finishPart()
}
