/** Names, attribute keys and values as DotMotif writes them: the inverse of reading. */
import { MotifscopeError } from '../model/errors'
import type { Constraint, ConstraintValue, MotifEdge } from '../model/motif'

/** Whether a text can be the name of a node, an alias, a macro, or an attribute without quotes. */
export function isName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(text)
}

/** The name itself; throws `invalid-name` for what DotMotif cannot write. */
export function writeName(name: string): string {
  if (isName(name)) return name
  const hint = 'A name is a letter or `_`, then letters, digits and `_`.'
  throw new MotifscopeError('invalid-name', `"${name}" cannot be a name in a motif.`, { hint })
}

function quoteKey(key: string): string {
  if (key !== '' && !key.includes('\n')) return `"${key.replace(/["\\]/g, '\\$&')}"`
  const message = `The attribute name ${JSON.stringify(key)} cannot be written in a motif.`
  throw new MotifscopeError('invalid-name', message, {
    hint: 'Rename the attribute: no empty name, no line breaks.',
  })
}

/** `A.size`, or `A["soma radius"]` where the key is no name. Throws `invalid-name` for keys with line breaks. */
export function writeAttribute(owner: string, key: string): string {
  return isName(key) ? `${owner}.${key}` : `${owner}[${quoteKey(key)}]`
}

const escapes: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' }
const hex = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

function writeText(text: string): string {
  // Control characters and lone surrogates have no safe form of their own.
  const escaped = text.replace(/["\\\p{Cc}\p{Cs}]/gu, (character) => escapes[character] ?? hex(character))
  return `"${escaped}"`
}

function writeNumber(value: number): string {
  // Digits alone would be read as a bigint.
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value)
}

/** A value that is read as the same value of the same type. */
export function writeValue(value: ConstraintValue): string {
  if (typeof value === 'string') return writeText(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'number' ? writeNumber(value) : String(value)
}

/** `weight > 3`, as in the brackets of an edge. */
export function writeClause({ key, op, value }: Constraint): string {
  return `${isName(key) ? key : quoteKey(key)} ${op} ${writeValue(value)}`
}

const signs = { SYN: '>', EXC: '+', INH: '|' } as const

/** `->`, `-+`, `-|`, `!>`, `!+` or `!|`. */
export function writeRelation({ exists, action }: Pick<MotifEdge, 'exists' | 'action'>): string {
  return `${exists ? '-' : '!'}${signs[action]}`
}
