/** The tree of URIs that heads are about, level by level, with counts. A level costs two look-ups on an index for each of
 *  its entries, however many documents lie below. Pure over the store. */
import type { DocumentStore, EntryKey } from '../model/document-store'

export interface PrefixCount {
  /** Ends with `/`, or is a whole URI. */
  prefix: string
  /** Heads at or below it. */
  count: number
  isWhole: boolean
}

export interface PrefixLevel {
  children: PrefixCount[]
  /** There are more: pass it on. */
  cursor?: string
}

/** What comes next below a prefix; of the empty prefix the schemes. `cursor`: of the answer before. */
export async function listPrefixes(
  store: DocumentStore,
  prefix: string,
  { limit = 200, cursor }: { limit?: number; cursor?: string } = {},
): Promise<PrefixLevel> {
  const children: PrefixCount[] = []
  let after = cursor === undefined ? undefined : keyAfter(cursor, prefix)
  for (;;) {
    const [next] = await store.entries({ range: { by: 'uri', prefix }, ...(after && { after }), limit: 1 })
    if (!next) return { children }
    const last = children.at(-1)
    if (children.length >= limit && last) return { children, cursor: last.prefix }
    const child = childOf(prefix, next.uri)
    const isWhole = isWholeUri(child, prefix)
    const count = await store.countEntries({ by: 'uri', prefix: child, isWhole })
    children.push({ prefix: child, count, isWhole })
    after = keyAfter(child, prefix)
  }
}

/** A URI that ends with a slash is a level, and whole within that level. */
function isWholeUri(child: string, prefix: string): boolean {
  return child === prefix || !child.endsWith('/')
}

/** The key after everything at a whole URI, or at and below a level. */
function keyAfter(child: string, prefix: string): EntryKey {
  return [isWholeUri(child, prefix) ? child : `${child}\uffff`, Infinity, '']
}

function childOf(prefix: string, uri: string): string {
  const scheme = uri.indexOf('://') + 3
  const slash = prefix.length < scheme && scheme > 2 ? scheme - 1 : uri.indexOf('/', prefix.length)
  return slash < 0 ? uri : uri.slice(0, slash + 1)
}
