/** From a passphrase to signatures: PBKDF2-SHA-256 gives the seed of an Ed25519 key pair. Runs in the moss worker, where
 *  seeds stay and end. No error names the passphrase. */
import type { MossKey } from '../model/document'
import { MotifscopeError } from '../model/errors'
import type { DocumentAuthenticator, DocumentSigner } from './authenticator'
import { base64urlFrom, bytesFromBase64url } from './bytes'
import type { Bytes } from './bytes'
import { fewestIterations } from './document-shape'
import { ed25519 } from './ed25519'

/** The seed: 32 bytes. `iterations`: 600,000 take a fraction of a second. */
export async function deriveSeed(passphrase: string, salt: Bytes, iterations: number): Promise<Bytes> {
  const secret = new TextEncoder().encode(passphrase)
  const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256)
  return new Uint8Array(bits)
}

/** Signs with a passphrase; the key derived last is kept, so that making a key and signing with it derives once. */
export function createPassphraseSigner(
  passphrase: string,
  randomBytes: (length: number) => Bytes,
): DocumentSigner {
  if (passphrase === '') throw new MotifscopeError('empty-passphrase', 'The passphrase is empty.')
  let last: { name: string; pair: Promise<{ seed: Bytes; publicKey: string }> } | undefined

  async function derive(salt: Bytes, iterations: number) {
    const seed = await deriveSeed(passphrase, salt, iterations)
    return { seed, publicKey: base64urlFrom(await (await ed25519()).publicKeyOf(seed)) }
  }

  function pairOf(salt: Bytes, iterations: number) {
    const name = `${iterations} ${base64urlFrom(salt)}`
    if (last?.name !== name) last = { name, pair: derive(salt, iterations) }
    return last.pair
  }

  return {
    async newKey() {
      const salt = randomBytes(16)
      const { publicKey } = await pairOf(salt, fewestIterations)
      return { algorithm: 'Ed25519', publicKey, salt: base64urlFrom(salt), iterations: fewestIterations }
    },
    async sign({ publicKey, salt, iterations }: MossKey, text) {
      const pair = await pairOf(bytesFromBase64url(salt, 16) as Bytes, iterations)
      if (pair.publicKey !== publicKey)
        throw new MotifscopeError(
          'wrong-passphrase',
          'Wrong passphrase: it does not belong to the key in force.',
          {
            hint: 'Use the passphrase that the document was written with, or the one it was last handed over to.',
          },
        )
      return base64urlFrom(await (await ed25519()).sign(pair.seed, new TextEncoder().encode(text)))
    },
  }
}

/** Signs on this thread: for Node and for workers. */
export function passphraseAuthenticator(randomBytes: (length: number) => Bytes): DocumentAuthenticator {
  return {
    kind: 'passphrase',
    withSecret: async (passphrase, work) => work(createPassphraseSigner(passphrase, randomBytes)),
  }
}
