/** Seals what is about to be written: gives it its id, and the signatures it needs. What is wrong with a document is said
 *  before anybody waits for a key. */
import type { MossContent, MossDocument, MossKey } from '../model/document'
import { MotifscopeError } from '../model/errors'
import type { DocumentAuthenticator, DocumentSigner } from './authenticator'
import { identify, withProof } from './document-id'
import { signedText } from './proof'

export interface Secrets {
  /** The passphrase of the key in force; of a first document: the one that is to protect it. */
  secret?: string
  /** Hands the document over: corrections after this one need the new passphrase. */
  newSecret?: string
}

/** A first document, protected by a new key of the secret.
 *  @throws MotifscopeError as `identify`; `empty-passphrase`. */
export async function sealFirst(
  content: MossContent,
  secret: string,
  authenticator: DocumentAuthenticator,
): Promise<MossDocument> {
  await identify(content)
  return authenticator.withSecret(secret, async (signer) => {
    const key = await signer.newKey()
    const document = await identify({ ...content, key })
    return withProof(document, { signature: await signer.sign(key, signedText(document.id)) })
  })
}

/** A successor, signed by the key in force, if there is one.
 *  @throws MotifscopeError as `identify`; `secret-needed`, `wrong-passphrase`, `open-document`, `empty-passphrase`. */
export async function sealSuccessor(
  content: object,
  keyInForce: MossKey | undefined,
  { secret, newSecret }: Secrets,
  authenticator: DocumentAuthenticator,
): Promise<MossDocument> {
  const document = await identify(content)
  if (!keyInForce) {
    if (secret === undefined && newSecret === undefined) return document
    throw new MotifscopeError('open-document', 'This document is open: no passphrase can protect it.', {
      hint: 'Leave the passphrase out, or put a new document with one.',
    })
  }
  if (secret === undefined)
    throw new MotifscopeError('secret-needed', 'This document is protected by a passphrase.', {
      hint: 'Give the passphrase it was written with.',
    })
  return authenticator.withSecret(secret, async (signer) => {
    const signature = await signer.sign(keyInForce, signedText(document.id))
    if (newSecret === undefined) return withProof(document, { signature })
    return authenticator.withSecret(newSecret, (newSigner) =>
      handOver(content, keyInForce, signer, newSigner),
    )
  })
}

async function handOver(
  content: object,
  keyInForce: MossKey,
  signer: DocumentSigner,
  newSigner: DocumentSigner,
): Promise<MossDocument> {
  const key = await newSigner.newKey()
  const document = await identify({ ...content, key })
  const text = signedText(document.id)
  const signature = await signer.sign(keyInForce, text)
  return withProof(document, { signature, handOver: await newSigner.sign(key, text) })
}
