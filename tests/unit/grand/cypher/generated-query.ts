/** A public search case as the Cypher that the studio writes for it, and a file as a host that Cypher is asked of. */
import type { CypherFlavour } from '../../../../src/dotmotif/cypher-conditions'
import { readMotif } from '../../../../src/dotmotif/read-motif'
import { toCypher } from '../../../../src/dotmotif/to-cypher'
import type { CypherQuery } from '../../../../src/dotmotif/to-cypher'
import type { CypherHost } from '../../../../src/grand/cypher/host-property-graph'
import { symmetryBreaking } from '../../../../src/grandiso/symmetry'
import { importGraph } from '../../../../src/hosts/import-graph'
import { isInline } from '../../../tools/corpus'
import type { SearchCase } from '../../../tools/corpus'

/** Null where there is nothing to write. */
export function queryOf(
  { motif: source, options, graph }: SearchCase,
  flavour: CypherFlavour,
): CypherQuery | null {
  const reading = readMotif(source)
  if (!reading.ok || reading.motif.nodes.length === 0) return null
  const { motif } = reading
  const ignoreDirection = options.ignoreDirection || (isInline(graph) && !graph.directed)
  const named = (node: number) => motif.nodes[node] ?? ''
  const pairs = options.excludeAutomorphisms ? symmetryBreaking(motif, { undirected: ignoreDirection }) : []
  return toCypher(motif, {
    flavour,
    ignoreDirection,
    induced: options.inducedOnly,
    limit: options.limit,
    symmetryBreaking: pairs.map(([smaller, larger]) => [named(smaller), named(larger)]),
  })
}

export async function hostFromBlob(blob: Blob): Promise<CypherHost> {
  const source = { stream: blob.stream() as ReadableStream<Uint8Array>, size: blob.size }
  const imported = await importGraph(source, null, {})
  return { ...imported, nodes: new Blob(imported.nodes), edges: new Blob(imported.edges) }
}
