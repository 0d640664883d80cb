/** Numbers host nodes by descending number of distinct neighbours, the one numbering used everywhere: it puts the
 *  nodes that are met most often side by side in memory and makes symmetry breaking cheap around hubs. Pure. */
import type { EdgePairs } from '../model/plan'
import { adjacencyFromPairs, symmetricAdjacency } from './csr'

/** `indexOfNode[i]` is the host node index of the i-th node of the file. Neighbours are counted once, whatever the
 *  direction and number of edges, self-loops not at all; ties keep the order of the file. Linear. */
export function numberByDegree(nodeCount: number, pairs: EdgePairs): { indexOfNode: Uint32Array } {
  const { offsets } = symmetricAdjacency(adjacencyFromPairs(nodeCount, pairs)).out
  const degreeOf = (node: number) => offsets[node + 1]! - offsets[node]!
  let most = 0
  for (let node = 0; node < nodeCount; node++) most = Math.max(most, degreeOf(node))
  // Place of the first node of each degree, the highest degree first.
  const place = new Uint32Array(most + 2)
  for (let node = 0; node < nodeCount; node++) place[most - degreeOf(node) + 1]!++
  for (let i = 1; i < place.length; i++) place[i]! += place[i - 1]!
  const indexOfNode = new Uint32Array(nodeCount)
  for (let node = 0; node < nodeCount; node++) indexOfNode[node] = place[most - degreeOf(node)]!++
  return { indexOfNode }
}

/** The same edges under the new numbers, in the same order. */
export function renumberPairs({ sources, targets }: EdgePairs, indexOfNode: Uint32Array): EdgePairs {
  return {
    sources: sources.map((node) => indexOfNode[node]!),
    targets: targets.map((node) => indexOfNode[node]!),
  }
}
