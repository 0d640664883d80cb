/** The `<key>` elements of GraphML: what an attribute is called, what type it has, and how its texts are read. */
import { isCanonicalInteger } from './number-text'
import type { CellKind } from './format'

export type GraphmlType = 'integer' | 'number' | 'boolean' | 'string'

export interface GraphmlKey {
  /** `attr.name`, or the id where there is none. */
  name: string
  type: GraphmlType
  /** What the key is for. */
  domain: string
  defaultText: string | null
  isUnknownType: boolean
  /** yEd's shapes and labels. */
  isDrawing: boolean
}

const types = new Map<string, GraphmlType>([
  ['int', 'integer'],
  ['integer', 'integer'],
  ['long', 'integer'],
  ['short', 'integer'],
  ['byte', 'integer'],
  ['float', 'number'],
  ['double', 'number'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
  ['string', 'string'],
])

/** Reads the XML attributes of a `<key>`. Without a type the texts are strings. */
export function graphmlKeyFrom(id: string, attributes: Record<string, string>): GraphmlKey {
  const typeName = attributes['attr.type']?.trim().toLowerCase()
  const isDrawing = attributes['yfiles.type'] !== undefined
  const type = typeName === undefined ? 'string' : types.get(typeName)
  return {
    name: attributes['attr.name'] ?? id,
    type: type ?? 'string',
    domain: attributes['for'] ?? 'all',
    defaultText: null,
    isUnknownType: type === undefined,
    isDrawing,
  }
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const infinity = /^([+-]?)inf(inity)?$/i

/** The cell a text stands for; null when it is missing or not of its type. `NaN` is missing: it equals nothing. */
export function graphmlCell(type: GraphmlType, text: string): { kind: CellKind; text: string } | null {
  if (type === 'string') return { kind: 'string', text }
  const trimmed = text.trim()
  if (type === 'boolean') return booleanCell(trimmed)
  if (type === 'integer' && /^[+-]?\d+$/.test(trimmed)) {
    const canonical = isCanonicalInteger(trimmed) ? trimmed : BigInt(trimmed.replace('+', '')).toString()
    return { kind: 'integer', text: canonical }
  }
  if (decimal.test(trimmed)) return { kind: 'double', text: trimmed.replace('+', '') }
  const sign = infinity.exec(trimmed)
  return sign ? { kind: 'double', text: sign[1] === '-' ? '-Infinity' : 'Infinity' } : null
}

function booleanCell(text: string): { kind: CellKind; text: string } | null {
  const word = text.toLowerCase()
  if (word === 'true' || word === '1') return { kind: 'boolean', text: 'true' }
  return word === 'false' || word === '0' ? { kind: 'boolean', text: 'false' } : null
}
