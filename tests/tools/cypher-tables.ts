/** The table engine for questions of Cypher in Node, with a host's tables: as the page gives it to the worker. */
import type { CypherHost } from '../../src/grand/cypher/host/host-property-graph'
import { createRowTables } from '../../src/grand/cypher/reduction/row-tables'
import type { RowTables } from '../../src/grand/cypher/reduction/row-tables'
import { loadHostTables } from '../../src/tables/host-tables'
import type { HostStreams } from '../../src/tables/host-tables'
import type { SqlConnection } from '../../src/tables/sql-connection'

let lastHost = 0

/** @param host with blobs @returns tables for one query after the other */
export function tablesOf(connection: SqlConnection, host: CypherHost) {
  const id = `cypher-${++lastHost}`
  const open = async (part: 'nodes' | 'all') => {
    const streams = () => Promise.resolve<HostStreams>(host)
    await loadHostTables(connection, { ...host, id, name: id }, streams, part)
    return connection
  }
  return async <T>(ask: (tables: RowTables) => Promise<T>): Promise<T> => {
    const { tables, close } = createRowTables(id, open)
    try {
      return await ask(tables)
    } finally {
      await close()
    }
  }
}
