/** Parts of a graph on a server that are asked for by name: the nodes of a result, a few nodes with what is between them,
 *  the rows of a Cypher query. */
import type { AskableGraph } from '../hosts/providers/bring-subgraph'
import { endMarkedQuery, withMark } from '../hosts/providers/end-query'
import { subgraphQueries } from '../hosts/providers/subgraph-selection'
import type { RemoteValue } from '../grand/remote/cypher-endpoint'
import type { CypherAnswer } from '../grand/cypher/answer-query'
import { MotifscopeError } from '../model/errors'
import type { CypherQueryOptions } from './cypher-api'
import type { HostEdge, HostNode, SearchResult } from './result-types'

const rowsAtOnce = 50_000

/** Every node of a result's rows, once. */
export async function distinctIds(result: SearchResult): Promise<string[]> {
  const ids = new Set<string>()
  for (let offset = 0; ; offset += rowsAtOnce) {
    const rows = await result.rows({ offset, limit: rowsAtOnce })
    for (const row of rows) for (const id of row) ids.add(id)
    if (rows.length < rowsAtOnce) return [...ids]
  }
}

const attributesOf = (value: RemoteValue | undefined): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

/** The subgraph on these nodes, as the server has it. */
export async function remoteSubgraph(
  { endpoint, graph, known, timeoutMs }: AskableGraph,
  nodeIds: readonly string[],
): Promise<{ nodes: HostNode[]; edges: HostEdge[] }> {
  const queries = subgraphQueries({ ids: nodeIds }, graph, known)
  const nodes: HostNode[] = []
  const edges: HostEdge[] = []
  for (const sources of queries.idBatches ?? []) {
    const { text, parameters } = queries.nodes
    for await (const { rows } of endpoint.run(text, { ...parameters, sources }, { timeoutMs }))
      for (const [id, attributes] of rows)
        nodes.push({ id: String(id), attributes: attributesOf(attributes) })
    for await (const { rows } of endpoint.run(
      queries.edges.text,
      { ...queries.edges.parameters, sources },
      { timeoutMs },
    ))
      for (const [source, target, attributes] of rows)
        edges.push({ source: String(source), target: String(target), attributes: attributesOf(attributes) })
  }
  return { nodes, edges }
}

/** A query as its user wrote it, on the server, up to `limit` rows; the request ends there. */
export async function remoteCypher(
  { endpoint, timeoutMs }: AskableGraph,
  query: string,
  { parameters = {}, limit = 10_000, limitMs = timeoutMs, signal, onProgress }: CypherQueryOptions,
): Promise<CypherAnswer> {
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
    if (limits.aborted) void endMarkedQuery(endpoint, mark)
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
  return { columns, rows: shown, truncated, elapsedMs: elapsed(), isSearched: false }
}
