/** Finding: heads that are no tombstones, page by page, by URI prefix and by link on an index; text is looked for from
 *  one document to the next. Pure over the store. */
import type { JsonValue, MossDocument } from '../model/document'
import type { DocumentStore, EntryKey, EntryRange, ListEntry } from '../model/document-store'
import { MotifscopeError } from '../model/errors'
import { isDocumentDate } from './document-shape'

/** All that is given must hold. By prefix documents come in the order of their URIs, else the newest first. */
export interface DocumentQuery {
  /** Of the URI. */
  prefix?: string
  /** A URI among the links. */
  linkedTo?: string
  /** Somewhere in URI, links, author or body, in upper or lower case. */
  text?: string
  /** Nothing dated before this: ISO 8601, UTC, milliseconds. */
  since?: string
  /** 50 when absent. */
  limit?: number
  /** From the page before. */
  cursor?: string
}

export interface DocumentPage {
  documents: MossDocument[]
  /** Absent: this was the last page. */
  cursor?: string
}

/** Read at once where many are looked at for few. */
const entriesPerRead = 1_000

/** After so many heads looked at one by one for a text, all documents are looked through. */
const manyEntries = 1_000

/** One page of what a query finds.
 *  @throws MotifscopeError `invalid-query`. */
export async function listDocuments(store: DocumentStore, query: DocumentQuery): Promise<DocumentPage> {
  const { limit = 50 } = query
  if (!Number.isInteger(limit) || limit < 1) throw invalidQuery('The limit is not a whole number from 1.')
  const found: { key: EntryKey; document: MossDocument }[] = []
  for await (const one of matching(store, query, limit)) {
    found.push(one)
    if (found.length > limit) break
  }
  const documents = found.slice(0, limit).map(({ document }) => document)
  const last = found[limit - 1]
  if (found.length <= limit || !last) return { documents }
  return { documents, cursor: JSON.stringify([rangeOf(query).by, ...last.key]) }
}

function invalidQuery(message: string, hint?: string): MotifscopeError {
  return new MotifscopeError('invalid-query', message, hint === undefined ? {} : { hint })
}

function rangeOf({ prefix, linkedTo }: DocumentQuery): EntryRange {
  if (linkedTo !== undefined) return { by: 'link', target: linkedTo }
  return prefix ? { by: 'uri', prefix } : { by: 'time' }
}

async function* matching(
  store: DocumentStore,
  query: DocumentQuery,
  limit: number,
): AsyncGenerator<{ key: EntryKey; document: MossDocument }> {
  const needle = (query.text ?? '').toLowerCase()
  let withText: ReadonlySet<string> | undefined
  let readCount = 0
  for await (const entries of entriesOf(store, query, limit + 1)) {
    if (needle && !withText && readCount >= manyEntries) withText = await idsWithText(store, needle)
    readCount += entries.length
    const candidates = withText ? entries.filter(({ id }) => withText?.has(id)) : entries
    for (const [i, stored] of (await store.get(candidates.map(({ id }) => id))).entries()) {
      const { key } = candidates[i] as ListEntry
      if (stored && (!needle || hasText(stored.document, needle))) yield { key, document: stored.document }
    }
  }
}

/** The heads a query may find, as far as the index knows, some at a time. */
async function* entriesOf(
  store: DocumentStore,
  query: DocumentQuery,
  firstCount: number,
): AsyncGenerator<ListEntry[]> {
  const { prefix = '', since, cursor } = query
  if (since !== undefined && !isDocumentDate(since))
    throw invalidQuery(
      'The date since is not ISO 8601 in UTC with milliseconds.',
      'Write it like 2026-01-31T12:00:00.000Z.',
    )
  const range = rangeOf(query)
  const earliest = since === undefined ? {} : { since: Date.parse(since) }
  let after = cursor === undefined ? undefined : keyFrom(cursor, range)
  for (let count = firstCount; ; count = Math.max(count, entriesPerRead)) {
    const entries = await store.entries({ range, ...earliest, ...(after && { after }), limit: count })
    yield entries.filter(({ uri, createdAt }) => uri.startsWith(prefix) && (!since || createdAt >= since))
    after = entries.at(-1)?.key
    if (!after || entries.length < count) return
  }
}

/** Of all documents those that hold a text: a walk through everything stored reads many at once, which is much cheaper
 *  than asking for each. */
async function idsWithText(store: DocumentStore, needle: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for (let after = 0; ;) {
    const some = await store.arrivals(after, entriesPerRead)
    for (const { id, document } of some) if (hasText(document, needle)) ids.add(id)
    const last = some.at(-1)
    if (!last) return ids
    after = last.arrival
  }
}

function keyFrom(cursor: string, range: EntryRange): EntryKey {
  try {
    const [by, text, age, id] = JSON.parse(cursor) as unknown[]
    if (by === range.by && typeof text === 'string' && typeof age === 'number' && typeof id === 'string')
      return [text, age, id]
  } catch {
    // Said below.
  }
  throw invalidQuery(
    'The cursor is not one of this query.',
    'Pass on the cursor of the page before, unchanged.',
  )
}

function hasText({ uri, links, author, body }: MossDocument, needle: string): boolean {
  return (
    [uri, author, ...links].some((text) => text.toLowerCase().includes(needle)) || bodyHasText(body, needle)
  )
}

function bodyHasText(value: JsonValue, needle: string): boolean {
  if (typeof value !== 'object') return String(value).toLowerCase().includes(needle)
  if (value === null) return false
  if (Array.isArray(value)) return value.some((item: JsonValue) => bodyHasText(item, needle))
  return Object.entries(value).some(
    ([name, member]) => name.toLowerCase().includes(needle) || bodyHasText(member as JsonValue, needle),
  )
}
