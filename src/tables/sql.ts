/** Names and literals as SQL text. Whatever the value, the engine reads back exactly that value and nothing more. */
import type { TableName } from './sql-connection'

/** A quoted identifier. @throws for text that no identifier can hold. */
export function quoteName(name: string): string {
  if (name === '' || name.includes('\0')) throw new Error('A SQL name is empty or holds a NUL.')
  return `"${name.replaceAll('"', '""')}"`
}

/** A quoted, qualified table name. */
export function quoteTable({ schema, name }: TableName): string {
  return `${quoteName(schema)}.${quoteName(name)}`
}

/** A string literal. The engine's parser stops at a NUL, so those are spliced in. Lone surrogates become U+FFFD on
 *  their way to UTF-8: see `isWellFormed`. */
export function quoteText(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes('\0') ? `(${quoted.replaceAll('\0', "' || chr(0) || '")})` : quoted
}

/** A 64-bit integer literal; the value must be in range. */
export function quoteInt64(value: bigint): string {
  return `'${value}'::BIGINT`
}

/** A double literal: the shortest text that names exactly this double. */
export function quoteDouble(value: number): string {
  return `'${Object.is(value, -0) ? '-0' : value}'::DOUBLE`
}

/** Whether a string survives the trip through UTF-8: no half of a surrogate pair stands alone. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}
