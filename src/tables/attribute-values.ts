/** The values an attribute takes most often, for people who write a comparison. */
import type { AttributeColumn, AttributeValue } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import type { ConstraintValue } from '../model/motif'
import { placeOfKey, valueFromCell } from './attribute-key'
import type { AttributePlace } from './attribute-key'
import type { AttributeTable } from './attribute-table'
import { quoteName } from './sql'

export interface ValueCount {
  value: ConstraintValue
  /** Nodes or edges that have it; of a list, entries equal to it. */
  count: number
}

/** In tables beyond this many rows, a sample of about so many tells which values are worth counting. */
const sampledRows = 1_000_000
/** Documents are read here, not in the engine. */
const maxDocuments = 20_000

/** Every how manieth row makes a sample of `wanted` rows; the hash spreads them over the table, the same each time. */
function sampleCondition(rowCount: number, wanted: number): string {
  const step = Math.ceil(rowCount / wanted)
  return step <= 1 ? 'TRUE' : `hash(rowid) % ${step} = 0`
}

/** One row for each value: entries of lists count one by one. NaN and infinities have no literal. */
function valuesOf({ name }: AttributeTable, { column, storage }: AttributeColumn, rows: string): string {
  const cell = quoteName(column)
  const entry = storage.startsWith('list') ? `unnest(${cell})` : cell
  const isWritable = storage.endsWith('double') ? 'isfinite(value)' : 'value IS NOT NULL'
  return `SELECT value FROM (SELECT ${entry} AS value FROM ${name} WHERE ${cell} IS NOT NULL AND ${rows}) WHERE ${isWritable}`
}

const plainNumber = (value: bigint): number | bigint =>
  Number.isSafeInteger(Number(value)) ? Number(value) : value

async function countInTable(
  table: AttributeTable,
  column: AttributeColumn,
  limit: number,
): Promise<ValueCount[]> {
  const all = valuesOf(table, column, 'TRUE')
  const sample = valuesOf(table, column, sampleCondition(table.rowCount, sampledRows))
  const often = (values: string, count: number) =>
    `SELECT value, count(*) AS n FROM (${values}) GROUP BY value ORDER BY n DESC, value LIMIT ${count}`
  const worthCounting = `SELECT value FROM (${all}) SEMI JOIN (${often(sample, 4 * limit)}) likely USING (value)`
  const answer = await table.connection.query(
    often(table.rowCount > sampledRows ? worthCounting : all, limit),
  )
  const [values, counts] = [answer.getChild('value'), answer.getChild('n')]
  return Array.from({ length: answer.numRows }, (_, i) => {
    const value = values?.get(i) as ConstraintValue
    return { value: typeof value === 'bigint' ? plainNumber(value) : value, count: Number(counts?.get(i)) }
  })
}

/** The parts of a value that a literal can be compared with: itself, or the entries of a list. */
function comparableParts(value: AttributeValue | undefined): ConstraintValue[] {
  if (Array.isArray(value)) return value.filter((part) => part !== null && typeof part !== 'object')
  return value === null || value === undefined || typeof value === 'object' ? [] : [value]
}

async function countInDocuments(
  table: AttributeTable,
  place: AttributePlace,
  limit: number,
): Promise<ValueCount[]> {
  const cell = quoteName(place.column.column)
  const rows = sampleCondition(table.rowCount, maxDocuments)
  const answer = await table.connection.query(
    `SELECT ${cell} AS value FROM ${table.name} WHERE ${cell} IS NOT NULL AND ${rows} LIMIT ${maxDocuments}`,
  )
  const counts = new Map<ConstraintValue, number>()
  for (const document of (answer.getChild('value') ?? []) as Iterable<unknown>)
    for (const part of comparableParts(valueFromCell(place, document)))
      counts.set(part, (counts.get(part) ?? 0) + 1)
  const inOrder = [...counts].sort(([, left], [, right]) => right - left).slice(0, limit)
  return inOrder.map(([value, count]) => ({ value, count }))
}

/** The most frequent values of the attribute that a key names (a dotted key may lead into JSON), most frequent first,
 *  equally frequent ones in their order. Of lists their entries, of JSON its plain values and the entries of its lists.
 *  Exact up to a million rows; beyond that, values that a sample shows rarely may be missed. Of JSON, some 20,000
 *  documents are read at most, and counts are of those.
 *  @throws MotifscopeError `unknown-attribute`. */
export function frequentValues(table: AttributeTable, key: string, limit: number): Promise<ValueCount[]> {
  const place = placeOfKey(table.columns, key)
  if (!place) {
    const names = table.columns.map(({ name }) => name).slice(0, 20)
    const hint = names.length > 0 ? `There are: ${names.join(', ')}.` : 'There are none at all.'
    return Promise.reject(
      new MotifscopeError('unknown-attribute', `There is no attribute "${key}" here.`, { hint }),
    )
  }
  const wanted = Math.max(0, Math.min(Math.floor(limit), 10_000))
  const isDocument = place.path !== null || place.column.storage === 'json'
  return isDocument ? countInDocuments(table, place, wanted) : countInTable(table, place.column, wanted)
}
