/** Where the node of an integer id is looked up: without its text, and with one touch of memory in most cases. Small
 *  ids lead straight to their place; the others are hashed. Holds only what it was told: a miss says nothing. */

/** Ids below this have a place each: at most 64 MiB. */
const directLimit = 1 << 24
const noNode = 0

export class IntegerIndex {
  /** Node + 1 by id; 0: not known. */
  private direct = new Uint32Array(1024)
  /** Three words a slot: the id's lower and upper word, node + 1 (0: free). At most 5 of 8 slots are taken: a small table
   *  stays in the processor's cache. */
  private slots = new Uint32Array(3 * 2048)
  private mask = 2047
  private hashedCount = 0

  /** The node of an id, or −1 when it is not known here. `low` and `high`: the words of a 64-bit integer. */
  find(low: number, high: number): number {
    if (high === 0 && low >= 0 && low < directLimit)
      return low < this.direct.length ? (this.direct[low] as number) - 1 : -1
    const { slots } = this
    const wantedLow = low >>> 0
    const wantedHigh = high >>> 0
    for (let slot = hashOf(low, high) & this.mask; ; slot = (slot + 1) & this.mask) {
      const entry = slots[3 * slot + 2] as number
      if (entry === noNode) return -1
      if (slots[3 * slot] === wantedLow && slots[3 * slot + 1] === wantedHigh) return entry - 1
    }
  }

  /** Adds an id that `find` does not know. */
  add(low: number, high: number, node: number): void {
    if (high === 0 && low >= 0 && low < directLimit) return this.addDirect(low, node)
    if (this.hashedCount * 8 > this.mask * 5) this.grow()
    this.place(low >>> 0, high >>> 0, node + 1)
    this.hashedCount++
  }

  private addDirect(id: number, node: number): void {
    if (id >= this.direct.length) {
      const grown = new Uint32Array(Math.min(directLimit, Math.max(id + 1, this.direct.length * 2)))
      grown.set(this.direct)
      this.direct = grown
    }
    this.direct[id] = node + 1
  }

  private place(low: number, high: number, entry: number): void {
    let slot = hashOf(low, high) & this.mask
    while (this.slots[3 * slot + 2] !== noNode) slot = (slot + 1) & this.mask
    this.slots[3 * slot] = low
    this.slots[3 * slot + 1] = high
    this.slots[3 * slot + 2] = entry
  }

  private grow(): void {
    const old = this.slots
    this.mask = this.mask * 2 + 1
    this.slots = new Uint32Array(3 * (this.mask + 1))
    for (let at = 0; at < old.length; at += 3)
      if (old[at + 2] !== noNode) this.place(old[at] as number, old[at + 1] as number, old[at + 2] as number)
  }
}

/** Every bit of both words reaches the lowest bits. */
function hashOf(low: number, high: number): number {
  let hash = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
  return hash ^ (hash >>> 13)
}
