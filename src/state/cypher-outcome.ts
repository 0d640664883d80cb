/** What became of a query of Cypher, and how its answer is shown: rows narrowed and sorted. Pure. */
import type { ErrorData, LocatedError } from '../model/errors'
import type { CypherAnswer, CypherProgress, PlainValue } from '../scripting/cypher-api'
import { isNode } from '../scripting/cypher-export'

export interface CypherFailure {
  code: string
  message: string
  hint?: string
  /** Null: it has none in the text. */
  place: LocatedError | null
}

interface Question {
  /** The text as it was when it was asked. */
  asked: string
  hostId: string
  /** The values of its parameters, as one text. */
  given: string
}

export type CypherAnswered = { kind: 'answered'; answer: CypherAnswer; limit: number } & Question

export type CypherOutcome =
  | { kind: 'none' }
  | ({ kind: 'running'; progress: CypherProgress | null } & Question)
  | CypherAnswered
  | ({ kind: 'failed'; failure: CypherFailure } & Question)
  | ({ kind: 'cancelled' } & Question)

export function failureFrom({ code, message, hint, line, column, length }: ErrorData): CypherFailure {
  const hinted = hint === undefined ? {} : { hint }
  const place =
    line === undefined ? null : { code, message, ...hinted, line, column: column ?? 1, length: length ?? 1 }
  return { code, message, ...hinted, place }
}

/** A value as a cell shows it: nodes by their id, relationships by their ends. */
export function cypherCellText(value: PlainValue): string {
  if (value === null) return '–'
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${value.map(cypherCellText).join(', ')}]`
  if (isNode(value)) return value.id
  if (value['kind'] === 'relationship') return `${String(value['source'])} → ${String(value['target'])}`
  if (value['kind'] === 'path' && Array.isArray(value['nodes']))
    return value['nodes'].map(cypherCellText).join(' → ')
  return plainJson(value)
}

/** JSON in which integers beyond 2^53 are text. */
export const plainJson = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))

export interface CypherSort {
  column: number
  isDescending: boolean
}

const collator = new Intl.Collator('en', { numeric: true })

function compareCells(left: PlainValue, right: PlainValue): number {
  const isNumber = (value: PlainValue) => typeof value === 'number' || typeof value === 'bigint'
  if (isNumber(left) && isNumber(right)) return left < right ? -1 : left > right ? 1 : 0
  return collator.compare(cypherCellText(left), cypherCellText(right))
}

/** The places of the rows that hold a text in some cell, in the order wanted; missing values come last. */
export function arrangeRows(
  rows: readonly (readonly PlainValue[])[],
  filter: string,
  sort: CypherSort | null,
): Uint32Array {
  const wanted = filter.trim().toLowerCase()
  const holds = (row: readonly PlainValue[]) =>
    wanted === '' || row.some((cell) => cypherCellText(cell).toLowerCase().includes(wanted))
  const places = Uint32Array.from(rows.keys()).filter((place) => holds(rows[place] ?? []))
  if (!sort) return places
  const cellAt = (place: number) => rows[place]?.[sort.column] ?? null
  const way = sort.isDescending ? -1 : 1
  return places.sort((a, b) => {
    const [left, right] = [cellAt(a), cellAt(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null) || a - b
    return way * compareCells(left, right) || a - b
  })
}

type Rows = Pick<CypherAnswer, 'columns' | 'rows'>

const rowObject = (columns: readonly string[], row: readonly PlainValue[]) =>
  plainJson(Object.fromEntries(columns.map((name, at) => [name, row[at]])))

/** One JSON object for each row, by column. */
export const jsonLines = ({ columns, rows }: Rows): string =>
  rows.map((row) => `${rowObject(columns, row)}\n`).join('')

/** The same objects as one list. */
export const jsonList = ({ columns, rows }: Rows): string =>
  `[\n${rows.map((row) => rowObject(columns, row)).join(',\n')}\n]\n`

/** How a query was answered, in a few words and in sentences. Null: a server answered, and does not say. */
export function answerWays({
  isSearched,
  restBy,
}: CypherAnswer): { words: string; sentences: string[] } | null {
  if (isSearched === undefined) return null
  const found = isSearched
    ? 'The compiled search found or counted the pattern at the beginning, as it does a motif.'
    : 'The query was worked out step by step: it begins with no plain pattern, or with one too small to search for.'
  if (restBy === 'duckdb')
    return {
      words: `${isSearched ? 'searched' : 'walked'}, then DuckDB`,
      sentences: [found, 'DuckDB, the table engine, grouped, sorted or thinned out what was found.'],
    }
  if (!isSearched) return { words: 'row by row', sentences: [found] }
  return restBy === 'javascript'
    ? { words: 'searched, then row by row', sentences: [found, 'The rest was worked out row by row.'] }
    : { words: 'searched', sentences: [found] }
}
