/** Who may follow whom: signatures, keys in force, dates. What fails here is refused on every replica. */
import type { MossDocument, MossKey } from '../model/document'
import type { VerifiedDocument } from '../model/document-store'
import { MotifscopeError } from '../model/errors'
import { bytesFromBase64url } from './bytes'
import { ed25519 } from './ed25519'

/** Whether `signature` is that of `text` by the key; both texts are base64url. */
export type VerifySignature = (publicKey: string, signature: string, text: string) => Promise<boolean>

/** The text a proof signs. */
export function signedText(id: string): string {
  return `moss/1:${id}`
}

export const verifySignature: VerifySignature = async (publicKey, signature, text) => {
  const [keyBytes, signatureBytes] = [bytesFromBase64url(publicKey, 32), bytesFromBase64url(signature, 64)]
  if (!keyBytes || !signatureBytes) return false
  return (await ed25519()).verify(keyBytes, signatureBytes, new TextEncoder().encode(text))
}

function refused(code: string, message: string, hint?: string): MotifscopeError {
  return new MotifscopeError(code, message, hint === undefined ? {} : { hint })
}

const openHint = 'Documents written without a passphrase can be corrected by everybody, for ever.'

/** Checks that a document may stand where it stands: after its verified predecessor, or as the first (null). Answers
 *  the key in force after it, undefined in an open tree.
 *  @throws MotifscopeError `missing-proof`, `invalid-proof`, `open-document`, `dated-before-predecessor`. */
export async function checkSuccession(
  document: MossDocument,
  predecessor: Pick<VerifiedDocument, 'document' | 'keyInForce'> | null,
  verify: VerifySignature,
): Promise<MossKey | undefined> {
  if (predecessor && document.createdAt < predecessor.document.createdAt)
    throw refused('dated-before-predecessor', 'The document is dated before the one it supersedes.')
  const signer = predecessor ? predecessor.keyInForce : document.key
  if (!signer) {
    if (document.key) throw refused('open-document', 'An open document is followed by a key.', openHint)
    if (document.proof)
      throw refused('invalid-proof', 'An open document carries a proof of nothing.', openHint)
    return undefined
  }
  const handOverKey = predecessor ? document.key : undefined
  await checkSignatures(document, signer, handOverKey, verify)
  return document.key ?? signer
}

async function checkSignatures(
  { id, proof }: MossDocument,
  signer: MossKey,
  handOverKey: MossKey | undefined,
  verify: VerifySignature,
): Promise<void> {
  if (!proof) throw refused('missing-proof', 'The document is protected by a key but carries no signature.')
  if (!(await verify(signer.publicKey, proof.signature, signedText(id))))
    throw refused('invalid-proof', 'The signature is not that of the key in force.')
  if (handOverKey === undefined) {
    if (proof.handOver === undefined) return
    throw refused('invalid-proof', 'The document hands over to a key that it does not bring.')
  }
  if (proof.handOver === undefined)
    throw refused('missing-proof', 'The document brings a new key without the signature of that key.')
  if (!(await verify(handOverKey.publicKey, proof.handOver, signedText(id))))
    throw refused('invalid-proof', 'The signature that hands over is not that of the new key.')
}
