/** Ends a query on its server. Over HTTP Neo4j goes on working for somebody who has left, until it has something to say:
 *  so a query carries a mark, and what bears it is ended. */
import type { CypherEndpoint } from '../../grand/remote/cypher-endpoint'
import { allRows } from '../../grand/remote/cypher-endpoint'

/** How long the server may take to hear of it. */
const timeoutMs = 10_000

/** The query with a mark in a comment, which changes nothing. */
export const withMark = (query: string, mark: string) => `${query}\n/* motifscope ${mark} */`

const endMarked =
  'SHOW TRANSACTIONS YIELD transactionId AS own, currentQuery AS text WHERE text CONTAINS $mark ' +
  'TERMINATE TRANSACTIONS own YIELD message RETURN message'

/** Never rejects: a server that cannot do this ends the query by its own time limit. neuPrint has no words for it. */
export async function endMarkedQuery(endpoint: CypherEndpoint, mark: string): Promise<void> {
  if (endpoint.flavour !== 'neo4j') return
  await allRows(endpoint, endMarked, { mark: `motifscope ${mark} ` }, { timeoutMs }).catch(() => undefined)
}
