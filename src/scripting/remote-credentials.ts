/** What a user gives to be let in at a remote, as an authenticator: the plain text ends in its closure. */
import { MotifscopeError } from '../model/errors'
import { basicAuthentication, bearerAuthentication, noAuthentication } from '../moss/authenticator'
import type { RemoteAuthenticator } from '../moss/authenticator'
import { isPlain } from '../moss/canonical-json'
import type { RemoteCredentials } from './moss-remote-types'

/** @throws MotifscopeError `invalid-credentials`, without what was given. */
export function authenticatorFrom(credentials: RemoteCredentials): RemoteAuthenticator {
  const { kind, user, password, token, headers } = credentials as unknown as Record<string, unknown>
  if (typeof headers === 'function') return credentials as RemoteAuthenticator
  if (isPlain(credentials)) {
    if (kind === 'none') return noAuthentication
    if (kind === 'basic' && isText(user) && isText(password)) return basicAuthentication(user, password)
    if (kind === 'bearer' && isText(token)) return bearerAuthentication(token)
  }
  throw new MotifscopeError('invalid-credentials', 'The credentials are none of: none, basic, bearer.', {
    hint: "Give { kind: 'basic', user, password } or { kind: 'bearer', token }, as texts.",
  })
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
