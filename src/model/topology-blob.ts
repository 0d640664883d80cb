/** A host's topology as one run of bytes: how it is stored, and how it goes between threads.
 *
 *  32-bit words, little-endian: eight words of header, then the arrays one after the other.
 *    0 magic “MSCR” · 1 version · 2 flags (1: directed) · 3 nodeCount · 4 number of out targets · 5 number of in
 *    targets · 6 number of self-loops · 7 zero
 *    out offsets (nodeCount + 1) · out targets · in offsets (nodeCount + 1) · in targets · self-loops
 *  An undirected host has no in arrays: they are the out arrays.
 *  Example: A → B alone is 8 words, offsets 0 1 1, targets 1, offsets 0 0 1, targets 0. */
import type { Csr, HostTopology } from './host-graph'

const magic = 0x5243534d
const version = 1
const headerLength = 8

/** How many entries of each kind a topology has. `linkCount`: entries of the out rows, and of the in rows. */
export interface TopologySize {
  nodeCount: number
  directed: boolean
  linkCount: number
  selfLoopCount: number
}

/** The length of a packed topology in bytes: 8 an edge, 4 where it is undirected and counted both ways. */
export function packedByteLength({ nodeCount, directed, linkCount, selfLoopCount }: TopologySize): number {
  return 4 * (headerLength + (nodeCount + 1 + linkCount) * (directed ? 2 : 1) + selfLoopCount)
}

/** A packed topology whose arrays are still zero, to be filled through the views on it. */
export function emptyTopology(size: TopologySize): {
  bytes: Uint8Array<ArrayBuffer>
  topology: HostTopology
} {
  const bytes = new Uint8Array(packedByteLength(size))
  const { nodeCount, directed, linkCount, selfLoopCount } = size
  const header = [
    magic,
    version,
    directed ? 1 : 0,
    nodeCount,
    linkCount,
    directed ? linkCount : 0,
    selfLoopCount,
  ]
  new Uint32Array(bytes.buffer).set(header)
  return { bytes, topology: unpackTopology(bytes) }
}

/** Packs a topology. */
export function packTopology(topology: HostTopology): Uint8Array<ArrayBuffer> {
  const { nodeCount, directed, adjacency, selfLoops } = topology
  const { out, in: into } = adjacency
  const linkCount = out.targets.length
  const { bytes, topology: packed } = emptyTopology({
    nodeCount,
    directed,
    linkCount,
    selfLoopCount: selfLoops.length,
  })
  packed.adjacency.out.offsets.set(out.offsets)
  packed.adjacency.out.targets.set(out.targets)
  packed.adjacency.in.offsets.set(into.offsets)
  packed.adjacency.in.targets.set(into.targets)
  packed.selfLoops.set(selfLoops)
  return bytes
}

/** The topology in `bytes` (also on shared memory), as views: nothing is copied. `bytes` must begin at a multiple of
 *  four in its buffer. Throws an Error when they are no packed topology. */
export function unpackTopology(bytes: Uint8Array): HostTopology {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2)
  const [mark, format, flags, nodeCount = 0, outCount = 0, inCount = 0, loopCount = 0] = words
  if (mark !== magic || format !== version)
    throw new Error('These bytes are no packed topology of this version.')
  let at = headerLength
  const take = (length: number): Uint32Array => {
    if (at + length > words.length) throw new Error('The packed topology is cut off.')
    at += length
    return words.subarray(at - length, at)
  }
  const takeCsr = (targetCount: number): Csr => ({ offsets: take(nodeCount + 1), targets: take(targetCount) })
  const directed = flags === 1
  const out = takeCsr(outCount)
  const into = directed ? takeCsr(inCount) : out
  return { nodeCount, directed, adjacency: { out, in: into }, selfLoops: take(loopCount) }
}
