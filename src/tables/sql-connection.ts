/** The narrow door to a SQL engine. Building SQL and asking questions know only this, not which engine answers:
 *  in the page it is a worker (duckdb.ts), in tests the same engine in Node. */
import type { Table } from 'apache-arrow'
import { MotifscopeError } from '../model/errors'

/** A table's place, as it is (not quoted). */
export interface TableName {
  schema: string
  name: string
}

/** One conversation with the engine. Calls are answered in the order they were made, one at a time. */
export interface SqlConnection {
  /** Runs one statement and gives its whole answer. With a signal it can be stopped while it runs, and takes longer to
   *  hand over a large answer.
   *  @throws MotifscopeError `sql-error` (the engine's words), `out-of-memory`, or `cancelled`. */
  query(sql: string, signal?: AbortSignal): Promise<Table>
  /** Appends the rows of one complete Arrow IPC stream; `create` makes the table first. The bytes may be taken away. */
  insertArrow(target: TableName, stream: Uint8Array, create: boolean): Promise<void>
}

/** What every connection runs first: nothing is loaded from the network, no file or address can be read, and no
 *  statement can change that. */
export const startStatements = [
  'SET autoload_known_extensions = false',
  'SET autoinstall_known_extensions = false',
  'SET enable_external_access = false',
  'SET lock_configuration = true',
]

/** The engine's error as ours. The engine's own line ("LINE 1: …") is left out: it quotes SQL that nobody typed. */
export function errorFromEngine(thrown: unknown): MotifscopeError {
  if (thrown instanceof MotifscopeError) return thrown
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  const message = (text.split(/\n+LINE \d+:/)[0] ?? text).trim()
  if (/^Out of Memory Error|memory access out of bounds|Array buffer allocation failed/.test(message))
    return new MotifscopeError(
      'out-of-memory',
      'The tables need more memory than a browser tab gives them (about 3 GiB).',
      {
        hint: 'Close hosts that you do not need, or open a smaller part of this one.',
        cause: thrown,
      },
    )
  return new MotifscopeError('sql-error', message, { cause: thrown })
}

/** What a stopped question rejects with. */
export function cancelledError(): MotifscopeError {
  return new MotifscopeError('cancelled', 'Cancelled.')
}

/** A column of 32-bit integers without missing values, as an array of its own. */
export function int32Column(table: Table, name: string): Int32Array {
  const values: unknown = table.getChild(name)?.toArray()
  // A column of one part is a view on the whole answer: copied, so that the answer can go.
  if (values instanceof Int32Array)
    return values.byteLength < values.buffer.byteLength ? values.slice() : values
  if (table.numRows === 0) return new Int32Array(0)
  throw new Error(`Column ${name} of the answer is not int32.`)
}

/** The same for host node indexes, which are never negative. */
export function indexColumn(table: Table, name: string): Uint32Array {
  return new Uint32Array(int32Column(table, name).buffer)
}

/** The first row's value of a column, as a number (counts, flags). */
export function firstNumber(table: Table, name: string): number {
  return Number(table.getChild(name)?.get(0))
}
