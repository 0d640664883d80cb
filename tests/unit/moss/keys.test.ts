/** Signatures and key derivation against published vectors; the browser's Ed25519 and the one in JavaScript alike. */
import { pbkdf2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { base64urlFrom, bytesFromBase64url, hexFrom, sha256Hex } from '../../../src/moss/bytes'
import { ed25519, loadPureEd25519, webCryptoEd25519 } from '../../../src/moss/ed25519'
import { createPassphraseSigner, deriveSeed, passphraseAuthenticator } from '../../../src/moss/passphrase'
import { verifySignature } from '../../../src/moss/proof'

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))

/** RFC 8032, section 7.1: TEST 1, 2, 3 and SHA(abc). */
const vectors = [
  {
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
]

describe.each([
  ['by Web Crypto', () => Promise.resolve(webCryptoEd25519)],
  ['in JavaScript, for browsers without it', loadPureEd25519],
])('Ed25519 %s', (_, load) => {
  it.each(vectors)('signs and verifies as RFC 8032 does ($message)', async (vector) => {
    const { publicKeyOf, sign, verify } = await load()
    const [seed, message] = [bytes(vector.seed), bytes(vector.message)]
    expect(hexFrom(await publicKeyOf(seed))).toBe(vector.publicKey)
    expect(hexFrom(await sign(seed, message))).toBe(vector.signature)
    expect(await verify(bytes(vector.publicKey), bytes(vector.signature), message)).toBe(true)
    expect(await verify(bytes(vector.publicKey), bytes(vector.signature), bytes('00'))).toBe(false)
  })

  it('refuses any signature of which one bit is changed, and a key that is no point', async () => {
    const { verify } = await load()
    const { publicKey, message, signature } = vectors[2]!
    for (let bit = 0; bit < 512; bit += 7) {
      const changed = bytes(signature)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(await verify(bytes(publicKey), changed, bytes(message))).toBe(false)
    }
    expect(await verify(bytes('02'.padEnd(64, '0')), bytes(signature), bytes(message))).toBe(false)
  })
})

it('takes the browser’s Ed25519 where it works', async () => {
  expect(await ed25519()).toBe(webCryptoEd25519)
})

describe('key derivation', () => {
  it('is PBKDF2-SHA-256 (RFC 7914, section 11)', async () => {
    const seed = await deriveSeed('passwd', new TextEncoder().encode('salt'), 1)
    expect(hexFrom(seed)).toBe('55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc')
  })

  it('makes a key with a random salt of 16 bytes and 600,000 iterations, and signs with it', async () => {
    const salt = new Uint8Array(16).fill(9)
    const asked: number[] = []
    const signer = createPassphraseSigner('correct horse', (length) => (asked.push(length), salt))
    const key = await signer.newKey()
    expect(asked).toEqual([16])
    expect(key).toMatchObject({ algorithm: 'Ed25519', salt: base64urlFrom(salt), iterations: 600_000 })
    const seed = new Uint8Array(pbkdf2Sync('correct horse', salt, 600_000, 32, 'sha256'))
    expect(key.publicKey).toBe(base64urlFrom(await webCryptoEd25519.publicKeyOf(seed)))
    const signature = await signer.sign(key, 'moss/1:text')
    expect(await verifySignature(key.publicKey, signature, 'moss/1:text')).toBe(true)
    expect(await verifySignature(key.publicKey, signature, 'moss/1:other')).toBe(false)
  })

  it('with another passphrase is refused before anything is signed, without naming either', async () => {
    const { withSecret } = passphraseAuthenticator((length) => new Uint8Array(length))
    const key = await withSecret('correct horse', (signer) => signer.newKey())
    const error = await withSecret('battery staple', (signer) => signer.sign(key, 'moss/1:text')).catch(
      (thrown: unknown) => thrown as Error,
    )
    expect(error).toMatchObject({
      code: 'wrong-passphrase',
      message: expect.stringMatching(/wrong passphrase/i),
    })
    expect(JSON.stringify([error, (error as Error).message, (error as Error).stack])).not.toMatch(
      /correct horse|battery staple/,
    )
  })

  it('refuses an empty passphrase', async () => {
    const { withSecret } = passphraseAuthenticator((length) => new Uint8Array(length))
    await expect(withSecret('', (signer) => signer.newKey())).rejects.toMatchObject({
      code: 'empty-passphrase',
    })
  })
})

describe('base64url', () => {
  it('reads what it writes, of the length that is asked for only', () => {
    const all = Uint8Array.from({ length: 64 }, (_, i) => i * 37)
    expect(bytesFromBase64url(base64urlFrom(all), 64)).toEqual(all)
    expect(base64urlFrom(new Uint8Array([251, 255]))).toBe('-_8')
    expect(bytesFromBase64url('-_8', 3)).toBeUndefined()
  })

  it.each(['-_8=', '+/8', '-_9', '-_', '-_8 '])('refuses %s: two bytes have one spelling', (text) => {
    expect(bytesFromBase64url(text, 2)).toBeUndefined()
  })
})

it('SHA-256 is written in lower-case hex', async () => {
  expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
