/** Neo4j's JSON with types (`application/vnd.neo4j.query`): each value is `{"$type", "_value"}`, integers as digits, so
 *  that none of 64 bits is lost. See "Typed JSON" in the manual of Neo4j's Query API. */
import { MotifscopeError } from '../../model/errors'
import type { RemoteNode, RemotePath, RemoteRelationship, RemoteValue } from './cypher-endpoint'

interface Typed {
  $type: string
  _value: unknown
}

const isTyped = (value: unknown): value is Typed =>
  typeof value === 'object' && value !== null && '$type' in value && '_value' in value

/** Exact numbers stay numbers. */
export const numberFrom = (integer: bigint): number | bigint =>
  Number.isSafeInteger(Number(integer)) ? Number(integer) : integer

const entriesFrom = (value: unknown): Record<string, RemoteValue> =>
  Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, valueFromTyped(item)]))

const listFrom = (value: unknown): unknown[] => {
  if (!Array.isArray(value)) throw new SyntaxError('a list is no list')
  return value
}

function nodeFrom(value: Record<string, unknown>): RemoteNode {
  return {
    kind: 'node',
    id: String(value['_element_id']),
    labels: listFrom(value['_labels']).map(String),
    properties: entriesFrom(value['_properties']),
  }
}

function relationshipFrom(value: Record<string, unknown>): RemoteRelationship {
  return {
    kind: 'relationship',
    id: String(value['_element_id']),
    type: String(value['_type']),
    source: String(value['_start_node_element_id']),
    target: String(value['_end_node_element_id']),
    properties: entriesFrom(value['_properties']),
  }
}

/** Nodes and relationships in turns. */
function pathFrom(value: unknown): RemotePath {
  const parts = listFrom(value).map(valueFromTyped)
  return {
    kind: 'path',
    nodes: parts.filter((_, i) => i % 2 === 0) as RemoteNode[],
    relationships: parts.filter((_, i) => i % 2 === 1) as RemoteRelationship[],
  }
}

/** `SRID=7203;POINT (1.0 2.0)` */
function pointFrom(text: string): RemoteValue {
  const [, srid, ...coordinates] = /^SRID=(\d+);POINT(?: Z)? ?\((\S+) (\S+?)(?: (\S+))?\)$/.exec(text) ?? []
  if (srid === undefined) return text
  const [x, y, z] = coordinates.map(Number)
  return { srid: Number(srid), x: x ?? null, y: y ?? null, ...(coordinates[2] ? { z: z ?? null } : {}) }
}

function integerFrom(digits: string): RemoteValue {
  if (!/^-?\d+$/.test(digits)) throw new SyntaxError('an integer has no digits')
  return numberFrom(BigInt(digits))
}

function floatFrom(text: string): RemoteValue {
  const value = Number(text)
  if (text === '' || (Number.isNaN(value) && text !== 'NaN')) throw new SyntaxError('a number is none')
  return value
}

/** @throws SyntaxError for what is not written with types */
export function valueFromTyped(value: unknown): RemoteValue {
  if (!isTyped(value)) throw new SyntaxError('a value has no type')
  const { $type, _value } = value
  switch ($type) {
    case 'Null':
      return null
    case 'Integer':
      return integerFrom(String(_value))
    case 'Float':
      return floatFrom(String(_value))
    case 'List':
      return listFrom(_value).map(valueFromTyped)
    case 'Map':
      return entriesFrom(_value)
    case 'Node':
      return nodeFrom(_value as Record<string, unknown>)
    case 'Relationship':
      return relationshipFrom(_value as Record<string, unknown>)
    case 'Path':
      return pathFrom(_value)
    case 'Point':
      return pointFrom(String(_value))
    default:
      return typeof _value === 'boolean' ? _value : String(_value)
  }
}

/** @throws MotifscopeError `invalid-parameter` */
export function typedFromValue(name: string, value: unknown): Typed {
  if (value === null || value === undefined) return { $type: 'Null', _value: null }
  if (typeof value === 'bigint') return { $type: 'Integer', _value: String(checkedInteger(name, value)) }
  if (typeof value === 'number')
    return { $type: Number.isSafeInteger(value) ? 'Integer' : 'Float', _value: String(value) }
  if (typeof value === 'string') return { $type: 'String', _value: value }
  if (typeof value === 'boolean') return { $type: 'Boolean', _value: value }
  if (Array.isArray(value)) return { $type: 'List', _value: value.map((item) => typedFromValue(name, item)) }
  if (!isPlainObject(value)) throw invalidParameter(name)
  const entries = Object.entries(value).map(([key, item]) => [key, typedFromValue(name, item)])
  return { $type: 'Map', _value: Object.fromEntries(entries) }
}

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)

export function checkedInteger(name: string, value: bigint): bigint {
  if (BigInt.asIntN(64, value) === value) return value
  throw new MotifscopeError(
    'invalid-parameter',
    `The parameter $${name} holds ${value}, which has more than 64 bits.`,
    {
      hint: 'Give it as a text.',
    },
  )
}

export const invalidParameter = (name: string): MotifscopeError =>
  new MotifscopeError('invalid-parameter', `The parameter $${name} cannot be a value of Cypher.`, {
    hint: 'Give texts, numbers, Booleans, null, lists, or plain objects of these.',
  })
