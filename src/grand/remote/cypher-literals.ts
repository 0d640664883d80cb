/** Parameters written into a query, for servers that take none (neuPrint). What a value holds stays within its literal,
 *  whatever it holds. */
import { MotifscopeError } from '../../model/errors'
import type { QueryParameters } from './cypher-endpoint'
import { checkedInteger, invalidParameter, isPlainObject } from './typed-json'

/** Texts, quoted names and comments, where `$` means nothing; or a parameter. */
const parts =
  /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"|`(?:[^`]|``)*`|\/\/[^\n\r]*|\/\*[^]*?\*\/|\$([\p{L}_][\p{L}\p{N}_]*)/gu

/** @throws MotifscopeError `cypher-error` for a parameter that is not given, `invalid-parameter` */
export function withLiterals(query: string, parameters: QueryParameters): string {
  return query.replace(parts, (found: string, name: string | undefined) => {
    if (name === undefined) return found
    if (!Object.hasOwn(parameters, name))
      throw new MotifscopeError('cypher-error', `The query asks for $${name}, which was not given.`, {
        hint: `Give a value for ${name}, or write it into the query.`,
      })
    return literal(name, parameters[name])
  })
}

function literal(name: string, value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return textLiteral(value)
  if (typeof value === 'bigint') return signed(String(checkedInteger(name, value)))
  if (typeof value === 'number') return numberLiteral(value)
  if (Array.isArray(value)) return `[${value.map((item) => literal(name, item)).join(', ')}]`
  if (!isPlainObject(value)) throw invalidParameter(name)
  const entries = Object.entries(value).map(
    ([key, item]) => `${keyLiteral(name, key)}: ${literal(name, item)}`,
  )
  return `{${entries.join(', ')}}`
}

const signed = (digits: string) => (digits.startsWith('-') ? `(${digits})` : digits)

function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return '(0.0 / 0.0)'
  if (!Number.isFinite(value)) return value > 0 ? '(1.0 / 0.0)' : '(-1.0 / 0.0)'
  if (Number.isSafeInteger(value)) return signed(String(value))
  const digits = String(value).replace('e+', 'e')
  return signed(/[.e]/.test(digits) ? digits : `${digits}.0`)
}

/** Some versions read `\u0027` before anything else, even within a text: a backslash never stands before a u. */
function textLiteral(value: string): string {
  const escaped = value
    .replace(/[\\']/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replace(/\\(?=u)/gi, "\\' + '")
  return escaped.includes("\\' + '") ? `('${escaped}')` : `'${escaped}'`
}

function keyLiteral(name: string, key: string): string {
  if (key.includes('\\')) throw invalidParameter(name)
  return `\`${key.replaceAll('`', '``')}\``
}
