/** Fills a graph with all of another. Of parallel edges the first is kept, as for every question about a pair. */
import type { EdgeRecord, GraphBackend, StreamOptions } from './backend'

export async function copyInto(
  made: GraphBackend,
  from: GraphBackend,
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
