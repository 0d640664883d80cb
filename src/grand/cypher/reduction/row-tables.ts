/** Rows of a pattern in the table engine, for one query: the page's half, which the query's worker calls. */
import type { Vector } from 'apache-arrow'
import type { SqlConnection } from '../../../tables/sql-connection'
import { firstNumber } from '../../../tables/sql-connection'
import { tablesOfHost } from '../../../tables/host-tables'
import { quoteName, quoteTable } from '../../../tables/sql'
import type { Reduction, ReductionTables } from './reduction-sql'

/** The table engine, as seen from the thread that answers a query. Every call may fail as the engine can. */
export interface RowTables {
  /** An empty place for rows, and the host's tables. */
  open(part: Reduction['part']): Promise<ReductionTables>
  /** Appends rows: a whole Arrow stream. */
  insert(stream: Uint8Array): Promise<void>
  /** Puts what a statement answers in place of the rows; how many these are. */
  replace(sql: string): Promise<number>
  /** The columns of an answer; lists within are arrays. */
  ask(sql: string): Promise<ArrayLike<unknown>[]>
}

/** The host's tables in the engine, loaded as far as they are asked. */
export type OpenTables = (part: 'nodes' | 'all') => Promise<SqlConnection>

const schema = 'cypher'
let lastNumber = 0

function valuesOf(column: Vector | null): ArrayLike<unknown> {
  if (!column) return []
  const values: unknown = column.toArray()
  if (values instanceof Int32Array) return values.slice()
  const isVector = (cell: unknown): cell is Vector => typeof cell === 'object' && cell !== null
  return Array.from(column, (cell: unknown) => (isVector(cell) ? Array.from(cell) : cell))
}

/** @returns the tables, and what gives their room back when the query has ended, however it did */
export function createRowTables(
  hostId: string,
  openTables: OpenTables,
  signal?: AbortSignal,
): { tables: RowTables; close(): Promise<void> } {
  const target = { schema, name: `rows_${++lastNumber}` }
  const rows = quoteTable(target)
  let connection: SqlConnection | null = null
  let isMade = false
  const opened = () => {
    if (!connection) throw new Error('The tables are not open.')
    return connection
  }
  const tables: RowTables = {
    async open(part) {
      connection = await openTables(part === 'all' ? 'all' : 'nodes')
      await connection.query(`CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)}`)
      if (isMade) await connection.query(`DROP TABLE IF EXISTS ${rows}`)
      isMade = false
      const { nodeTable, edgeTable } = tablesOfHost(hostId)
      return { rows, nodeTable, edgeTable }
    },
    async insert(stream) {
      signal?.throwIfAborted()
      const isFirst = !isMade
      isMade = true
      await opened().insertArrow(target, stream, isFirst)
    },
    async replace(sql) {
      const next = quoteTable({ schema, name: `${target.name}_next` })
      await opened().query(`CREATE TABLE ${next} AS ${sql}`, signal)
      await opened().query(`DROP TABLE ${rows}`)
      await opened().query(`ALTER TABLE ${next} RENAME TO ${quoteName(target.name)}`)
      return firstNumber(await opened().query(`SELECT count(*) AS n FROM ${rows}`), 'n')
    },
    async ask(sql) {
      const answer = await opened().query(sql, signal)
      return answer.schema.fields.map((_, i) => valuesOf(answer.getChildAt(i)))
    },
  }
  return {
    tables,
    async close() {
      if (!isMade) return
      for (const name of [target.name, `${target.name}_next`])
        await connection?.query(`DROP TABLE IF EXISTS ${quoteTable({ schema, name })}`)
    },
  }
}
