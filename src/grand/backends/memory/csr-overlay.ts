/** Edges that came after a graph's rows were built: in the order of adding, found by pair and by either end, some 30
 *  bytes each, until they go into new rows. Only grows; who uses it knows what was removed. Pure. */

/** A table of pairs is at most half full. */
const leastSlots = 64

function grown(array: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(Math.max(length, array.length * 2))
  larger.set(array)
  return larger
}

/** Edges at a node: a ring of ends, of which the last is known. End 2e is edge e at its source, 2e + 1 at its target. */
interface Ring {
  /** By node: the last end, plus one; 0 where there is none. */
  last: Uint32Array
}

export class CsrOverlay {
  count = 0
  private sources: Uint32Array = new Uint32Array(leastSlots / 2)
  private targets: Uint32Array = new Uint32Array(leastSlots / 2)
  /** By end: the one after it at the same node; after the last comes the first. */
  private next: Uint32Array = new Uint32Array(leastSlots)
  /** By hash of the pair: edge plus one. Linear probing. */
  private slots: Uint32Array = new Uint32Array(leastSlots)
  private readonly out: Ring = { last: new Uint32Array(leastSlots) }
  private readonly in: Ring

  constructor(private readonly directed: boolean) {
    this.in = directed ? { last: new Uint32Array(leastSlots) } : this.out
  }

  sourceOf(edge: number): number {
    return this.sources[edge]!
  }

  targetOf(edge: number): number {
    return this.targets[edge]!
  }

  /** The edge that was last added between the two; −1 when there is none. */
  find(from: number, to: number): number {
    return this.slots[this.slotOf(from, to)]! - 1
  }

  /** @returns its number: 0, 1, 2, … */
  add(source: number, target: number): number {
    const edge = this.count++
    if (edge >= this.sources.length) this.grow()
    this.sources[edge] = source
    this.targets[edge] = target
    this.slots[this.slotOf(source, target)] = edge + 1
    this.append(this.out, source, edge * 2)
    if (this.directed || source !== target) this.append(this.in, target, edge * 2 + 1)
    return edge
  }

  /** Edges at a node, in the order of adding. */
  forEachAt(node: number, direction: 'out' | 'in', visit: (other: number, edge: number) => void): void {
    const last = this[direction].last[node] ?? 0
    if (last === 0) return
    let end = last - 1
    do {
      end = this.next[end]!
      const edge = end >>> 1
      visit(end & 1 ? this.sources[edge]! : this.targets[edge]!, edge)
    } while (end !== last - 1)
  }

  private append(ring: Ring, node: number, end: number): void {
    if (node >= ring.last.length) ring.last = grown(ring.last, node + 1)
    const last = ring.last[node]!
    this.next[end] = last === 0 ? end : this.next[last - 1]!
    if (last > 0) this.next[last - 1] = end
    ring.last[node] = end + 1
  }

  private isBetween(edge: number, from: number, to: number): boolean {
    const [source, target] = [this.sources[edge]!, this.targets[edge]!]
    return (source === from && target === to) || (!this.directed && source === to && target === from)
  }

  /** Where the pair is in the table, or would be. */
  private slotOf(from: number, to: number): number {
    const isTurned = !this.directed && from > to
    let hash = Math.imul(isTurned ? to : from, 0x9e3779b1) ^ Math.imul(isTurned ? from : to, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    const mask = this.slots.length - 1
    let slot = (hash ^ (hash >>> 13)) & mask
    while (this.slots[slot]! !== 0 && !this.isBetween(this.slots[slot]! - 1, from, to))
      slot = (slot + 1) & mask
    return slot
  }

  private grow(): void {
    const length = this.sources.length * 2
    this.sources = grown(this.sources, length)
    this.targets = grown(this.targets, length)
    this.next = grown(this.next, length * 2)
    this.slots = new Uint32Array(length * 2)
    // Ascending, so that of a pair that was removed and added again the later edge stays.
    for (let edge = 0; edge < length / 2; edge++)
      this.slots[this.slotOf(this.sources[edge]!, this.targets[edge]!)] = edge + 1
  }
}
