/** A value of an attribute as JSON text, for whatever stores texts only; `valueFromJson` reads it back. */
import type { AttributeValue } from './backend'

/** Integers beyond 2^53 as plain digits. */
export function documentOf(value: AttributeValue): string {
  const marked = JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'bigint' ? `\0bigint:${item}` : item,
  )
  return marked.replace(/"\\u0000bigint:(-?\d+)"/g, '$1')
}
