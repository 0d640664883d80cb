/** `motifscope.remote`, as types: host graphs that stay on a server. Their searches are ordinary `jobs`. */
import type { ConnectionDraft } from '../hosts/providers/remote-place'
import type { RemoteFacts, RemoteStage } from '../hosts/providers/probe-stages'
import type { RemoteStatistics } from '../hosts/providers/remote-statistics'
import type { SubgraphSize, WalkDirection } from '../hosts/providers/graph-server'
import type { HostInfo } from '../model/host-graph'
import type { RemoteConnection, RemoteHostInfo, RemoteKind } from '../model/remote-host'
import type { LoginCredentials, PlainCredentials } from '../moss/replication/sealed-credentials'
import type { OpenProgress } from './host-types'

export type {
  ConnectionDraft,
  LoginCredentials,
  PlainCredentials,
  RemoteConnection,
  RemoteFacts,
  RemoteHostInfo,
  RemoteKind,
  RemoteStage,
  RemoteStatistics,
  SubgraphSize,
  WalkDirection,
}

export interface RemoteHooks {
  signal?: AbortSignal
  /** Called as each step of getting to know the server begins and ends. */
  onStage?: (stage: RemoteStage) => void
}

/** What of a server's graph to bring here. `jobId`: the nodes of all rows of a search there, and the edges among them.
 *  `nodes`: all nodes that fulfil these conditions, such as `type = "KC"`, one a line; `edges`: of the edges among them
 *  those that fulfil these, such as `weight >= 3`. `around`: the nodes at most so many steps from these, along edges, against
 *  them, or both (unless said otherwise). DynamoDB takes `around`, and `nodes` without conditions. */
export type BroughtPart =
  | { jobId: string }
  | { nodes: string; edges?: string }
  | { around: readonly string[]; steps: number; direction?: WalkDirection }

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
    idKind?: 'text' | 'integer'
  }
  /** What an address of a link (`neo4j://…`, `neuprint://…`, `gremlin://…`, `dynamodb://…`) means; null: it names no server. Asks nothing. */
  placeOf(uri: string): ConnectionDraft | null
  /** Gets to know a server and keeps nothing. Rejects with `invalid-remote`, `mixed-content`, `unreachable`,
   *  `unauthorised`, `forbidden`, `not-found`, `redirected`, `timeout`, `empty-graph`, `not-unique`, … */
  test(draft: ConnectionDraft, credentials?: LoginCredentials, hooks?: RemoteHooks): Promise<RemoteFacts>
  /** The same, and it becomes a host graph. Credentials stay in this page's memory, bound to the address's origin; with a
   *  passphrase they are kept over a reload too, encrypted under it. The passphrase is not kept. */
  connect(
    draft: ConnectionDraft,
    credentials?: LoginCredentials,
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
  /** What the server can count; a figure it did not count in time is absent. Of DynamoDB this reads both tables whole. */
  statistics(
    id: string,
    options?: { signal?: AbortSignal; onProgress?: (progress: OpenProgress) => void },
  ): Promise<RemoteStatistics>
  /** How much a part is; of all of DynamoDB about. More than `mostNodes` around a node is refused: `too-large`. */
  sizeOf(
    id: string,
    part: BroughtPart,
    options?: Pick<BringOptions, 'signal' | 'mostNodes' | 'onProgress'>,
  ): Promise<SubgraphSize>
  /** Brings a part of the graph here, as an ordinary host graph. Rejects with `too-large`, `empty-selection`,
   *  `invalid-filter`, `unknown-node`, `not-on-server`. */
  bring(id: string, part: BroughtPart, options?: BringOptions): Promise<HostInfo>
  /** Calls back when the list, or what lets this page in, has changed; answers how to end that. */
  watch(callback: () => void): () => void
}
