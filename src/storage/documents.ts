/** The documents of Moss in IndexedDB: what is verified, tree by tree. Decides nothing: how a tree grows is given, and
 *  a call is one transaction. Finding is documents-entries.ts's business, waiting documents-held.ts's. */
import type { MossDocument } from '../model/document'
import type { DocumentStore, GrowTree, StoredDocument, VerifiedDocument } from '../model/document-store'
import { countEntries, readEntries } from './documents-entries'
import { countHeld, heldFor, hold, release } from './documents-held'
import type { MotifscopeDatabase, Store, StoredTree } from './schema'
import { inTransaction } from './transaction'

/** The documents of a database. Every call may reject with what `inTransaction` throws. */
export function openDocumentStore(database: () => Promise<MotifscopeDatabase>): DocumentStore {
  return {
    lookUp: async (ids) => lookUp(await database(), ids),
    get: async (ids) => getDocuments(await database(), ids),
    tree: async (root) =>
      inTransaction(await database(), ['documentTrees'], 'readonly', (tx) =>
        tx.objectStore('documentTrees').get(root),
      ),
    documentsOf: async (root) =>
      inTransaction(await database(), ['documents'], 'readonly', (tx) =>
        tx.objectStore('documents').index('byRoot').getAll(root),
      ),
    add: async (documents, grow, arrival) => addDocuments(await database(), documents, grow, arrival),
    arrivals: async (after, limit) =>
      inTransaction(await database(), ['documents'], 'readonly', (tx) =>
        tx.objectStore('documents').index('byArrival').getAll(IDBKeyRange.lowerBound(after, true), limit),
      ),
    entries: async (query) => readEntries(await database(), query),
    countEntries: async (range) => countEntries(await database(), range),
    hold: async (copies, limit) => hold(await database(), copies, limit),
    heldFor: async (predecessorIds) => heldFor(await database(), predecessorIds),
    release: async (copies) => release(await database(), copies),
    countHeld: async () => countHeld(await database()),
    putBlob: async (hash, blob) =>
      inTransaction(await database(), ['documentBlobs'], 'readwrite', async (tx) => {
        await tx.objectStore('documentBlobs').put({ hash, blob })
      }),
    blob: async (hash) => {
      const found = await inTransaction(await database(), ['documentBlobs'], 'readonly', (tx) =>
        tx.objectStore('documentBlobs').get(hash),
      )
      return found?.blob
    },
  }
}

function getDocuments(
  db: MotifscopeDatabase,
  ids: readonly string[],
): Promise<(StoredDocument | undefined)[]> {
  if (ids.length === 0) return Promise.resolve([])
  return inTransaction(db, ['documents'], 'readonly', (tx) => {
    const documents = tx.objectStore('documents')
    return Promise.all(ids.map((id) => documents.get(id)))
  })
}

function lookUp(
  db: MotifscopeDatabase,
  ids: readonly string[],
): Promise<{ found: StoredDocument[]; arrival: number }> {
  return inTransaction(db, ['documents'], 'readonly', async (tx) => {
    const documents = tx.objectStore('documents')
    const [last, ...all] = await Promise.all([lastArrival(documents), ...ids.map((id) => documents.get(id))])
    return { found: all.filter((one) => one !== undefined), arrival: last }
  })
}

async function lastArrival(documents: Store<'documents', 'readonly' | 'readwrite'>): Promise<number> {
  const last = await documents.index('byArrival').openKeyCursor(null, 'prev')
  return Number(last?.key ?? 0)
}

function addDocuments(
  db: MotifscopeDatabase,
  verified: readonly VerifiedDocument[],
  grow: GrowTree,
  arrival: number,
): Promise<string[]> {
  return inTransaction(db, ['documents', 'documentTrees'], 'readwrite', async (tx) => {
    const documents = tx.objectStore('documents')
    const trees = tx.objectStore('documentTrees')
    // Cheaper than asking for each document again: mostly nothing came in between.
    const later = await documents.index('byArrival').getAllKeys(IDBKeyRange.lowerBound(arrival, true))
    const arrivedMeanwhile = new Set(later)
    const fresh = verified.filter(({ id }) => !arrivedMeanwhile.has(id))
    const last = await lastArrival(documents)
    const grown = await grownTrees(documents, trees, fresh, grow)
    await Promise.all([
      ...fresh.map((one, i) => documents.put({ ...one, arrival: last + 1 + i })),
      ...grown.map((tree) => trees.put(tree)),
    ])
    return fresh.map(({ id }) => id)
  })
}

/** The trees of new documents as they are with them. */
function grownTrees(
  documents: Store<'documents'>,
  trees: Store<'documentTrees'>,
  fresh: readonly VerifiedDocument[],
  grow: GrowTree,
): Promise<StoredTree[]> {
  const arrivals = new Map<string, MossDocument[]>()
  for (const { root, document } of fresh) arrivals.set(root, [...(arrivals.get(root) ?? []), document])
  return Promise.all(
    Array.from(arrivals, async ([root, added]) => {
      // A tree that begins with these documents cannot be there yet.
      const isNew = added.some(({ id }) => id === root)
      const grown = grow((isNew ? undefined : await trees.get(root))?.leaves ?? [], added)
      const head =
        added.find(({ id }) => id === grown.headId) ?? (await documents.get(grown.headId))?.document
      if (!head) throw new Error(`The head of the documents of ${root} is not stored.`)
      return { root, ...grown, ...listingOf(head) }
    }),
  )
}

/** What a head is found by. */
function listingOf({
  id,
  uri,
  links,
  createdAt,
  deleted,
}: MossDocument): Pick<StoredTree, 'listed' | 'links'> {
  if (deleted) return {}
  const age = -Date.parse(createdAt)
  return { listed: { uri, createdAt, age, id }, links: [...new Set(links)].map((link) => [link, age, id]) }
}
