/** From the key in a constraint to the column that holds it, and from a stored cell to the attribute's value. Pure. */
import type { AttributeColumn, AttributeValue } from '../model/attribute'

/** Where a key's values are: a column, or (after a dotted key) a place within the JSON documents of a column. */
export interface AttributePlace {
  column: AttributeColumn
  /** What follows the column's name in the key; null: the cell itself. */
  path: string | null
}

/** A key is an attribute's name literally; failing that, the longest attribute name before one of its dots, and a path.
 *  Text columns count too: a table may carry JSON as plain text. Null: no such attribute. */
export function placeOfKey(columns: AttributeColumn[], key: string): AttributePlace | null {
  const literal = columns.find((column) => column.name === key)
  if (literal) return { column: literal, path: null }
  for (let dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
    const column = columns.find(({ name, storage }) => name === key.slice(0, dot) && isJsonLike(storage))
    if (column) return { column, path: key.slice(dot + 1) }
  }
  return null
}

function isJsonLike(storage: AttributeColumn['storage']): boolean {
  return storage === 'json' || storage === 'utf8'
}

const bigIntMark = '\0bigint:'

/** JSON text as a value in which integers beyond 2^53 are bigint. Undefined when it is not JSON. */
export function valueFromJson(text: string): AttributeValue | undefined {
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : JSON.stringify(bigIntMark + token),
  )
  try {
    return JSON.parse(marked, (_, value: AttributeValue) =>
      typeof value === 'string' && value.startsWith(bigIntMark)
        ? BigInt(value.slice(bigIntMark.length))
        : value,
    ) as AttributeValue
  } catch {
    return undefined
  }
}

/** The value at a dotted path: at each object the longest key that fits is taken, so keys may hold dots themselves. */
function valueAtPath(value: AttributeValue | undefined, path: string): AttributeValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  if (Object.hasOwn(value, path)) return value[path]
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const key = path.slice(0, dot)
    const found = Object.hasOwn(value, key) ? valueAtPath(value[key], path.slice(dot + 1)) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** The attribute's value, from the cell as the engine gives it. Undefined or null: missing. A JSON cell that is not
 *  JSON is text. */
export function valueFromCell({ column, path }: AttributePlace, cell: unknown): AttributeValue | undefined {
  if (cell === null || cell === undefined) return undefined
  if (path !== null) return valueAtPath(valueFromJson(String(cell)), path)
  if (column.storage === 'json') {
    const text = String(cell)
    const value = valueFromJson(text)
    return value === undefined ? text : value
  }
  if (column.storage === 'list-utf8' || column.storage === 'list-double')
    return Array.from(cell as Iterable<AttributeValue>)
  return cell as AttributeValue
}
