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

/** Asks one after another, so that a shared server is not asked everything at once. What takes too long is left out.
 *  @param questions how each figure is counted */
export async function countedFigures(
  questions: Record<string, () => Promise<number>>,
  { signal, onProgress }: StatisticsHooks,
): Promise<RemoteStatistics> {
  const found: Record<string, number> = {}
  const all = Object.entries(questions)
  for (const [done, [name, ask]] of all.entries()) {
    signal?.throwIfAborted()
    onProgress?.({ phase: 'Counting on the server', done, total: all.length })
    try {
      found[name] = await ask()
    } catch (thrown) {
      if (errorDataFrom(thrown).code !== 'timeout') throw thrown
    }
  }
  return statisticsFrom(found)
}

/** The same of a server that takes Cypher. */
export function remoteStatistics(
  endpoint: CypherEndpoint,
  graph: RemoteGraph,
  timeoutMs: number,
  hooks: StatisticsHooks = {},
): Promise<RemoteStatistics> {
  const options: RunOptions = { timeoutMs, ...(hooks.signal ? { signal: hooks.signal } : {}) }
  const queries = Object.entries(statisticsQueries(graph))
  const questions = queries.map(([name, query]) => [name, () => oneCount(endpoint, query, options)] as const)
  return countedFigures(Object.fromEntries(questions), hooks)
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
