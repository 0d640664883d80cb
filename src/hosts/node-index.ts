/** The ids of a graph's nodes, in order of first appearance: a hash table over their UTF-8 bytes. A Map of strings
 *  would take several times the memory and time, keep pieces of the file alive, and end at 2^24 nodes. */
import { MotifscopeError } from '../model/errors'
import { rowsPerBlock, TextBlock } from './text-block'

/** Node indexes are stored as signed 32-bit integers. */
const maximumNodeCount = 2 ** 31 - 1
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export class NodeIndex {
  size = 0
  private readonly blocks: TextBlock[] = []
  /** Hash of every id, by node. */
  private hashes = new Uint32Array(1024)
  /** Node index + 1 at the place a hash leads to, or the next free one; 0: free. Length a power of two, at most half
   *  full. */
  private slots = new Uint32Array(2048)

  /** The index of this id; it gets the next one when it is new.
   *  @throws MotifscopeError `host-too-large` above 2^31 nodes. */
  indexOf(id: string): number {
    const hash = hashOf(id)
    const mask = this.slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.slots[slot] as number
      if (entry === 0) return this.add(id, hash, slot)
      if (this.hashes[entry - 1] === hash && this.isIdOf(entry - 1, id)) return entry - 1
    }
  }

  /** Appends the id of the node with this index to a block of text. */
  copyId(index: number, out: TextBlock): void {
    out.copy(this.blockOf(index), index % rowsPerBlock)
  }

  idOf(index: number): string {
    return this.blockOf(index).textAt(index % rowsPerBlock)
  }

  private blockOf(index: number): TextBlock {
    return this.blocks[Math.floor(index / rowsPerBlock)] as TextBlock
  }

  /** As many bytes as UTF-16 units: equal only if all of both is ASCII. */
  private isIdOf(index: number, id: string): boolean {
    const block = this.blockOf(index)
    const start = block.startOf(index % rowsPerBlock)
    const end = block.ends[index % rowsPerBlock] as number
    if (end - start !== id.length) return decoder.decode(encoder.encode(id)) === this.idOf(index)
    for (let i = 0; i < id.length; i++) if (block.bytes[start + i] !== id.charCodeAt(i)) return false
    return true
  }

  private add(id: string, hash: number, slot: number): number {
    const index = this.size
    if (index >= maximumNodeCount)
      throw new MotifscopeError('host-too-large', 'This graph has more than two thousand million nodes.', {
        hint: 'Open a part of it: filter the edge table by weight or region first.',
      })
    if (index % rowsPerBlock === 0) this.blocks.push(new TextBlock())
    this.blockOf(index).append(0, id)
    this.slots[slot] = index + 1
    this.hashes[index] = hash
    this.size++
    if (this.size * 2 >= this.slots.length) this.grow()
    return index
  }

  private grow(): void {
    const hashes = new Uint32Array(this.hashes.length * 2)
    hashes.set(this.hashes)
    const slots = new Uint32Array(this.slots.length * 2)
    const mask = slots.length - 1
    for (let index = 0; index < this.size; index++) {
      let slot = (hashes[index] as number) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = index + 1
    }
    this.hashes = hashes
    this.slots = slots
  }
}

/** FNV-1a over UTF-16 units, its bits mixed once more so that the lowest depend on all. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}
