/** How the values of one column are spread over the kept rows of a result: numbers in bins, other values by frequency.
 *  Counted in the engine. */
import type { AttributeColumn } from '../model/attribute'
import type { MatchReference } from '../model/match-query'
import { withScratchTable } from './attribute-table'
import { binEdges } from './histogram-steps'
import { keyCell } from './match-groups'
import type { GroupKey } from './match-groups'
import { keptMatches } from './match-kept'
import type { MatchFilter, MatchSpace } from './match-kept'
import { openMatchSource } from './match-source'
import { quoteDouble } from './sql'

export interface HistogramQuery extends MatchFilter {
  of: MatchReference
  /** About how many bins numbers are put in. */
  bins: number
  /** How many of other values are told. */
  limit: number
}

interface HistogramBase {
  /** Rows that are kept, and those of them without a value. */
  total: number
  missing: number
}

export interface NumberHistogram extends HistogramBase {
  kind: 'numbers'
  /** Side by side, ascending; each holds `from <= value < to`. */
  bins: { from: number; to: number; count: number }[]
  min: number
  max: number
  /** Rows whose value is infinite or not a number: in no bin. */
  notFinite: number
}

export interface ValueHistogram extends HistogramBase {
  kind: 'values'
  /** Most frequent first. Of lists their entries, each counted in every row that has it. */
  values: { value: GroupKey; count: number }[]
  distinctCount: number
  /** Rows (or entries) whose values are not told. */
  otherCount: number
}

export type MatchHistogram = NumberHistogram | ValueHistogram

type CountingScope = Pick<MatchSpace, 'connection' | 'signal'>

/** What the histogram is made of: a scratch table of distinct values `v` with how many rows have each, `n`. */
async function valuesSql(space: MatchSpace, query: HistogramQuery) {
  const source = openMatchSource(space.host, space.matches)
  const column = source.column(query.of)
  const kept = await keptMatches(space, query)
  const sql = `${kept} SELECT ${column.column} AS v, count(*)::DOUBLE AS n FROM m t${source.joins()} GROUP BY 1`
  return { column, sql }
}

async function numbers(
  { connection, signal }: CountingScope,
  x: string,
  { storage }: AttributeColumn,
  wanted: number,
): Promise<NumberHistogram> {
  const sum = (condition: string) => `coalesce(sum(n) FILTER (${condition}), 0)`
  const summed = await connection.query(
    `SELECT coalesce(sum(n), 0) AS total, ${sum('v IS NULL')} AS missing, ` +
      `${sum('v IS NOT NULL AND NOT isfinite(v::DOUBLE)')} AS strange, ` +
      `min(v::DOUBLE) FILTER (isfinite(v::DOUBLE)) AS low, max(v::DOUBLE) FILTER (isfinite(v::DOUBLE)) AS high FROM ${x}`,
    signal,
  )
  const first = (name: string) => summed.getChild(name)?.get(0) as number | null
  const [min, max] = [first('low'), first('high')]
  const base = {
    kind: 'numbers' as const,
    total: first('total') ?? 0,
    missing: first('missing') ?? 0,
    notFinite: first('strange') ?? 0,
  }
  if (min === null || max === null) return { ...base, bins: [], min: NaN, max: NaN }
  const edges = binEdges(min, max, wanted, storage === 'int64')
  const list = edges.slice(0, -1).map((edge, at) => `(${at}, ${quoteDouble(edge)})`)
  const answer = await connection.query(
    `SELECT b.bin, sum(x.n) AS n FROM (SELECT v::DOUBLE AS v, n FROM ${x} WHERE isfinite(v::DOUBLE)) x ` +
      `ASOF JOIN (VALUES ${list.join()}) b(bin, edge) ON x.v >= b.edge GROUP BY 1`,
    signal,
  )
  const counts = new Map<number, number>()
  for (let row = 0; row < answer.numRows; row++)
    counts.set(Number(answer.getChild('bin')?.get(row)), Number(answer.getChild('n')?.get(row)))
  const bins = edges
    .slice(0, -1)
    .map((from, at) => ({ from, to: edges[at + 1] ?? from, count: counts.get(at) ?? 0 }))
  return { ...base, bins, min, max }
}

async function frequencies(
  { connection, signal }: CountingScope,
  x: string,
  column: AttributeColumn,
  limit: number,
): Promise<ValueHistogram> {
  const isList = column.storage.startsWith('list')
  const entries = isList
    ? `(SELECT v, sum(n) AS n FROM (SELECT unnest(list_distinct(v)) AS v, n FROM ${x}) WHERE v IS NOT NULL GROUP BY v)`
    : `(SELECT v, n FROM ${x} WHERE v IS NOT NULL)`
  const answer = await connection.query(
    `WITH y AS MATERIALIZED (FROM ${entries}) ` +
      `SELECT v, n, (SELECT count(*)::DOUBLE FROM y) AS "values", (SELECT sum(n) FROM y) AS entries FROM y ` +
      `ORDER BY n DESC, v LIMIT ${limit}`,
    signal,
  )
  const sums = await connection.query(
    `SELECT coalesce(sum(n), 0) AS total, coalesce(sum(n) FILTER (v IS NULL), 0) AS missing FROM ${x}`,
    signal,
  )
  const cell = (name: string, row: number): unknown => answer.getChild(name)?.get(row)
  const element: AttributeColumn = isList ? { ...column, storage: 'utf8' } : column
  const values = Array.from({ length: answer.numRows }, (_, row) => ({
    value: keyCell(element, cell('v', row)),
    count: Number(cell('n', row)),
  }))
  return {
    kind: 'values',
    total: Number(sums.getChild('total')?.get(0)),
    missing: Number(sums.getChild('missing')?.get(0)),
    values,
    distinctCount: Number(cell('values', 0) ?? 0),
    otherCount: Number(cell('entries', 0) ?? 0) - values.reduce((sum, { count }) => sum + count, 0),
  }
}

/** @throws MotifscopeError as `keptMatches`. */
export async function histogramOfMatches(space: MatchSpace, query: HistogramQuery): Promise<MatchHistogram> {
  const { column, sql } = await valuesSql(space, query)
  return withScratchTable(
    space.connection,
    sql,
    (x) => histogramOfCounts(space, x, column, query),
    space.signal,
  )
}

/** The histogram of a column whose distinct values `v` (NULL among them), with how many rows have each, `n`, are the
 *  table `x`. */
export function histogramOfCounts(
  scope: CountingScope,
  x: string,
  column: AttributeColumn,
  { bins, limit }: Pick<HistogramQuery, 'bins' | 'limit'>,
): Promise<MatchHistogram> {
  const isNumber = column.storage === 'int64' || column.storage === 'double'
  return isNumber ? numbers(scope, x, column, bins) : frequencies(scope, x, column, limit)
}
