/** A host without directions for whoever counts node sets: each node's neighbours, ascending, with the dyad to each.
 *  Pure. */
import type { HostTopology } from '../model/host-graph'

/** `dyads` along `nodes`: 1 an edge out of the row's node, 2 into it, 3 both. */
export interface NeighbourRows {
  offsets: Uint32Array
  nodes: Uint32Array
  dyads: Uint8Array
}

/** Linear. Memory: 5 bytes an edge and direction, at most. */
export function neighbourRows({ nodeCount, adjacency }: HostTopology): NeighbourRows {
  const { out, in: into } = adjacency
  const offsets = new Uint32Array(nodeCount + 1)
  const most = out.targets.length + into.targets.length
  const nodes = new Uint32Array(most)
  const dyads = new Uint8Array(most)
  let at = 0
  for (let node = 0; node < nodeCount; node++) {
    let i = out.offsets[node]!
    let j = into.offsets[node]!
    const iEnd = out.offsets[node + 1]!
    const jEnd = into.offsets[node + 1]!
    while (i < iEnd || j < jEnd) {
      const a = i < iEnd ? out.targets[i]! : Infinity
      const b = j < jEnd ? into.targets[j]! : Infinity
      const next = Math.min(a, b)
      dyads[at] = (a === next ? 1 : 0) | (b === next ? 2 : 0)
      nodes[at++] = next
      if (a === next) i++
      if (b === next) j++
    }
    offsets[node + 1] = at
  }
  return { offsets, nodes: nodes.slice(0, at), dyads: dyads.slice(0, at) }
}
