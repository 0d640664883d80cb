/** How many of all triples of host nodes are of each of the 16 triad types, exactly. Triangles are listed, in
 *  O(edges^1.5); everything else follows from degrees: the pairs of dyads at every node are counted, and those that a
 *  triangle closes are taken off again (Ortmann & Brandes 2017). Pure. */
import type { HostTopology, TriadName } from '../model/host-graph'
import { triadNames } from '../model/host-graph'
import { smallerNeighbours } from './smaller-neighbours'
import type { SmallerNeighbours } from './smaller-neighbours'
import { seenFromOtherEnd, triangleOf, wedgeOf } from './triad-code'

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
