/** How a host was read or made, in words for its card. Pure. */
import { describeDerivation } from '../model/derivation'
import type { BroughtFrom, HostOrigin, HostReading } from '../model/derivation'

const formatNames: Record<string, string> = {
  graphml: 'GraphML',
  gexf: 'GEXF',
  gml: 'GML',
  csv: 'a table of text',
  json: 'node-link JSON',
  parquet: 'Parquet',
  arrow: 'Arrow',
  pajek: 'Pajek',
  dot: 'DOT',
  matrix: 'an adjacency matrix',
}

const momentOf = (time: number) =>
  new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** `Brought from gremlin://server/g, 3 May 2026, 10:00: 2 steps around a`. */
const broughtWords = ({ uri, part, at }: BroughtFrom) => `Brought from ${uri}, ${momentOf(at)}: ${part}`

/** `Opened as Parquet: pre → post; nodes from cells.csv by root_id; 2 columns changed`. */
export function readingWords(readAs: HostReading): string {
  const { format, source, target, directed, files, columns = {}, nodeColumns = {}, broughtFrom } = readAs
  if (broughtFrom) return broughtWords(broughtFrom)
  const ends = source === undefined || target === undefined ? '' : `: ${source} → ${target}`
  const tables = files
    .slice(1)
    .map(({ name, role, id }) => `${role} from ${name}${id === undefined ? '' : ` by ${id}`}`)
  const changed = Object.keys(columns).length + Object.keys(nodeColumns).length
  const parts = [
    `Opened as ${formatNames[format] ?? format}${ends}`,
    ...tables,
    ...(directed === undefined ? [] : [directed ? 'as directed' : 'as undirected']),
    ...(changed === 0 ? [] : [`${changed} ${changed === 1 ? 'column' : 'columns'} changed`]),
  ]
  return parts.join('; ')
}

/** `Made from larva on 3 May 2026: 2-core`. */
export function originWords({ parentName, derivation, derivedAt }: HostOrigin): string {
  return `Made from ${parentName}, ${momentOf(derivedAt)}: ${describeDerivation(derivation)}`
}
