/** Undoes gzip, found by its magic bytes. The browser's own decompression is fast but takes only one member: a file of
 *  several (bgzip, pigz, or files put together) is read again by fflate, behind what was had already. */
import { Gunzip } from 'fflate'
import { MotifscopeError } from '../../model/errors'
import { peek, piecesOf, startsWith, streamOf } from './byte-stream'
import type { Peeked } from './byte-stream'

/** The same bytes from the beginning. */
export type Reopen = () => Promise<AsyncIterable<Uint8Array>>

const magic = [0x1f, 0x8b]
const headLength = 4096

/** The content of a gzip file; anything else comes back as it is. Without `reopen` only one member can be had where the
 *  browser refuses more.
 *  @throws MotifscopeError `damaged-gzip`, and what the source throws. */
export async function gunzipWhenNeeded(
  bytes: AsyncIterable<Uint8Array>,
  reopen?: Reopen,
): Promise<Peeked & { isUnpacked: boolean }> {
  const peeked = await peek(bytes, headLength)
  if (!startsWith(peeked.head, magic)) return { ...peeked, isUnpacked: false }
  return { ...(await peek(gunzip(peeked.bytes, reopen), headLength)), isUnpacked: true }
}

async function* gunzip(bytes: AsyncIterable<Uint8Array>, reopen?: Reopen): AsyncGenerator<Uint8Array> {
  let sourceError: unknown
  async function* watched() {
    try {
      yield* bytes
    } catch (error) {
      sourceError = error
      throw error
    }
  }
  let given = 0
  try {
    const pieces = piecesOf(streamOf(watched()).pipeThrough(new DecompressionStream('gzip')))
    for await (const piece of pieces) {
      yield piece
      given += piece.length
    }
  } catch (cause) {
    if (sourceError !== undefined) throw sourceError
    if (!reopen || !isRefusal(cause)) throw damagedGzip(cause)
    yield* gunzipMembers(await reopen(), given)
  }
}

/** What the browser's decompression says, rather than who reads it. */
function isRefusal(thrown: unknown): boolean {
  return thrown instanceof TypeError || (thrown as { code?: string }).code?.startsWith('ERR_') === true
}

/** All members, without the first `skip` bytes of their content. */
async function* gunzipMembers(bytes: AsyncIterable<Uint8Array>, skip: number): AsyncGenerator<Uint8Array> {
  const unpacked: Uint8Array[] = []
  let isWhole = false
  const gunzip = new Gunzip((piece, isFinal) => {
    unpacked.push(piece)
    isWhole = isFinal
  })
  const push = (piece: Uint8Array, isFinal: boolean) => {
    try {
      gunzip.push(piece, isFinal)
    } catch (cause) {
      throw damagedGzip(cause)
    }
  }
  let left = skip
  const take = function* () {
    for (const piece of unpacked.splice(0)) {
      const skipped = Math.min(left, piece.length)
      left -= skipped
      if (skipped < piece.length) yield piece.subarray(skipped)
    }
  }
  for await (const piece of bytes) {
    push(piece, false)
    yield* take()
  }
  push(new Uint8Array(0), true)
  yield* take()
  if (!isWhole || left > 0) throw damagedGzip()
}

function damagedGzip(cause?: unknown): MotifscopeError {
  return new MotifscopeError('damaged-gzip', 'The gzip compression of this file is damaged or cut off.', {
    hint: 'Download it again, or unpack it first (gunzip) and open the unpacked file.',
    ...(cause === undefined ? {} : { cause }),
  })
}
