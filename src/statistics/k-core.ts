/** Core numbers (Batagelj and Zaveršnik 2003): the greatest k for which a node lies in a part of the graph where each
 *  node has at least k neighbours. Pure, linear. */
import type { Csr } from '../model/host-graph'

/** The core number of every node. `neighbours`: of a host without directions, loops and parallel edges (each edge in both
 *  rows; `symmetricAdjacency`). */
export function coreNumbers({ offsets, targets }: Csr): Uint32Array {
  const nodeCount = offsets.length - 1
  const degrees = new Uint32Array(nodeCount)
  let most = 0
  for (let node = 0; node < nodeCount; node++) {
    degrees[node] = (offsets[node + 1] as number) - (offsets[node] as number)
    most = Math.max(most, degrees[node] as number)
  }
  const { starts, sorted, placeOf } = sortByDegree(degrees, most)
  for (let at = 0; at < nodeCount; at++) {
    const node = sorted[at] as number
    for (let i = offsets[node] as number; i < (offsets[node + 1] as number); i++) {
      const other = targets[i] as number
      const degree = degrees[other] as number
      if (degree <= (degrees[node] as number)) continue
      // The neighbour loses one: it changes place with the first of its degree and joins those below.
      const place = placeOf[other] as number
      const firstPlace = starts[degree] as number
      const first = sorted[firstPlace] as number
      sorted[place] = first
      placeOf[first] = place
      sorted[firstPlace] = other
      placeOf[other] = firstPlace
      starts[degree] = firstPlace + 1
      degrees[other] = degree - 1
    }
  }
  return degrees
}

function sortByDegree(degrees: Uint32Array, most: number) {
  const starts = new Uint32Array(most + 2)
  for (const degree of degrees) starts[degree + 1] = (starts[degree + 1] as number) + 1
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number)
  const sorted = new Uint32Array(degrees.length)
  const placeOf = new Uint32Array(degrees.length)
  const next = starts.slice()
  for (let node = 0; node < degrees.length; node++) {
    const place = next[degrees[node] as number] as number
    next[degrees[node] as number] = place + 1
    sorted[place] = node
    placeOf[node] = place
  }
  return { starts, sorted, placeOf }
}
