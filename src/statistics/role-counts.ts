/** Host nodes by roles: row-major tables of counts, filled from matches, cut into columns, ranked. Pure. */

/** Adds matches, one row each. @param rows host nodes, `roles.length` a row @param roles the role of each column
 *  @param counts nodeCount × roleCount */
export function addMatches(
  counts: Float64Array,
  rows: Uint32Array,
  rowCount: number,
  roles: Uint32Array,
  roleCount: number,
): void {
  const width = roles.length
  let at = 0
  for (let row = 0; row < rowCount; row++)
    for (let column = 0; column < width; column++) counts[rows[at++]! * roleCount + roles[column]!]!++
}

/** Some columns of a table, in the order given. */
export function columnsOf(counts: Float64Array, width: number, columns: readonly number[]): Float64Array {
  const told = new Float64Array((counts.length / width) * columns.length)
  for (let row = 0, at = 0; row * width < counts.length; row++)
    for (const column of columns) told[at++] = counts[row * width + column]!
  return told
}

/** Rows with anything in them, the largest first: by one column, or by the sum (null); equal ones by sum, then by number. */
export function rankRows(counts: Float64Array, width: number, column: number | null): number[] {
  const totals = new Float64Array(counts.length / Math.max(1, width))
  for (let at = 0; at < counts.length; at++) totals[Math.floor(at / width)]! += counts[at]!
  const key = (row: number) => (column === null ? totals[row]! : counts[row * width + column]!)
  return Array.from(totals.keys())
    .filter((row) => totals[row]! > 0)
    .sort((left, right) => key(right) - key(left) || totals[right]! - totals[left]! || left - right)
}
