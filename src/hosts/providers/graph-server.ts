/** Whatever keeps a graph elsewhere, as the studio asks it: what it is like, where a motif is, what its nodes and edges
 *  are, and a part of it to bring here. How that is said to the server (Cypher, traversals, keys) is each server's own. */
import type { Credentials, CypherEndpoint, RemoteValue, RunOptions } from '../../grand/remote/cypher-endpoint'
import type { SearchSemantics } from '../../model/job'
import type { Motif } from '../../model/motif'
import type { AccessKey } from '../../model/remote-host'
import type { NodeKey } from './answer-book'
import type { ProbeHooks, RemoteFacts } from './probe-stages'
import type { RemoteStatistics, StatisticsHooks } from './remote-statistics'
import type { KnownAttributes, MentionedAttribute } from './servers-words'

/** What lets somebody in, whichever server it is. */
export type ServerCredentials = Credentials | AccessKey

/** `ids`: these nodes. Else all whose attributes fulfil `nodes`, such as `type = "KC"`, one condition a line; and of the
 *  edges among them those that fulfil `edges`, such as `weight >= 3`. */
export type SubgraphSelection = { ids: readonly string[] } | { nodes: string; edges?: string }

export type Rows = AsyncIterable<RemoteValue[][]>

/** Some rows of a search: keys of nodes in the order of the motif's. When only counting: one cell, the count so far. */
export interface SearchBatch {
  rows: RemoteValue[][]
  /** The share of the work that is done, from 0 to 1, where the server's answers tell. */
  progress?: number
}

/** A motif as this server is asked for it. */
export interface RelayedSearch {
  automorphismCount: number
  /** @param mark by which the server can be told to end it */
  run(mark: string, options: RunOptions): AsyncIterable<SearchBatch>
}

export interface SubgraphSize {
  nodes: number
  edges: number
  /** The server's own figures, which may be some hours old. */
  isRough?: boolean
}

/** A part of the graph that can be fetched. */
export interface ServerPart {
  size(options: RunOptions): Promise<SubgraphSize>
  /** Rows: id, attributes. */
  nodes(options: RunOptions): Rows
  /** Rows: id of the source, id of the target, attributes. */
  edges(options: RunOptions): Rows
}

export type WalkDirection = 'out' | 'in' | 'both'

export interface GraphServer {
  /** Scheme, host and port. */
  readonly origin: string
  /** The attribute that names a node; empty: the database's own id. Not repeated among attributes. */
  readonly idProperty: string
  /** A node's key in rows is its id already. */
  readonly keysAreIds: boolean
  /** What takes Cypher; absent: it cannot be asked in Cypher. */
  readonly cypher?: CypherEndpoint
  /** Requests so far, where each of them costs. */
  readonly requestCount?: number

  /** Everything the page needs to know of the graph.
   *  @throws MotifscopeError as the connection; `empty-graph`, `not-unique`, `not-found`, … */
  probe(hooks: ProbeHooks): Promise<RemoteFacts>
  statistics(hooks: StatisticsHooks): Promise<RemoteStatistics>
  /** @throws MotifscopeError `not-on-server`, `empty-motif`, `forbidden-comparison` */
  relay(motif: Motif, semantics: SearchSemantics, known: KnownAttributes): RelayedSearch
  /** Attributes a motif speaks of that none of the sample had. */
  unknownAttributes(motif: Motif, known: KnownAttributes): MentionedAttribute[]
  hasAttribute(attribute: MentionedAttribute): Promise<boolean>
  /** Ends a search on the server, where the server knows how. Never rejects. */
  end(mark: string): Promise<void>
  /** Rows: key, id, attributes where they are wanted. */
  describeNodes(keys: readonly NodeKey[], wantsAttributes: boolean, options: RunOptions): Rows
  /** Rows: key of the source, key of the target, attributes; of these ordered pairs. */
  describeEdges(pairs: readonly (readonly [NodeKey, NodeKey])[], options: RunOptions): Rows
  /** @throws MotifscopeError `invalid-filter`, `empty-selection`, `not-on-server` */
  part(selection: SubgraphSelection, known: KnownAttributes): ServerPart
  /** Ids one step from any of these, in batches, some perhaps twice. Unknown ids are passed over. */
  neighbours(
    ids: readonly string[],
    direction: WalkDirection,
    known: KnownAttributes,
    options: RunOptions,
  ): AsyncIterable<string[]>
  close(): Promise<void>
}
