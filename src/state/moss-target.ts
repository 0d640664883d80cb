/** What stands behind `moss:` in a link: a document's id, a URI prefix, or (after `?`) a whole query. Pure and total: any
 *  text means something. */

/** A query as the page asks it; empty texts ask nothing. */
export interface MossSearch {
  prefix: string
  linkedTo: string
  text: string
  /** A date as documents write it. */
  since: string
}

export type MossTarget = { kind: 'document'; id: string } | { kind: 'search'; search: MossSearch }

export const everything: Readonly<MossSearch> = { prefix: '', linkedTo: '', text: '', since: '' }
const keys = ['prefix', 'linkedTo', 'text', 'since'] as const

export function readMossTarget(target: string): MossTarget {
  if (/^[0-9a-f]{64}$/.test(target)) return { kind: 'document', id: target }
  if (!target.startsWith('?')) return { kind: 'search', search: { ...everything, prefix: target } }
  const parameters = new URLSearchParams(target)
  const found = keys.map((key) => [key, parameters.get(key) ?? ''] as const)
  return { kind: 'search', search: { ...everything, ...Object.fromEntries(found) } }
}

/** The shortest text that means the search. */
export function writeMossTarget(search: MossSearch): string {
  const asked = keys.filter((key) => search[key] !== '')
  const isPrefix = asked.length === 0 || (asked.length === 1 && asked[0] === 'prefix')
  const isPlain = isPrefix && !search.prefix.startsWith('?') && !/^[0-9a-f]{64}$/.test(search.prefix)
  if (isPlain) return search.prefix
  return `?${asked.map((key) => `${key}=${encodeURIComponent(search[key].replace(/\p{Surrogate}/gu, '\uFFFD'))}`).join('&')}`
}

/** The query of the API. */
export function queryOf(search: MossSearch): { [key in keyof MossSearch]?: string } {
  return Object.fromEntries(keys.filter((key) => search[key] !== '').map((key) => [key, search[key]]))
}
