/** Which properties a query can ask for, from its text: only those are read from a host. */
import type { CypherQuery } from './cypher-ast'
import type { CypherValue } from '../values/cypher-values'
import { visit } from './visit-parts'
import type { Part } from './visit-parts'

/** Null: any. Nodes that are only answered do not count: what they hold is read afterwards. */
export type MentionedKeys = ReadonlySet<string> | null

/** Functions that look at every property. */
const wholeElements = new Set(['keys', 'properties'])

/** The key of `x[…]`: undefined where it is known only while the query runs. */
function keyOfIndex({ index }: Part, parameters: ReadonlyMap<string, CypherValue>): CypherValue | undefined {
  const { kind, value, name } = index as Part
  if (kind === 'literal') return value as CypherValue
  return kind === 'parameter' ? parameters.get(String(name)) : undefined
}

export function mentionedKeys(
  query: CypherQuery,
  parameters: ReadonlyMap<string, CypherValue>,
): MentionedKeys {
  const keys = new Set<string>()
  let isAny = false
  visit(query.queries, (one) => {
    if (one.kind === 'property') keys.add(String(one['key']))
    else if (one.kind === 'map') for (const { key } of one['entries'] as { key: string }[]) keys.add(key)
    else if (one.kind === 'own-property') keys.add(String(one['key']))
    else if (one.kind === 'all-properties') isAny = true
    else if (one.kind === 'call' && wholeElements.has(String(one['name']).toLowerCase())) isAny = true
    else if (one.kind === 'index') {
      const key = keyOfIndex(one, parameters)
      if (typeof key === 'string') keys.add(key)
      else if (key === undefined) isAny = true
    } else if (one.kind === 'node-pattern' || one.kind === 'relationship-pattern') {
      const properties = one['properties'] as Part | null
      const given = properties?.kind === 'parameter' ? parameters.get(String(properties['name'])) : null
      if (given instanceof Map) for (const key of given.keys()) keys.add(key)
    }
  })
  return isAny ? null : keys
}
