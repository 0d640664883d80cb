/** Fills a graph with all of another. Of parallel edges the first is kept, as for every question about a pair. */
import type { WantedAttributes } from './graph-in-memory'
import type { EdgeRecord, GraphBackend, StreamOptions } from './backend'

export type GraphSource = Pick<GraphBackend, 'directed' | 'nodes' | 'edges'>

export async function copyInto(
  made: GraphBackend,
  from: GraphSource,
  options?: StreamOptions,
): Promise<void> {
  const keyOf = ({ source, target }: EdgeRecord) =>
    JSON.stringify(from.directed || source < target ? [source, target] : [target, source])
  for await (const batch of from.nodes(options)) await made.addNodes(batch)
  for await (const batch of from.edges(options)) {
    const isThere = await made.hasEdges(batch.map(({ source, target }) => [source, target]))
    const first = new Map<string, EdgeRecord>()
    for (const [i, edge] of batch.entries())
      if (!isThere[i] && !first.has(keyOf(edge))) first.set(keyOf(edge), edge)
    await made.addEdges([...first.values()])
  }
}

const noOthers = <T>(values: Record<string, T>, names: readonly string[] | undefined): Record<string, T> =>
  names ? Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name))) : values

/** The same graph with these attributes only. */
export function withAttributes(
  from: GraphSource,
  { nodeAttributes, edgeAttributes }: WantedAttributes,
): GraphSource {
  return {
    directed: from.directed,
    async *nodes(options) {
      for await (const batch of from.nodes(options))
        yield batch.map((node) => ({ ...node, attributes: noOthers(node.attributes, nodeAttributes) }))
    },
    async *edges(options) {
      for await (const batch of from.edges(options))
        yield batch.map((edge) => ({ ...edge, attributes: noOthers(edge.attributes, edgeAttributes) }))
    },
  }
}
