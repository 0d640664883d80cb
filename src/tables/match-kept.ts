/** Which rows of a result a question is about, and in which order: the filters of the page in one WITH clause. */
import type { MatchReference, RowCondition } from '../model/match-query'
import { tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import { sqlFromCondition } from './match-condition'
import { openMatchSource } from './match-source'
import type { MatchSource } from './match-source'
import { columnName, ensureNodeOrder, loadMatches, tableOfJob } from './match-table'
import type { MatchRows } from './match-table'
import { markCondition } from './marked-matches'
import type { MarkQuery } from './marked-matches'
import { quoteName, quoteTable, quoteText } from './sql'
import type { SqlConnection } from './sql-connection'

/** Rows that pass every filter given. */
export interface MatchFilter {
  /** Some node has this text in its id or a text attribute, whatever the case. */
  filter?: string
  where?: RowCondition
  marked?: MarkQuery
}

export interface MatchSort {
  by: MatchReference
  descending?: boolean
}

/** Everything that questions about a result need. */
export interface MatchSpace {
  connection: SqlConnection
  host: TableHost
  matches: MatchRows
  signal?: AbortSignal
}

export const isFiltered = ({ filter, where, marked }: MatchFilter) => Boolean(filter ?? where ?? marked)

/** The condition on matches with some node that has the text in its id or a text attribute, whatever the case; reads
 *  `hits`. */
function textCondition(host: TableHost, matches: MatchRows, filter: string) {
  const texts = host.nodeColumns
    .filter(({ storage }) => storage === 'utf8')
    .map(({ column }) => quoteName(column))
  const isHit = ['id', ...texts]
    .map((text) => `contains(lower(${text}), lower(${quoteText(filter)}))`)
    .join(' OR ')
  const hasHit = matches.columns.map((_, column) => `t.${columnName(column)} IN (FROM hits)`).join(' OR ')
  return {
    hits: `hits AS MATERIALIZED (SELECT "index" FROM ${tablesOfHost(host.id).nodeTable} WHERE ${isHit}), `,
    condition: `(${hasHit})`,
  }
}

/** The rows that pass as `m` (columns `c0`, `c1`, … and `place`, the order in which they were found), in a WITH clause
 *  that other common tables may follow. Loads the matches into the engine.
 *  @throws MotifscopeError `unknown-column`, `not-filterable`, `too-many-rows`. */
export async function keptMatches(
  { connection, host, matches }: MatchSpace,
  query: MatchFilter,
): Promise<string> {
  const { filter, where, marked } = query
  await loadMatches(connection, matches)
  const source = openMatchSource(host, matches)
  const { hits = '', condition: text } = filter ? textCondition(host, matches, filter) : {}
  const mark = marked && (await markCondition(connection, host, matches.columns, marked))
  const wanted = where && sqlFromCondition(where, source)
  const conditions = [text, mark, wanted].filter((one) => one !== undefined)
  const table = `SELECT t.*, t.rowid AS place FROM ${quoteTable(tableOfJob(matches.jobId))} t${source.joins()}`
  return conditions.length > 0
    ? `WITH ${hits}m AS MATERIALIZED (${table} WHERE ${conditions.join(' AND ')})`
    : `WITH m AS NOT MATERIALIZED (${table})`
}

/** Joins and order of the rows `t`: by a column, equal rows in the order found. Ids that are all integers go by value.
 *  Missing values come last. */
export async function orderOf(
  { connection, host, matches }: MatchSpace,
  sort: MatchSort | undefined,
  source: MatchSource,
): Promise<{ join: string; order: string }> {
  if (!sort) return { join: '', order: 't.place' }
  const direction = sort.descending ? ' DESC' : ''
  const { by } = sort
  const at = by.kind === 'node' && by.key === null ? matches.columns.indexOf(by.node) : -1
  if (at < 0) return { join: '', order: `${source.column(by).column}${direction} NULLS LAST, t.place` }
  const join = ` JOIN ${await ensureNodeOrder(connection, host)} o ON o."index" = t.${columnName(at)}`
  return { join, order: `o.rank${direction}, t.place` }
}
