/** Which cells of an Arrow column have a value: a bit each, lowest first; one bitmap only where something is missing. */
export class Validity {
  readonly bits: Uint8Array
  nullCount = 0
  /** @param known bits of which the first `length` count; otherwise all are there until cleared */
  constructor(length: number, known: Uint8Array | null = null) {
    this.bits = new Uint8Array(Math.ceil(length / 8)).fill(0xff)
    if (known) this.bits.set(known.subarray(0, this.bits.length))
    if (length % 8 !== 0)
      this.bits[this.bits.length - 1] =
        (this.bits[this.bits.length - 1] as number) & ((1 << (length % 8)) - 1)
    for (let i = 0; known && i < length; i++)
      if (((this.bits[i >> 3] as number) & (1 << (i & 7))) === 0) this.nullCount++
  }

  clear(index: number): void {
    this.nullCount++
    this.bits[index >> 3] = (this.bits[index >> 3] as number) & ~(1 << (index & 7))
  }

  /** What Arrow wants to know; a bitmap only where something is missing. */
  get layout(): { nullCount: number; nullBitmap: Uint8Array | null } {
    return { nullCount: this.nullCount, nullBitmap: this.nullCount > 0 ? this.bits : null }
  }

  get buffers(): Uint8Array[] {
    return this.nullCount > 0 ? [this.bits] : []
  }
}

/** The bytes under any view. */
export function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}
