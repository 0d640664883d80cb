/** Which nodes, or which edges, of a host a condition in SQL fits. As with `host-query`, the user's text never stands in
 *  a statement of ours: it goes to the engine's `query()` function, which takes one SELECT and nothing else. */
import { MotifscopeError } from '../model/errors'
import { refusal } from './host-query'
import { tablesOfHost, viewColumns } from './host-tables'
import type { TableHost } from './host-tables'
import { quoteName, quoteText } from './sql'
import { int32Column } from './sql-connection'
import type { SqlConnection } from './sql-connection'

/** The column that says where a row stands in the stored table. */
const place = quoteName('row of the host')

/** The tables a condition may name: those of `host-query`, and each row's place besides. */
function tablesFor(host: TableHost): string {
  const { nodeTable, edgeTable } = tablesOfHost(host.id)
  const nodes = `SELECT n."index" AS ${place}, n.id${viewColumns('n', ['id'], host.nodeColumns)} FROM ${nodeTable} n`
  const edges =
    `SELECT e.rowid::INTEGER AS ${place}, s.id AS source, t.id AS target` +
    viewColumns('e', ['source', 'target'], host.edgeColumns) +
    ` FROM ${edgeTable} e JOIN ${nodeTable} s ON s."index" = e.source JOIN ${nodeTable} t ON t."index" = e.target`
  return `WITH nodes AS NOT MATERIALIZED (${nodes}), edges AS NOT MATERIALIZED (${edges})`
}

/** The places of the rows that fit, in no particular order: host node indexes, or rows of the edge table. The host's
 *  tables must be loaded.
 *  @throws MotifscopeError `sql-error`, `cancelled`. */
export async function rowsWhere(
  connection: SqlConnection,
  host: TableHost,
  of: 'nodes' | 'edges',
  condition: string,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  if (condition.includes('\0'))
    throw new MotifscopeError('sql-error', 'SQL text cannot hold a NUL character.')
  // The line break ends a comment at the condition's end.
  const question = `SELECT ${place} AS place FROM ${of} WHERE (${condition}\n)`
  try {
    const table = await connection.query(
      `${tablesFor(host)} SELECT place::INTEGER AS place FROM query(${quoteText(question)})`,
      signal,
    )
    return Uint32Array.from(int32Column(table, 'place'))
  } catch (thrown) {
    throw refusal(thrown)
  }
}
