/** Cuts bytes into lines, a piece of the file in memory at a time. Pure but for reading the blob. */

export interface Line {
  /** The first is 1. */
  line: number
  /** Null: longer than allowed; its bytes were not kept. */
  bytes: Uint8Array | null
  /** Bytes of the blob read until here. */
  readByteLength: number
}

/** The lines of a blob that are not blank. */
export async function* linesOf(blob: Blob, longestByteLength: number): AsyncGenerator<Line> {
  const open = new OpenLine(longestByteLength)
  let line = 1
  let readByteLength = 0
  const reader = blob.stream().getReader()
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const { value } = piece
    let start = 0
    for (let end = value.indexOf(10); end >= 0; end = value.indexOf(10, start)) {
      open.add(value.subarray(start, end))
      const bytes = open.close()
      if (!isBlank(bytes)) yield { line, bytes, readByteLength: readByteLength + end + 1 }
      line++
      start = end + 1
    }
    open.add(value.subarray(start))
    readByteLength += value.length
  }
  const bytes = open.close()
  if (!isBlank(bytes)) yield { line, bytes, readByteLength }
}

/** The line that is being read: its pieces, as long as they are not too many. */
class OpenLine {
  private parts: Uint8Array[] = []
  private byteLength = 0
  private readonly longestByteLength: number

  constructor(longestByteLength: number) {
    this.longestByteLength = longestByteLength
  }

  add(part: Uint8Array): void {
    this.byteLength += part.length
    if (this.byteLength > this.longestByteLength) this.parts = []
    else this.parts.push(part)
  }

  close(): Uint8Array | null {
    const bytes = this.byteLength > this.longestByteLength ? null : joined(this.parts, this.byteLength)
    this.parts = []
    this.byteLength = 0
    return bytes
  }
}

function joined(parts: readonly Uint8Array[], byteLength: number): Uint8Array {
  if (parts.length === 1 && parts[0]) return parts[0]
  const whole = new Uint8Array(byteLength)
  let filled = 0
  for (const part of parts) {
    whole.set(part, filled)
    filled += part.length
  }
  return whole
}

/** Nothing but blanks, tabs and carriage returns. */
function isBlank(bytes: Uint8Array | null): boolean {
  return bytes !== null && bytes.every((byte) => byte === 32 || byte === 9 || byte === 13)
}
