/** What replication asks of a remote, whatever carries the questions: a database that speaks the CouchDB protocol.
 *  Every call may reject with a RemoteFailure or with what the signal was aborted with. */
import type { MossDocument } from '../../model/document'
import type { MotifscopeError } from '../../model/errors'

/** Where a remote stands in its own history: a number or an opaque text. */
export type Sequence = number | string

export interface ChangeRow {
  id: string
  /** Of every leaf. */
  revisions: string[]
}

export interface ChangePage {
  rows: ChangeRow[]
  last: Sequence
}

export interface ChangeQuery {
  since: Sequence
  limit: number
  /** Waits for a change when there is none, as long as the remote likes. */
  isWaiting?: boolean
}

export interface RevisionName {
  id: string
  revision: string
}

/** A revision as it was answered: an object; or undefined when the remote has it no longer; or what is wrong with it. */
export interface FetchedRevision extends RevisionName {
  value?: Readonly<Record<string, unknown>>
  problem?: MotifscopeError
}

export interface OutgoingDocument {
  document: MossDocument
  revision: string
  /** By the lower-case hex of their SHA-256. */
  files: ReadonlyMap<string, Blob>
}

/** A document that the remote would not take. */
export interface Rejection {
  id: string
  reason: string
}

export interface RemoteDatabase {
  changes(query: ChangeQuery, signal: AbortSignal): Promise<ChangePage>
  /** The ids of those revisions that the remote does not know. */
  missing(revisions: readonly RevisionName[], signal: AbortSignal): Promise<Set<string>>
  /** Stores revisions as they are named. */
  store(documents: readonly OutgoingDocument[], signal: AbortSignal): Promise<Rejection[]>
  fetch(revisions: readonly RevisionName[], signal: AbortSignal): Promise<FetchedRevision[]>
  /** An attachment; undefined when it is not there. */
  file(of: RevisionName, name: string, signal: AbortSignal): Promise<Blob | undefined>
  /** What this replica noted at the remote, in a document that is never replicated; undefined: nothing. */
  note(name: string, signal: AbortSignal): Promise<unknown>
  /** Answers false when the remote lets this user only read. */
  keepNote(name: string, note: object, signal: AbortSignal): Promise<boolean>
}
