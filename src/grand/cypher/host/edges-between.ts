/** The edges from one node to another, parallel ones too: rows of edges sorted by their other end, made when a node is
 *  first asked about. */
import type { PropertyGraph } from './property-graph'

export class EdgesBetween {
  private readonly rows: { others: Uint32Array; edges: Uint32Array }[] = []

  constructor(private readonly graph: PropertyGraph) {}

  private rowOf(node: number): { others: Uint32Array; edges: Uint32Array } {
    const known = this.rows[node]
    if (known) return known
    const { graph } = this
    const otherEnd = (edge: number) =>
      graph.directed || graph.sourceOf(edge) === node ? graph.targetOf(edge) : graph.sourceOf(edge)
    const edges = Uint32Array.from(graph.outEdges(node))
    edges.sort((left, right) => otherEnd(left) - otherEnd(right) || left - right)
    return (this.rows[node] = { others: edges.map(otherEnd), edges })
  }

  /** Ascending. In an undirected graph the order of the ends does not matter. */
  find(from: number, to: number): Uint32Array {
    const { others, edges } = this.rowOf(from)
    const begin = firstPlace(others, to)
    let last = begin
    while (others[last] === to) last++
    return edges.subarray(begin, last)
  }

  /** The edge between two nodes that have one. */
  only(from: number, to: number): number {
    const { others, edges } = this.rowOf(from)
    return edges[firstPlace(others, to)] ?? 0
  }
}

/** Where `value` is, or would be, among ascending numbers. */
function firstPlace(sorted: Uint32Array, value: number): number {
  let begin = 0
  let end = sorted.length
  while (begin < end) {
    const middle = (begin + end) >>> 1
    if ((sorted[middle] ?? 0) < value) begin = middle + 1
    else end = middle
  }
  return begin
}
