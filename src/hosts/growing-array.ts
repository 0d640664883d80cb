/** Unsigned integers whose number is not known beforehand; grows by doubling. */
export class GrowingUint32 {
  length = 0
  private values = new Uint32Array(1024)

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(this.length * 2)
    this.values[this.length++] = value
  }

  get(index: number): number {
    return this.values[index] as number
  }

  /** Writes at `index`, filling what lies between with `filler`. */
  set(index: number, value: number, filler: number): void {
    if (index >= this.values.length) this.reserve(Math.max(index + 1, this.values.length * 2))
    if (index >= this.length) {
      this.values.fill(filler, this.length, index)
      this.length = index + 1
    }
    this.values[index] = value
  }

  /** The values so far; a view, valid until the next `push`. */
  view(): Uint32Array {
    return this.values.subarray(0, this.length)
  }

  /** Makes room for this many in all, so that growing copies nothing until there are more. */
  reserve(capacity: number): void {
    if (capacity <= this.values.length) return
    const grown = new Uint32Array(capacity)
    grown.set(this.values)
    this.values = grown
  }
}
