/** What the words of a comparison mean: values, operators and relations, out of the text the parser cut. */
import type { ConstraintValue, EdgeAction, Operator } from '../model/motif'
import type { Literal } from './ast'

/** No number of a connectome has more digits. */
const maxDigits = 400

/** A number; integers beyond 2^53 as bigint. Null when it is too large to be kept. */
function readNumber(text: string): number | bigint | null {
  if (text.length > maxDigits) return null
  const value = Number(text)
  if (/^[-+]?\d+$/.test(text) && !Number.isSafeInteger(value)) return BigInt(text.replace('+', ''))
  if (!Number.isFinite(value)) return null
  return value === 0 ? 0 : value
}

const truths: Record<string, boolean> = { True: true, true: true, False: false, false: false }

/** The value of a literal, or null for a number beyond all bounds. Words but True and False are texts. */
export function readLiteral({ kind, text }: Literal): ConstraintValue | null {
  if (kind === 'number') return readNumber(text)
  if (kind === 'word' && Object.hasOwn(truths, text)) return truths[text] ?? text
  return text
}

/** `=` is `==`, `<>` is `!=`; the others stand for themselves. */
export function readOperator(text: string): Operator {
  if (text === '=') return '=='
  if (text === '<>') return '!='
  return text as Operator
}

/** `->` SYN, `-+` EXC, `-|` and `--` INH; forbidden when it begins with `!` or `~`. */
export function readRelation(text: string): { exists: boolean; action: EdgeAction } {
  const action = text.endsWith('>') ? 'SYN' : text.endsWith('+') ? 'EXC' : 'INH'
  return { exists: text.startsWith('-'), action }
}

/** Equal for numerically equal numbers and different for values of different types. */
export function valueKey(value: ConstraintValue): string {
  if (typeof value === 'number' && Number.isInteger(value)) return `n${BigInt(value)}`
  if (typeof value === 'number' || typeof value === 'bigint') return `n${value}`
  return typeof value === 'string' ? `s${value}` : `b${value}`
}
