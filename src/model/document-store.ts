/** What Moss asks of the place that keeps its documents. Only verified documents get in, predecessors first; whoever
 *  keeps them decides nothing, and keeps all of a call or nothing. */
import type { MossDocument, MossKey } from './document'

/** A verified document with what its place in the tree makes of it. */
export interface VerifiedDocument {
  id: string
  document: MossDocument
  /** The id of the first document of its tree. */
  root: string
  /** Absent: the tree is open. */
  keyInForce?: MossKey
  /** It came dated more than a few minutes ahead of the clock here. */
  isDatedAhead?: true
}

export interface StoredDocument extends VerifiedDocument {
  /** Rises with each document stored here, from 1, with no two alike. */
  arrival: number
}

/** A document nobody has superseded. */
export interface Leaf {
  id: string
  createdAt: string
  isTombstone: boolean
}

export interface DocumentTree {
  root: string
  leaves: Leaf[]
  /** The leaf that stands for the tree. */
  headId: string
}

/** How the leaves of a tree (none of a new one) change with new documents of it, predecessors first; and the head. */
export type GrowTree = (
  leaves: readonly Leaf[],
  arrivals: readonly MossDocument[],
) => Pick<DocumentTree, 'leaves' | 'headId'>

/** By what heads are found: all whose URI begins with a text (or is that text), all that link a URI, or all, the newest
 *  first. */
export type EntryRange =
  { by: 'uri'; prefix: string; isWhole?: boolean } | { by: 'link'; target: string } | { by: 'time' }

/** Where an entry stands in the order of its range: URI or link target (empty by time), age, id. Entries come by
 *  ascending key; the age is minus the milliseconds since 1970, so that the newest of one URI is first. */
export type EntryKey = [text: string, age: number, id: string]

/** A head that is no tombstone, as the index knows it. */
export interface ListEntry {
  key: EntryKey
  /** Of the head. */
  id: string
  root: string
  uri: string
  createdAt: string
}

export interface EntryQuery {
  range: EntryRange
  /** Milliseconds since 1970: nothing older. Not applied to ranges by URI. */
  since?: number
  /** Only what comes after this key. */
  after?: EntryKey
  limit: number
}

/** A copy that waits for its predecessor. Copies of one id may differ in their proofs; each is kept. */
export interface HeldCopy {
  document: MossDocument
  /** Empty where there is none. */
  signature: string
  handOver: string
  arrival: number
}

export interface DocumentStore {
  /** Those of the ids that are stored, and the greatest arrival there is (0: none). */
  lookUp(ids: readonly string[]): Promise<{ found: StoredDocument[]; arrival: number }>
  /** In the order of the ids. */
  get(ids: readonly string[]): Promise<(StoredDocument | undefined)[]>
  tree(root: string): Promise<DocumentTree | undefined>
  /** Every document of a tree, in no order. */
  documentsOf(root: string): Promise<StoredDocument[]>
  /** Stores documents and grows the trees. None was stored when the greatest arrival was `arrival`; those that another
   *  tab stored since then are left alone. Answers the ids that are new. */
  add(documents: readonly VerifiedDocument[], grow: GrowTree, arrival: number): Promise<string[]>
  /** Up to `limit` documents that arrived after a number, in order of arrival. */
  arrivals(after: number, limit: number): Promise<StoredDocument[]>
  entries(query: EntryQuery): Promise<ListEntry[]>
  /** How many heads there are in a range. */
  countEntries(range: EntryRange): Promise<number>

  /** Keeps copies apart, each once; answers those dropped to keep to the limit, the oldest first. */
  hold(copies: readonly MossDocument[], limit: number): Promise<MossDocument[]>
  /** The copies that wait for one of these documents, as they came. */
  heldFor(predecessorIds: readonly string[]): Promise<HeldCopy[]>
  release(copies: readonly HeldCopy[]): Promise<void>
  countHeld(): Promise<number>

  /** Keeps a blob under the lower-case hex of its SHA-256. */
  putBlob(hash: string, blob: Blob): Promise<void>
  blob(hash: string): Promise<Blob | undefined>
}
