/** How a host was read or made, in words for its card. Pure. */
import { describeDerivation } from '../model/derivation'
import type { HostOrigin, HostReading } from '../model/derivation'

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

/** `Opened as Parquet: pre → post; nodes from cells.csv by root_id; 2 columns changed`. */
export function readingWords(readAs: HostReading): string {
  const { format, source, target, directed, files, columns = {}, nodeColumns = {} } = readAs
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
  const when = new Date(derivedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
  return `Made from ${parentName}, ${when}: ${describeDerivation(derivation)}`
}
