/** The numbering of host nodes and the topology under it, made from the adjacency under the file's numbering: nothing
 *  is sorted twice and the result lies packed, ready to be stored. Pure and linear. */
import { adjacencyFromPairs, selfLoopsOf, symmetricAdjacency } from '../grandiso/csr'
import type { Adjacency, Csr } from '../model/host-graph'
import type { EdgePairs } from '../model/plan'
import { emptyTopology } from '../model/topology-blob'

export interface Numbering {
  /** Host node index of each node of the file. */
  indexOfNode: Uint32Array
  /** Its inverse. */
  nodeOfIndex: Uint32Array
}

export interface NumberedTopology extends Numbering {
  /** Packed (model/topology-blob). */
  topology: Uint8Array<ArrayBuffer>
  /** Distinct edges, loops included. */
  distinctEdgeCount: number
}

/** Numbers the nodes by descending number of distinct neighbours (as grandiso/number-by-degree) and gives the topology
 *  under these numbers. `pairs`: edges between nodes of the file. */
export function numberTopology(nodeCount: number, directed: boolean, pairs: EdgePairs): NumberedTopology {
  const asFile = adjacencyFromPairs(nodeCount, pairs)
  const loops = selfLoopsOf(nodeCount, pairs)
  const adjacency = directed ? asFile : symmetricAdjacency(asFile)
  const numbering = numberNodes(neighbourCounts(adjacency))
  const linkCount = adjacency.out.targets.length
  const { bytes, topology } = emptyTopology({ nodeCount, directed, linkCount, selfLoopCount: loops.length })
  renumberRows(adjacency.out, adjacency.in, numbering.nodeOfIndex, topology.adjacency.out)
  if (directed) renumberRows(adjacency.in, adjacency.out, numbering.nodeOfIndex, topology.adjacency.in)
  topology.selfLoops.set(loops.map((node) => numbering.indexOfNode[node] as number).sort())
  const distinctEdgeCount = linkCount / (directed ? 1 : 2) + loops.length
  return { ...numbering, topology: bytes, distinctEdgeCount }
}

/** Nodes in descending order of these counts; ties keep their order. */
function numberNodes(counts: Uint32Array): Numbering {
  let most = 0
  for (const count of counts) most = Math.max(most, count)
  const places = new Uint32Array(most + 2)
  for (const count of counts) places[most - count + 1] = (places[most - count + 1] as number) + 1
  for (let i = 1; i < places.length; i++) places[i] = (places[i] as number) + (places[i - 1] as number)
  const indexOfNode = new Uint32Array(counts.length)
  const nodeOfIndex = new Uint32Array(counts.length)
  for (let node = 0; node < counts.length; node++) {
    const index = places[most - (counts[node] as number)] as number
    places[most - (counts[node] as number)] = index + 1
    indexOfNode[node] = index
    nodeOfIndex[index] = node
  }
  return { indexOfNode, nodeOfIndex }
}

/** How many other nodes each node has an edge to or from. */
function neighbourCounts({ out, in: into }: Adjacency): Uint32Array {
  const counts = new Uint32Array(out.offsets.length - 1)
  for (let node = 0; node < counts.length; node++) {
    const outCount = (out.offsets[node + 1] as number) - (out.offsets[node] as number)
    const inCount = (into.offsets[node + 1] as number) - (into.offsets[node] as number)
    counts[node] = out === into ? outCount : outCount + inCount - commonCount(out, into, node)
  }
  return counts
}

/** How many entries a node's rows have in common. */
function commonCount(left: Csr, right: Csr, node: number): number {
  let i = left.offsets[node] as number
  let j = right.offsets[node] as number
  const iEnd = left.offsets[node + 1] as number
  const jEnd = right.offsets[node + 1] as number
  let count = 0
  while (i < iEnd && j < jEnd) {
    const a = left.targets[i] as number
    const b = right.targets[j] as number
    if (a === b) count++
    if (a <= b) i++
    if (b <= a) j++
  }
  return count
}

/** Writes `rows` under the new numbers into `result`. `reversed`: the same edges turned round; going through those in
 *  the order of the new numbers fills every row in ascending order. */
function renumberRows(rows: Csr, reversed: Csr, nodeOfIndex: Uint32Array, result: Csr): void {
  const nodeCount = nodeOfIndex.length
  const { offsets, targets } = result
  const places = new Uint32Array(nodeCount)
  for (let index = 0; index < nodeCount; index++) {
    const node = nodeOfIndex[index] as number
    const begin = offsets[index] as number
    places[node] = begin
    offsets[index + 1] = begin + (rows.offsets[node + 1] as number) - (rows.offsets[node] as number)
  }
  for (let index = 0; index < nodeCount; index++) {
    const node = nodeOfIndex[index] as number
    const end = reversed.offsets[node + 1] as number
    for (let i = reversed.offsets[node] as number; i < end; i++) {
      const from = reversed.targets[i] as number
      const place = places[from] as number
      targets[place] = index
      places[from] = place + 1
    }
  }
}
