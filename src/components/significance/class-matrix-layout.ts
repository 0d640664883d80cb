/** Where the cells and labels of a class matrix stand, and what each cell says. Pure. */
import type { ClassMatrix, ClassPair } from '../../scripting/participation-types'
import { formatCount, formatQuantity } from '../../state/format'

export type MatrixMeasure = 'probability' | 'reciprocity'

export interface MatrixCell {
  pair: ClassPair
  x: number
  y: number
  /** From 0 to 1, of the largest in the matrix; null where it is not defined. */
  share: number | null
}

export interface MatrixLayout {
  width: number
  height: number
  left: number
  top: number
  /** Side of a cell. */
  side: number
  cells: MatrixCell[]
  /** The value of the darkest cell. */
  most: number
}

const [leastSide, mostSide] = [12, 40]
const letterWidth = 6.2
const mostLetters = 22

export const shortName = (name: string) =>
  name.length > mostLetters ? `${name.slice(0, mostLetters - 1)}…` : name

/** @param width pixels there are; a matrix of many classes may be wider */
export function layOutMatrix(
  { classes, pairs }: ClassMatrix,
  measure: MatrixMeasure,
  width: number,
): MatrixLayout {
  const longest = Math.max(1, ...classes.map(({ name }) => shortName(name).length))
  const margin = Math.ceil(longest * letterWidth) + 10
  const count = Math.max(1, classes.length)
  const side = Math.max(leastSide, Math.min(mostSide, Math.floor((width - margin - 8) / count)))
  const most = Math.max(0, ...pairs.map((pair) => pair[measure] ?? 0))
  const cells = pairs.map((pair, at): MatrixCell => {
    const value = pair[measure]
    const share = value === null ? null : most > 0 ? value / most : 0
    return { pair, share, x: margin + (at % count) * side, y: margin + Math.floor(at / count) * side }
  })
  const size = margin + count * side + 4
  return { width: size, height: size, left: margin, top: margin, side, cells, most }
}

/** `0.0123`; a dash where it is not defined. */
export const shareText = (value: number | null) =>
  value === null ? '–' : Number(value.toPrecision(3)).toString()

/** `KC → MBON: 123 edges of 4,500 possible (0.0273); 12 answered (0.0976)`. */
export function pairWords({
  from,
  to,
  edges,
  possible,
  probability,
  mutual,
  reciprocity,
}: ClassPair): string {
  const share = probability === null ? 'not defined' : shareText(probability)
  const answered = reciprocity === null ? '' : `; ${formatCount(mutual)} answered (${shareText(reciprocity)})`
  return `${from} → ${to}: ${formatQuantity(edges, 'edge', 'edges')} of ${formatCount(possible)} possible (${share})${answered}`
}
