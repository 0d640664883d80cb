/** Larger random hosts for tests, the same at every run, without attributes. */
import { topologyFromPairs } from '../../../src/grandiso/csr'
import { numberByDegree, renumberPairs } from '../../../src/grandiso/number-by-degree'
import type { HostTopology } from '../../../src/model/host-graph'
import type { EdgePairs } from '../../../src/model/plan'

/** A small linear congruential generator: whole numbers below `bound`. */
export function randomNumbers(seed: number): (bound: number) => number {
  let state = seed >>> 0
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}

/** `edgeCount` random pairs, loops and duplicates included; `hubCount` nodes have an end in half of all edges. */
export function randomPairs(nodeCount: number, edgeCount: number, seed: number, hubCount = 0): EdgePairs {
  const random = randomNumbers(seed)
  const end = () => (hubCount > 0 && random(4) === 0 ? random(hubCount) : random(nodeCount))
  const sources = Uint32Array.from({ length: edgeCount }, end)
  return { sources, targets: sources.map(end) }
}

export function randomTopology(
  nodeCount: number,
  edgeCount: number,
  seed: number,
  hubCount = 0,
): HostTopology {
  const pairs = randomPairs(nodeCount, edgeCount, seed, hubCount)
  const { indexOfNode } = numberByDegree(nodeCount, pairs)
  return topologyFromPairs(nodeCount, true, renumberPairs(pairs, indexOfNode))
}

/** Every ordered pair of different nodes. */
export function completeTopology(nodeCount: number): HostTopology {
  const places = new Uint32Array(nodeCount * nodeCount).map((_, place) => place)
  const pairs = {
    sources: places.map((place) => Math.floor(place / nodeCount)),
    targets: places.map((place) => place % nodeCount),
  }
  return topologyFromPairs(nodeCount, true, pairs)
}
