/** What a database far away needs done before a batch is sent to it: each node and each edge once, with all the attributes
 *  that the batch has for it. Pure. */
import type { Attributes, EdgeRecord, NodePair, NodeRecord } from '../backend'

export const distinct = (ids: readonly string[]): string[] => [...new Set(ids)]

/** The same for both ways round of an undirected edge. */
export const pairKey = ([source, target]: NodePair, directed: boolean): string =>
  JSON.stringify(directed || source < target ? [source, target] : [target, source])

/** The places where an edge may lie. */
export const bothWays = (pairs: readonly NodePair[], directed: boolean): NodePair[] =>
  directed
    ? [...pairs]
    : pairs.flatMap(([a, b]): NodePair[] =>
        a === b
          ? [[a, b]]
          : [
              [a, b],
              [b, a],
            ],
      )

export const pairOf = ({ source, target }: Omit<EdgeRecord, 'attributes'>): NodePair => [source, target]

export function mergedNodes(nodes: readonly NodeRecord[]): Map<string, Attributes> {
  const merged = new Map<string, Attributes>()
  for (const { id, attributes } of nodes) merged.set(id, { ...merged.get(id), ...attributes })
  return merged
}

export function mergedEdges(edges: readonly EdgeRecord[], directed: boolean): EdgeRecord[] {
  const merged = new Map<string, EdgeRecord>()
  for (const edge of edges) {
    const key = pairKey(pairOf(edge), directed)
    const before = merged.get(key)
    merged.set(key, { ...(before ?? edge), attributes: { ...before?.attributes, ...edge.attributes } })
  }
  return [...merged.values()]
}

/** @param size at most in each part */
export function* partsOf<T>(values: readonly T[], size: number): Generator<T[]> {
  for (let first = 0; first < values.length; first += size) yield values.slice(first, first + size)
}
