/** Graphs as the case file writes them, for queries in Cypher. */
import type { CypherValue } from '../../../../src/grand/cypher/values/cypher-values'
import type { PropertyGraph } from '../../../../src/grand/cypher/host/property-graph'

interface Part {
  labels: string[]
  attrs: Record<string, unknown>
}

export interface InlineGraph {
  directed: boolean
  nodes: (Part & { id: string })[]
  edges: (Part & { source: string; target: string })[]
}

const valueOf = (json: unknown): CypherValue =>
  Array.isArray(json)
    ? json.map(valueOf)
    : Number.isSafeInteger(json)
      ? BigInt(json as number)
      : ((json ?? null) as CypherValue)

export function graphOf({ directed, nodes, edges }: InlineGraph): PropertyGraph {
  const indexOf = new Map(nodes.map(({ id }, i) => [id, i]))
  const ends = edges.map(({ source, target }) => [indexOf.get(source)!, indexOf.get(target)!] as const)
  const edgesWhere = (fits: (ends: readonly [number, number]) => boolean) =>
    ends.flatMap((pair, edge) => (fits(pair) ? [edge] : []))
  const touching = (node: number) => edgesWhere(([a, b]) => a === node || b === node)
  return {
    nodeCount: nodes.length,
    edgeCount: edges.length,
    directed,
    nodeId: (node) => nodes[node]!.id,
    labelsOf: (node) => nodes[node]!.labels,
    typeOf: (edge) => edges[edge]!.labels[0] ?? '',
    sourceOf: (edge) => ends[edge]![0],
    targetOf: (edge) => ends[edge]![1],
    outEdges: (node) => (directed ? edgesWhere(([source]) => source === node) : touching(node)),
    inEdges: (node) => (directed ? edgesWhere(([, target]) => target === node) : touching(node)),
    nodeProperty: (node, key) => valueOf(nodes[node]!.attrs[key]),
    edgeProperty: (edge, key) => valueOf(edges[edge]!.attrs[key]),
    nodeKeys: (node) => Object.keys(nodes[node]!.attrs),
    edgeKeys: (edge) => Object.keys(edges[edge]!.attrs),
  }
}
