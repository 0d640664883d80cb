/** `motifscope.moss` as types: the contract of Moss, "API", and what the page needs besides. */
import type { MossDocument } from '../model/document'
import type { DocumentSelection } from '../moss/export-lines'
import type { ImportLinesOptions } from '../moss/import-lines'
import type { ImportAnswer } from '../moss/import-tally'
import type { DocumentPage, DocumentQuery } from '../moss/list-documents'
import type { PrefixLevel } from '../moss/prefix-tree'
import type { Secrets } from '../moss/seal'
import type { DocumentChanges, DocumentDraft } from '../moss/write-document'
import type { RemotesApi } from './moss-remote-types'

export type { DocumentChanges, DocumentDraft, DocumentPage, DocumentQuery, DocumentSelection }
export type { ImportAnswer, ImportLinesOptions, PrefixLevel, Secrets }
export type * from './moss-remote-types'

/** How a document stands in its tree. */
export interface DocumentStanding {
  headId: string
  /** The other leaves, the one that comes next to the head first. */
  branchIds: string[]
  /** Written without a passphrase: anybody may supersede it. */
  isOpen: boolean
  /** It came dated more than 5 minutes ahead of the clock here. */
  isDatedAhead: boolean
}

export interface MossApi {
  /** Writes a document; with a secret only who knows it can correct it. `createdAt` is now and `author` from the settings
   *  (else `anonymous`) unless given. Rejects with `invalid-document`, `not-json`, `script-in-body`, `disallowed-prefix`,
   *  `invalid-uri`, `dated-ahead`, `too-large`, `empty-passphrase`. */
  put(document: DocumentDraft, options?: Pick<Secrets, 'secret'>): Promise<MossDocument>
  /** Rejects with `unknown-document`. */
  get(id: string): Promise<MossDocument>
  /** What stands for the document now: itself, a correction, or the tombstone of a removed one. */
  head(id: string): Promise<MossDocument>
  /** Every document of its tree, the oldest first. */
  history(id: string): Promise<MossDocument[]>
  /** Heads that are no tombstones: by prefix in the order of their URIs, else the newest first. */
  list(query?: DocumentQuery): Promise<DocumentPage>
  /** Writes a correction: what `changes` does not name stays. `newSecret` hands the document over. Rejects like `put`,
   *  and with `unknown-document`, `secret-needed`, `wrong-passphrase`, `open-document`, `dated-before-predecessor`. */
  supersede(id: string, changes: DocumentChanges, options?: Secrets): Promise<MossDocument>
  /** Writes a tombstone and answers it. */
  remove(id: string, options?: Pick<Secrets, 'secret'>): Promise<MossDocument>
  /** Keeps a file under the hash of its content; answers its `file://sha-256/…`. */
  attach(file: Blob): Promise<string>
  /** JSON lines of the whole store, or of a selection with the trees it stands in. */
  export(selection?: DocumentSelection): Promise<Blob>
  import(blob: Blob, options?: ImportLinesOptions): Promise<ImportAnswer>
  /** Whether the id is the document's own and its proof holds. False for a successor of what is not stored here. */
  verify(document: unknown): Promise<boolean>
  /** Off until a remote is added; nothing is sent that was not chosen and shown. */
  remotes: RemotesApi

  /** Who writes here: the name in the settings, else `anonymous`. */
  author(): Promise<string>
  /** Keeps a name for the documents to come; an empty one forgets it. */
  setAuthor(author: string): Promise<void>
  standing(id: string): Promise<DocumentStanding>
  /** The URIs of heads level by level, with counts; `''` for the schemes. */
  prefixes(prefix?: string, options?: { limit?: number; cursor?: string }): Promise<PrefixLevel>
  /** An attached file. Rejects with `unknown-file`. */
  file(uri: string): Promise<Blob>
  /** Asks what `put` asks of a URI, and the network besides. Rejects with what is wrong. */
  check(uri: string): Promise<void>
}
