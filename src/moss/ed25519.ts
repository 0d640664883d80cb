/** Ed25519 by the browser; where it has none, by @noble/ed25519, which is loaded then only. Both are deterministic and
 *  strict (RFC 8032), so that every replica accepts the same signatures. */
import { base64urlFrom, bytesFromBase64url } from './bytes'
import type { Bytes } from './bytes'

export interface Ed25519 {
  /** `seed`: 32 bytes. */
  publicKeyOf(seed: Bytes): Promise<Bytes>
  sign(seed: Bytes, message: Bytes): Promise<Bytes>
  verify(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean>
}

const algorithm = { name: 'Ed25519' }

/** What stands before the seed in PKCS #8 (RFC 8410): Web Crypto takes private keys in no barer form. */
const pkcs8Head = Uint8Array.from([
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
])

function importSeed(seed: Bytes, isExtractable: boolean): Promise<CryptoKey> {
  const pkcs8 = new Uint8Array([...pkcs8Head, ...seed])
  return crypto.subtle.importKey('pkcs8', pkcs8, algorithm, isExtractable, ['sign'])
}

export const webCryptoEd25519: Ed25519 = {
  async publicKeyOf(seed) {
    const { x } = await crypto.subtle.exportKey('jwk', await importSeed(seed, true))
    const publicKey = bytesFromBase64url(x ?? '', 32)
    if (!publicKey) throw new Error('The browser gave no public key.')
    return publicKey
  },
  async sign(seed, message) {
    return new Uint8Array(await crypto.subtle.sign(algorithm, await importSeed(seed, false), message))
  },
  async verify(publicKey, signature, message) {
    try {
      return await crypto.subtle.verify(algorithm, await importPublicKey(publicKey), signature, message)
    } catch {
      return false // some implementations throw on a key that is no point of the curve
    }
  },
}

const importedKeys = new Map<string, Promise<CryptoKey>>()

/** Most documents of a replica are by a few keys. */
function importPublicKey(publicKey: Bytes): Promise<CryptoKey> {
  const name = base64urlFrom(publicKey)
  const known = importedKeys.get(name)
  if (known) return known
  if (importedKeys.size >= 1_000) importedKeys.clear()
  const imported = crypto.subtle.importKey('raw', publicKey, algorithm, true, ['verify'])
  importedKeys.set(name, imported)
  return imported
}

/** Ed25519 in JavaScript. */
export async function loadPureEd25519(): Promise<Ed25519> {
  const noble = await import('@noble/ed25519')
  return {
    publicKeyOf: async (seed) => new Uint8Array(await noble.getPublicKeyAsync(seed)),
    sign: async (seed, message) => new Uint8Array(await noble.signAsync(message, seed)),
    verify: (publicKey, signature, message) =>
      noble.verifyAsync(signature, message, publicKey, { zip215: false }).catch(() => false),
  }
}

/** The first test of RFC 8032: signs the empty text. */
const testSeed = 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A'
const testPublicKey = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'

async function isInBrowser(): Promise<boolean> {
  try {
    const seed = bytesFromBase64url(testSeed, 32) as Bytes
    const publicKey = await webCryptoEd25519.publicKeyOf(seed)
    const signature = await webCryptoEd25519.sign(seed, new Uint8Array())
    const isRight = base64urlFrom(publicKey) === testPublicKey
    return isRight && (await webCryptoEd25519.verify(publicKey, signature, new Uint8Array()))
  } catch {
    return false
  }
}

let chosen: Promise<Ed25519> | undefined

/** The browser's own where it works, else the one in JavaScript; tried once. */
export function ed25519(): Promise<Ed25519> {
  return (chosen ??= isInBrowser().then((isThere) => (isThere ? webCryptoEd25519 : loadPureEd25519())))
}
