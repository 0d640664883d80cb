/** Every host edge as a pair of host node indexes, for what counts over the whole graph. */
import type { EdgePairs } from '../model/plan'
import { tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import { indexColumn } from './sql-connection'
import type { SqlConnection } from './sql-connection'

/** In the order of the edge table, parallel edges and self-loops included. The host's tables must be loaded. */
export async function edgePairsOfHost(connection: SqlConnection, host: TableHost): Promise<EdgePairs> {
  const table = await connection.query(`SELECT source, target FROM ${tablesOfHost(host.id).edgeTable}`)
  return { sources: indexColumn(table, 'source'), targets: indexColumn(table, 'target') }
}
