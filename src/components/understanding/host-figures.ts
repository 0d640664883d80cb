/** The values of the connectome table: each with its name, its meaning and how it is written. Pure. */
import type { HostStatistics } from '../../model/host-graph'
import { triadNames } from '../../model/host-graph'
import { formatCount, formatRatio } from '../../state/format'

type FigureKey = Exclude<keyof HostStatistics, 'triadCensus'>

export interface HostFigure {
  key: FigureKey
  name: string
  definition: string
  isRatio?: boolean
}

export const hostFigures: readonly HostFigure[] = [
  { key: 'uniqueSources', name: 'unique sources', definition: 'Nodes with at least one outgoing edge.' },
  { key: 'uniqueTargets', name: 'unique targets', definition: 'Nodes with at least one incoming edge.' },
  { key: 'density', name: 'density', definition: 'Edges ÷ (nodes × (nodes − 1)).', isRatio: true },
  { key: 'nodes', name: 'nodes', definition: 'All host nodes, isolated ones included.' },
  { key: 'edges', name: 'edges', definition: 'Every edge of the file; parallel edges count each.' },
  { key: 'isolatedNodes', name: 'isolated nodes', definition: 'Nodes without any edge.' },
  {
    key: 'distinctOrderedPairs',
    name: 'distinct pairs',
    definition: 'Ordered pairs of nodes with at least one edge.',
  },
  {
    key: 'parallelEdges',
    name: 'parallel edges',
    definition: 'Edges beyond the first between the same ordered pair.',
  },
  { key: 'selfLoops', name: 'self-loops', definition: 'Edges from a node to itself.' },
  { key: 'weaklyConnectedComponents', name: 'components', definition: 'Weakly connected components.' },
  {
    key: 'reciprocity',
    name: 'reciprocity',
    definition: 'Share of ordered pairs whose reverse exists too.',
    isRatio: true,
  },
  { key: 'mutualPairs', name: 'mutual pairs', definition: 'Unordered pairs with edges both ways.' },
  {
    key: 'maxInDegree',
    name: 'greatest in-degree',
    definition: 'Parallel edges and self-loops count.',
  },
  {
    key: 'maxOutDegree',
    name: 'greatest out-degree',
    definition: 'Parallel edges and self-loops count.',
  },
  {
    key: 'maxDistinctInNeighbours',
    name: 'most in-neighbours',
    definition: 'Distinct neighbours; self-loops do not count.',
  },
  {
    key: 'maxDistinctOutNeighbours',
    name: 'most out-neighbours',
    definition: 'Distinct neighbours; self-loops do not count.',
  },
]

export const figureText = ({ key, isRatio }: HostFigure, statistics: HostStatistics): string =>
  isRatio ? formatRatio(statistics[key]) : formatCount(statistics[key])

/** A cell of CSV; what a spreadsheet would take for a formula is set apart. */
function cellText(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** The table as CSV: a row for each host, every value in full, the triad census at the end. */
export function hostTableCsv(hosts: readonly { name: string; statistics: HostStatistics }[]): string {
  const head = ['host', ...hostFigures.map(({ key }) => key), ...triadNames.map((name) => `triad${name}`)]
  const rows = hosts.map(({ name, statistics }) => [
    name,
    ...hostFigures.map(({ key }) => statistics[key]),
    ...triadNames.map((triad) => statistics.triadCensus[triad]),
  ])
  return [head, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}
