/** A page of a result: sorted, filtered, with ids, and with what the host knows of the rows as far as it is asked for. */
import type { MatchReference } from '../model/match-query'
import type { TableHost } from './host-tables'
import { isFiltered, keptMatches, orderOf } from './match-kept'
import type { MatchFilter, MatchSort, MatchSpace } from './match-kept'
import { openMatchSource } from './match-source'
import { columnName } from './match-table'
import type { MatchRows } from './match-table'
import { valuesOfRows } from './match-values'
import { idsOfNodes } from './node-ids'
import { firstNumber, indexColumn } from './sql-connection'
import type { SqlConnection } from './sql-connection'

export interface MatchQuery extends MatchFilter {
  offset?: number
  limit?: number
  sort?: MatchSort
  /** What to add to the ids of each row. */
  columns?: MatchReference[]
}

export interface MatchPage {
  /** Ids, in the order of the columns. */
  rows: string[][]
  /** Rows there are in all (after the filters). */
  total: number
  /** Of each row, in the order asked for; null where missing. Only where `columns` were asked for. */
  values?: unknown[][]
}

/** A page before its nodes get their ids. */
interface IndexPage {
  /** Host node indexes, by column. */
  columns: Uint32Array[]
  total: number
}

/** A sorted or filtered page as host node indexes by column, and how many rows are kept. */
async function arrangedPage(
  space: MatchSpace,
  query: MatchQuery & { offset: number; limit: number },
): Promise<IndexPage> {
  const { connection, host, matches, signal } = space
  const { sort, offset, limit } = query
  const source = openMatchSource(host, matches)
  const { join, order } = await orderOf(space, sort, source)
  const kept = await keptMatches(space, query)
  const total = isFiltered(query)
    ? firstNumber(await connection.query(`${kept} SELECT count(*) AS n FROM m`, signal), 'n')
    : matches.rowCount
  const list = matches.columns.map((_, column) => `t.${columnName(column)}`).join(', ')
  const page = await connection.query(
    `${kept} SELECT ${list} FROM m t${source.joins()}${join} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`,
    signal,
  )
  return { columns: matches.columns.map((_, column) => indexColumn(page, columnName(column))), total }
}

function columnsFromRows(rows: Uint32Array, width: number): Uint32Array[] {
  return Array.from({ length: width }, (_, column) => rows.filter((_, i) => i % width === column))
}

async function idsOfPage(space: MatchSpace, columns: Uint32Array[]): Promise<string[][]> {
  const rowCount = columns[0]?.length ?? 0
  const indexes = new Uint32Array(rowCount * columns.length)
  columns.forEach((column, i) => indexes.set(column, i * rowCount))
  const ids = await idsOfNodes(space.connection, space.host, indexes)
  return Array.from({ length: rowCount }, (_, row) => columns.map((_, i) => ids[i * rowCount + row] ?? ''))
}

/** A page of matches as ids (100 rows unless `limit` says otherwise). Without `sort` rows come in the order they were
 *  found; rows with the same value keep that order. Without `sort` and filters the engine holds no copy of the matches.
 *  The host's tables must be loaded: of its edges only where the query speaks of them.
 *  @throws MotifscopeError `unknown-column`, `not-filterable`, `too-many-rows` when there are more than the engine can
 *  sort or filter. */
export async function pageOfMatches(
  connection: SqlConnection,
  host: TableHost,
  matches: MatchRows,
  query: MatchQuery,
  signal?: AbortSignal,
): Promise<MatchPage> {
  const space: MatchSpace = { connection, host, matches, ...(signal && { signal }) }
  const offset = Math.max(0, Math.trunc(query.offset ?? 0))
  const limit = Math.max(0, Math.min(Math.trunc(query.limit ?? 100), matches.rowCount))
  // Before anything is loaded: a column that is not there.
  for (const column of [...(query.columns ?? []), ...(query.sort ? [query.sort.by] : [])])
    openMatchSource(host, matches).column(column)
  let page: IndexPage
  if (query.sort || isFiltered(query)) page = await arrangedPage(space, { ...query, offset, limit })
  else {
    const rows = await matches.read(offset, limit)
    page = { columns: columnsFromRows(rows, matches.columns.length), total: matches.rowCount }
  }
  const rows = await idsOfPage(space, page.columns)
  if (!query.columns || query.columns.length === 0) return { rows, total: page.total }
  return { rows, total: page.total, values: await valuesOfRows(space, page.columns, query.columns) }
}
