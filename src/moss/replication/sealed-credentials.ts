/** Credentials that outlive a page, because the user asked: encrypted with AES-GCM under a key derived from a passphrase,
 *  which is not stored. Bound to the remote's name and origin: moved to another they open nothing. */
import { MotifscopeError } from '../../model/errors'
import type { AccessKey } from '../../model/remote-host'
import { base64urlFrom } from '../bytes'
import type { Bytes } from '../bytes'
import { isPlain } from '../canonical-json'
import { fewestIterations } from '../document-shape'
import { deriveSeed } from '../passphrase'

/** What a user types to be let in. */
export type PlainCredentials =
  { kind: 'none' } | { kind: 'basic'; user: string; password: string } | { kind: 'bearer'; token: string }

/** The same for a graph on a server. */
export type LoginCredentials = PlainCredentials | AccessKey

/** Binary values are base64url. */
export interface SealedCredentials {
  /** Of PBKDF2-SHA-256. */
  iterations: number
  salt: string
  /** Of AES-GCM, never used twice. */
  iv: string
  sealed: string
}

/** What the credentials are for. */
export interface CredentialsPlace {
  remoteId: string
  origin: string
}

const placeBytes = ({ remoteId, origin }: CredentialsPlace) =>
  new TextEncoder().encode(JSON.stringify(['moss remote', remoteId, origin]))

async function keyOf(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  if (passphrase === '') throw new MotifscopeError('empty-passphrase', 'The passphrase is empty.')
  const bits = await deriveSeed(passphrase, salt, iterations)
  return crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** @throws MotifscopeError `empty-passphrase`. */
export async function sealCredentials(
  credentials: LoginCredentials,
  passphrase: string,
  place: CredentialsPlace,
  randomBytes: (length: number) => Bytes,
): Promise<SealedCredentials> {
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const key = await keyOf(passphrase, salt, fewestIterations)
  const text = new TextEncoder().encode(JSON.stringify(credentials))
  const algorithm = { name: 'AES-GCM', iv, additionalData: placeBytes(place) }
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, text))
  return {
    iterations: fewestIterations,
    salt: base64urlFrom(salt),
    iv: base64urlFrom(iv),
    sealed: base64urlFrom(sealed),
  }
}

/** @throws MotifscopeError `wrong-passphrase`, `empty-passphrase`. */
export async function openCredentials<Kept extends LoginCredentials = PlainCredentials>(
  { iterations, salt, iv, sealed }: SealedCredentials,
  passphrase: string,
  place: CredentialsPlace,
): Promise<Kept> {
  const key = await keyOf(passphrase, bytesFrom(salt), iterations)
  const algorithm = { name: 'AES-GCM', iv: bytesFrom(iv), additionalData: placeBytes(place) }
  let text: string
  try {
    text = new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, bytesFrom(sealed)))
  } catch {
    throw new MotifscopeError('wrong-passphrase', 'Wrong passphrase: it does not open what was kept.', {
      hint: 'Enter the name and password, or the token, of the remote again.',
    })
  }
  return JSON.parse(text) as Kept
}

function bytesFrom(text: string): Bytes {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** Whether a kept value can be opened. */
export function isSealed(value: unknown): value is SealedCredentials {
  return (
    isPlain(value) &&
    typeof value['iterations'] === 'number' &&
    [value['salt'], value['iv'], value['sealed']].every((text) => typeof text === 'string')
  )
}
