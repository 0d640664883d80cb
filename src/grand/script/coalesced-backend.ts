/** A backend that gathers what is asked within one turn into one question: a script that asks about many nodes at once
 *  (`Promise.all`) crosses to the tables once. */
import type { GraphBackend } from '../backend'

/** Turns that the functions in between take before their question arrives. */
const turns = 8

/** Answers for lists that are asked together, each with its own part. */
function gathered<K, T>(askAll: (keys: K[]) => Promise<T[]>): (keys: readonly K[]) => Promise<T[]> {
  let keys: K[] = []
  let answer: Promise<T[]> | null = null
  return async (own) => {
    const first = keys.length
    keys.push(...own)
    answer ??= (async () => {
      for (let turn = 0; turn < turns; turn++) await null
      const all = keys
      keys = []
      answer = null
      return askAll(all)
    })()
    return (await answer).slice(first, first + own.length)
  }
}

/** One gatherer for each second argument. */
function gatheredBy<A, K, T>(askAll: (keys: K[], by: A) => Promise<T[]>) {
  const gatherers = new Map<A, (keys: readonly K[]) => Promise<T[]>>()
  return (keys: readonly K[], by: A): Promise<T[]> => {
    let gatherer = gatherers.get(by)
    if (!gatherer) gatherers.set(by, (gatherer = gathered((all: K[]) => askAll(all, by))))
    return gatherer(keys)
  }
}

export function coalesced(backend: GraphBackend): GraphBackend {
  return {
    kind: backend.kind,
    directed: backend.directed,
    writable: backend.writable,
    hasNodes: gathered((ids: string[]) => backend.hasNodes(ids)),
    getNodes: gathered((ids: string[]) => backend.getNodes(ids)),
    hasEdges: gathered((pairs) => backend.hasEdges(pairs)),
    getEdges: gathered((pairs) => backend.getEdges(pairs)),
    neighbours: gatheredBy((ids: string[], direction) => backend.neighbours(ids, direction)),
    degrees: gatheredBy((ids: string[], direction) => backend.degrees(ids, direction)),
    addNodes: (nodes) => backend.addNodes(nodes),
    removeNodes: (ids) => backend.removeNodes(ids),
    addEdges: (edges) => backend.addEdges(edges),
    removeEdges: (pairs) => backend.removeEdges(pairs),
    nodes: (options) => backend.nodes(options),
    edges: (options) => backend.edges(options),
    nodeCount: () => backend.nodeCount(),
    edgeCount: () => backend.edgeCount(),
    close: () => backend.close(),
  }
}
