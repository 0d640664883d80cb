/** How much room the documents of Moss take with what they need, and giving all of it back. Reads no more of them than
 *  it must: there may be a hundred thousand. */
import type { MotifscopeDatabase, StoreName } from './schema'
import { inTransaction } from './transaction'

export interface DocumentSpace {
  documentCount: number
  /** Of the documents as text: measured on some, of very many reckoned from those. */
  byteLength: number
  /** Files that were attached to documents. */
  fileCount: number
  fileByteLength: number
}

const documentStores: StoreName[] = ['documents', 'documentTrees', 'heldDocuments', 'documentBlobs']
const mostMeasured = 500
/** Where the exchange with a remote stands; worthless without the documents it speaks of. */
const checkpointKeys = IDBKeyRange.bound('mossCheckpoint/', 'mossCheckpoint0', false, true)

/** What the documents take, waiting copies included.
 *  @throws MotifscopeError of storage */
export function documentSpace(db: MotifscopeDatabase): Promise<DocumentSpace> {
  return inTransaction(db, documentStores, 'readonly', async (tx) => {
    const [documentCount, measured, held, files] = await Promise.all([
      tx.objectStore('documents').count(),
      tx.objectStore('documents').getAll(null, mostMeasured),
      tx.objectStore('heldDocuments').getAll(),
      // The blobs' sizes are known without reading them.
      tx.objectStore('documentBlobs').getAll(),
    ])
    const textOf = (value: unknown) => new Blob([JSON.stringify(value)]).size
    const sum = (values: readonly unknown[]) => values.reduce<number>((bytes, one) => bytes + textOf(one), 0)
    const share = measured.length === 0 ? 0 : documentCount / measured.length
    return {
      documentCount: documentCount + held.length,
      byteLength: Math.round(sum(measured) * share) + sum(held),
      fileCount: files.length,
      fileByteLength: files.reduce((bytes, { blob }) => bytes + blob.size, 0),
    }
  })
}

/** Forgets every document, those that wait, and the attached files, for good. What remotes have comes back when it is
 *  next exchanged with them.
 *  @throws MotifscopeError of storage */
export function deleteDocuments(db: MotifscopeDatabase): Promise<void> {
  return inTransaction(db, [...documentStores, 'settings'], 'readwrite', async (tx) => {
    await Promise.all([
      ...documentStores.map((name) => tx.objectStore(name).clear()),
      tx.objectStore('settings').delete(checkpointKeys),
    ])
  })
}
