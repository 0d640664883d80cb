/** What a host graph is like in numbers, as FORMAT.md §3 defines them. Pure; linear but for the triad census. */
import type { Csr, HostStatistics, HostTopology } from '../model/host-graph'
import type { EdgePairs } from '../model/plan'
import { triadCensus } from './triad-census'
import type { CensusProgress } from './triad-census'

export interface StatisticsInput {
  topology: HostTopology
  /** All host edges, parallel ones and self-loops included, as host node indexes. */
  edges: EdgePairs
  directed: boolean
  onProgress?: CensusProgress
}

interface EdgeCounts {
  out: Uint32Array
  in: Uint32Array
  selfLoops: number
}

/** Edges at every node, parallel ones and self-loops counted; an undirected edge goes out and in at both ends. */
function countEdges(nodeCount: number, { sources, targets }: EdgePairs, directed: boolean): EdgeCounts {
  const counts = { out: new Uint32Array(nodeCount), in: new Uint32Array(nodeCount), selfLoops: 0 }
  for (let i = 0; i < sources.length; i++) {
    const source = sources[i]!
    const target = targets[i]!
    counts.out[source]!++
    counts.in[target]!++
    if (source === target) counts.selfLoops++
    else if (!directed) {
      counts.out[target]!++
      counts.in[source]!++
    }
  }
  return counts
}

const countPositive = (counts: Uint32Array) => counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
const largest = (counts: Uint32Array) => counts.reduce((most, count) => Math.max(most, count), 0)

function longestRow({ offsets }: Csr): number {
  let longest = 0
  for (let node = 0; node + 1 < offsets.length; node++)
    longest = Math.max(longest, offsets[node + 1]! - offsets[node]!)
  return longest
}

/** Unordered pairs of nodes with edges both ways: what the rows of successors and predecessors share, halved. */
function countMutualPairs({ nodeCount, adjacency: { out, in: into } }: HostTopology): number {
  let shared = 0
  for (let node = 0; node < nodeCount; node++) {
    let i = out.offsets[node]!
    let j = into.offsets[node]!
    const iEnd = out.offsets[node + 1]!
    const jEnd = into.offsets[node + 1]!
    while (i < iEnd && j < jEnd) {
      const a = out.targets[i]!
      const b = into.targets[j]!
      if (a === b) shared++
      if (a <= b) i++
      if (b <= a) j++
    }
  }
  return shared / 2
}

/** Components of the graph without directions, isolated nodes included: union–find with path halving. */
function countComponents({ nodeCount, adjacency: { out } }: HostTopology): number {
  const parent = new Uint32Array(nodeCount).map((_, node) => node)
  const rootOf = (node: number) => {
    while (parent[node] !== node) {
      parent[node] = parent[parent[node]!]!
      node = parent[node]!
    }
    return node
  }
  let components = nodeCount
  for (let node = 0; node < nodeCount; node++)
    for (let i = out.offsets[node]!; i < out.offsets[node + 1]!; i++) {
      const left = rootOf(node)
      const right = rootOf(out.targets[i]!)
      if (left === right) continue
      parent[Math.max(left, right)] = Math.min(left, right)
      components--
    }
  return components
}

/** The statistics of a host. Where a notion needs directions, an undirected edge stands for both: it gives two ordered
 *  pairs, makes sources and targets of both ends, and is mutual; `edges`, `parallelEdges` and `density` count it once. */
export function statisticsOf({ topology, edges, directed, onProgress }: StatisticsInput): HostStatistics {
  const { nodeCount, adjacency, selfLoops } = topology
  const counts = countEdges(nodeCount, edges, directed)
  const orderedPairs = adjacency.out.targets.length
  const distinctEdges = (directed ? orderedPairs : orderedPairs / 2) + selfLoops.length
  const mutualPairs = countMutualPairs(topology)
  const touched = counts.out.map((count, node) => count + counts.in[node]!)
  return {
    nodes: nodeCount,
    edges: edges.sources.length,
    isolatedNodes: nodeCount - countPositive(touched),
    distinctOrderedPairs: orderedPairs + selfLoops.length,
    parallelEdges: edges.sources.length - distinctEdges,
    selfLoops: counts.selfLoops,
    uniqueSources: countPositive(counts.out),
    uniqueTargets: countPositive(counts.in),
    weaklyConnectedComponents: countComponents(topology),
    density: nodeCount > 1 ? edges.sources.length / (nodeCount * (nodeCount - 1)) : 0,
    reciprocity: orderedPairs > 0 ? (2 * mutualPairs) / orderedPairs : 0,
    mutualPairs,
    maxInDegree: largest(counts.in),
    maxOutDegree: largest(counts.out),
    maxDistinctInNeighbours: longestRow(adjacency.in),
    maxDistinctOutNeighbours: longestRow(adjacency.out),
    triadCensus: triadCensus(topology, onProgress),
  }
}
