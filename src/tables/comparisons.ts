/** Comparisons between the attributes of two host nodes or two host edges, turned into integer codes a kernel can
 *  compare: joint ranks for order and equality, a bit matrix for containment. */
import { satisfies } from '../model/attribute'
import type { AttributeColumn, AttributeValue } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import type { Operator } from '../model/motif'
import type { Comparison } from '../model/plan'
import { placeOfKey, valueFromCell } from './attribute-key'
import type { AttributePlace } from './attribute-key'
import { codesOfRows, readDictionary, withScratchTable } from './attribute-table'
import type { AttributeTable } from './attribute-table'
import { rankNumbers } from './number-ranks'
import { quoteInt64, quoteName } from './sql'
import { firstNumber, int32Column } from './sql-connection'
import { rankJointly } from './value-ranks'

/** Pairs of distinct values a containment may be worked out for: 32 MiB of bits. */
export const maxRelationBits = 2 ** 28

type OrderComparison = Extract<Comparison, { kind: 'order' }>
type OrderOperator = OrderComparison['op']
type RelationOperator = Exclude<Operator, OrderOperator>

const isRelation = (op: Operator): op is RelationOperator => /contains|in$/.test(op)

/** The column, where the key names one whose values have a SQL type that orders as ours do. */
function typedColumn(place: AttributePlace): AttributeColumn | null {
  const isTyped = ['int64', 'double', 'utf8', 'bool'].includes(place.column.storage)
  return isTyped && place.path === null ? place.column : null
}

/** Whether doubles hold every number of the column exactly. */
async function fitsDoubles({ connection, name }: AttributeTable, { storage, column }: AttributeColumn) {
  if (storage !== 'int64') return storage === 'double'
  const [value, end] = [quoteName(column), quoteInt64(2n ** 53n)]
  const asked = await connection.query(
    `SELECT coalesce(bool_and(${value} BETWEEN -${end} AND ${end}), TRUE)::INTEGER AS n FROM ${name}`,
  )
  return firstNumber(asked, 'n') === 1
}

interface NumberColumn {
  /** By row; NaN also where missing. */
  values: Float64Array
  missingRows: Int32Array
}

async function readNumbers({ connection, name, row, rowCount }: AttributeTable, { column }: AttributeColumn) {
  const value = quoteName(column)
  const present = await connection.query(
    `SELECT ${row} AS "row", ${value}::DOUBLE AS value FROM ${name} WHERE ${value} IS NOT NULL`,
  )
  const missing = await connection.query(`SELECT ${row} AS "row" FROM ${name} WHERE ${value} IS NULL`)
  const values = new Float64Array(rowCount).fill(NaN)
  const rows = int32Column(present, 'row')
  const numbers: ArrayLike<number> = (present.getChild('value')?.toArray() as Float64Array | undefined) ?? []
  rows.forEach((rowNumber, i) => {
    values[rowNumber] = numbers[i] ?? NaN
  })
  return { values, missingRows: int32Column(missing, 'row') } satisfies NumberColumn
}

/** Ranks of numbers: these leave the engine as doubles, for sorting them here is several times faster. */
async function compareNumbers(
  table: AttributeTable,
  op: OrderOperator,
  leftColumn: AttributeColumn,
  rightColumn: AttributeColumn,
): Promise<OrderComparison> {
  const left = await readNumbers(table, leftColumn)
  const right = leftColumn === rightColumn ? left : await readNumbers(table, rightColumn)
  const ranks = rankNumbers(left.values, right.values)
  for (const row of left.missingRows) ranks.left[row] = -1
  for (const row of right.missingRows) ranks.right[row] = -1
  return { kind: 'order', op, left: ranks.left, right: ranks.right, classEnds: [ranks.count, ranks.count] }
}

/** Ranks within the engine: no value leaves it. Both columns have the same storage, which is not double. */
function rankInSql(
  table: AttributeTable,
  op: OrderOperator,
  leftColumn: AttributeColumn,
  rightColumn: AttributeColumn,
): Promise<OrderComparison> {
  const columns = leftColumn === rightColumn ? [leftColumn] : [leftColumn, rightColumn]
  const values = columns.map(({ column }) => {
    const value = quoteName(column)
    return `SELECT DISTINCT ${value} AS value FROM ${table.name} WHERE ${value} IS NOT NULL`
  })
  const ranks = `SELECT (row_number() OVER (ORDER BY value) - 1)::INTEGER AS code, value FROM (${values.join(' UNION ')})`
  return withScratchTable(table.connection, ranks, async (codes) => {
    const count = firstNumber(await table.connection.query(`SELECT count(*) AS n FROM ${codes}`), 'n')
    const left = await codesOfRows(table, leftColumn, codes)
    // Never one array twice: buffers are moved to workers.
    const right = leftColumn === rightColumn ? left.slice() : await codesOfRows(table, rightColumn, codes)
    const { storage } = leftColumn
    const classEnds: [number, number] =
      storage === 'bool' ? [0, 0] : storage === 'utf8' ? [0, count] : [count, count]
    return { kind: 'order', op, left, right, classEnds }
  })
}

/** The fast ways, for typed columns; null where there is none. */
async function compareTyped(
  table: AttributeTable,
  op: OrderOperator,
  left: AttributeColumn,
  right: AttributeColumn,
): Promise<OrderComparison | null> {
  if ((await fitsDoubles(table, left)) && (await fitsDoubles(table, right)))
    return compareNumbers(table, op, left, right)
  return left.storage === right.storage && left.storage !== 'double'
    ? rankInSql(table, op, left, right)
    : null
}

interface Distinct {
  /** By code; undefined or null where the place within the cell is missing. */
  values: (AttributeValue | undefined)[]
  codes: Int32Array
}

async function readDistinct(table: AttributeTable, place: AttributePlace): Promise<Distinct> {
  const values: (AttributeValue | undefined)[] = []
  const codes = await readDictionary(table, place.column, (cell, code) => {
    values[code] = valueFromCell(place, cell)
  })
  return { values, codes }
}

/** Codes of codes; −1 stays. */
function recode(codes: Int32Array, codeOfCode: Int32Array): Int32Array {
  return codes.map((code) => (code < 0 ? -1 : (codeOfCode[code] ?? -1)))
}

function rankValues(left: Distinct, right: Distinct, op: OrderOperator): OrderComparison {
  const ranks = rankJointly(left.values, right.values)
  return {
    kind: 'order',
    op,
    left: recode(left.codes, ranks.left),
    right: recode(right.codes, ranks.right),
    classEnds: ranks.classEnds,
  }
}

const breathe = () => new Promise<void>((resolve) => setTimeout(resolve))

/** O(left × right distinct values); gives way to other work about twenty times a second. */
async function relate(
  left: Distinct,
  right: Distinct,
  op: RelationOperator,
  what: string,
): Promise<Comparison> {
  const [leftCount, rightCount] = [left.values.length, right.values.length]
  if (leftCount * rightCount > maxRelationBits)
    throw new MotifscopeError(
      'too-many-values',
      `${what} would compare ${leftCount} with ${rightCount} different values, more than can be worked out beforehand.`,
      { hint: 'Compare attributes with fewer different values, or use == or !=.' },
    )
  const bits = new Uint32Array(Math.ceil((leftCount * rightCount) / 32))
  let busySince = performance.now()
  for (const [l, leftValue] of left.values.entries()) {
    if (leftValue === undefined || leftValue === null) continue
    for (const [r, rightValue] of right.values.entries()) {
      if (rightValue === undefined || rightValue === null || !satisfies(leftValue, op, rightValue)) continue
      const bit = l * rightCount + r
      bits[bit >> 5] = (bits[bit >> 5] ?? 0) | (1 << (bit & 31))
    }
    if (performance.now() - busySince > 50) {
      await breathe()
      busySince = performance.now()
    }
  }
  const codesWithin = ({ values, codes }: Distinct) =>
    recode(
      codes,
      Int32Array.from(values, (value, code) => (value === undefined || value === null ? -1 : code)),
    )
  return { kind: 'relation', left: codesWithin(left), right: codesWithin(right), rightCount, bits }
}

/** A comparison that never holds: an attribute nobody has is missing everywhere. */
function neverHolds(table: AttributeTable, op: Operator): Comparison {
  const [left, right] = [new Int32Array(table.rowCount).fill(-1), new Int32Array(table.rowCount).fill(-1)]
  return isRelation(op)
    ? { kind: 'relation', left, right, rightCount: 0, bits: new Uint32Array(0) }
    : { kind: 'order', op, left, right, classEnds: [0, 0] }
}

/** How two attributes of two rows of this table compare. Codes have the length of the table.
 *  @throws MotifscopeError `too-many-values` when a containment has more than `maxRelationBits` pairs. */
export async function compareAttributes(
  table: AttributeTable,
  { leftKey, op, rightKey }: { leftKey: string; op: Operator; rightKey: string },
): Promise<Comparison> {
  const [left, right] = [placeOfKey(table.columns, leftKey), placeOfKey(table.columns, rightKey)]
  if (!left || !right) return neverHolds(table, op)
  const [leftColumn, rightColumn] = [typedColumn(left), typedColumn(right)]
  if (!isRelation(op) && leftColumn && rightColumn) {
    const comparison = await compareTyped(table, op, leftColumn, rightColumn)
    if (comparison) return comparison
  }
  const leftValues = await readDistinct(table, left)
  const rightValues = leftKey === rightKey ? leftValues : await readDistinct(table, right)
  return isRelation(op)
    ? relate(leftValues, rightValues, op, `"${leftKey} ${op} ${rightKey}"`)
    : rankValues(leftValues, rightValues, op)
}
