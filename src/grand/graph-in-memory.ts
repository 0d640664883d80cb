/** A graph whose topology lies in this page's memory, as whoever reads it without a copy sees it: the rows of the search,
 *  ids, and the attributes that were asked for. Nothing of it changes any more. */
import type { AttributeValue } from '../model/attribute'
import type { HostTopology } from '../model/host-graph'

/** By name, then by number; a hole where a thing has no such attribute. */
export type ReadonlyColumns = ReadonlyMap<string, readonly (AttributeValue | undefined)[]>

export interface GraphInMemory {
  topology: HostTopology
  /** Of nodes 0 … nodeCount − 1. */
  idOf(node: number): string
  numberOf(id: string): number | undefined
  /** By node number. */
  nodeColumns: ReadonlyColumns
  /** By an edge's row. */
  edgeColumns: ReadonlyColumns
  /** The row of an edge in `edgeColumns`, by its place among the entries of `adjacency.out`, then of `selfLoops`. Without:
   *  its row is that place, in an undirected graph that at the lower node. */
  edgeRows?: Uint32Array
}

/** Names of the attributes to be read; without names, all. */
export interface WantedAttributes {
  nodeAttributes?: readonly string[]
  edgeAttributes?: readonly string[]
  signal?: AbortSignal
}
