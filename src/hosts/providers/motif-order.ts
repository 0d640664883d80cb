/** In which order a traversal binds the nodes of a motif: from the one that most is asked of, each next one joined to
 *  those before wherever an edge leads there. Pure. */
import { motifPairs } from '../../dotmotif/motif-pairs'
import type { Motif } from '../../model/motif'

/** How much narrows a node: an id or another equality most. */
function weightOf(node: string, { nodeConstraints }: Motif): number {
  const own = nodeConstraints.filter((constraint) => constraint.node === node)
  return own.reduce((sum, { op }) => sum + (op === '==' ? 10 : 1), 0)
}

/** All nodes of the motif, each once. */
export function bindingOrder(motif: Motif): string[] {
  const required = motifPairs(motif).filter(({ exists, from, to }) => exists && from !== to)
  const degree = (node: string) => required.filter(({ from, to }) => from === node || to === node).length
  const order: string[] = []
  const joins = (node: string) =>
    required.filter(({ from, to }) =>
      from === node ? order.includes(to) : to === node && order.includes(from),
    ).length
  const left = new Set(motif.nodes)
  while (left.size > 0) {
    const rank = (node: string) => [joins(node), weightOf(node, motif), degree(node)]
    const [next = ''] = [...left].sort((a, b) => compare(rank(b), rank(a)))
    order.push(next)
    left.delete(next)
  }
  return order
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const difference = value - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
