/** Parts of a graph on a server that are asked for by name: a few nodes with what is between them, the rows of a Cypher
 *  query. */
import type { AskableGraph } from '../hosts/providers/bring-subgraph'
import { withMark } from '../hosts/providers/end-query'
import { remoteKinds } from '../hosts/providers/remote-kinds'
import type { CypherEndpoint, RemoteValue } from '../grand/remote/cypher-endpoint'
import type { CypherAnswer } from '../grand/cypher/answer-query'
import { MotifscopeError } from '../model/errors'
import type { RemoteHostInfo } from '../model/remote-host'
import type { CypherQueryOptions } from './cypher-api'
import type { HostEdge, HostNode } from './result-types'

type AskableHost = AskableGraph & { info: RemoteHostInfo }

const attributesOf = (value: RemoteValue | undefined): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

/** The subgraph on these nodes, as the server has it. */
export async function remoteSubgraph(
  { server, known, timeoutMs }: AskableGraph,
  nodeIds: readonly string[],
): Promise<{ nodes: HostNode[]; edges: HostEdge[] }> {
  const part = server.part({ ids: nodeIds }, known)
  const nodes: HostNode[] = []
  const edges: HostEdge[] = []
  for await (const rows of part.nodes({ timeoutMs }))
    for (const [id, attributes] of rows) nodes.push({ id: String(id), attributes: attributesOf(attributes) })
  for await (const rows of part.edges({ timeoutMs }))
    for (const [source, target, attributes] of rows)
      edges.push({ source: String(source), target: String(target), attributes: attributesOf(attributes) })
  return { nodes, edges }
}

/** @throws MotifscopeError `not-on-server` */
function cypherOf({ server, info }: AskableHost): CypherEndpoint {
  if (server.cypher) return server.cypher
  const { label } = remoteKinds[info.connection.kind]
  throw new MotifscopeError('not-on-server', `${label} cannot be asked in Cypher.`, {
    hint: 'Write the pattern in DotMotif, or bring a part of the graph here (Hosts, Bring a part here): that takes Cypher.',
  })
}

/** A query as its user wrote it, on the server, up to `limit` rows; the request ends there. */
export async function remoteCypher(
  asked: AskableHost,
  query: string,
  { parameters = {}, limit = 10_000, limitMs = asked.timeoutMs, signal, onProgress }: CypherQueryOptions,
): Promise<CypherAnswer> {
  const endpoint = cypherOf(asked)
  const beganAt = performance.now()
  const mark = crypto.randomUUID()
  const elapsed = () => performance.now() - beganAt
  const limits = AbortSignal.any([AbortSignal.timeout(limitMs), ...(signal ? [signal] : [])])
  let columns: string[] = []
  const rows: RemoteValue[][] = []
  try {
    for await (const batch of endpoint.run(withMark(query, mark), parameters, {
      signal: limits,
      timeoutMs: limitMs,
    })) {
      columns = batch.fields
      for (const row of batch.rows) if (rows.length <= limit) rows.push(row)
      onProgress?.({ phase: 'searching', rows: Math.min(rows.length, limit), elapsedMs: elapsed() })
      if (rows.length > limit) break
    }
  } catch (thrown) {
    if (limits.aborted) void asked.server.end(mark)
    if (signal?.aborted) throw new MotifscopeError('cancelled', 'The query was cancelled.')
    if (!limits.aborted) throw thrown
    throw new MotifscopeError(
      'time-limit',
      `The query took longer than ${limitMs / 1000} s and was stopped.`,
      {
        hint: 'Narrow it, or allow it more time.',
      },
    )
  }
  const truncated = rows.length > limit
  const shown = rows.slice(0, limit) as CypherAnswer['rows']
  return { columns, rows: shown, truncated, elapsedMs: elapsed() }
}
