/** A place for documents in memory, as plainly as it can be said: the reference for the one in IndexedDB, and a replica
 *  for tests in Node. */
import type { MossDocument } from '../../src/model/document'
import type {
  DocumentStore,
  DocumentTree,
  EntryKey,
  EntryRange,
  HeldCopy,
  ListEntry,
  StoredDocument,
} from '../../src/model/document-store'

function compareKeys(a: EntryKey, b: EntryKey): number {
  for (let i = 0; i < a.length; i++) {
    if (a[i]! < b[i]!) return -1
    if (a[i]! > b[i]!) return 1
  }
  return 0
}

const sameCopy = (held: HeldCopy, { id, proof }: MossDocument) =>
  held.document.id === id &&
  held.signature === (proof?.signature ?? '') &&
  held.handOver === (proof?.handOver ?? '')

export class MemoryDocuments implements DocumentStore {
  readonly documents = new Map<string, StoredDocument>()
  readonly trees = new Map<string, DocumentTree>()
  held: HeldCopy[] = []
  private readonly blobs = new Map<string, Blob>()
  private arrivalCount = 0
  private heldCount = 0

  async lookUp(ids: readonly string[]) {
    const found = ids.flatMap((id) => this.documents.get(id) ?? [])
    return { found, arrival: this.arrivalCount }
  }

  async get(ids: readonly string[]) {
    return ids.map((id) => this.documents.get(id))
  }

  async tree(root: string) {
    return this.trees.get(root)
  }

  async documentsOf(root: string) {
    return [...this.documents.values()].filter((stored) => stored.root === root)
  }

  add: DocumentStore['add'] = async (documents, grow) => {
    const fresh = documents.filter(({ id }) => !this.documents.has(id))
    for (const verified of fresh) {
      const { id, root, document } = verified
      this.documents.set(id, { ...verified, arrival: ++this.arrivalCount })
      this.trees.set(root, { root, ...grow(this.trees.get(root)?.leaves ?? [], [document]) })
    }
    return fresh.map(({ id }) => id)
  }

  async arrivals(after: number, limit: number) {
    return [...this.documents.values()].filter(({ arrival }) => arrival > after).slice(0, limit)
  }

  private inRange(range: EntryRange): ListEntry[] {
    const heads = [...this.trees.values()].map(({ headId }) => this.documents.get(headId)!)
    return heads
      .filter(({ document }) => !document.deleted)
      .flatMap(({ id, root, document: { uri, createdAt, links } }) => {
        const texts =
          range.by === 'link'
            ? links.includes(range.target)
              ? [range.target]
              : []
            : range.by === 'time'
              ? ['']
              : uri === range.prefix || (!range.isWhole && uri.startsWith(range.prefix))
                ? [uri]
                : []
        return texts.map((text): ListEntry => {
          return { key: [text, -Date.parse(createdAt), id], id, root, uri, createdAt }
        })
      })
      .sort((a, b) => compareKeys(a.key, b.key))
  }

  entries: DocumentStore['entries'] = async ({ range, since = -Infinity, after, limit }) =>
    this.inRange(range)
      .filter(({ key, createdAt }) => range.by === 'uri' || (key && Date.parse(createdAt) >= since))
      .filter(({ key }) => !after || compareKeys(key, after) > 0)
      .slice(0, limit)

  async countEntries(range: EntryRange) {
    return this.inRange(range).length
  }

  async hold(copies: readonly MossDocument[], limit: number) {
    for (const document of copies) {
      if (this.held.some((held) => sameCopy(held, document))) continue
      const { signature = '', handOver = '' } = document.proof ?? {}
      this.held.push({ document, signature, handOver, arrival: ++this.heldCount })
    }
    return this.held.splice(0, Math.max(0, this.held.length - limit)).map(({ document }) => document)
  }

  async heldFor(predecessorIds: readonly string[]) {
    return this.held.filter(({ document }) => predecessorIds.includes(document.supersedes ?? ''))
  }

  async release(copies: readonly HeldCopy[]) {
    this.held = this.held.filter((held) => !copies.some(({ document }) => sameCopy(held, document)))
  }

  async countHeld() {
    return this.held.length
  }

  async putBlob(hash: string, blob: Blob) {
    this.blobs.set(hash, blob)
  }

  async blob(hash: string) {
    return this.blobs.get(hash)
  }
}
