/** The fragment of the page's address, written and read by the words of the contract alone, without the page's own code. */
import { inflateRawSync } from 'node:zlib'

/** A fragment as the contract writes it. */
export const fragmentOf = (pairs: Record<string, string>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')

/** What an address says: `+` is itself, `z` is deflate-raw in base64url.
 *  @throws when something stands in the query, which servers see. */
export const readFragment = (address: string): Record<string, string> => Object.fromEntries(pairsOf(address))

/** The hosts an address names, in its order. */
export const hostsOf = (address: string): string[] =>
  pairsOf(address).flatMap(([key, value]) => (key === 'host' ? [value] : []))

function pairsOf(address: string): [string, string][] {
  const { hash, search } = new URL(address)
  if (search !== '') throw new Error(`The address has a query: ${search}`)
  const text = hash.slice(1)
  const plain = text.startsWith('z=')
    ? inflateRawSync(Buffer.from(text.slice(2), 'base64url')).toString()
    : text
  return plain
    .split('&')
    .filter(Boolean)
    .map((part) => [part.split('=')[0] ?? '', decodeURIComponent(part.slice(part.indexOf('=') + 1))])
}
