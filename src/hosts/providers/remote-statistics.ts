/** The figures of a graph on a server, each asked for as a count there. What cannot be counted so (components, the triad
 *  census) is not told: bring the graph here for it. */
import type { CypherEndpoint, RunOptions } from '../../grand/remote/cypher-endpoint'
import { errorDataFrom } from '../../model/errors'
import type { HostStatistics } from '../../model/host-graph'
import { statisticsQueries } from './graph-queries'
import type { RemoteGraph } from './graph-queries'
import { oneCount } from './probe-server'

/** As FORMAT.md §3 defines them; absent: the server did not count it in time. */
export type RemoteStatistics = Partial<
  Omit<
    HostStatistics,
    'triadCensus' | 'weaklyConnectedComponents' | 'maxDistinctInNeighbours' | 'maxDistinctOutNeighbours'
  >
> & { nodes: number; edges: number }

export interface StatisticsHooks {
  signal?: AbortSignal
  onProgress?: (progress: { phase: string; done: number; total?: number }) => void
}

/** Asks one after another, so that a shared server is not asked everything at once. */
export async function remoteStatistics(
  endpoint: CypherEndpoint,
  graph: RemoteGraph,
  timeoutMs: number,
  { signal, onProgress }: StatisticsHooks = {},
): Promise<RemoteStatistics> {
  const options: RunOptions = { timeoutMs, ...(signal ? { signal } : {}) }
  const queries = Object.entries(statisticsQueries(graph))
  const found: Record<string, number> = {}
  for (const [done, [name, query]] of queries.entries()) {
    onProgress?.({ phase: 'Counting on the server', done, total: queries.length })
    try {
      found[name] = await oneCount(endpoint, query, options)
    } catch (thrown) {
      if (errorDataFrom(thrown).code !== 'timeout') throw thrown
    }
  }
  return statisticsFrom(found)
}

/** The figures, and those that follow from them. */
export function statisticsFrom(found: Record<string, number>): RemoteStatistics {
  const { distinctPairsWithoutLoops: pairs, ...counted } = found
  const { nodes = 0, edges = 0, distinctOrderedPairs: distinct, mutualPairs: mutual } = counted
  return {
    ...counted,
    nodes,
    edges,
    ...(distinct === undefined ? {} : { parallelEdges: edges - distinct }),
    density: nodes > 1 ? edges / (nodes * (nodes - 1)) : 0,
    ...(pairs === undefined || mutual === undefined
      ? {}
      : { reciprocity: pairs === 0 ? 0 : (2 * mutual) / pairs }),
  }
}
