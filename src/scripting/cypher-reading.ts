/** `motifscope.readCypher` and what the editor completes: the parser is loaded when it is first asked. */
import type { CypherReading } from '../grand/cypher/read-cypher'
import type { CompiledText } from './motif-types'

export type { CypherReading } from '../grand/cypher/read-cypher'
export type { MotifOfQuery } from '../grand/cypher/motif-from-query'

/** What a query says before it runs; mistakes are values. */
export type ReadCypher = (query: string) => Promise<CypherReading>

export const readCypherText: ReadCypher = async (query) =>
  (await import('../grand/cypher/read-cypher')).readCypher(query)

/** A value as Cypher writes it. */
export function cypherLiteral(value: unknown): string {
  if (typeof value === 'string') {
    const escaped = value.replace(/['\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    return `'${escaped}'`
  }
  return String(value)
}

/** Generated Cypher with its values in the text instead of parameters. What users wrote stands in it as literals only. */
export function withoutParameters({ text, parameters = {} }: CompiledText): string {
  return text.replace(/\$(p\d+)\b/g, (reference, name: string) =>
    Object.hasOwn(parameters, name) ? cypherLiteral(parameters[name]) : reference,
  )
}
