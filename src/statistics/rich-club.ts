/** Rich clubs: whether nodes of many edges are joined to each other more than to others. φ(k) is the density among the
 *  N nodes of degree above k, E ÷ (N (N − 1)) with E directed edges among them (Zhou & Mondragón 2004: twice the number
 *  of undirected ones). Nodes of many edges meet by chance too: φ is divided by its mean over graphs with the same
 *  degrees (Colizza, Flammini, Serrano & Vespignani 2006). Pure. */
import type { HostTopology } from '../model/host-graph'

/** Entry k tells of the nodes whose degree is above k. */
export interface RichClub {
  nodes: Float64Array
  /** Directed edges among them; an edge without direction counts twice. */
  edges: Float64Array
}

/** Edges out and in of a directed host, neighbours of an undirected one; self-loops do not count. */
export function totalDegrees({ nodeCount, directed, adjacency }: HostTopology): Uint32Array {
  const { out, in: into } = adjacency
  const degrees = new Uint32Array(nodeCount)
  for (let node = 0; node < nodeCount; node++) {
    const outgoing = out.offsets[node + 1]! - out.offsets[node]!
    degrees[node] = directed ? outgoing + into.offsets[node + 1]! - into.offsets[node]! : outgoing
  }
  return degrees
}

/** From the number at each value to the number above each. */
function above(at: Float64Array): Float64Array {
  const sums = new Float64Array(at.length)
  for (let k = at.length - 2; k >= 0; k--) sums[k] = sums[k + 1]! + at[k + 1]!
  return sums
}

/** From k = 0 on, as long as two nodes are left. Linear. */
export function richClub(topology: HostTopology): RichClub {
  const { nodeCount, adjacency } = topology
  const degrees = totalDegrees(topology)
  let most = 0
  for (const degree of degrees) most = Math.max(most, degree)
  const [nodesAt, edgesAt] = [new Float64Array(most + 1), new Float64Array(most + 1)]
  for (const degree of degrees) nodesAt[degree]!++
  const { offsets, targets } = adjacency.out
  for (let node = 0; node < nodeCount; node++)
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++)
      edgesAt[Math.min(degrees[node]!, degrees[targets[i]!]!)]!++
  const nodes = above(nodesAt)
  let length = nodes.findIndex((count) => count < 2)
  if (length < 0) length = nodes.length
  return { nodes: nodes.slice(0, length), edges: above(edgesAt).slice(0, length) }
}

/** φ(k) per k. */
export const richClubCoefficients = ({ nodes, edges }: RichClub): Float64Array =>
  edges.map((count, k) => count / (nodes[k]! * (nodes[k]! - 1)))
