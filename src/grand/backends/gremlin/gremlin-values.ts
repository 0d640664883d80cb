/** How values travel to a Gremlin server and back: GraphSON 3 by the official serializers, with integers of 64 bits and
 *  more kept exact, which those round. What no graph database stores as a property (lists, objects, nothing at all)
 *  is kept as JSON text behind a mark. */
import type { structure } from 'gremlin'
import { valueFromJson } from '../../../tables/attribute-key'
import { documentOf } from '../../attribute-document'
import type { Attributes, AttributeValue } from '../../backend'

/** A text with this first is JSON; a text that happens to begin so is written as JSON itself. */
const jsonMark = 'json:'

export type PropertyValue = string | number | bigint | boolean

interface Typed {
  '@type': string
  '@value': unknown
}

const typed = (type: string, value: unknown): Typed => ({ '@type': type, '@value': value })

/** A UUID as it travels: the client would make a text of it, which is another id. */
export const typedUuid = (text: string): unknown => typed('g:UUID', text)

/** Undefined: it is none. */
export function uuidOf(value: unknown): string | undefined {
  const { '@type': type, '@value': text } = (value ?? {}) as Partial<Typed>
  return type === 'g:UUID' && typeof text === 'string' ? text : undefined
}

/** Digits beyond 2^53, in an answer: as text, before JSON rounds them. Inside a text the quotes would be escaped. */
export const keepDigits = (json: string): string =>
  json.replace(/("@type":"(?:g:Int64|gx:BigInteger)","@value":)(-?\d{16,})/g, '$1"$2"')

/** As bigint even where a number would do: a server tells a long from an int, when it is handed one of its own ids. */
const integerFrom = ({ '@value': value }: Typed) => BigInt(value as string | number)

function typedNumber(value: number): unknown {
  if (Number.isNaN(value)) return typed('g:Double', 'NaN')
  if (!Number.isFinite(value)) return typed('g:Double', value > 0 ? 'Infinity' : '-Infinity')
  // 2^31 and above would be read as whatever fits.
  if (Number.isSafeInteger(value)) return typed(Math.abs(value) < 2 ** 31 ? 'g:Int32' : 'g:Int64', value)
  return typed('g:Double', value)
}

const writers = {
  integer: {
    canBeUsedFor: (value: unknown) => typeof value === 'bigint',
    serialize: (value: bigint) =>
      typed(BigInt.asIntN(64, value) === value ? 'g:Int64' : 'gx:BigInteger', String(value)),
  },
  number: { canBeUsedFor: (value: unknown) => typeof value === 'number', serialize: typedNumber },
}

/** The official reader and writer, made exact. @param io `structure.io` of the client */
export function exactSerializers(io: typeof structure.io) {
  const deserialize = { deserialize: integerFrom }
  const asItIs = { deserialize: (value: Typed) => value }
  const reader = new io.GraphSONReader({
    serializers: { 'g:Int64': deserialize, 'gx:BigInteger': deserialize, 'g:UUID': asItIs },
  })
  /** What cannot be read fails whatever waits: which question it answers is not known. */
  const readResponse = (data: { toString(): string }): unknown => {
    try {
      return reader.read(JSON.parse(keepDigits(data.toString())))
    } catch {
      return {
        requestId: null,
        status: { code: 599, message: 'an answer that is not GraphSON', attributes: new Map() },
      }
    }
  }
  return {
    reader: Object.assign(reader, { readResponse }),
    writer: new io.GraphSONWriter({ serializers: writers }),
  }
}

/** An attribute as a property. */
export function propertyOf(value: AttributeValue): PropertyValue {
  if (typeof value === 'string') return value.startsWith(jsonMark) ? jsonMark + JSON.stringify(value) : value
  if (value === null || typeof value === 'object') return jsonMark + documentOf(value)
  return value
}

/** What the answer of `valueMap()` says: of nodes each property is a list, with one value or several. */
export function attributesFrom(properties: Map<string, unknown>, idProperty?: string): Attributes {
  const attributes: Attributes = {}
  for (const [name, value] of properties) {
    if (name === idProperty) continue
    attributes[name] = attributeFrom(Array.isArray(value) && value.length === 1 ? value[0] : value)
  }
  return attributes
}

/** Also of graphs that others wrote: dates become ISO texts, sets lists, what has no plain form its text. */
function attributeFrom(value: unknown): AttributeValue {
  if (typeof value === 'string')
    return value.startsWith(jsonMark)
      ? (valueFromJson(value.slice(jsonMark.length)) as AttributeValue)
      : value
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value) || value instanceof Set) return [...value].map(attributeFrom)
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [String(key), attributeFrom(item)]))
  return String((value as Partial<Typed>)['@value'] ?? value)
}
