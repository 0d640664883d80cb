/** All rows of a host, a page in memory at a time, with their values as they were read: for writing the host to a file. */
import type { Table } from 'apache-arrow'
import type { AttributeColumn, AttributeValue } from '../model/attribute'
import { valueFromCell } from './attribute-key'
import { tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import { quoteName } from './sql'
import type { SqlConnection } from './sql-connection'

const pageLength = 2 ** 15

/** Values in the order of the columns; integers beyond 2^53 are bigint. */
function valuesOf(table: Table, columns: AttributeColumn[], row: number): (AttributeValue | undefined)[] {
  return columns.map((column) => {
    const value = valueFromCell({ column, path: null }, table.getChild(column.column)?.get(row))
    return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value
  })
}

const list = (alias: string, columns: AttributeColumn[]) =>
  columns.map(({ column }) => `, ${alias}.${quoteName(column)}`).join('')

/** In order of host node index. The host's tables must be loaded. */
export async function* nodeRowsOfHost(connection: SqlConnection, host: TableHost) {
  const { nodeTable } = tablesOfHost(host.id)
  for (let first = 0; first < host.nodeCount; first += pageLength) {
    const page = await connection.query(
      `SELECT n.id${list('n', host.nodeColumns)} FROM ${nodeTable} n ` +
        `WHERE n."index" >= ${first} AND n."index" < ${first + pageLength} ORDER BY n."index"`,
    )
    for (let row = 0; row < page.numRows; row++)
      yield { id: String(page.getChild('id')?.get(row)), values: valuesOf(page, host.nodeColumns, row) }
  }
}

/** In the order of the file the host came from. The host's tables must be loaded. */
export async function* edgeRowsOfHost(connection: SqlConnection, host: TableHost) {
  const { nodeTable, edgeTable } = tablesOfHost(host.id)
  for (let first = 0; first < host.edgeCount; first += pageLength) {
    const page = await connection.query(
      `SELECT s.id AS source_id, t.id AS target_id${list('e', host.edgeColumns)} ` +
        `FROM (SELECT *, rowid AS place FROM ${edgeTable} WHERE rowid >= ${first} AND rowid < ${first + pageLength}) e ` +
        `JOIN ${nodeTable} s ON s."index" = e.source JOIN ${nodeTable} t ON t."index" = e.target ORDER BY e.place`,
    )
    for (let row = 0; row < page.numRows; row++)
      yield {
        source: String(page.getChild('source_id')?.get(row)),
        target: String(page.getChild('target_id')?.get(row)),
        values: valuesOf(page, host.edgeColumns, row),
      }
  }
}
