/** What is said of rows put together as one graph: for screen readers, captions and tables. Pure. */
import type { ResultSubgraph } from '../../scripting/result-types'
import { formatCount, formatQuantity } from '../../state/format'

/** The motif node that a host node stands for in all rows it is in; null: for several. */
export function onlyRole(
  { counts }: ResultSubgraph['nodes'][number],
  columns: readonly string[],
): string | null {
  const roles = columns.filter((_, at) => (counts[at] ?? 0) > 0)
  return roles.length === 1 ? (roles[0] ?? null) : null
}

/** Edges at each node, those that come and those that go. */
export function degreesOf({ nodes, edges }: ResultSubgraph): number[] {
  const degrees = nodes.map(() => 0)
  for (const { source, target } of edges) {
    degrees[source] = (degrees[source] ?? 0) + 1
    if (target !== source) degrees[target] = (degrees[target] ?? 0) + 1
  }
  return degrees
}

export function nodeWords(
  { id, counts }: ResultSubgraph['nodes'][number],
  columns: readonly string[],
): string {
  const roles = columns.flatMap((name, at) => {
    const count = counts[at] ?? 0
    return count > 0 ? [`${name} in ${formatQuantity(count, 'row', 'rows')}`] : []
  })
  return `${id}: ${roles.join(', ')}`
}

export function edgeWords(graph: ResultSubgraph, edge: ResultSubgraph['edges'][number]): string {
  const [source, target] = [graph.nodes[edge.source]?.id ?? '', graph.nodes[edge.target]?.id ?? '']
  const parallel = edge.count > 1 ? `, ${formatCount(edge.count)} edges` : ''
  const rows = edge.rows > 0 ? `in ${formatQuantity(edge.rows, 'row', 'rows')}` : 'not an edge of the motif'
  return `${source} ${graph.isDirected ? '→' : '–'} ${target}: ${rows}${parallel}`
}

/** `300 rows put together: 41 host nodes, 96 edges among them, 60 of them edges of the motif; …` */
export function graphWords(graph: ResultSubgraph, columns: readonly string[]): string {
  const drawn = graph.edges.filter(({ rows }) => rows > 0).length
  const perRole = columns.map((name, at) => {
    const count = graph.nodes.filter(({ counts }) => (counts[at] ?? 0) > 0).length
    return `${name} ${formatCount(count)}`
  })
  const pairs = graph.nodes.length * Math.max(1, graph.nodes.length - 1)
  const density = (graph.edges.length * (graph.isDirected ? 1 : 2)) / Math.max(1, pairs)
  return (
    `${formatQuantity(graph.rowCount, 'row', 'rows')} put together: ` +
    `${formatQuantity(graph.nodes.length, 'host node', 'host nodes')} (${perRole.join(', ')}), ` +
    `${formatQuantity(graph.edges.length, 'edge', 'edges')} among them, ${formatCount(drawn)} of the motif; ` +
    `${(density * 100).toPrecision(2)} % of all pairs.`
  )
}
