/** What the values of one attribute of a host are like: how many are missing, how many differ, where the middle is, and
 *  a histogram. Counted in the engine, exactly. */
import type { AttributeType } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import type { AttributeTable } from './attribute-table'
import { withScratchTable } from './attribute-table'
import { histogramOfCounts } from './match-histogram'
import type { MatchHistogram } from './match-histogram'
import { quoteName } from './sql'
import { firstNumber } from './sql-connection'
import type { SqlConnection } from './sql-connection'

export interface NumberSummary {
  min: number
  /** Of an even number of values, between the two in the middle. */
  median: number
  mean: number
  max: number
}

export interface AttributeSummary {
  type: AttributeType
  /** Nodes or edges there are, and those of them without a value. */
  total: number
  missing: number
  /** Different values; of lists, whole lists. */
  distinctCount: number
  /** Of finite numbers; null where there are none. */
  numbers: NumberSummary | null
  histogram: MatchHistogram
}

export interface SummaryOptions {
  /** About how many bins numbers are put in. */
  bins: number
  /** How many of other values are told. */
  limit: number
  signal?: AbortSignal
}

/** `x` holds values `v` with how many rows have each, `n`. Of NaN and infinities nothing is told. */
async function summariseNumbers(
  connection: SqlConnection,
  x: string,
  signal?: AbortSignal,
): Promise<NumberSummary | null> {
  const answer = await connection.query(
    `WITH f AS MATERIALIZED (SELECT v::DOUBLE AS v, n FROM ${x} WHERE isfinite(v::DOUBLE)), ` +
      'ranked AS (SELECT v, sum(n) OVER (ORDER BY v) AS upTo, sum(n) OVER () AS total FROM f) ' +
      'SELECT (SELECT sum(n)::DOUBLE FROM f) AS total, min(v) AS low, max(v) AS high, ' +
      '(SELECT sum(v * n) / sum(n) FROM f) AS mean, ' +
      'min(v) FILTER (upTo >= floor((total + 1) / 2)) AS "left", ' +
      'min(v) FILTER (upTo >= floor(total / 2) + 1) AS "right" FROM ranked',
    signal,
  )
  if (answer.getChild('total')?.get(0) === null) return null
  const [left, right] = [firstNumber(answer, 'left'), firstNumber(answer, 'right')]
  return {
    min: firstNumber(answer, 'low'),
    median: left === right ? left : left / 2 + right / 2,
    mean: firstNumber(answer, 'mean'),
    max: firstNumber(answer, 'high'),
  }
}

/** @throws MotifscopeError `unknown-attribute`, `cancelled`. */
export async function summariseAttribute(
  table: AttributeTable,
  attribute: string,
  { bins, limit, signal }: SummaryOptions,
): Promise<AttributeSummary> {
  const column = table.columns.find(({ name }) => name === attribute)
  if (!column) throw new MotifscopeError('unknown-attribute', `There is no attribute "${attribute}" here.`)
  const { connection } = table
  const counted = `SELECT ${quoteName(column.column)} AS v, count(*)::DOUBLE AS n FROM ${table.name} GROUP BY 1`
  const summarise = async (x: string): Promise<AttributeSummary> => {
    const scope = signal ? { connection, signal } : { connection }
    const histogram = await histogramOfCounts(scope, x, column, { bins, limit })
    const isNumber = histogram.kind === 'numbers'
    const distinct = await connection.query(`SELECT count(v)::DOUBLE AS n FROM ${x}`, signal)
    return {
      type: column.type,
      total: table.rowCount,
      missing: histogram.missing,
      distinctCount: firstNumber(distinct, 'n'),
      numbers: isNumber ? await summariseNumbers(connection, x, signal) : null,
      histogram,
    }
  }
  return withScratchTable(connection, counted, summarise, signal)
}
