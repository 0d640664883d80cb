/** How a host's files were read, in a form that is kept with it and can be shown and corrected. Pure. */
import type { BroughtFrom, ColumnChoices, HostReading } from '../model/derivation'
import type { ImportedHost } from './imported-host'

interface Given {
  directed?: boolean
  source?: string
  target?: string
  weight?: string
  columns?: ColumnChoices
  nodeColumns?: ColumnChoices
  broughtFrom?: BroughtFrom
}

/** @param files in the order in which they were read; the first holds the edges */
export function readingOf(
  { format, readIds }: Pick<ImportedHost, 'format' | 'readIds'>,
  files: { name: string; role?: 'edges' | 'nodes' }[],
  { directed, source, target, weight, columns, nodeColumns, broughtFrom }: Given,
): HostReading {
  const [from = source, to = target] = readIds[0] ?? []
  // A table that has no columns of ids is one of all nodes by all nodes.
  const isMatrix = format === 'csv' && readIds[0]?.length === 0
  const given = { source: from, target: to, weight, directed, columns, nodeColumns, broughtFrom }
  return {
    format: isMatrix ? 'matrix' : format,
    files: files.map(({ name, role }, place) => {
      const [id] = role === 'nodes' ? (readIds[place] ?? []) : []
      const isTable = from !== undefined && to !== undefined
      return { name, role: role ?? (isTable ? 'edges' : 'graph'), ...(id === undefined ? {} : { id }) }
    }),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
}
