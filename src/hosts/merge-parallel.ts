/** Merges edges between the same two nodes into one: numbers are added up, or the largest is kept, or rows are counted.
 *  May be done again and again while a graph is read, so that memory follows the pairs and not the rows. */
import type { CellColumn } from './cell-column'
import type { GrowingUint32 } from './growing-array'

/** What becomes of the rows of one pair. `weight`: the only attribute that is wanted; otherwise all numeric ones. */
export interface Aggregate {
  by: 'sum' | 'max' | 'count'
  weight?: string
}

/** Edges in order of the file, and what is known of them. Changed by merging. */
export interface MergeableEdges {
  sources: GrowingUint32
  targets: GrowingUint32
  columns: CellColumn[]
}

/** Which edge each row becomes: edges are in order of their first row. */
interface Grouping {
  edgeOfRow: Uint32Array
  /** First row of each edge, ascending. */
  firstRows: Uint32Array
}

/** Groups rows by their pair. Two counting sorts: linear, some 16 bytes a row for a while.
 *  @param ignoreDirection whether A–B is B–A */
export function groupByPair(
  nodeCount: number,
  sources: Uint32Array,
  targets: Uint32Array,
  ignoreDirection: boolean,
): Grouping {
  const isTurned = (row: number) => ignoreDirection && (sources[row] as number) > (targets[row] as number)
  const from = (row: number) => (isTurned(row) ? targets[row] : sources[row]) as number
  const to = (row: number) => (isTurned(row) ? sources[row] : targets[row]) as number
  const rowCount = sources.length
  const byTarget = sortRows(nodeCount, rowCount, null, to)
  const byPair = sortRows(nodeCount, rowCount, byTarget, from)
  // The first row of each run is its lowest, for both sorts are stable.
  const firstOfRow = byTarget
  let first = 0
  for (let i = 0; i < rowCount; i++) {
    const row = byPair[i] as number
    const before = byPair[i - 1] as number
    if (i === 0 || from(row) !== from(before) || to(row) !== to(before)) first = row
    firstOfRow[row] = first
  }
  let count = 0
  for (let row = 0; row < rowCount; row++) if (firstOfRow[row] === row) count++
  const firstRows = new Uint32Array(count)
  const edgeOfRow = byPair
  count = 0
  for (let row = 0; row < rowCount; row++) {
    if (firstOfRow[row] === row) firstRows[count++] = row
    edgeOfRow[row] = firstOfRow[row] === row ? count - 1 : (edgeOfRow[firstOfRow[row] as number] as number)
  }
  return { edgeOfRow, firstRows }
}

/** Rows in ascending order of their key; of equal ones, in the order given. Null: all, in order. */
function sortRows(
  keyCount: number,
  rowCount: number,
  rows: Uint32Array | null,
  keyOf: (row: number) => number,
): Uint32Array {
  const places = new Uint32Array(keyCount + 1)
  for (let row = 0; row < rowCount; row++) places[keyOf(row) + 1] = (places[keyOf(row) + 1] as number) + 1
  for (let key = 1; key <= keyCount; key++)
    places[key] = (places[key] as number) + (places[key - 1] as number)
  const sorted = new Uint32Array(rowCount)
  for (let i = 0; i < rowCount; i++) {
    const row = rows ? (rows[i] as number) : i
    const key = keyOf(row)
    sorted[places[key] as number] = row
    places[key] = (places[key] as number) + 1
  }
  return sorted
}

/** Merges what is there. A column that cannot be added up by now is emptied: it only remembers what it has seen.
 *  `columns`: those that are wanted, or the one of counts. */
export function mergeParallel(
  nodeCount: number,
  edges: MergeableEdges,
  aggregate: Aggregate,
  ignoreDirection: boolean,
): void {
  const { sources, targets, columns } = edges
  const grouping = groupByPair(nodeCount, sources.view(), targets.view(), ignoreDirection)
  for (const column of columns) {
    if (aggregate.by === 'count') column.replace(mergedCounts(column, grouping))
    else column.replace(column.isSummable() ? mergedValues(column, grouping, aggregate.by === 'max') : null)
  }
  keepRows(sources, grouping.firstRows)
  keepRows(targets, grouping.firstRows)
}

/** Whether an attribute of the file takes part, by its name alone. */
export function isWanted(name: string, { by, weight }: Aggregate): boolean {
  return by !== 'count' && (weight === undefined || name === weight)
}

/** The attribute that says how many rows became one edge. */
export const countName = 'count'

/** The sum (or the largest) of each edge's numbers, in order of the file; NaN: none of its rows has one. */
function mergedValues(column: CellColumn, { edgeOfRow, firstRows }: Grouping, isMax: boolean): Float64Array {
  const merged = new Float64Array(firstRows.length).fill(Number.NaN)
  const rowCount = Math.min(column.length, edgeOfRow.length)
  for (let row = 0; row < rowCount; row++) {
    const value = column.numberAt(row)
    if (Number.isNaN(value)) continue
    const edge = edgeOfRow[row] as number
    const before = merged[edge] as number
    merged[edge] = Number.isNaN(before) ? value : isMax ? Math.max(before, value) : before + value
  }
  return merged
}

/** How many rows each edge is. A row that was merged before says so in the column; another is one. */
function mergedCounts(column: CellColumn, { edgeOfRow, firstRows }: Grouping): Float64Array {
  const counts = new Float64Array(firstRows.length)
  for (let row = 0; row < edgeOfRow.length; row++) {
    const before = column.numberAt(row)
    const edge = edgeOfRow[row] as number
    counts[edge] = (counts[edge] as number) + (Number.isNaN(before) ? 1 : before)
  }
  return counts
}

/** Keeps the values at these places (ascending), in place. */
export function keepRows(values: GrowingUint32, rows: Uint32Array): void {
  const view = values.view()
  for (let i = 0; i < rows.length; i++) view[i] = view[rows[i] as number] as number
  values.length = rows.length
}
