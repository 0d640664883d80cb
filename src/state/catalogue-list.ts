/** What of the catalogues is listed: entries by words and species, and the words beside them. Pure. */
import type { CatalogueEntry } from '../scripting/host-types'
import { formatCount } from './format'

/** `key`: unique over all catalogues. */
export interface ListedEntry extends CatalogueEntry {
  key: string
  /** The catalogue's name. */
  catalogue: string
}

export const speciesOf = (entries: readonly CatalogueEntry[]): string[] =>
  [...new Set(entries.map(({ species }) => species))].toSorted((a, b) => a.localeCompare(b))

/** `species`: empty is any. */
export function findEntries(entries: readonly ListedEntry[], typed: string, species: string): ListedEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter((entry) => {
    const { name, description, citation, licence } = entry
    const said = [name, entry.species, description, citation?.text, citation?.doi, licence]
      .join(' ')
      .toLowerCase()
    return (species === '' || entry.species === species) && words.every((word) => said.includes(word))
  })
}

/** Such as `195 nodes · 214 edges · CC BY 4.0`; what is not known is said to be so. */
export function factsOfEntry({ nodes, edges, licence }: CatalogueEntry): string {
  const count = (known: number | null, what: string) =>
    known === null ? null : `${formatCount(known)} ${what}`
  const size = [count(nodes, 'nodes'), count(edges, 'edges')].filter((text) => text !== null)
  return [
    size.length === 0 ? 'size not known' : size.join(' · '),
    licence === null ? 'licence not known: ask before you publish' : licence,
  ].join(' · ')
}

/** How far the address can be relied on. */
export function standingOfEntry({ url, verified }: CatalogueEntry): string {
  if (url === null) return 'No address is known that could be opened from here.'
  return verified === null
    ? 'Nobody has checked this address yet.'
    : `The address was last checked on ${verified.slice(0, 10)}.`
}
