/** Where the bytes of a graph are, in a form that goes to a worker; and how they are had. Addresses are asked for by
 *  the worker itself, so that nothing is copied and ending the worker ends the download. */
import { MotifscopeError } from '../model/errors'
import { peek, startsWith, streamOf } from './formats/byte-stream'
import type { GraphSource } from './open-source'
import { openRemoteBlob } from './remote-blob'
import { webPageAt } from './remote-errors'
import { fetchPatiently } from './remote-fetch'
import type { RemoteHooks } from './remote-fetch'
import { resumingPieces, sizeOf } from './remote-stream'

export type GraphInput = { kind: 'blob'; blob: Blob } | { kind: 'address'; address: string }

/** Beyond this a download is refused rather than tried. */
const maximumByteLength = 4 * 2 ** 30
/** A smaller Parquet file is had sooner in one piece. */
const rangesFrom = 2 ** 20
const parquetMagic = [0x50, 0x41, 0x52, 0x31]
const headLength = 4096

/** Opens the bytes.
 *  @throws MotifscopeError `mixed-content`, `unreachable`, `not-found`, `forbidden`, `http-error`, `web-page`,
 *  `file-too-large`. */
export async function openInput(input: GraphInput, hooks: RemoteHooks = {}): Promise<GraphSource> {
  if (input.kind === 'blob') {
    const { blob } = input
    return { stream: streamOfBlob(blob), size: blob.size, blob, reopen: async () => streamOfBlob(blob) }
  }
  const { address } = input
  const response = await fetchPatiently(address, {}, hooks)
  if (!response.body)
    throw new MotifscopeError('empty-file', `The server answered with nothing at ${address}.`)
  const size = sizeOf(response)
  if (size !== undefined && size > maximumByteLength) {
    await response.body.cancel()
    throw tooLarge(address, size)
  }
  const pieces = resumingPieces(address, response, hooks)
  const peeked = await peek(pieces, headLength)
  if (isWebPage(peeked.head)) {
    await pieces.return(undefined)
    throw webPageAt(address, response)
  }
  const ranged = await openRanged(address, size, peeked.head, hooks)
  if (ranged) await pieces.return(undefined)
  if (ranged) return ranged
  const reopen = async () => (await openInput(input, hooks)).stream
  return { stream: streamOf(peeked.bytes), reopen, ...(size === undefined ? {} : { size }) }
}

/** A large Parquet file from a server that gives out ranges: the download of the whole is given up. */
async function openRanged(
  address: string,
  size: number | undefined,
  head: Uint8Array,
  hooks: RemoteHooks,
): Promise<GraphSource | null> {
  if (size === undefined || size < rangesFrom || !startsWith(head, parquetMagic)) return null
  const blob = await openRemoteBlob(address, size, hooks)
  if (!blob) return null
  const reopen = async () => streamOfBlob(blob)
  return { stream: headThenRest(head, blob), size, blob, reopen }
}

/** The head that is known, and what follows only if somebody reads on: readers that take the blob do not. */
function headThenRest(head: Uint8Array, blob: Blob): ReadableStream<Uint8Array> {
  const rest = streamOfBlob(blob.slice(head.length), 0).getReader()
  let isBegun = false
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!isBegun) controller.enqueue(head)
        else {
          const { done, value } = await rest.read()
          if (done) controller.close()
          else controller.enqueue(value)
        }
        isBegun = true
      },
      cancel: () => rest.cancel(),
    },
    { highWaterMark: 0 },
  )
}

const isWebPage = (head: Uint8Array) =>
  /^\s*(<!--[^]*?-->\s*)*<(!doctype\s+html|html)[\s>]/i.test(new TextDecoder().decode(head))

const sliceByteLength = 4 * 2 ** 20

/** A blob's bytes, read ahead while they are worked on: the browser's own stream hands on little at a time and waits. */
function streamOfBlob(blob: Blob, ahead = 3): ReadableStream<Uint8Array> {
  let start = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (start >= blob.size) return controller.close()
        const slice = blob.slice(start, start + sliceByteLength)
        start += sliceByteLength
        controller.enqueue(new Uint8Array(await slice.arrayBuffer()))
      },
    },
    { highWaterMark: ahead },
  )
}

function tooLarge(address: string, size: number): MotifscopeError {
  return new MotifscopeError(
    'file-too-large',
    `The file at ${address} has ${(size / 2 ** 30).toFixed(1)} GiB; a tab opens up to 4 GiB.`,
    { hint: 'Filter it first, by weight or region for example, and open the smaller file.' },
  )
}
