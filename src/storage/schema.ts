/** The shape of the database as types: which stores there are, their keys and their indexes. How a store came to be
 *  is told in migrations.ts. */
import type { DBSchema, IDBPDatabase, IDBPObjectStore, IDBPTransaction, StoreNames } from 'idb'
import type { DocumentTree, EntryKey, HeldCopy, StoredDocument } from '../model/document-store'
import type { HostRecord } from '../model/host-graph'
import type { JobRecord, TaskRecord } from '../model/job'
import type { NullRunRecord, NullSample } from '../model/null-run'

/** A task with the moment from which anyone may lease it: long ago when it waits, the end of the lease when it is leased,
 *  absent when it is done (so that the index `byDue` holds unfinished tasks only). */
export interface StoredTask extends TaskRecord {
  dueAt?: number
}

interface BatchPlace {
  jobId: string
  firstRow: number
  rowCount: number
}

/** Rows `firstRow` to `firstRow + rowCount` of a job, row-major host node indexes: here, at most `maxBatchValues` of
 *  them, or in a file of the job's results. `firstRow` is the batch's number: batches are appended without gaps, so it
 *  is unique and finds a page at once. What no batch speaks of is not part of the result, whatever files hold. */
export type ResultBatch = BatchPlace &
  (
    | { rows: Uint32Array<ArrayBuffer> }
    /** `folder`: its number among those the user chose for the job; absent: OPFS. */
    | { rows?: undefined; file: string; byteOffset: number; folder?: number }
  )

/** A file of a host where the browser has no OPFS. */
export interface HostFileRecord {
  hostId: string
  name: string
  content: Blob
}

/** A tree of documents. What its head is found by is absent when the head is a tombstone, and so is the tree from the
 *  indexes then. */
export interface StoredTree extends DocumentTree {
  listed?: { uri: string; createdAt: string; age: number; id: string }
  /** For each link target of the head its key in `byLink`. */
  links?: EntryKey[]
}

/** A file that documents speak of, under the SHA-256 of its bytes. */
export interface DocumentBlob {
  hash: string
  blob: Blob
}

export interface MotifscopeSchema extends DBSchema {
  hosts: { key: string; value: HostRecord; indexes: { byOpenedAt: number } }
  hostFiles: { key: [hostId: string, name: string]; value: HostFileRecord }
  jobs: { key: string; value: JobRecord; indexes: { byCreatedAt: number } }
  tasks: {
    key: [jobId: string, taskId: number]
    value: StoredTask
    indexes: { byDue: [jobId: string, dueAt: number, taskId: number] }
  }
  resultBatches: { key: [jobId: string, firstRow: number]; value: ResultBatch }
  settings: { key: string; value: unknown }
  documents: { key: string; value: StoredDocument; indexes: { byRoot: string; byArrival: number } }
  documentTrees: {
    key: string
    value: StoredTree
    indexes: { byUri: EntryKey; byLink: EntryKey; byTime: [age: number, id: string] }
  }
  heldDocuments: {
    key: [id: string, signature: string, handOver: string]
    value: HeldCopy
    indexes: { byPredecessor: string; byArrival: number }
  }
  documentBlobs: { key: string; value: DocumentBlob }
  nullRuns: { key: string; value: NullRunRecord }
  nullSamples: { key: [runId: string, index: number]; value: NullSample }
}

export type StoreName = StoreNames<MotifscopeSchema>
export type MotifscopeDatabase = IDBPDatabase<MotifscopeSchema>
export type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<
  MotifscopeSchema,
  StoreName[],
  Mode
>
export type Store<Name extends StoreName, Mode extends IDBTransactionMode = 'readwrite'> = IDBPObjectStore<
  MotifscopeSchema,
  StoreName[],
  Name,
  Mode
>

/** All keys that begin with `first`: in IndexedDB's order an array sorts after every number and every text. */
export function keysOf(first: string): IDBKeyRange {
  return IDBKeyRange.bound([first], [first, []])
}
