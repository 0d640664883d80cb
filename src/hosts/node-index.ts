/** The ids of a graph's nodes, in order of first appearance: a hash table over their UTF-8 bytes. A Map of strings
 *  would take several times the memory and time, keep pieces of the file alive, and end at 2^24 nodes. */
import { MotifscopeError } from '../model/errors'
import { IntegerIndex } from './integer-index'
import { textOfInt64 } from './number-block'
import { rowsPerBlock, TextBlock } from './text-block'

/** Node indexes are stored as signed 32-bit integers. */
const maximumNodeCount = 2 ** 31 - 1
const encoder = new TextEncoder()

export class NodeIndex {
  size = 0
  private readonly blocks: TextBlock[] = []
  /** Hash of every id, by node. */
  private hashes = new Uint32Array(1024)
  /** Node index + 1 at the place a hash leads to, or the next free one; 0: free. Length a power of two, at most half
   *  full. */
  private slots = new Uint32Array(2048)

  private readonly integers = new IntegerIndex()
  /** The id that is looked for, where it came as a string. */
  private encoded = new Uint8Array(256)

  /** The index of this id; it gets the next one when it is new.
   *  @throws MotifscopeError `host-too-large` above 2^31 nodes. */
  indexOf(id: string): number {
    if (this.encoded.length < id.length * 3) this.encoded = new Uint8Array(id.length * 4)
    const { encoded } = this
    for (let i = 0; i < id.length; i++) {
      const code = id.charCodeAt(i)
      if (code > 127) return this.indexOfBytes(encoded, 0, encoder.encodeInto(id, encoded).written)
      encoded[i] = code
    }
    return this.indexOfBytes(encoded, 0, id.length)
  }

  /** The index of this id; −1 when it is not there. */
  find(id: string): number {
    const bytes = encoder.encode(id)
    const hash = hashOf(bytes, 0, bytes.length)
    const mask = this.slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.slots[slot] as number
      if (entry === 0) return -1
      if (this.hashes[entry - 1] === hash && this.isIdOf(entry - 1, bytes, 0, bytes.length)) return entry - 1
    }
  }

  /** The same as `indexOf` for an id as UTF-8: `bytes[start]` … `bytes[end − 1]`. */
  indexOfBytes(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end)
    const mask = this.slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.slots[slot] as number
      if (entry === 0) return this.add(bytes, start, end, hash, slot)
      if (this.hashes[entry - 1] === hash && this.isIdOf(entry - 1, bytes, start, end)) return entry - 1
    }
  }

  /** The same for an id that is an integer of 64 bits (in two words) and is written in canonical digits. */
  indexOfInteger(low: number, high: number): number {
    const known = this.integers.find(low, high)
    if (known >= 0) return known
    const index = this.indexOf(textOfInt64(low, high))
    this.integers.add(low, high, index)
    return index
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

  private isIdOf(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const block = this.blockOf(index)
    const first = block.startOf(index % rowsPerBlock)
    if ((block.ends[index % rowsPerBlock] as number) - first !== end - start) return false
    for (let i = start; i < end; i++) if (block.bytes[first + i - start] !== bytes[i]) return false
    return true
  }

  private add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const index = this.size
    if (index >= maximumNodeCount)
      throw new MotifscopeError('host-too-large', 'This graph has more than two thousand million nodes.', {
        hint: 'Open a part of it: filter the edge table by weight or region first.',
      })
    if (index % rowsPerBlock === 0) this.blocks.push(new TextBlock())
    this.blockOf(index).appendBytes(0, bytes, start, end)
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

/** FNV-1a, its bits mixed once more so that the lowest depend on all. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}
