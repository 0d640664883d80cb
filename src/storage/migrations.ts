/** How the database came to its present shape, step by step. The version of a database is the number of steps it has
 *  seen. A step adds or rewrites; it never drops data, and once released it is never edited: append another. */
import type { MotifscopeDatabase, Transaction } from './schema'

export type Migration = (db: MotifscopeDatabase, tx: Transaction<'versionchange'>) => void | Promise<void>

function createStores(db: MotifscopeDatabase): void {
  db.createObjectStore('hosts', { keyPath: 'id' }).createIndex('byOpenedAt', 'openedAt')
  db.createObjectStore('hostFiles', { keyPath: ['hostId', 'name'] })
  db.createObjectStore('jobs', { keyPath: 'id' }).createIndex('byCreatedAt', 'createdAt')
  db.createObjectStore('tasks', { keyPath: ['jobId', 'taskId'] }).createIndex('byDue', [
    'jobId',
    'dueAt',
    'taskId',
  ])
  db.createObjectStore('resultBatches', { keyPath: ['jobId', 'firstRow'] })
  db.createObjectStore('settings')
}

// Touches no store of another step: it may stand anywhere after the first, as long as its place is never changed once
// released.
function createDocumentStores(db: MotifscopeDatabase): void {
  const documents = db.createObjectStore('documents', { keyPath: 'id' })
  documents.createIndex('byRoot', 'root')
  documents.createIndex('byArrival', 'arrival', { unique: true })
  const trees = db.createObjectStore('documentTrees', { keyPath: 'root' })
  trees.createIndex('byUri', ['listed.uri', 'listed.age', 'listed.id'])
  trees.createIndex('byLink', 'links', { multiEntry: true })
  trees.createIndex('byTime', ['listed.age', 'listed.id'])
  const held = db.createObjectStore('heldDocuments', { keyPath: ['document.id', 'signature', 'handOver'] })
  held.createIndex('byPredecessor', 'document.supersedes')
  held.createIndex('byArrival', 'arrival', { unique: true })
  db.createObjectStore('documentBlobs', { keyPath: 'hash' })
}

/** From here on a batch of rows may point into a file. Nothing changes in what there is; but a tab of an older version,
 *  which would read such a batch as empty, has to close. */
function pointRowsIntoFiles(): void {}

/** Significance runs and their samples. Touches no store of another step. */
function createNullStores(db: MotifscopeDatabase): void {
  db.createObjectStore('nullRuns', { keyPath: 'id' })
  db.createObjectStore('nullSamples', { keyPath: ['runId', 'index'] })
}

/** In order; the first makes version 1. */
export const migrations: readonly Migration[] = [
  createStores,
  createDocumentStores,
  pointRowsIntoFiles,
  createNullStores,
]
