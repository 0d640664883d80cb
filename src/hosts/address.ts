/** Addresses people give for a graph: which can be opened, what is asked for, and what the host is called. */
import { MotifscopeError } from '../model/errors'

/** A checked address.
 *  @throws MotifscopeError `invalid-address` with what to do instead. */
export function readAddress(text: string): URL {
  const trimmed = text.trim()
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null
  if (!url) throw invalid(`“${trimmed}” is not an address.`, 'An address begins with https://, for example.')
  if (url.username !== '' || url.password !== '')
    throw invalid(
      'This address holds a user name or a password.',
      'Leave them out; they would end up in links.',
    )
  if (['http:', 'https:', 'example:'].includes(url.protocol)) return url
  if (url.protocol === 'file:')
    throw invalid(
      'A page may not read files of this computer by their address.',
      'Choose the file, or drop it here.',
    )
  throw invalid(`Addresses with “${url.protocol}” cannot be opened.`, 'Use https://, http:// or example://.')
}

function invalid(sentence: string, hint: string): MotifscopeError {
  return new MotifscopeError('invalid-address', sentence, { hint })
}

/** What a host is called when nobody says: the file's name without the endings that formats have. */
export function hostNameFrom(fileName: string): string {
  const bare = fileName
    .replace(/\.(gz|gzip)$/i, '')
    .replace(
      /\.(graphml|gexf|gml|xml|csv|tsv|txt|tab|net|paj|dot|gv|json|parquet|arrow|arrows|feather|ipc)$/i,
      '',
    )
  return bare === '' ? 'graph' : bare
}

/** The last part of an address's path, decoded. */
export function fileNameOf(url: URL): string {
  const last =
    url.pathname
      .split('/')
      .filter((part) => part !== '')
      .pop() ?? url.hostname
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
