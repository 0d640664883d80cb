/** The values of GML: numbers, quoted texts with character references, lists of named values. */
import type { CellKind } from './format'
import { isCanonicalInteger } from './number-text'

export interface GmlCell {
  kind: CellKind
  text: string
}

/** The values of a list by their names, each as often as it occurs. */
export type GmlRecord = Map<string, GmlValue[]>
export type GmlValue = GmlCell | GmlRecord | null

/** What networkx puts before the only element of a list. */
const listStart = '_networkx_list_start'

/** One token as a cell; null: a number that is missing. Quoted digits stay text, as ids do. */
export function gmlCell(token: string): GmlCell | null {
  if (token.startsWith('"')) return { kind: 'text', text: unescaped(token.slice(1, -1)) }
  if (isCanonicalInteger(token)) return { kind: 'integer', text: token }
  if (/^[+-]?\d+$/.test(token)) return { kind: 'integer', text: BigInt(token.replace('+', '')).toString() }
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(token))
    return { kind: 'double', text: token.replace(/^\+/, '') }
  const infinite = /^([+-]?)inf(inity)?$/i.exec(token)
  if (infinite) return { kind: 'double', text: infinite[1] === '-' ? '-Infinity' : 'Infinity' }
  return /^[+-]?nan$/i.test(token) ? null : { kind: 'text', text: token }
}

/** All values of one name as one cell; null: missing. */
export function cellOfValues(values: GmlValue[]): GmlCell | null {
  const [first] = values
  if (values.length > 1) return { kind: 'json', text: jsonList(values) }
  if (first === undefined || first === null) return null
  return first instanceof Map ? { kind: 'json', text: jsonOf(first) } : first
}

function jsonList(values: GmlValue[]): string {
  const elements = values.filter((value, index) => index > 0 || !isListStart(value))
  return `[${elements.map(jsonOf).join(',')}]`
}

function isListStart(value: GmlValue): boolean {
  return value !== null && !(value instanceof Map) && value.text === listStart
}

function jsonOf(value: GmlValue): string {
  if (value === null) return 'null'
  if (!(value instanceof Map)) {
    const isBare = value.kind === 'integer' || (value.kind === 'double' && !value.text.includes('Inf'))
    return isBare ? jsonNumber(value) : JSON.stringify(value.text)
  }
  const members = [...value].map(
    ([name, values]) =>
      `${JSON.stringify(name)}:${values.length === 1 ? jsonOf(values[0] ?? null) : jsonList(values)}`,
  )
  return `{${members.join(',')}}`
}

function jsonNumber({ kind, text }: GmlCell): string {
  return kind === 'integer' ? text : String(Number(text))
}

const named: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", nbsp: '\u00a0' }

/** Character references by number, and the few by name that are in use; others stay as they are. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name)] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
