/** Read-only SQL over one host. The user's text never stands in a statement of ours: it goes in as a string to the
 *  engine's own `query()` function, which takes exactly one SELECT and nothing else. */
import { MotifscopeError } from '../model/errors'
import { tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import { plainInteger, plainValue } from './plain-value'
import { quoteName, quoteText } from './sql'
import type { SqlConnection } from './sql-connection'

/** Rows an answer may have: more than a page can show, less than a tab's memory. */
export const maxAnswerRows = 1_000_000

export interface SqlRows {
  columns: string[]
  /** Strings, numbers, Booleans, null, arrays and objects; integers beyond 2^53 are text. */
  rows: unknown[][]
}

/** How an answer's column of this SQL type leaves the engine: types without an exact Arrow form go as text. */
function exportExpression(name: string, type: string): string {
  const column = quoteName(name)
  const isExact = /^(BOOLEAN|U?(TINY|SMALL|BIG)INT|U?INTEGER|FLOAT|DOUBLE|VARCHAR|NULL|"NULL")$/.test(type)
  const isNested = /\]$|^(STRUCT|MAP)\(/.test(type)
  if (isExact || isNested) return column
  if (type.startsWith('DECIMAL')) return `${column}::DOUBLE AS ${column}`
  return `${column}::VARCHAR AS ${column}`
}

/** The engine's words with what our wrapping adds taken out, and a hint where we know better. */
export function refusal(thrown: unknown): unknown {
  if (!(thrown instanceof MotifscopeError) || thrown.code !== 'sql-error') return thrown
  if (thrown.message.includes('Expected a single SELECT statement'))
    return new MotifscopeError('sql-error', 'Only a single SELECT statement can be asked of a host.', {
      hint: 'The tables are nodes(id, …) and edges(source, target, …), for reading only.',
      cause: thrown.cause,
    })
  if (
    /file system operations are disabled|in the \w+ extension|external extensions is disabled/.test(
      thrown.message,
    )
  )
    return new MotifscopeError('sql-error', thrown.message.split('\n')[0] ?? thrown.message, {
      hint: 'A question can read this host only: no files, addresses or extensions.',
      cause: thrown.cause,
    })
  return thrown
}

async function ask(
  connection: SqlConnection,
  host: TableHost,
  sql: string,
  signal: AbortSignal,
): Promise<SqlRows> {
  const { nodes, edges } = tablesOfHost(host.id)
  const tables = `WITH nodes AS NOT MATERIALIZED (FROM ${nodes}), edges AS NOT MATERIALIZED (FROM ${edges})`
  const answer = `(SELECT * FROM query(${quoteText(sql)})) answer`
  const described = await connection.query(`DESCRIBE ${tables} SELECT * FROM ${answer}`, signal)
  const [names, types] = [described.getChild('column_name'), described.getChild('column_type')]
  const columns = Array.from({ length: described.numRows }, (_, i) => String(names?.get(i)))
  const sqlTypes = columns.map((_, i) => String(types?.get(i)))
  const list = columns.map((name, i) => exportExpression(name, sqlTypes[i] ?? '')).join(', ')
  const table = await connection.query(
    `${tables} SELECT ${list} FROM ${answer} LIMIT ${maxAnswerRows + 1}`,
    signal,
  )
  if (table.numRows > maxAnswerRows)
    throw new MotifscopeError('sql-error', `The answer has more than ${maxAnswerRows} rows.`, {
      hint: 'Add a LIMIT, a WHERE, or count instead.',
    })
  const cells = columns.map((_, i) => {
    const vector = table.getChildAt(i)
    const isHuge = sqlTypes[i]?.endsWith('HUGEINT')
    return Array.from(vector ?? [], (value: unknown) =>
      isHuge && typeof value === 'string'
        ? plainInteger(BigInt(value))
        : vector && plainValue(vector.type, value),
    )
  })
  return {
    columns,
    rows: Array.from({ length: table.numRows }, (_, row) => cells.map((column) => column[row])),
  }
}

export interface QueryLimits {
  signal?: AbortSignal
  /** Milliseconds after which the question is stopped: the engine answers nothing else meanwhile. */
  limitMs?: number
}

/** Asks one SELECT of the host's tables `nodes(id, …)` and `edges(source, target, …)`, which must be loaded.
 *  @throws MotifscopeError `sql-error`: anything but a single SELECT, the engine's complaint, more than
 *  `maxAnswerRows` rows, or longer than `limitMs` (two minutes); `cancelled`. */
export async function queryHost(
  connection: SqlConnection,
  host: TableHost,
  sql: string,
  { signal, limitMs = 120_000 }: QueryLimits = {},
): Promise<SqlRows> {
  if (sql.includes('\0')) throw new MotifscopeError('sql-error', 'SQL text cannot hold a NUL character.')
  const stop = new AbortController()
  const cancel = () => stop.abort()
  const timer = setTimeout(cancel, limitMs)
  signal?.addEventListener('abort', cancel)
  if (signal?.aborted) cancel()
  try {
    return await ask(connection, host, sql, stop.signal)
  } catch (thrown) {
    const isTooLong = thrown instanceof MotifscopeError && thrown.code === 'cancelled' && !signal?.aborted
    throw isTooLong ? tookTooLong(limitMs) : refusal(thrown)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cancel)
  }
}

function tookTooLong(limitMs: number): MotifscopeError {
  return new MotifscopeError(
    'sql-error',
    `The question took longer than ${limitMs / 1000} s and was stopped.`,
    {
      hint: 'Ask for less: filter early, and join on ids rather than every row with every other.',
    },
  )
}
