/** Where the bytes of a graph are, in a form that goes to a worker; and how they are had. Addresses are asked for by
 *  the worker itself, so that nothing is copied and ending the worker ends the download. */
import { MotifscopeError } from '../model/errors'
import type { GraphSource } from './open-source'

export type GraphInput = { kind: 'blob'; blob: Blob } | { kind: 'address'; address: string }

/** Beyond this a download is refused rather than tried. */
const maximumByteLength = 4 * 2 ** 30

const saveFirst = 'Download the file with the browser and open it from disk.'

/** Opens the bytes.
 *  @throws MotifscopeError `unreachable`, `not-found`, `forbidden`, `http-error`, `file-too-large`. */
export async function openInput(input: GraphInput, signal?: AbortSignal): Promise<GraphSource> {
  if (input.kind === 'blob') {
    const { blob } = input
    return { stream: streamOfBlob(blob), size: blob.size, blob, reopen: async () => streamOfBlob(blob) }
  }
  const { address } = input
  const response = await fetchFrom(address, signal)
  if (!response.ok) {
    await response.body?.cancel()
    throw refusedBy(address, response)
  }
  if (!response.body)
    throw new MotifscopeError('empty-file', `The server answered with nothing at ${address}.`)
  const size = sizeOf(response)
  const reopen = async () => (await openInput(input, signal)).stream
  if (size === undefined || size <= maximumByteLength)
    return { stream: response.body, reopen, ...(size === undefined ? {} : { size }) }
  await response.body.cancel()
  throw new MotifscopeError(
    'file-too-large',
    `The file at ${address} has ${gibibytes(size)}; a tab opens up to 4 GiB.`,
    {
      hint: 'Filter it first, by weight or region for example, and open the smaller file.',
    },
  )
}

const sliceByteLength = 4 * 2 ** 20

/** A blob's bytes, read ahead while they are worked on: the browser's own stream hands on little at a time and waits. */
function streamOfBlob(blob: Blob): ReadableStream<Uint8Array> {
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
    { highWaterMark: 3 },
  )
}

async function fetchFrom(address: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'omit', redirect: 'follow', ...(signal ? { signal } : {}) })
  } catch (cause) {
    signal?.throwIfAborted()
    throw unreachable(address, cause)
  }
}

/** A browser does not tell a dead server from one that keeps its files from other pages. */
function unreachable(address: string, cause: unknown): MotifscopeError {
  if (globalThis.navigator?.onLine === false)
    return new MotifscopeError('unreachable', `There is no network connection to reach ${address}.`, {
      hint: 'Files on this computer and hosts opened before still work.',
      cause,
    })
  const sentence = `${address} could not be read: the server cannot be reached, or does not let other pages read it (CORS).`
  return new MotifscopeError('unreachable', sentence, { hint: `Check the address. ${saveFirst}`, cause })
}

function refusedBy(address: string, { status, statusText }: Response): MotifscopeError {
  if (status === 404 || status === 410)
    return new MotifscopeError(
      'not-found',
      `There is no file at ${address} (the server answered ${status}).`,
      {
        hint: 'Check the address for typing mistakes; the file may have moved.',
      },
    )
  if (status === 401 || status === 403)
    return new MotifscopeError(
      'forbidden',
      `The server does not give out ${address} (it answered ${status}).`,
      {
        hint: `It may want a login, which is not sent from here. ${saveFirst}`,
      },
    )
  const answer = `${status} ${statusText}`.trim()
  return new MotifscopeError('http-error', `The server could not send ${address} (it answered ${answer}).`, {
    hint: 'Try again later.',
  })
}

/** The announced length; unknown when the transfer itself is compressed, since then it is not the file's. */
function sizeOf({ headers }: Response): number | undefined {
  const length = headers.get('Content-Length')
  return length === null || headers.has('Content-Encoding') ? undefined : Number(length)
}

function gibibytes(size: number): string {
  return `${(size / 2 ** 30).toFixed(1)} GiB`
}
