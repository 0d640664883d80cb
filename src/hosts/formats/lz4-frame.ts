/** Unpacks an LZ4 frame: a header, then blocks of literals and of copies of what came before. After the format's own
 *  description (lz4_Frame_format.md, lz4_Block_format.md). Checksums are not compared. */

const frameMagic = 0x184d2204
/** Bits of the header's first byte. */
const hasContentSize = 8
const hasBlockChecksums = 16
const hasDictionary = 1
/** A block's length carries this where its bytes were left as they are. */
const isStored = 0x80000000

/** The content of a frame, whose length is known beforehand.
 *  @throws Error when the bytes are no such frame. */
export function unpackLz4Frame(frame: Uint8Array, length: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  if (view.getUint32(0, true) !== frameMagic) throw new Error('These bytes are no LZ4 frame.')
  const flags = view.getUint8(4)
  let at = 7 + (flags & hasContentSize ? 8 : 0) + (flags & hasDictionary ? 4 : 0)
  const content = new Uint8Array(length)
  let end = 0
  for (;;) {
    const word = view.getUint32(at, true)
    at += 4
    if (word === 0) break
    const blockLength = word & ~isStored
    const block = frame.subarray(at, at + blockLength)
    if (word & isStored) content.set(block, end)
    end = word & isStored ? end + blockLength : unpackBlock(block, content, end)
    at += blockLength + (flags & hasBlockChecksums ? 4 : 0)
  }
  if (end !== length) throw new Error('The LZ4 frame is cut off.')
  return content
}

/** Unpacks one block behind what is there already; returns the new end. */
function unpackBlock(block: Uint8Array, content: Uint8Array, begin: number): number {
  let at = 0
  let end = begin
  while (at < block.length) {
    const token = block[at++] as number
    let literals = token >>> 4
    if (literals === 15) for (let more = 255; more === 255; literals += more) more = block[at++] as number
    if (at + literals > block.length || end + literals > content.length)
      throw new Error('The LZ4 block is damaged.')
    for (const stop = at + literals; at < stop;) content[end++] = block[at++] as number
    if (at >= block.length) break
    const distance = (block[at] as number) | ((block[at + 1] as number) << 8)
    at += 2
    let copied = token & 15
    if (copied === 15) for (let more = 255; more === 255; copied += more) more = block[at++] as number
    copied += 4
    let from = end - distance
    if (distance === 0 || from < 0 || end + copied > content.length)
      throw new Error('The LZ4 block is damaged.')
    for (const stop = end + copied; end < stop;) content[end++] = content[from++] as number
  }
  return end
}
