/** Finds a pair of nodes among pairs that keep changing: a hash table of positions (linear probing, at most half full,
 *  removal by shifting back), so that the pairs stay where their edges' attributes expect them. */

const empty = 0

export class PairTable {
  private readonly slots: Int32Array
  private readonly mask: number

  /** @param firsts, @param seconds the pairs, no two alike; change one only between `remove` and `add`
   *  @param isOrdered whether (a, b) and (b, a) are two pairs */
  constructor(
    private readonly firsts: Uint32Array,
    private readonly seconds: Uint32Array,
    private readonly isOrdered: boolean,
  ) {
    const size = 2 ** Math.ceil(Math.log2(2 * firsts.length + 2))
    this.slots = new Int32Array(size)
    this.mask = size - 1
    for (let position = 0; position < firsts.length; position++) this.add(position)
  }

  private home(first: number, second: number): number {
    const isSwapped = !this.isOrdered && first > second
    const a = isSwapped ? second : first
    const b = isSwapped ? first : second
    let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
    return (mixed ^ (mixed >>> 13)) & this.mask
  }

  /** The position of a pair, or −1. */
  find(first: number, second: number): number {
    const { slots, mask, firsts, seconds } = this
    for (let slot = this.home(first, second); ; slot = (slot + 1) & mask) {
      const position = slots[slot]! - 1
      if (position < 0) return -1
      const a = firsts[position]!
      const b = seconds[position]!
      if (a === first && b === second) return position
      if (!this.isOrdered && a === second && b === first) return position
    }
  }

  add(position: number): void {
    const { slots, mask } = this
    let slot = this.home(this.firsts[position]!, this.seconds[position]!)
    while (slots[slot] !== empty) slot = (slot + 1) & mask
    slots[slot] = position + 1
  }

  /** Takes the pair at a position out; its values must still be those it was added with. */
  remove(position: number): void {
    const { slots, mask, firsts, seconds } = this
    let hole = this.home(firsts[position]!, seconds[position]!)
    while (slots[hole] !== position + 1) hole = (hole + 1) & mask
    for (let slot = (hole + 1) & mask; slots[slot] !== empty; slot = (slot + 1) & mask) {
      const other = slots[slot]! - 1
      const home = this.home(firsts[other]!, seconds[other]!)
      // It may move into the hole unless its home lies (cyclically) behind the hole.
      if (((slot - home) & mask) < ((slot - hole) & mask)) continue
      slots[hole] = slots[slot]!
      hole = slot
    }
    slots[hole] = empty
  }
}
