/** `motifscope.graph` and `motifscope.openGraph`: an open host, or a graph in a database elsewhere, behind the interface
 *  that every graph has, whatever it is kept in. */
import type { DynamoDBOptions } from '../grand/backends/dynamodb/dynamodb-backend'
import type { GremlinOptions } from '../grand/backends/gremlin/gremlin-backend'
import type { CypherGraph } from '../grand/backends/cypher/open-cypher-graph'
import type { DialectGraph } from '../grand/dialect-graph'
import type { HostLibrary } from '../hosts/host-library'

export function createGraphs(
  library: Pick<HostLibrary, 'get' | 'tables' | 'searchable'>,
): (hostId: string) => Promise<DialectGraph> {
  return async (hostId) => {
    await library.get(hostId)
    const [{ connection, host }, { topology }] = await Promise.all([
      library.tables(hostId),
      library.searchable(hostId),
    ])
    const [{ HostBackend }, { cached }, { DialectGraph }] = await Promise.all([
      import('../grand/backends/host/host-backend'),
      import('../grand/cached-backend'),
      import('../grand/dialect-graph'),
    ])
    return new DialectGraph(cached(new HostBackend(connection, host, topology)))
  }
}

/** Where a graph is that no host stands for. Logins stay in memory and go to this address only. */
export type GraphAddress =
  ({ kind: 'gremlin' } & GremlinOptions) | ({ kind: 'dynamodb' } & DynamoDBOptions) | CypherGraph

/** Loads the client of that database. Answers are not remembered: it can be written to.
 *  @throws MotifscopeError `invalid-address`, `mixed-content`, `unreachable`, `unauthorised`, … */
export async function openGraph(address: GraphAddress): Promise<DialectGraph> {
  const { DialectGraph } = await import('../grand/dialect-graph')
  if (address.kind === 'gremlin') {
    const { GremlinBackend } = await import('../grand/backends/gremlin/gremlin-backend')
    return new DialectGraph(await GremlinBackend.open(address))
  }
  if (address.kind !== 'dynamodb') {
    const { openCypherGraph } = await import('../grand/backends/cypher/open-cypher-graph')
    return new DialectGraph(await openCypherGraph(address))
  }
  const { DynamoDBBackend } = await import('../grand/backends/dynamodb/dynamodb-backend')
  return new DialectGraph(await DynamoDBBackend.open(address))
}
