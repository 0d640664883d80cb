/** A job's matches as a table in the engine. The stored rows are the truth; what stands in the engine is a copy, made
 *  when something is first asked that needs it, and extended as the job finds more. */
import { makeVector, Table, tableToIPC } from 'apache-arrow'
import { MotifscopeError } from '../model/errors'
import { safeName, tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import type { MatchShape } from './match-source'
import { quoteTable } from './sql'
import { firstNumber } from './sql-connection'
import type { SqlConnection } from './sql-connection'

/** The stored rows of a job, as host node indexes. */
export interface MatchRows extends MatchShape {
  jobId: string
  rowCount: number
  /** Rows `offset` … `offset + limit − 1`, row-major; fewer only at the end. */
  read(offset: number, limit: number): Promise<Uint32Array>
}

const schema = 'matches'
const loadLength = 2 ** 18
/** The place of a job's copy; its columns are `c0`, `c1`, … */
export const tableOfJob = (jobId: string) => ({ schema, name: safeName('job_', jobId) })
export const columnName = (column: number) => `c${column}`

function streamFromRows(rows: Uint32Array, width: number): Uint8Array {
  const length = rows.length / width
  const columns = Array.from({ length: width }, (_, column) => {
    const values = new Int32Array(length)
    for (let row = 0; row < length; row++) values[row] = rows[row * width + column] ?? 0
    return [columnName(column), makeVector(values)] as const
  })
  return tableToIPC(new Table(Object.fromEntries(columns)), 'stream')
}

/** Row values the engine holds, of its 3.1 GiB: each takes four bytes, beside what a question needs. Up to 250 million all
 *  can be sorted; beyond, the first pages of an order and any grouping, and the engine says when it cannot. */
const mostTableValues = 320_000_000

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

/** Brings the engine's copy up to `matches.rowCount` rows. Callers at the same time take turns.
 *  @throws MotifscopeError `too-many-rows` when the engine cannot hold so many. */
export function loadMatches(connection: SqlConnection, matches: MatchRows): Promise<void> {
  checkTableRoom(matches)
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
export async function ensureNodeOrder(connection: SqlConnection, host: TableHost): Promise<string> {
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
