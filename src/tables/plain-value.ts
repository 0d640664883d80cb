/** Values from the engine's Arrow answers as plain JavaScript, safe to show and to send anywhere. Pure. */
import { DataType, TimeUnit } from 'apache-arrow'
import type { Decimal, Field, List, Struct, Timestamp } from 'apache-arrow'

/** An integer as a number where that is exact, else as text: 64-bit ids keep every digit. */
export function plainInteger(value: bigint): number | string {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : String(value)
}

/** Two's complement, least significant word first. */
function integerFromWords(words: Uint32Array): bigint {
  const unsigned = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n)
  return BigInt.asIntN(words.length * 32, unsigned)
}

function plainDecimal({ scale }: Decimal, words: Uint32Array): number | string {
  const integer = integerFromWords(words)
  return scale === 0 ? plainInteger(integer) : Number(`${integer}e-${scale}`)
}

function plainStruct(fields: Field[], value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name, type }) => [name, plainValue(type, value[name])]))
}

function plainMap(type: DataType, value: Iterable<[unknown, unknown]>): Record<string, unknown> {
  const entry = (type.children[0] as Field<Struct>).type.children
  return Object.fromEntries(
    Array.from(value, ([key, item]) => [
      String(entry[0] ? plainValue(entry[0].type, key) : key),
      entry[1] ? plainValue(entry[1].type, item) : item,
    ]),
  )
}

/** A cell as string, number, Boolean, null, array or object. Integers beyond 2^53 are text; dates and timestamps ISO. */
export function plainValue(type: DataType, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    const element = (type as List).children[0]?.type
    return Array.from(value as Iterable<unknown>, (item) => (element ? plainValue(element, item) : item))
  }
  if (DataType.isStruct(type)) return plainStruct(type.children, value as Record<string, unknown>)
  if (DataType.isMap(type)) return plainMap(type, value as Iterable<[unknown, unknown]>)
  if (DataType.isDecimal(type)) return plainDecimal(type, value as Uint32Array)
  if (DataType.isDate(type)) return new Date(Number(value)).toISOString().slice(0, 10)
  if (DataType.isTimestamp(type)) return plainTimestamp(type, Number(value))
  if (typeof value === 'bigint') return plainInteger(value)
  return value instanceof Uint8Array ? Array.from(value) : value
}

/** Arrow's reader gives milliseconds whatever the stored unit; a date out of JavaScript's range stays a number. */
function plainTimestamp(type: Timestamp, milliseconds: number): string | number {
  const date = new Date(milliseconds)
  if (Number.isNaN(date.getTime())) return milliseconds
  return type.unit === TimeUnit.SECOND ? date.toISOString().replace('.000Z', 'Z') : date.toISOString()
}
