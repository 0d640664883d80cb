/** `motifscope.readCypher` and what the editor completes: the parser is loaded when it is first asked. */
import type { CypherReading } from '../grand/cypher/language/read-cypher'
import type { CompiledText } from './motif-types'

export type { CypherReading } from '../grand/cypher/language/read-cypher'
export type { MotifOfQuery } from '../grand/cypher/language/motif-from-query'
export type { ParameterUse } from '../grand/cypher/language/parameters-in'

/** What a query says before it runs; mistakes are values. */
export type ReadCypher = (query: string) => Promise<CypherReading>

export const readCypherText: ReadCypher = async (query) =>
  (await import('../grand/cypher/language/read-cypher')).readCypher(query)

/** A name as Cypher writes it: in backticks where it must be. */
export const cypherName = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name.replaceAll('`', '``')}\``

/** A value as Cypher writes it: texts, numbers, lists and maps of these. */
export function cypherLiteral(value: unknown): string {
  if (typeof value === 'string') {
    const escaped = value.replace(/['\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    return `'${escaped}'`
  }
  if (Array.isArray(value)) return `[${value.map(cypherLiteral).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(([key, item]) => `${cypherName(key)}: ${cypherLiteral(item)}`)
  return `{${entries.join(', ')}}`
}

/** Generated Cypher with its values in the text instead of parameters. What users wrote stands in it as literals only. */
export function withoutParameters({ text, parameters = {} }: CompiledText): string {
  return text.replace(/\$(p\d+)\b/g, (reference, name: string) =>
    Object.hasOwn(parameters, name) ? cypherLiteral(parameters[name]) : reference,
  )
}

/** The query with the values of its parameters written into it, for neuPrint takes none.
 *  @throws MotifscopeError `cypher-error` for a parameter without a value, `invalid-parameter` */
export async function queryWithValues(
  query: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<string> {
  return (await import('../grand/remote/cypher-literals')).withLiterals(query, parameters)
}
