/** Matches told apart by host nodes that stand together in some of their columns, as one SQL condition. */
import { tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import { quoteText } from './sql'
import { int32Column } from './sql-connection'
import type { SqlConnection } from './sql-connection'

/** Ids that stand together in these columns. */
export interface MarkPattern {
  columns: string[]
  rows: string[][]
}

export interface MarkQuery {
  patterns: MarkPattern[]
  keep: 'with' | 'without'
}

const idsPerQuestion = 10_000

/** The indexes of the ids that the host has. */
export async function indexesOfIds(
  connection: SqlConnection,
  host: TableHost,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const indexOf = new Map<string, number>()
  for (let first = 0; first < ids.length; first += idsPerQuestion) {
    const list = ids.slice(first, first + idsPerQuestion).map(quoteText)
    const found = await connection.query(
      `SELECT "index", id FROM ${tablesOfHost(host.id).nodeTable} WHERE id IN (${list.join()})`,
    )
    const indexes = int32Column(found, 'index')
    let position = 0
    for (const id of (found.getChild('id') ?? []) as Iterable<string>)
      indexOf.set(id, indexes[position++] ?? -1)
  }
  return indexOf
}

/** The condition on the columns `c0`, `c1`, … of a match: never NULL. Ids the host does not have, and columns the result
 *  does not have, mark nothing. */
export async function markCondition(
  connection: SqlConnection,
  host: TableHost,
  columns: readonly string[],
  { patterns, keep }: MarkQuery,
): Promise<string> {
  const ids = new Set(patterns.flatMap(({ rows }) => rows.flat()))
  const indexOf = await indexesOfIds(connection, host, [...ids])
  const conditions = patterns.flatMap((pattern) => {
    const places = pattern.columns.map((column) => columns.indexOf(column))
    const rows = pattern.rows
      .filter((row) => row.length === places.length && row.every((id) => indexOf.has(id)))
      .map((row) => row.map((id) => indexOf.get(id)))
    if (places.length === 0 || places.includes(-1) || rows.length === 0) return []
    if (places.length === 1) return [`c${places[0]} IN (${rows.join()})`]
    return [
      `(${places.map((place) => `c${place}`).join()}) IN (${rows.map((row) => `(${row.join()})`).join()})`,
    ]
  })
  const isMarked = conditions.length === 0 ? 'FALSE' : `(${conditions.join(' OR ')})`
  return keep === 'with' ? isMarked : `NOT ${isMarked}`
}
