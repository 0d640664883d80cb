/** A host's edges with ids and attributes as Arrow tables of a bounded number of rows, for files that other programs
 *  read. */
import type { Table } from 'apache-arrow'
import { publicColumnNames, tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import { quoteName } from './sql'
import type { SqlConnection } from './sql-connection'

const pageLength = 2 ** 17

/** Ids are 64-bit integers where every one of them can be written so and read back the same; else text. */
async function idExpression(connection: SqlConnection, host: TableHost): Promise<(alias: string) => string> {
  const { nodeTable } = tablesOfHost(host.id)
  const table = await connection.query(
    `SELECT coalesce(bool_and(id = TRY_CAST(id AS BIGINT)::VARCHAR), false) AS fits FROM ${nodeTable}`,
  )
  const areIntegers = table.getChild('fits')?.get(0) === true
  return (alias) => (areIntegers ? `${alias}.id::BIGINT` : `${alias}.id`)
}

/** Pages in the order of the edge table, at least one: `source`, `target`, then the attributes under their public names
 *  (JSON as text). The host's tables must be loaded. */
export async function* edgePages(connection: SqlConnection, host: TableHost): AsyncGenerator<Table> {
  const { nodeTable, edgeTable } = tablesOfHost(host.id)
  const id = await idExpression(connection, host)
  const names = publicColumnNames(['source', 'target'], host.edgeColumns)
  const attributes = host.edgeColumns.map(
    ({ column }, i) => `, e.${quoteName(column)} AS ${quoteName(names[i] ?? column)}`,
  )
  for (let first = 0; first === 0 || first < host.edgeCount; first += pageLength)
    yield await connection.query(
      `SELECT ${id('s')} AS source, ${id('t')} AS target${attributes.join('')} ` +
        `FROM (SELECT *, rowid AS place FROM ${edgeTable} WHERE rowid >= ${first} AND rowid < ${first + pageLength}) e ` +
        `JOIN ${nodeTable} s ON s."index" = e.source JOIN ${nodeTable} t ON t."index" = e.target ORDER BY e.place`,
    )
}
