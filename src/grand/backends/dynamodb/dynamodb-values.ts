/** Attributes as DynamoDB keeps them, beside the keys in one item as in the original Grand, and back. Numbers there have
 *  38 digits, so integers beyond 2^53 stay exact. Pure. */
import type { AttributeValue as StoredValue } from '@aws-sdk/client-dynamodb'
import { MotifscopeError } from '../../../model/errors'
import type { Attributes, AttributeValue } from '../../backend'

export type Item = Record<string, StoredValue>

/** Attributes whose names these are, or begin with the mark, are stored with the mark before their name. */
export const keyNames = { node: 'ID', source: 'Source', target: 'Target' } as const
const mark = '@'
const reserved = new Set<string>(Object.values(keyNames))

const storedName = (name: string) => (reserved.has(name) || name.startsWith(mark) ? mark + name : name)
const nameFrom = (stored: string) => (stored.startsWith(mark) ? stored.slice(mark.length) : stored)

/** @throws MotifscopeError `unsupported-value` for numbers that DynamoDB has no place for */
export const itemOf = (attributes: Attributes): Item =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [storedName(name), storedValue(value, name)]),
  )

export function attributesOf(item: Item): Attributes {
  const entries = Object.entries(item).filter(([name]) => !reserved.has(name))
  return Object.fromEntries(entries.map(([name, value]) => [nameFrom(name), valueFrom(value)]))
}

function storedValue(value: AttributeValue, name: string): StoredValue {
  if (value === null) return { NULL: true }
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'boolean') return { BOOL: value }
  if (typeof value === 'number' || typeof value === 'bigint') return { N: digitsOf(value, name) }
  if (Array.isArray(value)) return { L: value.map((item) => storedValue(item, name)) }
  return { M: Object.fromEntries(Object.entries(value).map(([key, item]) => [key, storedValue(item, name)])) }
}

function digitsOf(value: number | bigint, name: string): string {
  const text = String(value)
  const isTooLong = typeof value === 'bigint' && text.replace('-', '').replace(/0+$/, '').length > 38
  const size = Math.abs(Number(value))
  if (!isTooLong && (size === 0 || (size >= 1e-130 && size < 1e126))) return text
  throw new MotifscopeError(
    'unsupported-value',
    `DynamoDB cannot hold the number ${text} (attribute ${name}).`,
    {
      hint: 'It holds numbers of up to 38 digits between 1e-130 and 1e126. Write this one as text.',
    },
  )
}

/** Also of items that others wrote: sets become lists, bytes their Base64. */
function valueFrom(stored: StoredValue): AttributeValue {
  if (stored.S !== undefined) return stored.S
  if (stored.N !== undefined) return numberFrom(stored.N)
  if (stored.BOOL !== undefined) return stored.BOOL
  if (stored.L !== undefined) return stored.L.map(valueFrom)
  if (stored.M !== undefined)
    return Object.fromEntries(Object.entries(stored.M).map(([key, item]) => [key, valueFrom(item)]))
  if (stored.SS !== undefined) return stored.SS
  if (stored.NS !== undefined) return stored.NS.map(numberFrom)
  if (stored.B !== undefined) return btoa(String.fromCharCode(...stored.B))
  return null
}

function numberFrom(digits: string): number | bigint {
  const value = Number(digits)
  return /^-?\d+$/.test(digits) && !Number.isSafeInteger(value) ? BigInt(digits) : value
}
