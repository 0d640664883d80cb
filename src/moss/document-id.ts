/** The name of a document: SHA-256 of the canonical JSON of what it says. The one way from anything to a document. */
import type { MossContent, MossDocument, MossProof } from '../model/document'
import { MotifscopeError } from '../model/errors'
import { sha256Hex } from './bytes'
import { canonicalJson, isPlain } from './canonical-json'
import { checkContent, checkProof, contentMembers, invalidDocument } from './document-shape'

/** Of canonical content, in UTF-8. */
export const maximumByteLength = 2 ** 20

/** Content with its id, as a frozen copy: equal content makes equal copies, whatever object it came from.
 *  @throws MotifscopeError `invalid-document`, `not-json`, `too-large`. */
export async function identify(content: unknown): Promise<MossDocument> {
  checkContent(content)
  const canonical = canonicalJson(content)
  const bytes = new TextEncoder().encode(canonical)
  if (bytes.length > maximumByteLength)
    throw new MotifscopeError(
      'too-large',
      `The document has ${bytes.length.toLocaleString('en')} bytes; at most 1 MiB (1,048,576 bytes) is allowed.`,
      { hint: 'Attach large data as a file and link it.' },
    )
  const copy = JSON.parse(canonical) as MossContent
  return frozen({ id: await sha256Hex(bytes), ...copy })
}

/** Anything as a document with an id that is its own, as a frozen copy. Its proof is well formed but not verified.
 *  @throws MotifscopeError `invalid-document`, `not-json`, `too-large`, `id-mismatch`. */
export async function readDocument(value: unknown): Promise<MossDocument> {
  if (!isPlain(value)) throw invalidDocument('A document is a JSON object.')
  const { id, proof, ...content } = value
  const known: readonly string[] = [...contentMembers, 'id', 'proof']
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown !== undefined) throw invalidDocument(`A document has no member “${unknown}”.`)
  if (id === undefined) throw invalidDocument('The document has no id.')
  const document = await identify(content)
  if (document.id !== id)
    throw new MotifscopeError(
      'id-mismatch',
      'The id is not the hash of the document: one of them was changed.',
      {
        hint: 'Get the document again from where it came from.',
      },
    )
  if (!('proof' in value)) return document
  checkProof(proof)
  return withProof(document, proof)
}

/** The document with a proof, frozen. */
export function withProof(document: MossDocument, { signature, handOver }: MossProof): MossDocument {
  return frozen({ ...document, proof: handOver === undefined ? { signature } : { signature, handOver } })
}

/** The same value, frozen to its depth. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(frozen)
    Object.freeze(value)
  }
  return value
}

/** The canonical text of a whole document, with id and proof: a line of an export. */
export function lineOf(document: MossDocument): string {
  return canonicalJson(document)
}
