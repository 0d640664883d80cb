/** Texts in PNG files: an `iTXt` chunk with a keyword, put in and found again (PNG, third edition, 11.3.4.5). Checks every
 *  length and checksum it relies on, for a picture may come from anywhere. Pure. */
import { MotifscopeError } from '../model/errors'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  return crc
})

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, i) => bytes[i] === byte)

interface Chunk {
  type: string
  start: number
  data: Uint8Array
  end: number
}

function damaged(what: string): MotifscopeError {
  return new MotifscopeError('damaged-picture', `The picture is damaged: ${what}.`, {
    hint: 'It may have been cut off while it was copied. Export it anew.',
  })
}

/** The chunk at an offset.
 *  @throws MotifscopeError `damaged-picture` */
function chunkAt(bytes: Uint8Array, start: number): Chunk {
  if (start + 12 > bytes.length) throw damaged('it ends in the middle')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint32(start)
  const end = start + 12 + length
  if (end > bytes.length) throw damaged('a part of it is longer than the file')
  const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8))
  return { type, start, data: bytes.subarray(start + 8, end - 4), end }
}

function checkSum(bytes: Uint8Array, { start, end }: Chunk): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (crcOf(bytes.subarray(start + 4, end - 4)) !== view.getUint32(end - 4))
    throw damaged('its motif does not fit its checksum')
}

function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  if (!isPng(bytes)) throw damaged('it is no PNG file')
  let at = signature.length
  for (;;) {
    const chunk = chunkAt(bytes, at)
    yield chunk
    if (chunk.type === 'IEND') return
    at = chunk.end
  }
}

function textChunk(keyword: string, text: string): Uint8Array {
  const encoder = new TextEncoder()
  // Keyword, 0, not compressed, method 0, no language, no translated keyword, then the text in UTF-8.
  const data = [...encoder.encode(`iTXt${keyword}`), 0, 0, 0, 0, 0]
  const words = encoder.encode(text)
  const chunk = new Uint8Array(4 + data.length + words.length + 4)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, data.length - 4 + words.length)
  chunk.set(data, 4)
  chunk.set(words, 4 + data.length)
  view.setUint32(chunk.length - 4, crcOf(chunk.subarray(4, chunk.length - 4)))
  return chunk
}

/** The picture with a text in it, before its end.
 *  @throws MotifscopeError `damaged-picture` where the bytes are no whole PNG. */
export function putPngText(bytes: Uint8Array, keyword: string, text: string): Uint8Array {
  let end = bytes.length
  for (const { type, start } of chunksOf(bytes)) if (type === 'IEND') end = start
  const chunk = textChunk(keyword, text)
  const whole = new Uint8Array(bytes.length + chunk.length)
  whole.set(bytes.subarray(0, end))
  whole.set(chunk, end)
  whole.set(bytes.subarray(end), end + chunk.length)
  return whole
}

/** The text of a picture under a keyword; null where it has none.
 *  @throws MotifscopeError `damaged-picture` */
export function findPngText(bytes: Uint8Array, keyword: string): string | null {
  for (const chunk of chunksOf(bytes)) {
    if (chunk.type !== 'iTXt') continue
    const { data } = chunk
    const nameEnd = data.indexOf(0)
    if (nameEnd < 0 || new TextDecoder('latin1').decode(data.subarray(0, nameEnd)) !== keyword) continue
    checkSum(bytes, chunk)
    if (data[nameEnd + 1] !== 0) throw damaged('its motif was compressed by another program')
    const languageEnd = data.indexOf(0, nameEnd + 3)
    const translatedEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1)
    if (translatedEnd < 0) throw damaged('its motif is cut off')
    return new TextDecoder().decode(data.subarray(translatedEnd + 1))
  }
  return null
}
