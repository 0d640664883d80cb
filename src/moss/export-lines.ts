/** Documents as JSON lines, predecessors first. A document goes with the whole tree it stands in: without it nobody could
 *  verify it, or would know of its deletion. */
import type { DocumentStore, StoredDocument } from '../model/document-store'
import { lineOf } from './document-id'
import { unknownDocument } from './write-document'

/** What is in any of them. */
export interface DocumentSelection {
  ids?: readonly string[]
  /** Of the URI of any document of a tree, removed ones included. */
  prefix?: string
}

const documentsPerRead = 1_000

/** The whole store, or a selection.
 *  @throws MotifscopeError `unknown-document`. */
export async function exportLines(store: DocumentStore, selection?: DocumentSelection): Promise<Blob> {
  const parts: Blob[] = []
  const write = (documents: readonly StoredDocument[]) =>
    parts.push(new Blob(documents.map(({ document }) => `${lineOf(document)}\n`)))
  if (!selection) for await (const some of arrivalsOf(store)) write(some)
  else
    for (const root of await rootsOf(store, selection))
      write((await store.documentsOf(root)).toSorted((a, b) => a.arrival - b.arrival))
  return new Blob(parts, { type: 'application/jsonl' })
}

async function* arrivalsOf(store: DocumentStore): AsyncGenerator<StoredDocument[]> {
  for (let after = 0; ;) {
    const some = await store.arrivals(after, documentsPerRead)
    if (some.length === 0) return
    yield some
    after = some.at(-1)?.arrival ?? Infinity
  }
}

async function rootsOf(store: DocumentStore, { ids = [], prefix }: DocumentSelection): Promise<Set<string>> {
  const roots = new Set<string>()
  for (const [i, found] of (await store.get(ids)).entries()) {
    if (!found) throw unknownDocument(ids[i] as string)
    roots.add(found.root)
  }
  if (prefix !== undefined)
    for await (const some of arrivalsOf(store))
      for (const { document, root } of some) if (document.uri.startsWith(prefix)) roots.add(root)
  return roots
}
