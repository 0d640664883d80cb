/** One internal table of a host (its nodes or its edges) as the search sees it: rows by number, attributes by key, and
 *  any column as dictionary codes. */
import type { AttributeColumn } from '../model/attribute'
import { tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import { quoteName } from './sql'
import { int32Column } from './sql-connection'
import type { SqlConnection } from './sql-connection'

export interface AttributeTable {
  connection: SqlConnection
  /** Quoted. */
  name: string
  /** The SQL expression of a row's number: 0 … rowCount − 1. */
  row: string
  rowCount: number
  columns: AttributeColumn[]
}

/** A host node's id reads as a text attribute of that name, unless the host has one that is called so. */
export function withIdColumn(columns: AttributeColumn[]): AttributeColumn[] {
  if (columns.some(({ name }) => name === 'id')) return columns
  return [...columns, { name: 'id', type: 'string', storage: 'utf8', column: 'id' }]
}

/** Rows are host nodes by index. */
export function nodeTableOf(connection: SqlConnection, host: TableHost): AttributeTable {
  const { nodeTable: name } = tablesOfHost(host.id)
  const columns = withIdColumn(host.nodeColumns)
  return { connection, name, row: '"index"', rowCount: host.nodeCount, columns }
}

/** Rows are host edges in stored order. */
export function edgeTableOf(connection: SqlConnection, host: TableHost): AttributeTable {
  const { edgeTable: name } = tablesOfHost(host.id)
  return { connection, name, row: 'rowid::INTEGER', rowCount: host.edgeCount, columns: host.edgeColumns }
}

let scratchCount = 0

/** Makes a scratch table for as long as `use` runs; with a signal, making it can be stopped. */
export async function withScratchTable<T>(
  connection: SqlConnection,
  select: string,
  use: (name: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const name = `temp.scratch_${scratchCount++}`
  await connection.query(`CREATE TEMP TABLE ${name} AS ${select}`, signal)
  try {
    return await use(name)
  } finally {
    await connection.query(`DROP TABLE ${name}`)
  }
}

/** For every row of the table the code that `codes` (columns `code` int32, `value`) gives its value; −1 where the
 *  value is missing or has no code. */
export async function codesOfRows(
  { connection, name, row, rowCount }: AttributeTable,
  column: AttributeColumn,
  codes: string,
): Promise<Int32Array> {
  const joined = await connection.query(
    `SELECT t.row AS "row", c.code FROM (SELECT ${row} AS row, ${quoteName(column.column)} AS value FROM ${name}) t ` +
      `JOIN ${codes} c ON t.value = c.value`,
  )
  const rows = int32Column(joined, 'row')
  const found = int32Column(joined, 'code')
  const codeOfRow = new Int32Array(rowCount).fill(-1)
  rows.forEach((rowNumber, i) => {
    codeOfRow[rowNumber] = found[i] ?? -1
  })
  return codeOfRow
}

const pageLength = 2 ** 17

/** Numbers a column's distinct values and shows each to `visit` once, in the order of its number, a page at a time: the
 *  values are never all in memory unless the visitor keeps them. Gives every row's number, −1 where missing. */
export function readDictionary(
  table: AttributeTable,
  column: AttributeColumn,
  visit: (cell: unknown, code: number) => void,
): Promise<Int32Array> {
  const { connection, name } = table
  const value = quoteName(column.column)
  const distinct =
    'SELECT (row_number() OVER () - 1)::INTEGER AS code, value ' +
    `FROM (SELECT DISTINCT ${value} AS value FROM ${name} WHERE ${value} IS NOT NULL)`
  return withScratchTable(connection, distinct, async (codes) => {
    for (let first = 0; ; first += pageLength) {
      const page = await connection.query(
        `SELECT value FROM ${codes} WHERE code >= ${first} AND code < ${first + pageLength} ORDER BY code`,
      )
      const cells: Iterable<unknown> = page.getChild('value') ?? []
      let code = first
      for (const cell of cells) visit(cell, code++)
      if (page.numRows < pageLength) break
    }
    return codesOfRows(table, column, codes)
  })
}
