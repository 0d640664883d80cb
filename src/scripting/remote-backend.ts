/** A graph on a server as a script walks through it: through the interface that every graph has, asked where it lies. What
 *  such a backend cannot leave out of a server's graph, though the host leaves it out, is refused. */
import type { GraphBackend } from '../grand/backend'
import type { CypherEndpoint } from '../grand/remote/cypher-endpoint'
import { openEndpoint } from '../hosts/providers/open-endpoint'
import type { ServerCredentials } from '../hosts/providers/graph-server'
import { withoutKeys } from '../hosts/providers/open-server'
import { remoteKinds } from '../hosts/providers/remote-kinds'
import { regionOf } from '../hosts/providers/remote-place'
import { MotifscopeError } from '../model/errors'
import type { RemoteConnection } from '../model/remote-host'

/** To be closed by whoever opened it.
 *  @throws MotifscopeError `not-on-server`, and as the connection */
export async function openRemoteBackend(
  connection: RemoteConnection,
  credentials: ServerCredentials,
): Promise<GraphBackend> {
  if (connection.kind === 'gremlin') return overGremlin(connection, credentials)
  if (connection.kind === 'dynamodb') return overDynamoDB(connection, credentials)
  const endpoint = await openEndpoint(connection, withoutKeys(credentials))
  return overCypher(withTimeout(endpoint, connection.timeoutMs), connection)
}

const withTimeout = (endpoint: CypherEndpoint, timeoutMs: number): CypherEndpoint => ({
  ...endpoint,
  run: (query, parameters, options) => endpoint.run(query, parameters, { timeoutMs, ...options }),
})

async function overCypher(endpoint: CypherEndpoint, connection: RemoteConnection): Promise<GraphBackend> {
  const { kind, nodeLabel: label, edgeType: relationshipType, idProperty } = connection
  const usual = remoteKinds.neuprint.shape
  if (kind === 'neuprint' && idProperty === usual.idProperty && relationshipType === usual.edgeType) {
    const { NeuPrintBackend } = await import('../grand/backends/cypher/neuprint-backend')
    return new NeuPrintBackend(endpoint, { label: label === '' ? usual.nodeLabel : label })
  }
  const { Neo4jBackend } = await import('../grand/backends/cypher/neo4j-backend')
  return Neo4jBackend.over(endpoint, {
    directed: true,
    ...(label !== '' && { label }),
    ...(relationshipType !== '' && { relationshipType }),
    ...(idProperty !== '' && { idProperty }),
  })
}

async function overGremlin(
  { address, database, nodeLabel, edgeType, idProperty, idKind, timeoutMs }: RemoteConnection,
  credentials: ServerCredentials,
): Promise<GraphBackend> {
  if (nodeLabel !== '' || edgeType !== '')
    throw new MotifscopeError(
      'not-on-server',
      'A script on a Gremlin server sees all nodes and edges of its graph.',
      {
        hint: 'Connect to it without a label and a type, or bring a part of the graph here and run the script on that.',
      },
    )
  const { GremlinBackend } = await import('../grand/backends/gremlin/gremlin-backend')
  return GremlinBackend.open({
    url: address,
    traversalSource: database,
    nodeId: idProperty === '' ? 'element' : { property: idProperty },
    ...(idKind && { idKind }),
    ...(credentials.kind === 'basic' && { login: credentials }),
    timeoutMs,
  })
}

async function overDynamoDB(
  { address, nodeLabel, edgeType, timeoutMs }: RemoteConnection,
  credentials: ServerCredentials,
): Promise<GraphBackend> {
  const { DynamoDBBackend } = await import('../grand/backends/dynamodb/dynamodb-backend')
  if (credentials.kind !== 'access-key')
    throw new MotifscopeError('invalid-credentials', 'DynamoDB is logged in to by an access key.')
  return DynamoDBBackend.over({
    region: regionOf(address),
    endpoint: address,
    credentials,
    nodeTable: nodeLabel,
    edgeTable: edgeType,
    timeoutMs,
  })
}
