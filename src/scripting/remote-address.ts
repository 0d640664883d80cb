/** The address of a remote, as a user typed it: of a database, over a connection that nobody listens in on. */
import { MotifscopeError } from '../model/errors'

/** Those that the page's Content-Security-Policy lets it ask without encryption. */
const localHosts = ['localhost', '127.0.0.1']

function invalid(message: string, hint?: string): MotifscopeError {
  return new MotifscopeError('invalid-remote', message, hint === undefined ? {} : { hint })
}

/** The address without a slash at its end. No error repeats what was typed: a password may stand in it.
 *  @throws MotifscopeError `invalid-remote`, `insecure-remote`. */
export function remoteAddress(typed: unknown): string {
  const url = typeof typed === 'string' && URL.canParse(typed.trim()) ? new URL(typed.trim()) : null
  if (!url)
    throw invalid('The address of the remote is not a URL.', 'Write it like https://couch.example.org/notes.')
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw invalid(
      'The address of a remote begins with https://.',
      'Write it like https://couch.example.org/notes.',
    )
  if (url.username !== '' || url.password !== '')
    throw invalid(
      'A name or a password stands in the address, where others can read it.',
      'Take it out, and give name and password beside the address.',
    )
  if (url.search !== '' || url.hash !== '')
    throw invalid(
      'The address of a remote has no query and no fragment.',
      'It ends with the name of the database.',
    )
  if (url.protocol === 'http:' && !localHosts.includes(url.hostname))
    throw new MotifscopeError(
      'insecure-remote',
      'The address begins with http://: everybody on the way could read and change what is sent.',
      {
        hint: 'Use https://. Browsers let this page ask http:// of this computer only (mixed content).',
      },
    )
  const path = url.pathname.replace(/\/+$/, '')
  if (path === '')
    throw invalid(
      'The address lacks the name of the database.',
      'Write it like https://couch.example.org/notes.',
    )
  return url.origin + path
}

/** What documents may be sent, each once.
 *  @throws MotifscopeError `invalid-remote`. */
export function remotePrefixes(given: unknown): string[] {
  if (!Array.isArray(given) || !given.every((prefix) => typeof prefix === 'string'))
    throw invalid('The prefixes of a remote are a list of texts.')
  return [...new Set(given as string[])].sort()
}
