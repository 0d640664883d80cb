/** Documents for tests: written as any replica would, with key pairs from given seeds, so that no test waits for a
 *  passphrase that it is not about; and replicas in memory. */
import type { MossDocument, MossKey } from '../../src/model/document'
import type { DocumentAuthenticator } from '../../src/moss/authenticator'
import { base64urlFrom } from '../../src/moss/bytes'
import type { Bytes } from '../../src/moss/bytes'
import { identify, withProof } from '../../src/moss/document-id'
import { ed25519 } from '../../src/moss/ed25519'
import { passphraseAuthenticator } from '../../src/moss/passphrase'
import { builtInPrefixes } from '../../src/moss/prefixes'
import { signedText, verifySignature } from '../../src/moss/proof'
import { createMossApi } from '../../src/scripting/moss-api'
import type { MossSources } from '../../src/scripting/moss-api'
import { MemoryDocuments } from './memory-documents'
import { memoryRemoteSources } from './remote-sources'

export interface KeyPair {
  key: MossKey
  sign(id: string): Promise<string>
}

/** The key pair of a seed of 32 equal bytes. */
export async function keyPair(byte: number): Promise<KeyPair> {
  const seed = new Uint8Array(32).fill(byte)
  const { publicKeyOf, sign } = await ed25519()
  return {
    key: {
      algorithm: 'Ed25519',
      publicKey: base64urlFrom(await publicKeyOf(seed)),
      salt: base64urlFrom(new Uint8Array(16).fill(byte)),
      iterations: 600_000,
    },
    sign: async (id) => base64urlFrom(await sign(seed, new TextEncoder().encode(signedText(id)))),
  }
}

export const noon = '2026-01-31T12:00:00.000Z'

const plain = {
  uri: 'https://example.org/',
  body: { text: 'a note' },
  links: [],
  createdAt: noon,
  author: 'Ada',
}

/** A first document, protected when there is a pair. */
export async function firstDocument(changes: object = {}, pair?: KeyPair): Promise<MossDocument> {
  const document = await identify({ ...plain, ...changes, ...(pair && { key: pair.key }) })
  return pair ? withProof(document, { signature: await pair.sign(document.id) }) : document
}

/** A successor, signed by `pair`; handed over where there is `to`. */
export async function successorOf(
  { id, uri, body, links, createdAt, author }: MossDocument,
  changes: object = {},
  pair?: KeyPair,
  to?: KeyPair,
): Promise<MossDocument> {
  const content = { uri, body, links, createdAt, author, supersedes: id, ...changes }
  const document = await identify(to ? { ...content, key: to.key } : content)
  if (!pair) return document
  const signature = await pair.sign(document.id)
  return withProof(document, to ? { signature, handOver: await to.sign(document.id) } : { signature })
}

/** The document without one of its members. */
export function lacking<Name extends keyof MossDocument>(
  document: MossDocument,
  name: Name,
): Omit<MossDocument, Name> {
  const others = Object.entries(document).filter(([member]) => member !== name)
  return Object.fromEntries(others) as unknown as Omit<MossDocument, Name>
}

/** Random bytes that are the same in every run. */
function countingBytes(): (length: number) => Bytes {
  let next = 0
  return (length) => Uint8Array.from({ length }, () => next++)
}

/** A replica in memory with its API. `clock.now` may be set. */
export function memoryReplica(given: Partial<MossSources> = {}) {
  const store = new MemoryDocuments()
  const clock = { now: Date.parse(noon) }
  const authenticator: DocumentAuthenticator = passphraseAuthenticator(countingBytes())
  let author: string | undefined
  const moss = createMossApi({
    store,
    authenticator,
    prefixes: builtInPrefixes,
    author: async () => author,
    setAuthor: async (name) => void (author = name),
    isHostHere: async (id) => id === 'here',
    askNetwork: async () => 200,
    now: () => clock.now,
    remotes: memoryRemoteSources(),
    ...given,
  })
  return { store, clock, moss, tools: { store, verify: verifySignature, now: () => clock.now } }
}

/** Lines as a file to import. */
export function linesBlob(lines: readonly (object | string)[]): Blob {
  return new Blob(lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`))
}
