/** A file as a host that Cypher is asked of. */
import type { CypherHost } from '../../src/grand/cypher/host/host-property-graph'
import { importGraph } from '../../src/hosts/import-graph'

export async function hostFromBlob(blob: Blob): Promise<CypherHost> {
  const source = { stream: blob.stream() as ReadableStream<Uint8Array>, size: blob.size }
  const imported = await importGraph(source, null, {})
  return { ...imported, nodes: new Blob(imported.nodes), edges: new Blob(imported.edges) }
}
