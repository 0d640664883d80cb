/** Files of a host on their way to storage, piece by piece. */
import { concatenate } from './formats/byte-stream'

const pieceByteLength = 8 * 2 ** 20

/** Parts of a file one after the other, each let go of when it is written. Small ones are joined: every piece costs a
 *  message to the browser. */
export function streamOfParts(parts: Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      pull(controller) {
        let byteLength = 0
        let count = 0
        while (count < parts.length && byteLength < pieceByteLength) byteLength += parts[count++]?.length ?? 0
        if (count === 0) return controller.close()
        const piece = parts.splice(0, count)
        controller.enqueue(piece.length === 1 ? (piece[0] as Uint8Array<ArrayBuffer>) : concatenate(piece))
      },
    },
    { highWaterMark: 1 },
  )
}
