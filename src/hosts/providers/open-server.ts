/** From a connection and what lets one in to what answers for its graph. Clients are loaded when they are first used. */
import type { Credentials } from '../../grand/remote/cypher-endpoint'
import type { RemoteConnection } from '../../model/remote-host'
import { CypherServer } from './cypher-server'
import type { GraphServer, ServerCredentials } from './graph-server'
import { graphOf, openEndpoint } from './open-endpoint'

/** @throws MotifscopeError `invalid-address`, `mixed-content`, `invalid-credentials` */
export async function openServer(
  connection: RemoteConnection,
  credentials: ServerCredentials,
): Promise<GraphServer> {
  if (connection.kind === 'gremlin') {
    const { openGremlinServer } = await import('./gremlin-server')
    return openGremlinServer(connection, credentials)
  }
  if (connection.kind === 'dynamodb') {
    const { openDynamoDB } = await import('./dynamodb-server')
    return openDynamoDB(connection, credentials)
  }
  const endpoint = await openEndpoint(connection, withoutKeys(credentials))
  return new CypherServer(endpoint, graphOf(connection), connection.timeoutMs)
}

/** An access key is nothing that these servers take. */
export const withoutKeys = (credentials: ServerCredentials): Credentials =>
  credentials.kind === 'access-key' ? { kind: 'none' } : credentials
