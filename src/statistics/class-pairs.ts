/** Edges between classes of nodes: how many there are of how many there could be (connection probability), and how many
 *  are answered (reciprocity; Newman, Forrest & Balthrop 2002). Pure. */
import type { HostTopology } from '../model/host-graph'
import { neighbourRows } from './neighbour-rows'

export interface NodeClasses {
  /** Length nodeCount: a whole number from 0 per host node. */
  classes: Uint32Array
  classCount: number
}

/** Square, row-major: from the class of the row to that of the column. Self-loops and parallel edges do not count; an
 *  edge without direction counts both ways. */
export interface ClassPairs {
  classCount: number
  /** Nodes per class. */
  sizes: Float64Array
  edges: Float64Array
  /** Edges that an edge back answers. */
  mutual: Float64Array
  /** Ordered pairs of different nodes: what could be edges. */
  possible: Float64Array
}

/** Linear in nodes and edges, and in the square of the number of classes. */
export function classPairs(topology: HostTopology, { classes, classCount }: NodeClasses): ClassPairs {
  const sizes = new Float64Array(classCount)
  for (const each of classes) sizes[each]!++
  const square = () => new Float64Array(classCount ** 2)
  const [edges, mutual, possible] = [square(), square(), square()]
  const { offsets, nodes, dyads } = neighbourRows(topology)
  for (let node = 0; node < topology.nodeCount; node++) {
    const base = classes[node]! * classCount
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) {
      const at = base + classes[nodes[i]!]!
      if (dyads[i]! & 1) edges[at]!++
      if (dyads[i] === 3) mutual[at]!++
    }
  }
  for (let from = 0; from < classCount; from++)
    for (let to = 0; to < classCount; to++)
      possible[from * classCount + to] = sizes[from]! * Math.max(0, sizes[to]! - (from === to ? 1 : 0))
  return { classCount, sizes, edges, mutual, possible }
}

/** A share; null where there is nothing it could be a share of. */
export const shareOf = (part: number, whole: number) => (whole > 0 ? part / whole : null)
