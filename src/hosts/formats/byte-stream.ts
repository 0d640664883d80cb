/** Bytes on their way in: iterate any stream, look at its head without losing it. */
/** Pieces larger than this are handed on in parts, so that a reader can be stopped between them. */
const maximumPieceLength = 1 << 20

/** The pieces of a stream, none longer than 1 MiB. Cancels the stream when the reader stops early. */
export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  let finished = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      for (let start = 0; start < value.length; start += maximumPieceLength)
        yield value.subarray(start, start + maximumPieceLength)
    }
    finished = true
  } finally {
    if (!finished) await reader.cancel().catch(() => undefined)
    reader.releaseLock()
  }
}

/** A stream of the pieces an iterable gives. */
export function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value as Uint8Array<ArrayBuffer>)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}

export interface Peeked {
  /** The first bytes: at least as many as asked for, unless there are fewer. */
  head: Uint8Array
  /** All bytes, the head included. */
  bytes: AsyncIterable<Uint8Array>
}

/** Reads ahead until at least `byteCount` bytes are known. */
export async function peek(bytes: AsyncIterable<Uint8Array>, byteCount: number): Promise<Peeked> {
  const iterator = bytes[Symbol.asyncIterator]()
  const pieces: Uint8Array[] = []
  let length = 0
  while (length < byteCount) {
    const { done, value } = await iterator.next()
    if (done) break
    pieces.push(value)
    length += value.length
  }
  const head = concatenate(pieces)
  return { head, bytes: resume(head, iterator) }
}

async function* resume(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head
    for (;;) {
      const { done, value } = await iterator.next()
      if (done) return
      yield value
    }
  } finally {
    await iterator.return?.()
  }
}

/** One array of several. */
export function concatenate(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.length
  }
  return whole
}

/** Whether a file starts with these bytes. */
export function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte)
}
