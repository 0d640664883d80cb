/** How the degrees of a host's nodes are spread, exactly. Pure; linear but for sorting integers. */
import type { DegreeDistribution, DegreeKind } from '../model/host-spread'
import type { EdgePairs } from '../model/plan'

/** How often each number occurs. */
export function distributionOf(degreeOfNode: Uint32Array): DegreeDistribution {
  const sorted = degreeOfNode.slice().sort()
  const degrees: number[] = []
  const nodes: number[] = []
  for (let first = 0; first < sorted.length;) {
    const degree = sorted[first] as number
    let end = first + 1
    while (end < sorted.length && sorted[end] === degree) end++
    degrees.push(degree)
    nodes.push(end - first)
    first = end
  }
  return { degrees, nodes }
}

const add = (counts: Uint32Array, node: number) => {
  counts[node] = (counts[node] as number) + 1
}

/** The degrees of all nodes, parallel edges and self-loops counted. An undirected edge goes out and in at both its ends
 *  and counts once in `total`; a self-loop counts once in `in` and `out`, twice in `total`. */
export function degreeDistributions(
  nodeCount: number,
  { sources, targets }: EdgePairs,
  directed: boolean,
): Record<DegreeKind, DegreeDistribution> {
  const out = new Uint32Array(nodeCount)
  const into = new Uint32Array(nodeCount)
  const total = new Uint32Array(nodeCount)
  for (let i = 0; i < sources.length; i++) {
    const source = sources[i] as number
    const target = targets[i] as number
    add(out, source)
    add(into, target)
    add(total, source)
    add(total, target)
    if (directed || source === target) continue
    add(out, target)
    add(into, source)
  }
  return { in: distributionOf(into), out: distributionOf(out), total: distributionOf(total) }
}
