/** What the SQL console knows of SQL: the tables of a host graph for completion, where in the text an error is, and which
 *  columns of an answer hold ids. Pure. */
import type { HostInfo } from '../model/host-graph'
import type { SqlAnswer } from '../scripting/api'

export interface SqlColumn {
  name: string
  type: string
}

/** The tables that can be asked. */
export interface SqlSchema {
  nodes: SqlColumn[]
  edges: SqlColumn[]
}

/** A part of a text, from and to in UTF-16 units. */
export interface TextRange {
  from: number
  to: number
}

const columnsOf = (attributes: Record<string, string>): SqlColumn[] =>
  Object.entries(attributes).map(([name, type]) => ({ name, type }))

export const schemaOf = ({
  nodeAttributes,
  edgeAttributes,
}: Pick<HostInfo, 'nodeAttributes' | 'edgeAttributes'>): SqlSchema => {
  const ids = (name: string): SqlColumn => ({ name, type: 'node id' })
  return {
    nodes: [ids('id'), ...columnsOf(nodeAttributes)],
    edges: [ids('source'), ids('target'), ...columnsOf(edgeAttributes)],
  }
}

/** The question an empty console suggests. */
export const firstQuestion = 'SELECT id\nFROM nodes\nLIMIT 100'

/** Words of the engine that name what it stumbled over. */
const culprits = [
  /at or near "([^"]+)"/,
  /does not have a column named "([^"]+)"/,
  /[Cc]olumn (?:named )?"([^"]+)" (?:not found|does not exist)/,
  /Referenced (?:column|table) "([^"]+)"/,
  /(?:Table|Function|Type) with name "?([^\s"!]+)"? (?:does not exist|is not in)/,
  /No function matches the given name and argument types '([^(']+)/,
  /(?:syntax error|Error).*?"([^"]+)"/,
]

/** Where in the question the engine's complaint points; null: it does not say. */
export function placeOfSqlError(sql: string, message: string): TextRange | null {
  for (const culprit of culprits) {
    const word = culprit.exec(message)?.[1]
    if (word === undefined) continue
    const from = findWord(sql, word)
    if (from !== -1) return { from, to: from + word.length }
  }
  return /unterminated|end of input/i.test(message) && sql !== ''
    ? { from: sql.trimEnd().length - 1, to: sql.trimEnd().length }
    : null
}

/** A whole word before a part of one; letters' case does not matter. */
function findWord(sql: string, word: string): number {
  const text = sql.toLowerCase()
  const sought = word.toLowerCase()
  const isPartOfWord = (place: number) => /[\w]/.test(text[place] ?? ' ')
  for (let from = text.indexOf(sought); from !== -1; from = text.indexOf(sought, from + 1))
    if (!isPartOfWord(from - 1) && !isPartOfWord(from + sought.length)) return from
  return text.indexOf(sought)
}

/** The columns that may hold node ids, the likeliest first: those called so before others of text or whole numbers. */
export function columnsOfIds({ columns, rows }: SqlAnswer): string[] {
  const sample = rows.slice(0, 50)
  const mayBe = columns.filter((_, at) =>
    sample.every((row) => row[at] === null || typeof row[at] === 'string' || Number.isSafeInteger(row[at])),
  )
  const known = ['id', 'source', 'target']
  const rank = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length)
  return mayBe.toSorted((a, b) => rank(a) - rank(b))
}

/** The distinct ids of a column, in the order of the rows. */
export function idsOfColumn({ columns, rows }: SqlAnswer, column: string): string[] {
  const at = columns.indexOf(column)
  const cells = rows.map((row) => row[at]).filter((cell) => cell !== null && cell !== undefined)
  return [...new Set(cells.map(String))]
}

/** The history with one more question at its front; the same question stands in it once. */
export const withQuestion = (history: readonly string[], sql: string, most = 30): string[] =>
  [sql, ...history.filter((one) => one !== sql)].slice(0, most)
