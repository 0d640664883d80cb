/** The heads of documents by URI, link and date, each from an index: what a page costs does not grow with the store. */
import type { EntryKey, EntryQuery, EntryRange, ListEntry } from '../model/document-store'
import type { MotifscopeDatabase, Store, StoredTree } from './schema'
import { inTransaction } from './transaction'

/** Sorts after every text that begins with the one before it. */
const last = '\uffff'

/** The heads in a range, by ascending key. */
export function readEntries(
  db: MotifscopeDatabase,
  { range, since, after, limit }: EntryQuery,
): Promise<ListEntry[]> {
  const keys = keyRangeOf(range, since, after)
  if (!keys) return Promise.resolve([])
  return inTransaction(db, ['documentTrees'], 'readonly', async (tx) => {
    const found = await indexFor(tx.objectStore('documentTrees'), range).getAll(keys, limit)
    return found.map((tree) => entryFrom(tree, range))
  })
}

/** How many heads a range has. */
export function countEntries(db: MotifscopeDatabase, range: EntryRange): Promise<number> {
  return inTransaction(db, ['documentTrees'], 'readonly', (tx) =>
    indexFor(tx.objectStore('documentTrees'), range).count(keyRangeOf(range)),
  )
}

function indexFor(trees: Store<'documentTrees', 'readonly'>, { by }: EntryRange) {
  return trees.index(by === 'uri' ? 'byUri' : by === 'link' ? 'byLink' : 'byTime')
}

/** Undefined when nothing can be in it. */
function keyRangeOf(range: EntryRange, since?: number, after?: EntryKey): IDBKeyRange | undefined {
  const oldest = since === undefined ? Infinity : -since
  const [lower, upper] = boundsOf(range, oldest)
  if (!after) return IDBKeyRange.bound(lower, upper)
  const begin = range.by === 'time' ? after.slice(1) : after
  return indexedDB.cmp(begin, upper) < 0 ? IDBKeyRange.bound(begin, upper, true) : undefined
}

/** The least and the greatest key. An array sorts after every number and every text. */
function boundsOf(range: EntryRange, oldest: number): [IDBValidKey[], IDBValidKey[]] {
  if (range.by === 'time') return [[], [oldest, []]]
  if (range.by === 'link') return [[range.target], [range.target, oldest, []]]
  return [[range.prefix], [range.isWhole ? range.prefix : range.prefix + last, []]]
}

function entryFrom({ root, listed }: StoredTree, range: EntryRange): ListEntry {
  if (!listed) throw new Error(`The tree ${root} is in an index without a listing.`)
  const { uri, createdAt, age, id } = listed
  const text = range.by === 'uri' ? uri : range.by === 'link' ? range.target : ''
  return { key: [text, age, id], id, root, uri, createdAt }
}
