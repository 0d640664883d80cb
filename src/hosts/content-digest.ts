/** The identity of a host: a SHA-256 of what it holds, batch by batch, so that no second copy of it is needed. Not of
 *  its name, its file format's layout, or its compression. */
import { MotifscopeError } from '../model/errors'
import { concatenate } from './formats/byte-stream'

/** Hashes arrays of bytes. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (!globalThis.crypto?.subtle)
    throw new MotifscopeError(
      'unsupported-browser',
      'This page was not loaded over a secure connection, so nothing can be hashed.',
      {
        hint: 'Open it over https:// or from localhost.',
      },
    )
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

export class ContentDigest {
  private readonly digests: Promise<Uint8Array>[] = []

  /** Adds one batch: all its buffers (copied), each preceded by its length. Waits for the batch before this one only,
   *  so that one is hashed while the next is made. */
  async addBatch(buffers: Uint8Array[]): Promise<void> {
    const lengths = Float64Array.from(buffers, (buffer) => buffer.length)
    const before = this.digests.at(-1)
    this.digests.push(sha256(concatenate([new Uint8Array(lengths.buffer), ...buffers])))
    await before
  }

  /** Adds what is plain JSON. */
  async addJson(value: unknown): Promise<void> {
    this.digests.push(sha256(new TextEncoder().encode(JSON.stringify(value))))
  }

  /** The digest of all digests, in lower-case hex. */
  async hex(): Promise<string> {
    const digest = await sha256(concatenate(await Promise.all(this.digests)))
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  }
}
