/** What a document may look like, wherever it comes from. Refuses unknown members: they would change the id without
 *  anybody reading them. Prefixes are not looked at here: replicas may know different ones. Pure. */
import type { JsonValue, MossContent, MossKey, MossProof } from '../model/document'
import { MotifscopeError } from '../model/errors'
import { bytesFromBase64url } from './bytes'
import { isPlain } from './canonical-json'

export const fewestIterations = 600_000
export const mostIterations = 10_000_000

/** The members of what is hashed. */
export const contentMembers = [
  'uri',
  'body',
  'links',
  'createdAt',
  'author',
  'key',
  'supersedes',
  'deleted',
] as const

/** The error of a document that is not one. */
export function invalidDocument(message: string, hint?: string): MotifscopeError {
  return new MotifscopeError('invalid-document', message, hint === undefined ? {} : { hint })
}

function refuseUnlessKnown(object: object, known: readonly string[], what: string): void {
  const unknown = Object.keys(object).find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw invalidDocument(`${what} has no member “${unknown}”.`, `Put what you know into the body.`)
}

/** Whether a text is a date as documents write it: ISO 8601, UTC, milliseconds, a day that exists. */
export function isDocumentDate(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false
  const time = Date.parse(text)
  return Number.isFinite(time) && new Date(time).toISOString() === text
}

/** Whether a text is a document's id. */
export function isDocumentId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** Checks the members of a document without `id` and `proof`. Deep inside the body nothing is checked: see
 *  `canonicalJson`.
 *  @throws MotifscopeError `invalid-document`. */
export function checkContent(value: unknown): asserts value is MossContent {
  if (!isPlain(value)) throw invalidDocument('A document is a JSON object.')
  refuseUnlessKnown(value, contentMembers, 'A document')
  const { uri, body, links, createdAt, author, key, supersedes } = value
  if (!isText(uri)) throw invalidDocument('The uri is missing or not text.')
  if (body === undefined || body === null) throw invalidDocument('The body is missing.')
  if (!Array.isArray(links) || !links.every(isText))
    throw invalidDocument('The links are not a list of URIs.')
  if (!isDocumentDate(createdAt))
    throw invalidDocument(
      `The date createdAt is not ISO 8601 in UTC with milliseconds.`,
      'Write it like 2026-01-31T12:00:00.000Z.',
    )
  if (!isText(author)) throw invalidDocument('The author is missing or not text.')
  if ('key' in value) checkKey(key)
  if ('supersedes' in value && !isDocumentId(supersedes))
    throw invalidDocument('What it supersedes is not the id of a document.')
  if ('deleted' in value) checkTombstone(value)
}

function checkTombstone({ deleted, supersedes, body }: Record<string, unknown>): void {
  if (deleted !== true) throw invalidDocument('The member deleted is true or absent.')
  if (supersedes === undefined) throw invalidDocument('A deletion does not say which document it supersedes.')
  if (!isPlain(body) || Object.keys(body).length > 0)
    throw invalidDocument('A deletion has an empty body: {}.')
}

function checkKey(key: unknown): asserts key is MossKey {
  if (!isPlain(key)) throw invalidDocument('The key is not an object.')
  refuseUnlessKnown(key, ['algorithm', 'publicKey', 'salt', 'iterations'], 'A key')
  const { algorithm, publicKey, salt, iterations } = key
  if (algorithm !== 'Ed25519') throw invalidDocument('The algorithm of the key is not Ed25519.')
  if (typeof publicKey !== 'string' || !bytesFromBase64url(publicKey, 32))
    throw invalidDocument('The public key is not 32 bytes in base64url without padding.')
  if (typeof salt !== 'string' || !bytesFromBase64url(salt, 16))
    throw invalidDocument('The salt of the key is not 16 bytes in base64url without padding.')
  const isInRange =
    Number.isInteger(iterations) &&
    Number(iterations) >= fewestIterations &&
    Number(iterations) <= mostIterations
  if (!isInRange)
    throw invalidDocument('The iterations of the key are not a whole number from 600,000 to 10,000,000.')
}

/** Checks the members of a proof; whether its signatures hold is `checkSuccession`'s business.
 *  @throws MotifscopeError `invalid-document`. */
export function checkProof(proof: unknown): asserts proof is MossProof {
  if (!isPlain(proof)) throw invalidDocument('The proof is not an object.')
  refuseUnlessKnown(proof, ['signature', 'handOver'], 'A proof')
  const { signature, handOver } = proof
  const isSignature = (text: unknown) =>
    typeof text === 'string' && bytesFromBase64url(text, 64) !== undefined
  if (!isSignature(signature) || ('handOver' in proof && !isSignature(handOver)))
    throw invalidDocument('A signature is not 64 bytes in base64url without padding.')
}

/** The body of a tombstone. */
export const emptyBody: JsonValue = Object.freeze({})
