/** A download that goes on where it was cut: the rest is asked for by its range, and taken only if everything the browser
 *  tells of it says that it is the same file. Runs in a worker and in Node. */
import { MotifscopeError } from '../model/errors'
import { piecesOf } from './formats/byte-stream'
import { changedMeanwhile } from './remote-errors'
import { backOffMs, fetchPatiently, sleep } from './remote-fetch'
import type { RemoteHooks } from './remote-fetch'

/** What tells one state of a file from another. Other origins hide most of it unless they say otherwise. */
interface Fingerprint {
  size: number | null
  tag: string | null
  modified: string | null
}

const triesWithoutProgress = 4

/** The announced length; unknown when the transfer itself is compressed, since then it is not the file's. */
export function sizeOf({ headers }: Response): number | undefined {
  const length = headers.get('Content-Length')
  return length === null || headers.has('Content-Encoding') ? undefined : Number(length)
}

const fingerprintOf = (response: Response): Fingerprint => ({
  size: sizeOf(response) ?? null,
  tag: response.headers.get('ETag'),
  modified: response.headers.get('Last-Modified'),
})

/** The pieces of an answer's body; what breaks off is asked for again.
 *  @throws MotifscopeError `interrupted` where the file has changed; what the body throws where it cannot go on. */
export async function* resumingPieces(
  address: string,
  first: Response,
  hooks: RemoteHooks = {},
): AsyncGenerator<Uint8Array> {
  const { pause = sleep, signal } = hooks
  const fingerprint = fingerprintOf(first)
  let body: AsyncGenerator<Uint8Array> | null = piecesOf(first.body as ReadableStream<Uint8Array>)
  let done = 0
  let cut: unknown
  for (let failures = 0; ;) {
    try {
      body ??= await restOf(address, done, fingerprint, hooks)
      if (!body) throw cut
      for await (const piece of body) {
        yield piece
        done += piece.length
        failures = 0
      }
      return
    } catch (thrown) {
      failures++
      const isHopeless = body === null && thrown === cut
      if (isCut(thrown)) cut = thrown
      else if (!isUnreachable(thrown)) throw thrown
      if (isHopeless || signal?.aborted || failures > triesWithoutProgress) throw cut
      body = null
      await pause(backOffMs(failures))
    }
  }
}

/** What browsers and Node say of a connection that ended too early. */
const isCut = (thrown: unknown): boolean => thrown instanceof TypeError

const isUnreachable = (thrown: unknown): boolean =>
  thrown instanceof MotifscopeError && thrown.code === 'unreachable'

/** The bytes from `done` on; null: nothing says that they would be those of the same file. */
async function restOf(
  address: string,
  done: number,
  known: Fingerprint,
  hooks: RemoteHooks,
): Promise<AsyncGenerator<Uint8Array> | null> {
  if (known.size === null && known.tag === null && known.modified === null) return null
  const response = await askForRest(address, done, known, hooks)
  const likeness = likenessOf(response, done, known)
  if (likeness !== 'same') await response.body?.cancel()
  if (likeness === 'changed') throw changedMeanwhile(address)
  if (likeness === 'unclear') return null
  if (!response.body) return null
  const pieces = piecesOf(response.body)
  return response.status === 206 ? pieces : withoutFirst(pieces, done)
}

async function askForRest(
  address: string,
  done: number,
  { tag, modified }: Fingerprint,
  hooks: RemoteHooks,
): Promise<Response> {
  const range = { Range: `bytes=${done}-` }
  const condition = tag !== null && !tag.startsWith('W/') ? tag : modified
  if (condition === null) return fetchPatiently(address, range, hooks)
  try {
    return await fetchPatiently(address, { ...range, 'If-Range': condition }, hooks)
  } catch (thrown) {
    if (!isUnreachable(thrown)) throw thrown
    // Servers of other origins seldom allow the condition; the answer's own words are compared in any case.
    return fetchPatiently(address, range, hooks)
  }
}

/** Lengths that disagree may be those of a compressed transfer, which cannot go on from the middle. */
function likenessOf(response: Response, done: number, known: Fingerprint): 'same' | 'changed' | 'unclear' {
  const now = fingerprintOf(response)
  const whole = response.status === 206 && now.size !== null ? now.size + done : now.size
  const agree = <Value>(before: Value | null, after: Value | null) =>
    before === null || after === null || before === after
  if (!agree(known.tag, now.tag) || !agree(known.modified, now.modified)) return 'changed'
  const range = /^bytes (\d+)-/.exec(response.headers.get('Content-Range') ?? '')
  return agree(known.size, whole) && (!range || Number(range[1]) === done) ? 'same' : 'unclear'
}

async function* withoutFirst(pieces: AsyncGenerator<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const piece of pieces) {
    if (left < piece.length) yield piece.subarray(left)
    left = Math.max(0, left - piece.length)
  }
}
