/** Bytes of a table cut where a line ends, so that each piece can be read by itself: in UTF-8 a line feed is never part
 *  of another character. */
import { concatenate } from './byte-stream'

const lineFeed = 10
/** A line longer than this is handed on in parts: what reads it will say what is wrong. */
const maximumLineLength = 1 << 25

/** Pieces of whole lines, each valid until the next one is asked for. The very last line gets a line feed when it has
 *  none; only a piece of an endless line is without. */
export async function* wholeLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let buffer = new Uint8Array(0)
  let length = 0
  const append = (piece: Uint8Array) => {
    if (length + piece.length > buffer.length) {
      const grown = new Uint8Array((length + piece.length) * 2)
      grown.set(buffer.subarray(0, length))
      buffer = grown
    }
    buffer.set(piece, length)
    length += piece.length
  }
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(lineFeed) + 1
    if (end === 0) append(piece)
    else if (length === 0) yield piece.subarray(0, end)
    else {
      append(piece.subarray(0, end))
      yield buffer.subarray(0, length)
    }
    if (end > 0) {
      length = 0
      append(piece.subarray(end))
    }
    if (length > maximumLineLength) {
      yield buffer.subarray(0, length)
      length = 0
    }
  }
  if (length === 0) return
  append(Uint8Array.of(lineFeed))
  yield buffer.subarray(0, length)
}

/** What of a stream is read for a first look, and can be read again. */
export class ReplayedBytes {
  private readonly source: AsyncIterator<Uint8Array>
  private readonly seen: Uint8Array[] = []

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.source = bytes[Symbol.asyncIterator]()
  }

  /** The bytes, kept. May be left off anywhere. */
  async *look(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const { done, value } = await this.source.next()
      if (done) return
      this.seen.push(value)
      yield value
    }
  }

  /** What was looked at so far. */
  get head(): Uint8Array {
    return concatenate(this.seen)
  }

  /** All bytes after the first `skip` (which were looked at). */
  async *all(skip: number): AsyncGenerator<Uint8Array> {
    try {
      const head = this.head.subarray(skip)
      if (head.length > 0) yield head
      for (;;) {
        const { done, value } = await this.source.next()
        if (done) return
        yield value
      }
    } finally {
      await this.source.return?.()
    }
  }
}
