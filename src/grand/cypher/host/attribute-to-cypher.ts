/** Values of attributes and of callers as values of Cypher. */
import { MotifscopeError } from '../../../model/errors'
import type { AttributeValue } from '../../backend'
import type { CypherValue } from '../values/cypher-values'

/** Whole numbers within JSON and parameters are integers, as a database reads them. */
export function cypherFromPlain(value: AttributeValue | undefined): CypherValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(cypherFromPlain)
  return new Map(Object.entries(value).map(([key, item]) => [key, cypherFromPlain(item)]))
}

/** @throws MotifscopeError `invalid-parameter` for what Cypher has no value for */
export function cypherParameters(given: Readonly<Record<string, unknown>>): Map<string, CypherValue> {
  const check = (name: string, value: unknown): void => {
    const isPlain = value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
    if (isPlain) return
    if (
      typeof value === 'object' &&
      (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
    )
      for (const item of Object.values(value)) check(name, item)
    else
      throw new MotifscopeError('invalid-parameter', `The parameter $${name} cannot be a value of Cypher.`, {
        hint: 'Give texts, numbers, Booleans, null, lists, or plain objects of these.',
      })
  }
  return new Map(
    Object.entries(given).map(([name, value]) => {
      check(name, value)
      return [name, cypherFromPlain(value as AttributeValue)]
    }),
  )
}
