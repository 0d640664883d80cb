/** `motifscope.remote`, as types: host graphs that stay on a server. Their searches are ordinary `jobs`. */
import type { ConnectionDraft } from '../hosts/providers/remote-place'
import type { RemoteFacts, RemoteStage } from '../hosts/providers/probe-server'
import type { RemoteStatistics } from '../hosts/providers/remote-statistics'
import type { SubgraphSize } from '../hosts/providers/bring-subgraph'
import type { HostInfo } from '../model/host-graph'
import type { RemoteConnection, RemoteHostInfo, RemoteKind } from '../model/remote-host'
import type { PlainCredentials } from '../moss/replication/sealed-credentials'
import type { OpenProgress } from './host-types'

export type {
  ConnectionDraft,
  PlainCredentials,
  RemoteConnection,
  RemoteFacts,
  RemoteHostInfo,
  RemoteKind,
  RemoteStage,
  RemoteStatistics,
  SubgraphSize,
}

export interface RemoteHooks {
  signal?: AbortSignal
  /** Called as each step of getting to know the server begins and ends. */
  onStage?: (stage: RemoteStage) => void
}

/** What of a server's graph to bring here. `jobId`: the nodes of all rows of a search there, and the edges among them.
 *  `nodes`: all nodes that fulfil these conditions, such as `type = "KC"`, one a line; `edges`: of the edges among them
 *  those that fulfil these, such as `weight >= 3`. */
export type BroughtPart = { jobId: string } | { nodes: string; edges?: string }

export interface BringOptions {
  name?: string
  /** More is refused before anything is fetched: 50,000 nodes and 1,000,000 edges unless said otherwise. */
  mostNodes?: number
  mostEdges?: number
  onProgress?: (progress: OpenProgress) => void
  signal?: AbortSignal
}

export interface RemoteApi {
  /** What is usual for a kind of server. */
  defaults(kind: RemoteKind): {
    label: string
    example: string
    database: string
    nodeLabel: string
    idProperty: string
    edgeType: string
    weight: string
  }
  /** What an address of a link (`neo4j://…`, `neuprint://…`) means; null: it names no server. Asks nothing. */
  placeOf(uri: string): ConnectionDraft | null
  /** Gets to know a server and keeps nothing. Rejects with `invalid-remote`, `mixed-content`, `unreachable`,
   *  `unauthorised`, `forbidden`, `not-found`, `redirected`, `timeout`, `empty-graph`, `not-unique`, … */
  test(draft: ConnectionDraft, credentials?: PlainCredentials, hooks?: RemoteHooks): Promise<RemoteFacts>
  /** The same, and it becomes a host graph. Credentials stay in this page's memory, bound to the address's origin; with a
   *  passphrase they are kept over a reload too, encrypted under it. The passphrase is not kept. */
  connect(
    draft: ConnectionDraft,
    credentials?: PlainCredentials,
    options?: RemoteHooks & { passphrase?: string },
  ): Promise<RemoteHostInfo>
  /** The latest first. */
  list(): Promise<RemoteHostInfo[]>
  get(id: string): Promise<RemoteHostInfo>
  /** Opens the kept credentials; asks nothing of the server. Rejects with `wrong-passphrase`, `nothing-kept`. */
  unlock(id: string, passphrase: string): Promise<RemoteHostInfo>
  /** Forgets the credentials in memory; with `kept`, those that are kept, too. */
  lock(id: string, options?: { kept?: boolean }): Promise<RemoteHostInfo>
  /** Forgets the host graph and its credentials; answers to its searches stay. */
  forget(id: string): Promise<void>
  /** Asks the server again how large the graph is and which attributes there are. */
  refresh(id: string, hooks?: RemoteHooks): Promise<RemoteHostInfo>
  /** What the server can count; a figure it did not count in time is absent. */
  statistics(
    id: string,
    options?: { signal?: AbortSignal; onProgress?: (progress: OpenProgress) => void },
  ): Promise<RemoteStatistics>
  /** How much a part is. */
  sizeOf(id: string, part: BroughtPart, options?: { signal?: AbortSignal }): Promise<SubgraphSize>
  /** Brings a part of the graph here, as an ordinary host graph. Rejects with `too-large`, `empty-selection`,
   *  `invalid-filter`. */
  bring(id: string, part: BroughtPart, options?: BringOptions): Promise<HostInfo>
  /** Calls back when the list, or what lets this page in, has changed; answers how to end that. */
  watch(callback: () => void): () => void
}
