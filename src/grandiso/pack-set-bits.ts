/** Bits of marks that say which candidate sets a host node is in. */
import type { SetIndex } from '../model/count-plan'

/** One bit for each set that occurs, from `next` on. */
export class SetBits {
  readonly fixed: { set: number; bit: number }[] = []

  constructor(private next: number) {}

  /** The bit of a set; 0 for no set. */
  of(set: SetIndex): number {
    if (set === null) return 0
    const known = this.fixed.find((other) => other.set === set)
    if (known) return known.bit
    const bit = this.next
    this.next <<= 1
    this.fixed.push({ set, bit })
    return bit
  }

  /** The first bit that no set has. */
  get end(): number {
    return this.next
  }
}
