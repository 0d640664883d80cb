/** Reads an address that a person entered for a database: what it may look like, and what a page may ask at all. */
import { MotifscopeError } from '../../model/errors'
import { mixedContent } from './remote-faults'

const isLocal = ({ hostname }: URL) => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
const isEncrypted = ({ protocol }: URL) => /^(https|wss):$/.test(protocol) || /\+s(sc)?:$/.test(protocol)

/** The address as a URL.
 *  @param schemes `https:` and the like
 *  @throws MotifscopeError `invalid-address`, `mixed-content` */
export function readAddress(address: string, schemes: readonly string[]): URL {
  const url = parsed(address.trim())
  const examples = schemes.map((scheme) => `${scheme}//`).join(', ')
  if (!url || url.host === '' || !schemes.includes(url.protocol))
    throw new MotifscopeError('invalid-address', 'This is not the address of a database.', {
      hint: `It begins with ${examples}, then host and port.`,
    })
  // Its parts are not quoted: they may be a password.
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new MotifscopeError('invalid-address', 'The address holds more than scheme, host, port and path.', {
      hint: 'Enter name, password or token in their own fields; in an address they would be seen by others.',
    })
  // Node has no page that could refuse.
  if (globalThis.location !== undefined && !isEncrypted(url) && !isLocal(url))
    throw mixedContent({ label: `${url.protocol}//${url.host}`, credentials: { kind: 'none' } })
  return url
}

function parsed(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

/** Scheme, host and port, whatever the scheme. */
export const originOf = ({ protocol, host }: URL): string => `${protocol}//${host}`

/** A path below an address, which may have a path itself where a relay is in front of the server. */
export const below = ({ href }: URL, path: string): string => `${href.replace(/\/+$/, '')}${path}`
