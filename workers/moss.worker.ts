/** A moss worker: derives keys from one passphrase and signs with them. The page ends it after a signature. */
import type { DocumentSigner } from '../src/moss/authenticator'
import type { MossWorkerApi } from '../src/moss/moss-worker'
import { createPassphraseSigner } from '../src/moss/passphrase'
import { exposeToParent } from './expose-to-parent'

let signer: DocumentSigner | undefined

function openedSigner(): DocumentSigner {
  if (!signer) throw new Error('The moss worker was asked before it was opened.')
  return signer
}

const api: MossWorkerApi = {
  open(passphrase) {
    signer = createPassphraseSigner(passphrase, (length) => crypto.getRandomValues(new Uint8Array(length)))
  },
  newKey: () => openedSigner().newKey(),
  sign: (key, text) => openedSigner().sign(key, text),
}

exposeToParent(api)
