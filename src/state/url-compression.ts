/** Text to deflate-raw in base64url without padding, and back: the `z=` of a link. Inflating is bounded, since a link
 *  comes from anyone. */

const maxInflatedBytes = 1024 * 1024

const bytesFromStream = async (
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array | null> => {
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let byteCount = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    byteCount += value.length
    if (byteCount > limit) {
      await reader.cancel().catch(() => undefined)
      return null
    }
    parts.push(value)
  }
  const bytes = new Uint8Array(byteCount)
  let end = 0
  for (const part of parts) {
    bytes.set(part, end)
    end += part.length
  }
  return bytes
}

/** Bytes through a stream that changes them; null when more than `limit` bytes come out. Rejects on damaged bytes. */
function sendThrough(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
  limit = Infinity,
): Promise<Uint8Array | null> {
  const writer = transform.writable.getWriter()
  // Failures of the writing side are the reading side's failures too; they are told once, there.
  void writer.write(bytes).catch(() => undefined)
  void writer.close().catch(() => undefined)
  return bytesFromStream(transform.readable, limit)
}

function base64UrlFromBytes(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function bytesFromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** Packs text for a link. */
export async function deflateToBase64Url(text: string): Promise<string> {
  const packed = await sendThrough(new TextEncoder().encode(text), new CompressionStream('deflate-raw'))
  return base64UrlFromBytes(packed ?? new Uint8Array())
}

/** Unpacks what `deflateToBase64Url` made, or says why it cannot: damaged, or more than 1 MiB. */
export async function inflateFromBase64Url(packed: string): Promise<{ text: string } | { problem: string }> {
  const damaged = {
    problem: 'The packed part of the link (z=…) is damaged: ask for the link again, in full.',
  }
  const bytes = bytesFromBase64Url(packed)
  if (bytes === null) return damaged
  try {
    const inflated = await sendThrough(bytes, new DecompressionStream('deflate-raw'), maxInflatedBytes)
    if (inflated === null)
      return { problem: 'The packed part of the link (z=…) is larger than 1 MiB and was not opened.' }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(inflated) }
  } catch {
    return damaged
  }
}
