/** A run of cells as UTF-8 text: one byte of tag a cell, the texts end to end. Far smaller than a string object a
 *  cell, and nearly what Arrow wants in the end. */

/** Cells in one block, and rows in one record batch. */
export const rowsPerBlock = 1 << 16

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export class TextBlock {
  length = 0
  /** Tag of every cell; what tags mean is the column's business. */
  tags: Uint8Array
  /** Cell i is bytes[ends[i − 1]] … bytes[ends[i] − 1]. */
  ends: Uint32Array
  bytes: Uint8Array

  constructor(expectedLength = 64) {
    this.tags = new Uint8Array(expectedLength)
    this.ends = new Uint32Array(expectedLength)
    this.bytes = new Uint8Array(Math.max(512, expectedLength * 8))
  }

  append(tag: number, text: string): void {
    if (this.length === this.tags.length) this.reserveCells()
    const start = this.startOf(this.length)
    const end = this.write(text, start)
    this.tags[this.length] = tag
    this.ends[this.length] = end
    this.length++
  }

  /** Appends `bytes[first]` … `bytes[last − 1]`, which are UTF-8. */
  appendBytes(tag: number, bytes: Uint8Array, first: number, last: number): void {
    if (this.length === this.tags.length) this.reserveCells()
    const start = this.startOf(this.length)
    const end = start + last - first
    if (end > this.bytes.length) this.reserveBytes(end)
    const into = this.bytes
    // Cells are short: a loop is cheaper than a view on each.
    if (last - first > 64) into.set(bytes.subarray(first, last), start)
    else for (let from = first, to = start; from < last;) into[to++] = bytes[from++] as number
    this.tags[this.length] = tag
    this.ends[this.length] = end
    this.length++
  }

  /** Appends a cell of another block. */
  copy(from: TextBlock, index: number): void {
    this.appendBytes(from.tagAt(index), from.bytes, from.startOf(index), from.ends[index] as number)
  }

  tagAt(index: number): number {
    return this.tags[index] as number
  }

  startOf(index: number): number {
    return index === 0 ? 0 : (this.ends[index - 1] as number)
  }

  textAt(index: number): string {
    return textOf(this.bytes, this.startOf(index), this.ends[index] as number)
  }

  private write(text: string, start: number): number {
    if (start + text.length > this.bytes.length) this.reserveBytes(start + text.length)
    const bytes = this.bytes
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > 127) return this.writeWide(text, start)
      bytes[start + i] = code
    }
    return start + text.length
  }

  private writeWide(text: string, start: number): number {
    if (start + text.length * 3 > this.bytes.length) this.reserveBytes(start + text.length * 3)
    return start + encoder.encodeInto(text, this.bytes.subarray(start)).written
  }

  private reserveCells(): void {
    const capacity = Math.max(64, this.length * 4)
    const tags = new Uint8Array(capacity)
    tags.set(this.tags)
    this.tags = tags
    const ends = new Uint32Array(capacity)
    ends.set(this.ends)
    this.ends = ends
  }

  private reserveBytes(needed: number): void {
    const bytes = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    bytes.set(this.bytes)
    this.bytes = bytes
  }
}

/** UTF-8 bytes as a string. Short ASCII, the common case, is cheaper without a TextDecoder. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 24) return decoder.decode(bytes.subarray(start, end))
  let text = ''
  for (let i = start; i < end; i++) {
    const code = bytes[i] as number
    if (code > 127) return decoder.decode(bytes.subarray(start, end))
    text += String.fromCharCode(code)
  }
  return text
}
