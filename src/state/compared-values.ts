/** What the table of a comparison shows of a cell, by what it is measured in. Pure. */
import type { ComparisonCell } from '../scripting/comparison-types'
import { formatCount, formatDuration, formatRatio } from './format'

export type Measure = 'count' | 'perNode' | 'perEdge' | 'perTuple' | 'time'

const tupleWords = ['tuple', 'node', 'pair', 'triple', 'quadruple', 'quintuple']

/** The lines of a motif with this many nodes, each with what its number is. */
export function measuresOf(
  motifNodeCount: number,
): { measure: Measure; label: string; explanation: string }[] {
  const tuple = tupleWords[motifNodeCount] ?? `${motifNodeCount}-tuple`
  return [
    { measure: 'count', label: 'matches', explanation: 'As the options above count them.' },
    { measure: 'perNode', label: 'per node', explanation: 'Matches ÷ host nodes.' },
    {
      measure: 'perEdge',
      label: 'per edge',
      explanation: 'Matches ÷ host edges; parallel edges count each.',
    },
    {
      measure: 'perTuple',
      label: `per possible ${tuple}`,
      explanation: `Matches ÷ ways to choose ${motifNodeCount} different host nodes in order (÷ symmetries, with “one per symmetry”): from 0 to 1.`,
    },
    { measure: 'time', label: 'time', explanation: 'Time of the search.' },
  ]
}

/** The number of a cell; null while there is none. */
export function valueOf(cell: ComparisonCell | undefined, measure: Measure): number | null {
  if (!cell || cell.jobId === null) return null
  if (measure === 'count') return cell.state === 'failed' ? null : Number(cell.count)
  if (measure === 'time') return cell.elapsedMs
  return cell.normalised?.[measure] ?? null
}

/** The number as it is written. */
export function writtenValue(cell: ComparisonCell | undefined, measure: Measure): string {
  const value = valueOf(cell, measure)
  if (!cell || value === null) return '–'
  if (measure === 'count') return `${cell.truncated ? '≥ ' : ''}${formatCount(cell.count)}`
  if (measure === 'time') return formatDuration(value)
  return formatRate(value)
}

/** `0.1234`, `12.30`, `1,234`, `1.234 × 10⁻⁷`. */
export const formatRate = (value: number): string =>
  value >= 1_000 ? formatCount(Math.round(value)) : formatRatio(value)

/** Shares of the largest of these numbers, for bars; 0 where there is none. */
export function sharesOf(values: readonly (number | null)[]): number[] {
  const largest = Math.max(0, ...values.map((value) => value ?? 0))
  return values.map((value) => (largest > 0 ? (value ?? 0) / largest : 0))
}
