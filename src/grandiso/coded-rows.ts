/** The neighbours of every host node with their pair codes (see model/count-plan): successors and predecessors merged,
 *  once per host, in linear time. */
import type { CodedRows } from '../model/count-plan'
import type { Adjacency, Csr } from '../model/host-graph'
import { allocateOrdinary } from './csr'
import type { Allocate } from './csr'

/** The code of (b, a) for the code of (a, b). */
export function swapCode(code: number): number {
  return ((code & 1) << 1) | (code >> 1)
}

/** The codes of (b, a) for a set of codes of (a, b). */
export function swapCodes(codes: number): number {
  return (codes & 9) | ((codes & 2) << 1) | ((codes & 4) >> 1)
}

/** Merges one node's two rows into `entries` from `at` on; answers the end. */
function mergeRow(node: number, out: Csr, into: Csr, entries: Uint32Array, at: number): number {
  let i = out.offsets[node]!
  let j = into.offsets[node]!
  const iEnd = out.offsets[node + 1]!
  const jEnd = into.offsets[node + 1]!
  while (i < iEnd || j < jEnd) {
    const successor = i < iEnd ? out.targets[i]! : 0xffffffff
    const predecessor = j < jEnd ? into.targets[j]! : 0xffffffff
    const neighbour = successor < predecessor ? successor : predecessor
    const isSuccessor = successor === neighbour
    const isPredecessor = predecessor === neighbour
    entries[at++] = (neighbour << 2) | (isSuccessor ? 1 : 0) | (isPredecessor ? 2 : 0)
    if (isSuccessor) i++
    if (isPredecessor) j++
  }
  return at
}

function countBelow(entries: Uint32Array, begin: number, end: number, node: number): number {
  let low = begin
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (entries[middle]! >>> 2 < node) low = middle + 1
    else high = middle
  }
  return low - begin
}

/** How many entries the coded rows of an adjacency have: one pass over its rows. */
export function countNeighbours({ out, in: into }: Adjacency): number {
  if (out === into) return out.targets.length
  const nodeCount = out.offsets.length - 1
  let mutual = 0
  for (let node = 0; node < nodeCount; node++) {
    let j = into.offsets[node]!
    const jEnd = into.offsets[node + 1]!
    for (let i = out.offsets[node]!; i < out.offsets[node + 1]! && j < jEnd; i++) {
      const successor = out.targets[i]!
      while (j < jEnd && into.targets[j]! < successor) j++
      if (j < jEnd && into.targets[j] === successor) mutual++
    }
  }
  return out.offsets[nodeCount]! + into.offsets[nodeCount]! - mutual
}

/** Coded rows of an adjacency; some 10 ns an edge. Node numbers must stay below 2^30. */
export function codedRowsFrom(adjacency: Adjacency, allocate: Allocate = allocateOrdinary): CodedRows {
  const { out, in: into } = adjacency
  const nodeCount = out.offsets.length - 1
  const offsets = allocate(nodeCount + 1)
  const entries = allocate(countNeighbours(adjacency))
  const below = allocate(nodeCount)
  for (let node = 0; node < nodeCount; node++) {
    const begin = offsets[node]!
    const end = mergeRow(node, out, into, entries, begin)
    offsets[node + 1] = end
    below[node] = countBelow(entries, begin, end, node)
  }
  return { offsets, entries, below }
}
