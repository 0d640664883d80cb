/** A document as the CouchDB protocol carries it: the document, its name in `_id`, and a revision that says which copy it
 *  is. Members that begin with `_`, and attachments, are transport: outside the hash. Pure. */
import type { MossDocument } from '../../model/document'
import { sha256Hex } from '../bytes'
import { canonicalJson, isPlain } from '../canonical-json'
import { readDocument } from '../document-id'

/** The canonical text of the document with its proof; its id stands beside it. */
function canonicalText(document: MossDocument): string {
  const members = Object.entries(document).filter(([name]) => name !== 'id')
  return canonicalJson(Object.fromEntries(members))
}

/** `1-` and 32 hex digits: copies of one document with other proofs have other revisions, so that none hides another. */
export async function revisionOf(document: MossDocument): Promise<string> {
  const hash = await sha256Hex(new TextEncoder().encode(canonicalText(document)))
  return `1-${hash.slice(0, 32)}`
}

/** The JSON text that is sent, without the closing brace: attachments may follow. */
export function wireText(document: MossDocument, revision: string): string {
  return `{"_id":"${document.id}","_rev":"${revision}",${canonicalText(document).slice(1, -1)}`
}

/** What a remote answered as a document, with an id that is its own. A member `id` is not needed, but must be right.
 *  @throws MotifscopeError `invalid-document`, `not-json`, `too-large`, `id-mismatch`. */
export function documentFromWire(value: unknown): Promise<MossDocument> {
  if (!isPlain(value)) return readDocument(value)
  return readDocument({ id: value['_id'], ...Object.fromEntries(contentOf(value)) })
}

/** Whether a deleted revision says nothing but that. */
export function isBareDeletion(value: Readonly<Record<string, unknown>>): boolean {
  return value['_deleted'] === true && contentOf(value).length === 0
}

function contentOf(value: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(value).filter(([name]) => !name.startsWith('_'))
}

/** The first revision a deleted one goes back to; undefined when it does not say. */
export function firstRevisionOf(value: Readonly<Record<string, unknown>>): string | undefined {
  const { start, ids } = (isPlain(value['_revisions']) ? value['_revisions'] : {}) as {
    start?: unknown
    ids?: unknown
  }
  if (!Array.isArray(ids) || start !== ids.length || ids.length < 2) return undefined
  const first: unknown = ids.at(-1)
  return typeof first === 'string' ? `1-${first}` : undefined
}

const fileUri = /^file:\/\/sha-256\/([0-9a-f]{64})$/

/** The hashes of the files that a document speaks of, each once: they travel as attachments with these names. */
export function filesOf({ uri, links }: Pick<MossDocument, 'uri' | 'links'>): string[] {
  return [...new Set([uri, ...links].flatMap((one) => fileUri.exec(one)?.[1] ?? []))]
}

/** The attachments that a remote's answer names. */
export function hasAttachment(value: Readonly<Record<string, unknown>>, hash: string): boolean {
  const attachments = value['_attachments']
  return isPlain(attachments) && Object.hasOwn(attachments, hash)
}
