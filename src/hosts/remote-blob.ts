/** A file at an address as a blob: only the ranges that are read are asked for. For formats that read at any place, as
 *  Parquet does: the footer first, then the parts that are needed. Runs in a worker and in Node. */
import { MotifscopeError } from '../model/errors'
import { fetchPatiently } from './remote-fetch'
import type { RemoteHooks } from './remote-fetch'

/** What the parts of one file share. */
interface RemoteFile {
  address: string
  hooks: RemoteHooks
  /** Why a range could not be had: readers that are handed a blob hide it. */
  failure?: unknown
}

export class RemoteBlob extends Blob {
  private readonly file: RemoteFile
  private readonly start: number
  private readonly end: number

  constructor(file: RemoteFile, start: number, end: number) {
    super([])
    this.file = file
    this.start = start
    this.end = end
  }

  override get size(): number {
    return this.end - this.start
  }

  get failure(): unknown {
    return this.file.failure
  }

  override slice(from = 0, to = this.size): Blob {
    const within = (place: number) => Math.min(this.size, place < 0 ? Math.max(0, this.size + place) : place)
    const [start, end] = [within(from), within(to)]
    return new RemoteBlob(this.file, this.start + start, this.start + Math.max(start, end))
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    if (this.size === 0) return new ArrayBuffer(0)
    try {
      return await readRange(this.file, this.start, this.end)
    } catch (thrown) {
      this.file.failure ??= thrown
      throw thrown
    }
  }
}

async function readRange({ address, hooks }: RemoteFile, start: number, end: number): Promise<ArrayBuffer> {
  const response = await fetchPatiently(address, { Range: `bytes=${start}-${end - 1}` }, hooks)
  if (response.status !== 206) {
    await response.body?.cancel()
    throw cut(address, start)
  }
  const bytes = await response.arrayBuffer().catch((cause: unknown) => {
    throw cut(address, start, cause)
  })
  if (bytes.byteLength === end - start) return bytes
  throw cut(address, start)
}

const cut = (address: string, start: number, cause?: unknown) =>
  new MotifscopeError(
    'interrupted',
    `${address} could not be read on from byte ${start.toLocaleString('en')}.`,
    {
      hint: 'Check the connection and open the address again.',
      ...(cause === undefined ? {} : { cause }),
    },
  )

/** The file as a blob, where its server gives out ranges; null where it does not. One small range is asked for to see. */
export async function openRemoteBlob(
  address: string,
  size: number,
  hooks: RemoteHooks,
): Promise<RemoteBlob | null> {
  const file = { address, hooks }
  try {
    await readRange(file, size - 8, size)
    return new RemoteBlob(file, 0, size)
  } catch {
    hooks.signal?.throwIfAborted()
    return null
  }
}
