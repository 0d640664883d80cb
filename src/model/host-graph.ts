/** The host graph: its topology as integers, and what is known about it. Host nodes are numbered by descending
 *  number of distinct neighbours (ties: order in the file); that number is the only index used anywhere. */
import type { AttributeColumn, AttributeType } from './attribute'
import type { HostOrigin, HostReading } from './derivation'
import type { HostSpread } from './host-spread'

/** Compressed sparse row.
 *  `offsets`: length nodeCount + 1, non-decreasing. `targets`: length offsets[nodeCount], ascending within a row,
 *  no duplicates, no self-loops. Often views on shared memory: written once, before any search starts. */
export interface Csr {
  offsets: Uint32Array
  targets: Uint32Array
}

/** The rows of successors and of predecessors. For an undirected relation both are the same object. */
export interface Adjacency {
  out: Csr
  in: Csr
}

/** What of a host graph the search sees. Parallel edges are merged, self-loops stand apart. */
export interface HostTopology {
  nodeCount: number
  /** False when the host itself is undirected: then `adjacency.out === adjacency.in`. */
  directed: boolean
  adjacency: Adjacency
  /** Host nodes with a self-loop, ascending. */
  selfLoops: Uint32Array
}

export interface HostInfo {
  /** Stable for the same content: opening the same graph twice gives one host. */
  id: string
  name: string
  /** Where it came from: file://, http(s)://, neo4j://, neuprint://, gremlin://, dynamodb://, example://. */
  uri: string
  provider: string
  directed: boolean
  multigraph: boolean
  nodeCount: number
  /** Counts parallel edges. */
  edgeCount: number
  nodeAttributes: Record<string, AttributeType>
  edgeAttributes: Record<string, AttributeType>
  /** What the import noticed and mended, one sentence each. */
  warnings: string[]
  /** Of a host made from another one. */
  origin?: HostOrigin
  /** How its files were read. */
  readAs?: HostReading
}

/** A stored host: what the list needs, and how its columns are kept. */
export interface HostRecord extends HostInfo {
  nodeColumns: AttributeColumn[]
  edgeColumns: AttributeColumn[]
  /** Milliseconds since 1970. */
  openedAt: number
  byteLength: number
  /** The user closed it, but results name its nodes: only their ids are kept, and lists do not show it. */
  isClosed: boolean
  /** Filled in when first asked for. */
  statistics?: HostStatistics
  /** The same. */
  spread?: HostSpread
}

export const triadNames = [
  '003', '012', '102', '021D', '021U', '021C', '111D', '111U',
  '030T', '030C', '201', '120D', '120U', '120C', '210', '300',
] as const // prettier-ignore
export type TriadName = (typeof triadNames)[number]

/** Exactly as ../shared/conformance/FORMAT.md §3 defines them. */
export interface HostStatistics {
  nodes: number
  /** Counts parallel edges. */
  edges: number
  isolatedNodes: number
  distinctOrderedPairs: number
  parallelEdges: number
  selfLoops: number
  uniqueSources: number
  uniqueTargets: number
  weaklyConnectedComponents: number
  /** E / (N·(N−1)), the published definition. */
  density: number
  reciprocity: number
  mutualPairs: number
  maxInDegree: number
  maxOutDegree: number
  maxDistinctInNeighbours: number
  maxDistinctOutNeighbours: number
  triadCensus: Record<TriadName, number>
}

/** Everything that is counted of a host. */
export interface HostDescription extends HostSpread {
  statistics: HostStatistics
}
