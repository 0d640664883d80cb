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

/** In order; the first makes version 1. */
export const migrations: readonly Migration[] = [createStores]
