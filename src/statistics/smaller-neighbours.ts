/** The rows that triangles are listed from: each pair of adjacent nodes once, at its larger index. Pure. */
import type { HostTopology } from '../model/host-graph'

/** The neighbours of each node with a smaller index, ascending, and the dyad to each. Smaller indexes are higher
 *  degrees, which keeps these rows short. */
export interface SmallerNeighbours {
  offsets: Uint32Array
  nodes: Uint32Array
  /** 1 an edge out of the row's node, 2 into it, 3 both. */
  dyads: Uint8Array
}

/** Linear. Memory: 5 bytes an edge. */
export function smallerNeighbours({ nodeCount, adjacency }: HostTopology): SmallerNeighbours {
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
