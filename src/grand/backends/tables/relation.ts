/** Where the rows of a graph's nodes or edges are in the table engine, and how their attributes are read. */
import type { DataType, Table } from 'apache-arrow'
import { MotifscopeError } from '../../../model/errors'
import { plainValue } from '../../../tables/plain-value'
import { quoteName } from '../../../tables/sql'
import type { Attributes, AttributeValue } from '../../backend'

export interface RelationAttribute {
  name: string
  /** The column of the relation, not quoted. */
  column: string
  /** The cell as the engine gives it, never null. Without it: as plain a value as there is. */
  read?: (cell: unknown) => AttributeValue | undefined
}

/** Columns: `place` (ascending number, different for each row), for nodes `id`, for edges `source` and `target` (all
 *  text), and those of the attributes. */
export interface Relation {
  /** What stands after FROM. */
  from: string
  attributes: RelationAttribute[]
  /** A column of text that holds all attributes as a JSON object, besides. */
  document?: { column: string; read: (cell: unknown) => AttributeValue | undefined }
}

const exact = (value: bigint) => (Number.isSafeInteger(Number(value)) ? Number(value) : value)

function plainAttribute(type: DataType, cell: unknown): AttributeValue {
  return typeof cell === 'bigint' ? exact(cell) : (plainValue(type, cell) as AttributeValue)
}

/** A column of text without missing values. */
export function textsOf(table: Table, name: string): string[] {
  return Array.from((table.getChild(name) ?? []) as Iterable<string>, String)
}

/** The attributes as the end of a SELECT list. They are numbered: their names may differ in case only. */
export function columnsOf({ attributes, document }: Relation, alias = ''): string {
  const all = attributes.map(({ column }, i) => `, ${alias}${quoteName(column)} AS attribute_${i}`)
  return all.join('') + (document ? `, ${alias}${quoteName(document.column)} AS attribute_document` : '')
}

/** What is missing is left out. */
export function attributeReader(
  table: Table,
  { attributes, document }: Relation,
): (row: number) => Attributes {
  const columns = attributes.map(({ name, read }, i) => {
    const vector = table.getChild(`attribute_${i}`)
    return { name, vector, read: read ?? ((cell: unknown) => vector && plainAttribute(vector.type, cell)) }
  })
  const documents = document && table.getChild('attribute_document')
  return (row) => {
    const found: Attributes = {}
    for (const { name, vector, read } of columns) {
      const cell: unknown = vector?.get(row)
      const value = cell === null || cell === undefined ? undefined : read(cell)
      if (value !== undefined && value !== null) found[name] = value
    }
    const text: unknown = documents?.get(row)
    if (document && typeof text === 'string') Object.assign(found, document.read(text))
    return found
  }
}

/** @throws MotifscopeError `missing-column` */
export function checkColumns(columns: readonly string[], wanted: readonly string[], table: string): void {
  const missing = wanted.find((name) => !columns.includes(name))
  if (missing === undefined) return
  throw new MotifscopeError('missing-column', `The table ${table} has no column “${missing}”.`, {
    hint: `There are: ${columns.slice(0, 20).join(', ')}.`,
  })
}
