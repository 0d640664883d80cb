/** Documents in words: what one is about, its first words, and the parts of URIs as people read them. Pure; everything
 *  is text, never markup. */
import type { JsonValue, MossDocument } from '../../model/document'
import { textOfNote } from '../../scripting/annotation'

/** Percent-encoded text as it was; as it stands where that fails. */
export function readable(uri: string): string {
  try {
    return decodeURIComponent(uri)
  } catch {
    return uri
  }
}

/** What a prefix adds to the level above it. */
export function nameOfPart(prefix: string, above: string): string {
  return readable(prefix.slice(above.length)) || '(itself)'
}

/** A URI short enough for a list. */
export function shortUri(uri: string, length = 90): string {
  const text = readable(uri).replace(/\s+/g, ' ')
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}

const kinds: Record<string, string> = {
  motif: 'motif',
  search: 'search',
  annotation: 'annotation',
  layers: 'image layers',
}

/** What kind of document it is, as far as its body says. */
export function kindOf({ body, deleted }: MossDocument): string {
  if (deleted) return 'deleted'
  const { kind, of } = (typeof body === 'object' ? body : {}) as { kind?: unknown; of?: unknown }
  if (typeof kind !== 'string') return 'document'
  return kind === 'annotation' && typeof of === 'string' ? `note on a ${of}` : (kinds[kind] ?? kind)
}

/** The first words of a document. */
export function firstWords(document: MossDocument, length = 140): string {
  if (document.deleted) return 'Deleted: what it said is in the history.'
  const text = textOfNote(document) || bodyText(document.body).replace(/\s+/g, ' ')
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}

/** A body as text, to read and to edit. */
export function bodyText(body: JsonValue): string {
  return JSON.stringify(body, null, 2)
}

/** `2026-01-31 12:00`, in the reader's time. */
export function whenText(createdAt: string): string {
  const date = new Date(createdAt)
  const two = (number: number) => String(number).padStart(2, '0')
  return (
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ` +
    `${two(date.getHours())}:${two(date.getMinutes())}`
  )
}

export const shortId = (id: string) => id.slice(0, 10)

/** What is wrong with a body being written, as half a sentence; null when it is JSON. */
export function mistakeInBody(text: string): string | null {
  try {
    return JSON.parse(text) === null ? 'null says nothing' : null
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown)
  }
}
