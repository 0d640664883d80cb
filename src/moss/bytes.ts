/** Bytes and their texts: base64url without padding, lower-case hex, SHA-256. */
import { MotifscopeError } from '../model/errors'

export type Bytes = Uint8Array<ArrayBuffer>

/** base64url without padding. */
export function base64urlFrom(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The bytes of a base64url text of exactly this many bytes; undefined when it is not one. The one spelling counts:
 *  unused bits must be zero, so that no proof can be written in two ways. */
export function bytesFromBase64url(text: string, byteLength: number): Bytes | undefined {
  if (!/^[\w-]*$/.test(text) || text.length !== Math.ceil((byteLength * 4) / 3)) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return base64urlFrom(bytes) === text ? bytes : undefined
}

export function hexFrom(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** SHA-256 in lower-case hex.
 *  @throws MotifscopeError `unsupported-browser` on a page without a secure connection. */
export async function sha256Hex(bytes: BufferSource): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined
  if (!subtle)
    throw new MotifscopeError(
      'unsupported-browser',
      'This page was not loaded over a secure connection, so nothing can be hashed.',
      { hint: 'Open it over https:// or from localhost.' },
    )
  return hexFrom(new Uint8Array(await subtle.digest('SHA-256', bytes)))
}
