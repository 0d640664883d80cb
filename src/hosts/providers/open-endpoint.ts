/** From a connection and what lets one in to something that answers Cypher. Clients are loaded when they are first used. */
import type { Credentials, CypherEndpoint } from '../../grand/remote/cypher-endpoint'
import type { RemoteConnection } from '../../model/remote-host'
import type { RemoteGraph } from './graph-queries'

export async function openEndpoint(
  { kind, address, database }: RemoteConnection,
  credentials: Credentials,
): Promise<CypherEndpoint> {
  if (kind === 'neo4j-http') {
    const { neo4jOverHttp } = await import('../../grand/remote/neo4j-http')
    return neo4jOverHttp({ address, database, credentials })
  }
  if (kind === 'neo4j-bolt') {
    const { neo4jOverBolt } = await import('../../grand/remote/neo4j-bolt')
    return neo4jOverBolt({ address, database, credentials })
  }
  const { neuPrintOverHttp } = await import('../../grand/remote/neuprint-http')
  return neuPrintOverHttp({ address, dataset: database, credentials })
}

/** The graph of a connection, as its queries see it. */
export function graphOf({ kind, nodeLabel, idProperty, edgeType, weight }: RemoteConnection): RemoteGraph {
  return { flavour: kind === 'neuprint' ? 'neuprint' : 'neo4j', nodeLabel, idProperty, edgeType, weight }
}
