/** `motifscope.moss.remotes` as types: the contract of Moss, "Store and sync", and what the page needs besides. */
import type { RemoteAuthenticator } from '../moss/authenticator'
import type { PushPreview } from '../moss/replication/chosen-documents'
import type { PlainCredentials } from '../moss/replication/sealed-credentials'
import type { SyncState, SyncStatus, SyncTally } from '../moss/replication/sync-status'
import type { SyncDirection } from '../moss/replication/synchronise'

export type { PushPreview, SyncDirection, SyncState, SyncStatus, SyncTally }

/** What lets this browser in: typed by the user, or an authenticator that gives headers by itself (OAuth). */
export type RemoteCredentials = PlainCredentials | RemoteAuthenticator

export interface RemoteDraft {
  /** Of a database: `https://couch.example.org/notes`. Neither name and password nor a query may stand in it. */
  url: string
  /** `{ kind: 'none' }` when absent. Kept in memory. */
  authenticator?: RemoteCredentials
  /** What may be sent: documents whose URI begins with one of these; `''` stands for all. Nothing when absent. */
  prefixes?: readonly string[]
}

export interface RemoteInfo {
  id: string
  url: string
  authentication: RemoteAuthenticator['kind']
  prefixes: string[]
  /** ISO 8601. */
  addedAt: string
  /** This page has what lets it in; after a reload it has not, unless nothing is needed. */
  isUnlocked: boolean
  /** The credentials are kept, encrypted: `unlock` opens them. */
  isKept: boolean
  /** `preview` showed what these prefixes send. Without it nothing is pushed. */
  isPreviewed: boolean
  /** Of this tab. */
  status: SyncStatus
}

export interface SyncOptions {
  /** `both` when absent. */
  direction?: SyncDirection
  /** Goes on with whatever is new until `signal` or `stop`; then rejects with `cancelled`. */
  live?: boolean
  signal?: AbortSignal
  onProgress?: (status: SyncStatus) => void
}

export interface RemotesApi {
  /** Remembers a remote; asks nothing of it. Rejects with `invalid-remote`, `insecure-remote`, `known-remote`. */
  add(remote: RemoteDraft): Promise<RemoteInfo>
  /** The oldest first. */
  list(): Promise<RemoteInfo[]>
  /** Chooses anew what may be sent; it has to be previewed again. What was sent before stays at the remote. */
  choose(id: string, prefixes: readonly string[]): Promise<RemoteInfo>
  /** Gives credentials. With a passphrase they are kept over a reload too, encrypted under it; without, what was kept is
   *  forgotten. The passphrase is not kept. */
  authenticate(
    id: string,
    credentials: RemoteCredentials,
    options?: { passphrase?: string },
  ): Promise<RemoteInfo>
  /** Opens the kept credentials. Rejects with `wrong-passphrase`, `nothing-kept`. */
  unlock(id: string, passphrase: string): Promise<RemoteInfo>
  /** What a push to an empty remote would send: counts, and the latest documents in full. Needed once before the first
   *  push of any choice of prefixes. */
  preview(id: string, options?: { sampleSize?: number }): Promise<PushPreview>
  /** Rejects with `preview-needed`, `credentials-needed`, `already-syncing`, `cancelled`, and with `remote-…` for what the
   *  remote fails with. Offline it waits for the connection. */
  sync(id: string, options?: SyncOptions): Promise<SyncTally>
  /** Ends a synchronisation of this tab; what was done stays done. */
  stop(id: string): Promise<void>
  /** Calls back with each change of a remote's status in this tab; answers how to end that. */
  watch(callback: (id: string, status: SyncStatus) => void): () => void
  /** Forgets a remote, its credentials and how far it came. Documents stay where they are. */
  remove(id: string): Promise<void>
}
