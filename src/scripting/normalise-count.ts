/** A count by the size of the host graph it was found in, so that graphs of different size can be compared. Pure. */
import type { NormalisedCount } from './comparison-types'

export interface CountedIn {
  nodeCount: number
  /** Counts parallel edges. */
  edgeCount: number
}

/** The natural logarithm of N·(N−1)·…·(N−n+1), the ways to choose n distinct of N nodes in order; −Infinity: none. */
export function logTupleCount(nodeCount: number, chosen: number): number {
  if (chosen > nodeCount) return -Infinity
  let sum = 0
  for (let i = 0; i < chosen; i++) sum += Math.log(nodeCount - i)
  return sum
}

const ratio = (count: number, size: number) => (size > 0 ? count / size : null)

/** `motifNodeCount`: how many nodes a match has. `symmetryCount`: how many matches count as one (1: each by itself). */
export function normaliseCount(
  count: number | bigint,
  { nodeCount, edgeCount }: CountedIn,
  { motifNodeCount, symmetryCount }: { motifNodeCount: number; symmetryCount: number },
): NormalisedCount {
  const plain = Number(count)
  const tuples = logTupleCount(nodeCount, motifNodeCount)
  // By logarithms: the number of tuples leaves the range of doubles before a motif leaves the screen.
  const share = plain === 0 ? 0 : Math.exp(Math.log(plain) + Math.log(symmetryCount) - tuples)
  return {
    perNode: ratio(plain, nodeCount),
    perEdge: ratio(plain, edgeCount),
    perTuple: Number.isFinite(tuples) ? share : null,
  }
}
