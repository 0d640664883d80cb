/** In which order nodes stand along an adjacency matrix. Pure and deterministic. */
import type { ResultSubgraph } from '../../scripting/result-types'
import { degreesOf } from './union-words'

export type MatrixOrder = 'cluster' | 'degree' | 'motif node' | 'attribute' | 'id'
const rounds = 12

/** Communities by label propagation (Raghavan, Albert and Kumara 2007), nodes in a fixed order, ties to the smallest. */
function communities({ nodes, edges }: ResultSubgraph): number[] {
  const neighbours = nodes.map((): number[] => [])
  for (const { source, target } of edges) {
    if (source === target) continue
    neighbours[source]?.push(target)
    neighbours[target]?.push(source)
  }
  const labels = nodes.map((_, at) => at)
  for (let round = 0; round < rounds; round++) {
    let changes = 0
    for (const [at, around] of neighbours.entries()) {
      const votes = new Map<number, number>()
      for (const other of around) votes.set(labels[other] ?? 0, (votes.get(labels[other] ?? 0) ?? 0) + 1)
      let best = labels[at] ?? at
      for (const [label, count] of votes) {
        const most = votes.get(best) ?? 0
        if (count > most || (count === most && label < best)) best = label
      }
      if (best === labels[at]) continue
      labels[at] = best
      changes++
    }
    if (changes === 0) break
  }
  return labels
}

const textOf = (value: unknown) => (value === null || value === undefined ? '' : String(value))

function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  return textOf(left) < textOf(right) ? -1 : textOf(left) > textOf(right) ? 1 : 0
}

/** Positions of nodes, first to last. */
export function orderNodes(graph: ResultSubgraph, order: MatrixOrder): number[] {
  const degrees = degreesOf(graph)
  const byDegree = (a: number, b: number) => (degrees[b] ?? 0) - (degrees[a] ?? 0) || a - b
  const positions = graph.nodes.map((_, at) => at)
  const nodeAt = (at: number) => graph.nodes[at]
  switch (order) {
    case 'degree':
      return positions.sort(byDegree)
    case 'id':
      return positions.sort((a, b) => compareValues(nodeAt(a)?.id, nodeAt(b)?.id))
    case 'attribute':
      return positions.sort(
        (a, b) => compareValues(nodeAt(a)?.value ?? null, nodeAt(b)?.value ?? null) || byDegree(a, b),
      )
    case 'motif node': {
      const role = (at: number) => nodeAt(at)?.counts.findIndex((count) => count > 0) ?? 0
      return positions.sort((a, b) => role(a) - role(b) || byDegree(a, b))
    }
    case 'cluster': {
      const labels = communities(graph)
      const sizes = new Map<number, number>()
      for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1)
      const size = (at: number) => sizes.get(labels[at] ?? 0) ?? 0
      return positions.sort(
        (a, b) => size(b) - size(a) || (labels[a] ?? 0) - (labels[b] ?? 0) || byDegree(a, b),
      )
    }
  }
}
