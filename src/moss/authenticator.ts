/** Who may write, as something that can be swapped: a secret that signs documents, or credentials for a remote. Secrets
 *  live in closures: they are in no member, so that nothing prints, stores or sends them by accident. */
import type { MossKey } from '../model/document'

/** Signs with one secret, as long as it is needed. */
export interface DocumentSigner {
  /** A new key of the secret, with a salt of its own. */
  newKey(): Promise<MossKey>
  /** The signature of a text, base64url.
   *  @throws MotifscopeError `wrong-passphrase` when the key is not the secret's. */
  sign(key: MossKey, text: string): Promise<string>
}

/** Proves to every replica who wrote a document. */
export interface DocumentAuthenticator {
  readonly kind: string
  /** Runs `work` with a signer; what was made of the secret is forgotten when `work` ends. */
  withSecret<Result>(secret: string, work: (signer: DocumentSigner) => Promise<Result>): Promise<Result>
}

/** Lets this browser in at a remote. */
export interface RemoteAuthenticator {
  readonly kind: 'none' | 'basic' | 'bearer' | 'oauth'
  /** The headers a request carries; asked anew for each, so that a token can be renewed meanwhile. */
  headers(): Promise<Record<string, string>>
}

export type Authenticator = DocumentAuthenticator | RemoteAuthenticator

export const noAuthentication: RemoteAuthenticator = { kind: 'none', headers: () => Promise.resolve({}) }

/** A user's name and password, as RFC 7617 sends them. */
export function basicAuthentication(user: string, password: string): RemoteAuthenticator {
  return {
    kind: 'basic',
    headers: () => {
      const bytes = new TextEncoder().encode(`${user}:${password}`)
      return Promise.resolve({ Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` })
    },
  }
}

/** A token, or whatever gives the one that is valid now (OAuth). */
export function bearerAuthentication(token: string | (() => Promise<string>)): RemoteAuthenticator {
  return {
    kind: typeof token === 'string' ? 'bearer' : 'oauth',
    headers: async () => ({ Authorization: `Bearer ${typeof token === 'string' ? token : await token()}` }),
  }
}
