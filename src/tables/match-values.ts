/** What the host knows of some rows of a result (a page), and one column of all kept rows as a list. */
import type { Table } from 'apache-arrow'
import type { AttributeColumn } from '../model/attribute'
import type { MatchReference } from '../model/match-query'
import { valueFromCell } from './attribute-key'
import { keptMatches, orderOf } from './match-kept'
import type { MatchFilter, MatchSort, MatchSpace } from './match-kept'
import { openMatchSource } from './match-source'
import { columnName } from './match-table'
import { plainInteger } from './plain-value'

/** A cell as a plain value: integers beyond 2^53 are text, JSON is read, missing is null. */
export function plainCell(column: AttributeColumn, cell: unknown): unknown {
  const value = valueFromCell({ column, path: null }, cell)
  if (value === undefined || value === null) return null
  if (typeof value === 'bigint') return plainInteger(value)
  if (typeof value !== 'object') return value
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? plainInteger(part) : part)),
  ) as unknown
}

/** The column `v<at>` of an answer, cell by cell. */
export function plainColumn(table: Table, name: string, column: AttributeColumn): unknown[] {
  const vector = table.getChild(name)
  return Array.from({ length: table.numRows }, (_, row) => plainCell(column, vector?.get(row)))
}

/** The values of rows given as host node indexes by column, in their order. Meant for some hundreds of rows. */
export async function valuesOfRows(
  { connection, host, matches, signal }: MatchSpace,
  rows: readonly Uint32Array[],
  references: readonly MatchReference[],
): Promise<unknown[][]> {
  const rowCount = rows[0]?.length ?? 0
  if (rowCount === 0) return []
  const source = openMatchSource(host, matches)
  const columns = references.map((reference) => source.column(reference))
  const names = rows.map((_, at) => columnName(at))
  const tuples = Array.from(
    { length: rowCount },
    (_, row) => `(${row}, ${rows.map((column) => column[row] ?? 0).join()})`,
  )
  const list = columns.map(({ column }, at) => `, ${column} AS v${at}`).join('')
  const answer = await connection.query(
    `SELECT t.place${list} FROM (VALUES ${tuples.join()}) t(place, ${names.join()})${source.joins()} ORDER BY t.place`,
    signal,
  )
  const values = columns.map((column, at) => plainColumn(answer, `v${at}`, column))
  return Array.from({ length: rowCount }, (_, row) => values.map((column) => column[row] ?? null))
}

export interface ColumnQuery extends MatchFilter {
  sort?: MatchSort
  /** Each value once, in the order of the values. */
  distinct?: boolean
  limit: number
}

/** One column of the kept rows, in their order, and how many values there would be without the limit. */
export async function columnOfMatches(
  space: MatchSpace,
  reference: MatchReference,
  query: ColumnQuery,
): Promise<{ values: unknown[]; total: number }> {
  const { connection, host, matches, signal } = space
  const source = openMatchSource(host, matches)
  const column = source.column(reference)
  const sort = query.distinct ? { by: reference } : query.sort
  const { join, order } = await orderOf(space, sort, source)
  const kept = await keptMatches(space, query)
  const rows = `m t${source.joins()}${join}`
  const picked = query.distinct
    ? `SELECT DISTINCT ON (${column.column}) ${column.column} AS v0 FROM ${rows} ORDER BY ${order}`
    : `SELECT ${column.column} AS v0 FROM ${rows} ORDER BY ${order}`
  const counted = query.distinct
    ? `SELECT count(DISTINCT ${column.column}) + max((${column.column} IS NULL)::INTEGER) AS n FROM ${rows}`
    : 'SELECT count(*) AS n FROM m'
  const total = await connection.query(`${kept} ${counted}`, signal)
  const answer = await connection.query(`${kept} ${picked} LIMIT ${query.limit}`, signal)
  return {
    values: plainColumn(answer, 'v0', column),
    total: Number(total.getChild('n')?.get(0) ?? 0),
  }
}
