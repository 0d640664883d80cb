/** A comparison as CSV and as JSON: everything on screen, and what is needed to read it elsewhere. Pure. */
import type { Comparison, ComparisonCell } from './comparison-types'

/** A text that spreadsheets would take for a formula is set off by an apostrophe. */
function csvCell(value: string | number | bigint | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const columns = [
  'motif',
  'host',
  'host id',
  'nodes',
  'edges',
  'directed',
  'state',
  'count',
  'truncated',
  'count per node',
  'count per edge',
  'count per possible tuple',
  'milliseconds',
  'motif text',
]

/** One line for each motif and host graph, after a line of names. */
export function comparisonAsCsv({ hosts, motifs, cells }: Comparison): string {
  const line = ({ hostId, motif, state, count, truncated, normalised, elapsedMs }: ComparisonCell) => {
    const host = hosts.find(({ id }) => id === hostId)
    const text = motifs.find(({ name }) => name === motif)?.motif ?? ''
    const { perNode = null, perEdge = null, perTuple = null } = normalised ?? {}
    return [
      motif,
      host?.name ?? '',
      hostId,
      host?.nodeCount ?? null,
      host?.edgeCount ?? null,
      host?.directed ?? null,
      state,
      count,
      truncated,
      perNode,
      perEdge,
      perTuple,
      Math.round(elapsedMs),
      text,
    ]
      .map(csvCell)
      .join(',')
  }
  return `${[columns.join(','), ...cells.map(line)].join('\n')}\n`
}

/** The comparison as it is; a count beyond 2^53 as a text. `about`: where and when it was made. */
export function comparisonAsJson(comparison: Comparison, about: Record<string, string>): string {
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
  return `${JSON.stringify({ ...about, ...comparison }, plain, 2)}\n`
}
