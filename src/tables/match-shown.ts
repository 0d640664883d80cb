/** The kept rows of a result with chosen columns, in their order, as text in parts of bounded size: what the table on
 *  screen shows, to the last row. */
import type { MatchReference } from '../model/match-query'
import { withScratchTable } from './attribute-table'
import { csvCell } from './match-export'
import { keptMatches, orderOf } from './match-kept'
import type { MatchFilter, MatchSort, MatchSpace } from './match-kept'
import { openMatchSource } from './match-source'
import { plainColumn } from './match-values'
import { firstNumber } from './sql-connection'

export interface ShownQuery extends MatchFilter {
  sort?: MatchSort
  columns: MatchReference[]
  /** What the columns are called, in the same order. */
  names: string[]
}

const pageLength = 20_000

export type ShownFormat = 'csv' | 'json'

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return csvCell(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

function writePage(rows: unknown[][], names: string[], format: ShownFormat, isFirst: boolean): string {
  if (format === 'csv') return rows.map((row) => `${row.map(cellText).join()}\r\n`).join('')
  const objects = rows.map((row) =>
    JSON.stringify(Object.fromEntries(names.map((name, at) => [name, row[at]]))),
  )
  return objects.length === 0 ? '' : `${isFirst ? '' : ',\n'}${objects.join(',\n')}`
}

/** Pages of rows, each a list of cells: ids, then the chosen columns. */
async function pagesOfRows(space: MatchSpace, query: ShownQuery, write: (rows: unknown[][]) => void) {
  const { connection, host, matches, signal } = space
  const source = openMatchSource(host, matches)
  const ids = matches.columns.map((node): MatchReference => ({ kind: 'node', node, key: null }))
  const columns = [...ids, ...query.columns].map((reference) => source.column(reference))
  const { join, order } = await orderOf(space, query.sort, source)
  const kept = await keptMatches(space, query)
  const list = columns.map(({ column }, at) => `${column} AS v${at}`).join(', ')
  const select = `${kept} SELECT ${list} FROM m t${source.joins()}${join} ORDER BY ${order}`
  await withScratchTable(
    connection,
    select,
    async (name) => {
      const total = firstNumber(await connection.query(`SELECT count(*) AS n FROM ${name}`), 'n')
      for (let first = 0; first < total; first += pageLength) {
        const page = await connection.query(
          `SELECT * FROM ${name} WHERE rowid >= ${first} AND rowid < ${first + pageLength} ORDER BY rowid`,
          signal,
        )
        const cells = columns.map((column, at) => plainColumn(page, `v${at}`, column))
        write(Array.from({ length: page.numRows }, (_, row) => cells.map((column) => column[row])))
      }
    },
    signal,
  )
}

/** The rows as a file in the format; parts become blobs as they come, which the browser may keep on disk.
 *  @throws MotifscopeError as `keptMatches`. */
export async function writeShownRows(
  space: MatchSpace,
  query: ShownQuery,
  format: ShownFormat,
): Promise<Blob> {
  const names = [...space.matches.columns, ...query.names]
  const parts: Blob[] = [new Blob([format === 'csv' ? `${names.map(csvCell).join()}\r\n` : '['])]
  await pagesOfRows(space, query, (rows) => {
    parts.push(new Blob([writePage(rows, names, format, parts.length === 1)]))
  })
  if (format === 'json') parts.push(new Blob([']\n']))
  return new Blob(parts, { type: format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json' })
}
