/** A job's matches as a table: a page of them sorted by id and filtered by text. The stored rows are the truth; what
 *  stands in the engine is a copy, made when first sorted or filtered and extended as the job finds more. */
import { makeVector, Table, tableToIPC } from 'apache-arrow'
import { MotifscopeError } from '../model/errors'
import { safeName, tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import { markCondition } from './marked-matches'
import type { MarkQuery } from './marked-matches'
import { idsOfNodes } from './node-ids'
import { quoteName, quoteTable, quoteText } from './sql'
import { firstNumber, indexColumn } from './sql-connection'
import type { SqlConnection } from './sql-connection'

/** The stored rows of a job, as host node indexes. */
export interface MatchRows {
  jobId: string
  /** Motif node names, in the order of a row. */
  columns: string[]
  rowCount: number
  /** Rows `offset` … `offset + limit − 1`, row-major; fewer only at the end. */
  read(offset: number, limit: number): Promise<Uint32Array>
}

export interface MatchQuery {
  offset?: number
  limit?: number
  sort?: { column: string; descending?: boolean }
  filter?: string
  marked?: MarkQuery
}

export interface MatchPage {
  /** Ids, in the order of the columns. */
  rows: string[][]
  /** Rows there are in all (after `filter` and `marked`). */
  total: number
}

/** A page before its nodes get their ids. */
interface IndexPage {
  /** Host node indexes, by column. */
  columns: Uint32Array[]
  total: number
}

const schema = 'matches'
const loadLength = 2 ** 18
const tableOfJob = (jobId: string) => ({ schema, name: safeName('job_', jobId) })
const columnName = (column: number) => `c${column}`

function streamFromRows(rows: Uint32Array, width: number): Uint8Array {
  const length = rows.length / width
  const columns = Array.from({ length: width }, (_, column) => {
    const values = new Int32Array(length)
    for (let row = 0; row < length; row++) values[row] = rows[row * width + column] ?? 0
    return [columnName(column), makeVector(values)] as const
  })
  return tableToIPC(new Table(Object.fromEntries(columns)), 'stream')
}

/** Row values the engine holds with room to sort them: of its 3.1 GiB, each takes four bytes twice. */
const mostTableValues = 250_000_000

/** @throws MotifscopeError `too-many-rows` */
function checkTableRoom({ columns, rowCount }: MatchRows): void {
  const most = Math.floor(mostTableValues / columns.length)
  if (rowCount <= most) return
  const inWords = (count: number) => count.toLocaleString('en')
  throw new MotifscopeError(
    'too-many-rows',
    `This result has ${inWords(rowCount)} rows; up to ${inWords(most)} rows of ${columns.length} can be sorted and filtered here.`,
    { hint: 'Read them in the order found, export them as Parquet or Arrow, or narrow the motif.' },
  )
}

interface LoadedRows {
  rowCount: number
  /** The load under way, or the last one. */
  last: Promise<void>
}

const loadedRows = new WeakMap<SqlConnection, Map<string, LoadedRows>>()

function loadedOf(connection: SqlConnection): Map<string, LoadedRows> {
  const known = loadedRows.get(connection) ?? new Map<string, LoadedRows>()
  loadedRows.set(connection, known)
  return known
}

async function loadMissingRows(
  connection: SqlConnection,
  matches: MatchRows,
  loaded: LoadedRows,
): Promise<void> {
  const target = tableOfJob(matches.jobId)
  if (matches.rowCount < loaded.rowCount) loaded.rowCount = 0
  if (loaded.rowCount === 0) {
    await connection.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
    await connection.query(`DROP TABLE IF EXISTS ${quoteTable(target)}`)
    const columns = matches.columns.map((_, column) => `${columnName(column)} INTEGER`)
    await connection.query(`CREATE TABLE ${quoteTable(target)} (${columns.join(', ')})`)
  }
  while (loaded.rowCount < matches.rowCount) {
    const rows = await matches.read(loaded.rowCount, Math.min(loadLength, matches.rowCount - loaded.rowCount))
    if (rows.length === 0) throw new Error(`Job ${matches.jobId} has fewer rows than it says.`)
    await connection.insertArrow(target, streamFromRows(rows, matches.columns.length), false)
    loaded.rowCount += rows.length / matches.columns.length
  }
}

/** Brings the engine's copy up to `matches.rowCount` rows. Callers at the same time take turns. */
function loadMatches(connection: SqlConnection, matches: MatchRows): Promise<void> {
  const known = loadedOf(connection)
  const loaded = known.get(matches.jobId) ?? { rowCount: 0, last: Promise.resolve() }
  known.set(matches.jobId, loaded)
  const load = loaded.last.then(() => loadMissingRows(connection, matches, loaded))
  loaded.last = load.catch(() => undefined)
  return load
}

/** Forgets the copy of a job's matches; needed when the job is deleted or computed anew. */
export async function dropMatches(connection: SqlConnection, jobId: string): Promise<void> {
  const known = loadedOf(connection)
  await known.get(jobId)?.last
  if (known.delete(jobId)) await connection.query(`DROP TABLE IF EXISTS ${quoteTable(tableOfJob(jobId))}`)
}

/** A table of every host node's place in the order of ids: by value where all ids are integers, else by code point. */
async function ensureNodeOrder(connection: SqlConnection, host: TableHost): Promise<string> {
  const { nodeTable, nodeOrder } = tablesOfHost(host.id)
  const asked = await connection.query(
    `SELECT bool_and(regexp_full_match(id, '-?[0-9]+') AND try_cast(id AS HUGEINT) IS NOT NULL)::INTEGER AS n FROM ${nodeTable}`,
  )
  const key = firstNumber(asked, 'n') === 1 ? 'try_cast(id AS HUGEINT), id' : 'id'
  await connection.query(
    `CREATE TABLE IF NOT EXISTS ${nodeOrder} AS ` +
      `SELECT "index", (row_number() OVER (ORDER BY ${key}))::INTEGER AS rank FROM ${nodeTable}`,
  )
  return nodeOrder
}

/** The condition on matches with some node that has the text in its id or a text attribute, whatever the case; reads
 *  `hits`. */
function filterCondition(host: TableHost, matches: MatchRows, filter: string) {
  const texts = host.nodeColumns
    .filter(({ storage }) => storage === 'utf8')
    .map(({ column }) => quoteName(column))
  const isHit = ['id', ...texts]
    .map((text) => `contains(lower(${text}), lower(${quoteText(filter)}))`)
    .join(' OR ')
  const hasHit = matches.columns.map((_, column) => `${columnName(column)} IN (FROM hits)`).join(' OR ')
  return {
    hits: `hits AS MATERIALIZED (SELECT "index" FROM ${tablesOfHost(host.id).nodeTable} WHERE ${isHit}), `,
    condition: `(${hasHit})`,
  }
}

/** The kept matches as `m`, in a WITH clause. */
async function keptMatches(
  connection: SqlConnection,
  host: TableHost,
  matches: MatchRows,
  { filter, marked }: MatchQuery,
): Promise<string> {
  const table = `SELECT *, rowid AS place FROM ${quoteTable(tableOfJob(matches.jobId))}`
  const { hits = '', condition } = filter ? filterCondition(host, matches, filter) : {}
  const mark = marked && (await markCondition(connection, host, matches.columns, marked))
  const conditions = [condition, mark].filter((one) => one !== undefined)
  return conditions.length > 0
    ? `WITH ${hits}m AS (${table} WHERE ${conditions.join(' AND ')})`
    : `WITH m AS NOT MATERIALIZED (${table})`
}

/** A sorted or filtered page as host node indexes by column, and how many rows are kept. */
async function arrangedPage(
  connection: SqlConnection,
  host: TableHost,
  matches: MatchRows,
  query: MatchQuery & { offset: number; limit: number },
): Promise<IndexPage> {
  const { sort, offset, limit } = query
  const kept = await keptMatches(connection, host, matches, query)
  const total =
    query.filter || query.marked
      ? firstNumber(await connection.query(`${kept} SELECT count(*) AS n FROM m`), 'n')
      : matches.rowCount
  let order = 'm.place'
  let join = ''
  if (sort) {
    const column = columnName(matches.columns.indexOf(sort.column))
    join = ` JOIN ${await ensureNodeOrder(connection, host)} o ON o."index" = m.${column}`
    order = `o.rank${sort.descending ? ' DESC' : ''}, m.place`
  }
  const list = matches.columns.map((_, column) => `m.${columnName(column)}`).join(', ')
  const page = await connection.query(
    `${kept} SELECT ${list} FROM m${join} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`,
  )
  return { columns: matches.columns.map((_, column) => indexColumn(page, columnName(column))), total }
}

function columnsFromRows(rows: Uint32Array, width: number): Uint32Array[] {
  return Array.from({ length: width }, (_, column) => rows.filter((_, i) => i % width === column))
}

/** A page of matches as ids (100 rows unless `limit` says otherwise). Without `sort` rows come in the order they were found; rows with the same id keep that
 *  order. Without `sort` and `filter` the engine holds no copy of the matches. The host's tables must be loaded.
 *  @throws MotifscopeError `unknown-column` when `sort` names no column, `too-many-rows` when there are more than the
 *  engine can sort or filter. */
export async function pageOfMatches(
  connection: SqlConnection,
  host: TableHost,
  matches: MatchRows,
  query: MatchQuery,
): Promise<MatchPage> {
  const offset = Math.max(0, Math.trunc(query.offset ?? 0))
  const limit = Math.max(0, Math.min(Math.trunc(query.limit ?? 100), matches.rowCount))
  const { sort, filter, marked } = query
  if (sort && !matches.columns.includes(sort.column))
    throw new MotifscopeError('unknown-column', `The result has no column "${sort.column}".`, {
      hint: `Its columns are ${matches.columns.join(', ')}.`,
    })
  let page: IndexPage
  if (sort || filter || marked) {
    checkTableRoom(matches)
    await loadMatches(connection, matches)
    page = await arrangedPage(connection, host, matches, { ...query, offset, limit })
  } else {
    const rows = await matches.read(offset, limit)
    page = { columns: columnsFromRows(rows, matches.columns.length), total: matches.rowCount }
  }
  const rowCount = page.columns[0]?.length ?? 0
  const indexes = new Uint32Array(rowCount * page.columns.length)
  page.columns.forEach((column, i) => indexes.set(column, i * rowCount))
  const ids = await idsOfNodes(connection, host, indexes)
  return {
    rows: Array.from({ length: rowCount }, (_, row) =>
      page.columns.map((_, i) => ids[i * rowCount + row] ?? ''),
    ),
    total: page.total,
  }
}
