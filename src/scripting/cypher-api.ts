/** `motifscope.cypher`: a query on an open host, in a worker of its own. */
import type { CypherAnswer, CypherProgress } from '../grand/cypher/answer-query'
import type { HostLibrary } from '../hosts/host-library'
import { MotifscopeError } from '../model/errors'

export type { CypherAnswer, CypherProgress } from '../grand/cypher/answer-query'
export type { PlainNode, PlainValue } from '../grand/cypher/plain-rows'

export interface CypherQueryOptions {
  /** Values of `$name`, without the sign. */
  parameters?: Readonly<Record<string, unknown>>
  /** Rows to answer at most, 10,000 when absent; `truncated` tells whether there are more. */
  limit?: number
  /** Milliseconds after which the query is stopped; two minutes when absent. */
  limitMs?: number
  signal?: AbortSignal
  /** Some ten times a second. */
  onProgress?: (progress: CypherProgress) => void
}

/** Rows hold texts, numbers (bigint beyond 2^53), Booleans, null, lists, maps, and nodes, relationships and paths as plain
 *  objects with `kind`, `id`, `labels` or `type`, and `properties`. */
export type CypherApi = (hostId: string, query: string, options?: CypherQueryOptions) => Promise<CypherAnswer>

/** More would not fit a tab. */
const mostRows = 1_000_000

function checkedCount(value: number, name: string, most: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= most) return value
  throw new MotifscopeError('invalid-option', `\`${name}\` must be a whole number from 0 to ${most}.`)
}

export function createCypher(library: Pick<HostLibrary, 'stored' | 'tables'>): CypherApi {
  return async (hostId, query, { parameters = {}, limit = 10_000, limitMs = 120_000, ...hooks } = {}) => {
    const question = {
      query,
      parameters,
      limit: checkedCount(limit, 'limit', mostRows),
      limitMs: checkedCount(limitMs, 'limitMs', 2 ** 31 - 1),
    }
    const { directed, nodeCount, edgeCount, nodeColumns, edgeColumns, nodes, edges } =
      await library.stored(hostId)
    const { answerInWorker } = await import('../grand/cypher/cypher-worker')
    const host = { directed, nodeCount, edgeCount, nodeColumns, edgeColumns, nodes, edges }
    const open = async (part: 'nodes' | 'all') => (await library.tables(hostId, part)).connection
    return answerInWorker(host, question, { ...hooks, tables: { hostId, open } })
  }
}
