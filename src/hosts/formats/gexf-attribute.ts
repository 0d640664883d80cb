/** What GEXF declares of an attribute, and how its values are read. */
import type { CellKind } from './format'
import { graphmlCell } from './graphml-key'
import type { GraphmlType } from './graphml-key'
import { isCanonicalInteger } from './number-text'
import { JsonMistake, readExactJson } from './exact-json'

export interface GexfAttribute {
  name: string
  type: GraphmlType | 'list'
  /** Of a list: whether its elements are numbers, where the type says it. */
  elements: GraphmlType
  defaultText: string | null
  isUnknownType: boolean
}

const types: Record<string, GraphmlType> = {
  integer: 'integer',
  int: 'integer',
  long: 'integer',
  short: 'integer',
  byte: 'integer',
  biginteger: 'integer',
  float: 'number',
  double: 'number',
  bigdecimal: 'number',
  boolean: 'boolean',
  string: 'string',
  anyuri: 'string',
  char: 'string',
  character: 'string',
}

/** Reads `<attribute id title type>`. Without a title the id is the name, without a type the values are texts. */
export function gexfAttributeFrom(id: string, attributes: Record<string, string>): GexfAttribute {
  const typeName = (attributes['type'] ?? 'string').trim().toLowerCase()
  const isList = typeName.startsWith('list')
  const element = types[isList ? typeName.slice(4) : typeName]
  const title = attributes['title'] ?? ''
  return {
    name: title === '' ? id : title,
    type: isList ? 'list' : (element ?? 'string'),
    elements: element ?? 'string',
    defaultText: null,
    isUnknownType: element === undefined,
  }
}

/** The cell a value stands for; null when it is missing or not of its type. */
export function gexfCell(attribute: GexfAttribute, text: string): { kind: CellKind; text: string } | null {
  if (attribute.type !== 'list') return graphmlCell(attribute.type, text)
  return { kind: 'json', text: listText(text.trim(), attribute.elements) }
}

/** A list is written as JSON (as here, and by Gephi where all elements are quoted or numbers), as Gephi writes it
 *  (`[a, "b, c"]`), or with separators alone (`a|b`, `a;b`, `a,b`). */
function listText(text: string, elements: GraphmlType): string {
  const isBracketed = text.startsWith('[') && text.endsWith(']')
  if (isBracketed && isJsonList(text)) return text
  const inner = isBracketed ? text.slice(1, -1) : text
  if (inner.trim() === '') return '[]'
  const separator = isBracketed ? ',' : ['|', ';', ','].find((one) => inner.includes(one))
  const parts = separator === undefined ? [inner] : partsOf(inner, separator)
  return `[${parts.map((part) => elementText(part, elements)).join(',')}]`
}

function isJsonList(text: string): boolean {
  try {
    return Array.isArray(readExactJson(text))
  } catch (thrown) {
    if (!(thrown instanceof JsonMistake)) throw thrown
    return false
  }
}

/** Cuts at separators outside quotes. */
function partsOf(text: string, separator: string): string[] {
  const parts: string[] = []
  let start = 0
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"') quote = character
    else if (character === separator) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts.map((part) => part.trim().replace(/^"([^]*)"$/, '$1'))
}

function elementText(text: string, type: GraphmlType): string {
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase()
  const isNumber = type !== 'string' && text !== '' && Number.isFinite(Number(text))
  if (!isNumber) return JSON.stringify(text)
  return isCanonicalInteger(text) ? text : String(Number(text))
}
