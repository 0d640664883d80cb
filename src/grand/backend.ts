/** What a graph is kept in: memory, tables, a database elsewhere. Everything is asked in batches and answered later, so
 *  that one interface fits an array and a server across the world; what is long is streamed, a batch at a time and no
 *  faster than it is taken. After Grand's backends (Matelsky et al. 2022).
 *
 *  Graphs are simple: one edge per ordered pair (unordered in an undirected graph), as in NetworkX's DiGraph and Graph.
 *  Where a table holds parallel edges, `edges` and `edgeCount` tell all of them, and what is asked by pair is answered
 *  with the first. Ids are texts. */
import type { AttributeValue } from '../model/attribute'
import type { GraphInMemory, WantedAttributes } from './graph-in-memory'

export type { AttributeValue } from '../model/attribute'

export type Attributes = Record<string, AttributeValue>

export interface NodeRecord {
  id: string
  attributes: Attributes
}

export interface EdgeRecord {
  source: string
  target: string
  attributes: Attributes
}

export type NodePair = readonly [source: string, target: string]

export type Direction = 'out' | 'in' | 'both'

export interface StreamOptions {
  /** Whether attributes are read; without, they are empty. Default true. */
  attributes?: boolean
  /** Records per batch, at most. Default 10,000. */
  batchSize?: number
  signal?: AbortSignal
}

export interface GraphBackend {
  /** A word for errors: `memory`, `neo4j`, … */
  readonly kind: string
  readonly directed: boolean
  /** False: `add…` and `remove…` reject with `read-only`. */
  readonly writable: boolean

  hasNodes(ids: readonly string[]): Promise<boolean[]>
  /** Undefined for nodes that are not there. */
  getNodes(ids: readonly string[]): Promise<(Attributes | undefined)[]>
  /** What is there already gets the new attributes besides its own. */
  addNodes(nodes: readonly NodeRecord[]): Promise<void>
  /** With their edges. Unknown ids are passed over. */
  removeNodes(ids: readonly string[]): Promise<void>
  nodes(options?: StreamOptions): AsyncIterable<NodeRecord[]>
  nodeCount(): Promise<number>

  hasEdges(pairs: readonly NodePair[]): Promise<boolean[]>
  getEdges(pairs: readonly NodePair[]): Promise<(Attributes | undefined)[]>
  /** Nodes that are not there yet are made; an edge that is there gets the new attributes besides its own. */
  addEdges(edges: readonly EdgeRecord[]): Promise<void>
  removeEdges(pairs: readonly NodePair[]): Promise<void>
  /** An undirected edge comes once. */
  edges(options?: StreamOptions): AsyncIterable<EdgeRecord[]>
  edgeCount(): Promise<number>

  /** Distinct neighbours of each node, in no particular order; undefined for nodes that are not there. In an undirected
   *  graph every direction answers all neighbours. A self-loop makes a node its own neighbour. */
  neighbours(ids: readonly string[], direction: Direction): Promise<(string[] | undefined)[]>
  /** Ends of edges at each node; undefined for nodes that are not there. A self-loop counts once out and once in, so
   *  twice for `both`, and twice in an undirected graph. */
  degrees(ids: readonly string[], direction: Direction): Promise<(number | undefined)[]>

  /** Where the topology lies in this page's memory: all of the graph as it is now, read without copying that. */
  inMemory?(wanted?: WantedAttributes): Promise<GraphInMemory>

  /** Lets go of connections and memory. */
  close(): Promise<void>
}

export const defaultBatchSize = 10_000
