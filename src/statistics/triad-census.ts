/** How many of all triples of host nodes are of each of the 16 triad types, exactly. Triangles are listed, in
 *  O(edges^1.5); everything else follows from degrees: the pairs of dyads at every node are counted, and those that a
 *  triangle closes are taken off again (Ortmann & Brandes 2017). Pure. */
import type { HostTopology, TriadName } from '../model/host-graph'
import { triadNames } from '../model/host-graph'

/** A dyad seen from one end: 1 out only, 2 in only, 3 mutual. */
const seenFromOtherEnd = [0, 2, 1, 3]

type Wedge = '021D' | '021U' | '021C' | '111D' | '111U' | '201'
type Triangle = '030T' | '030C' | '120D' | '120U' | '120C' | '210' | '300'

/** The type of two dyads at one node whose other ends are not adjacent. */
function wedgeOf(left: number, right: number): Wedge {
  if (left === 3 && right === 3) return '201'
  if (left === 3 || right === 3) return Math.min(left, right) === 1 ? '111U' : '111D'
  if (left !== right) return '021C'
  return left === 1 ? '021D' : '021U'
}

/** The type of a triangle of nodes u, v, w from its three dyads. */
function triangleOf(uv: number, uw: number, vw: number): Triangle {
  const wedges = [
    wedgeOf(uv, uw),
    wedgeOf(seenFromOtherEnd[uv]!, vw),
    wedgeOf(seenFromOtherEnd[uw]!, seenFromOtherEnd[vw]!),
  ]
  const mutualCount = [uv, uw, vw].filter((dyad) => dyad === 3).length
  if (mutualCount === 3) return '300'
  if (mutualCount === 2) return '210'
  if (mutualCount === 1) return wedges.includes('021D') ? '120D' : wedges.includes('021U') ? '120U' : '120C'
  return wedges.every((wedge) => wedge === '021C') ? '030C' : '030T'
}

/** The neighbours of each node with a smaller index, ascending, and the dyad to each. Smaller indexes are higher
 *  degrees, which keeps these rows short. */
interface SmallerNeighbours {
  offsets: Uint32Array
  nodes: Uint32Array
  dyads: Uint8Array
}

function smallerNeighbours({ nodeCount, adjacency }: HostTopology): SmallerNeighbours {
  const { out, in: into } = adjacency
  const offsets = new Uint32Array(nodeCount + 1)
  const nodes = new Uint32Array(out.targets.length)
  const dyads = new Uint8Array(out.targets.length)
  let at = 0
  for (let node = 0; node < nodeCount; node++) {
    let i = out.offsets[node]!
    let j = into.offsets[node]!
    const iEnd = out.offsets[node + 1]!
    const jEnd = into.offsets[node + 1]!
    for (;;) {
      const a = i < iEnd ? out.targets[i]! : node
      const b = j < jEnd ? into.targets[j]! : node
      const next = Math.min(a, b)
      if (next >= node) break
      dyads[at] = (a === next ? 1 : 0) | (b === next ? 2 : 0)
      nodes[at++] = next
      if (a === next) i++
      if (b === next) j++
    }
    offsets[node + 1] = at
  }
  return { offsets, nodes: nodes.subarray(0, at), dyads: dyads.subarray(0, at) }
}

/** How much of it is done, in adjacent pairs of nodes. */
export type CensusProgress = (done: number, total: number) => void

const nodesPerReport = 512

/** Number of triangles u > v > w by dyads: index 16 · uv + 4 · uw + vw. */
function countTriangles(
  nodeCount: number,
  { offsets, nodes, dyads }: SmallerNeighbours,
  onProgress: CensusProgress | undefined,
): Float64Array {
  const counts = new Float64Array(64)
  const dyadToU = new Uint8Array(nodeCount)
  for (let u = 0; u < nodeCount; u++) {
    if (u % nodesPerReport === 0) onProgress?.(offsets[u]!, nodes.length)
    const begin = offsets[u]!
    const end = offsets[u + 1]!
    for (let i = begin; i < end; i++) dyadToU[nodes[i]!] = dyads[i]!
    for (let i = begin; i < end; i++) {
      const v = nodes[i]!
      const base = 16 * dyads[i]!
      const vEnd = offsets[v + 1]!
      for (let j = offsets[v]!; j < vEnd; j++) {
        const uw = dyadToU[nodes[j]!]!
        if (uw !== 0) counts[base + 4 * uw + dyads[j]!]!++
      }
    }
    for (let i = begin; i < end; i++) dyadToU[nodes[i]!] = 0
  }
  return counts
}

type Counts = Record<TriadName, bigint>

const pairs = (count: bigint) => (count * (count - 1n)) / 2n

/** Pairs of dyads at every node, whether a triangle closes them or not; and the numbers of dyads. */
function countWedges(nodeCount: number, { offsets, nodes, dyads }: SmallerNeighbours) {
  const byNode = [0, 1, 2, 3].map(() => new Float64Array(nodeCount))
  for (let node = 0; node < nodeCount; node++)
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) {
      byNode[dyads[i]!]![node]!++
      byNode[seenFromOtherEnd[dyads[i]!]!]![nodes[i]!]!++
    }
  const counts = Object.fromEntries(triadNames.map((name) => [name, 0n])) as Counts
  let [oneWay, mutual] = [0n, 0n]
  for (let node = 0; node < nodeCount; node++) {
    const [out, into, both] = [1, 2, 3].map((dyad) => BigInt(byNode[dyad]![node]!)) as [
      bigint,
      bigint,
      bigint,
    ]
    counts['021D'] += pairs(out)
    counts['021U'] += pairs(into)
    counts['021C'] += out * into
    counts['111U'] += both * out
    counts['111D'] += both * into
    counts['201'] += pairs(both)
    oneWay += out
    mutual += both
  }
  return { counts, oneWay, mutual: mutual / 2n }
}

/** Dyads of each kind in the connected triad types: one-way, mutual. */
const dyadsIn: [TriadName, bigint, bigint][] = [
  ['021D', 2n, 0n], ['021U', 2n, 0n], ['021C', 2n, 0n], ['111D', 1n, 1n], ['111U', 1n, 1n], ['201', 0n, 2n],
  ['030T', 3n, 0n], ['030C', 3n, 0n], ['120D', 2n, 1n], ['120U', 2n, 1n], ['120C', 2n, 1n], ['210', 1n, 2n],
  ['300', 0n, 3n],
] // prettier-ignore

/** The census of all nodes, isolated ones included; self-loops and parallel edges do not count. In an undirected host
 *  every edge is mutual. Exact up to 2^53, beyond that the nearest double. Memory: 5 bytes an edge. */
export function triadCensus(topology: HostTopology, onProgress?: CensusProgress): Record<TriadName, number> {
  const { nodeCount } = topology
  const smaller = smallerNeighbours(topology)
  const { counts, oneWay, mutual } = countWedges(nodeCount, smaller)
  countTriangles(nodeCount, smaller, onProgress).forEach((triangles, index) => {
    if (triangles === 0) return
    const [uv, uw, vw] = [index >> 4, (index >> 2) & 3, index & 3] as const
    const count = BigInt(triangles)
    counts[triangleOf(uv, uw, vw)] += count
    counts[wedgeOf(uv, uw)] -= count
    counts[wedgeOf(seenFromOtherEnd[uv]!, vw)] -= count
    counts[wedgeOf(seenFromOtherEnd[uw]!, seenFromOtherEnd[vw]!)] -= count
  })
  const n = BigInt(nodeCount)
  const others = nodeCount > 2 ? n - 2n : 0n
  counts['012'] = dyadsIn.reduce((left, [name, one]) => left - one * counts[name], oneWay * others)
  counts['102'] = dyadsIn.reduce((left, [name, , both]) => left - both * counts[name], mutual * others)
  const connectedOrNot = triadNames.reduce((sum, name) => sum + counts[name], 0n)
  counts['003'] = (n * (n - 1n) * (n - 2n)) / 6n - connectedOrNot
  return Object.fromEntries(triadNames.map((name) => [name, Number(counts[name])])) as Record<
    TriadName,
    number
  >
}
