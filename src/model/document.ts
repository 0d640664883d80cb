/** Documents of Moss: immutable, named by what they say. The contract is that of Moss, "Documents" and "Authentication".
 *  Binary values are base64url without padding; an absent member is absent, never null. */

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/** The public half of a secret, as it stands inside a document. */
export interface MossKey {
  readonly algorithm: 'Ed25519'
  /** 32 bytes. */
  readonly publicKey: string
  /** 16 random bytes. */
  readonly salt: string
  /** Of PBKDF2-SHA-256: 600,000 to 10,000,000. */
  readonly iterations: number
}

export interface MossProof {
  /** 64 bytes: Ed25519 over the text `moss/1:` + id. */
  readonly signature: string
  /** The same by the new key, where a successor brings one. */
  readonly handOver?: string
}

/** What the id is the hash of. */
export interface MossContent {
  /** What it is about. */
  readonly uri: string
  readonly body: JsonValue
  /** Other URIs it refers to. */
  readonly links: readonly string[]
  /** ISO 8601, UTC, milliseconds: such texts sort as the moments do. */
  readonly createdAt: string
  readonly author: string
  readonly key?: MossKey
  /** The id of the document it corrects. */
  readonly supersedes?: string
  /** A tombstone; its body is empty. */
  readonly deleted?: true
}

/** A document with its id: SHA-256, lower-case hex, of its canonical content. */
export interface MossDocument extends MossContent {
  readonly id: string
  readonly proof?: MossProof
}
