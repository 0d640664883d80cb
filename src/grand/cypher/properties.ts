/** What nodes, relationships and maps hold: by key, by place in a list, all at once, or as a pattern asks. */
import type { Expression } from './language/cypher-ast'
import { propertiesOf } from './values/cypher-functions'
import type { CypherRun } from './cypher-run'
import { CypherTypeError } from './values/cypher-texts'
import type { CypherValue } from './values/cypher-values'
import { CypherEdge, CypherNode, equals } from './values/cypher-values'

/** @throws CypherTypeError of what has none */
export function property({ graph }: CypherRun, of: CypherValue, key: string): CypherValue {
  if (of === null) return null
  if (of instanceof CypherNode) return graph.nodeProperty(of.node, key)
  if (of instanceof CypherEdge) return graph.edgeProperty(of.edge, key)
  if (of instanceof Map) return of.get(key) ?? null
  throw new CypherTypeError('Only a node, a relationship or a map has properties.')
}

/** `list[0]`, `map['key']`, `node['key']`: null beyond the ends. @throws CypherTypeError */
export function at(run: CypherRun, of: CypherValue, index: CypherValue): CypherValue {
  if (of === null || index === null) return null
  if (Array.isArray(of)) {
    if (typeof index !== 'bigint') throw new CypherTypeError('A list is asked by a whole number.')
    return of.at(Number(index)) ?? null
  }
  if (typeof index !== 'string') throw new CypherTypeError('Properties are asked by a text.')
  return property(run, of, index)
}

/** The labels of a node, or the type of a relationship. @throws CypherTypeError */
export function labelsOf({ graph }: CypherRun, of: CypherValue): readonly string[] {
  if (of instanceof CypherNode) return graph.labelsOf(of.node)
  if (of instanceof CypherEdge) return [graph.typeOf(of.edge)]
  throw new CypherTypeError('Only a node or a relationship has labels.')
}

/** `a {.name, .*, size: 3}`. @param value of an expression on the same row */
export function projectMap(
  run: CypherRun,
  { of, items }: Extract<Expression, { kind: 'map-projection' }>,
  value: (part: Expression) => CypherValue,
): CypherValue {
  const whole = value(of)
  if (whole === null) return null
  const entries = items.flatMap((item): [string, CypherValue][] => {
    if (item.kind === 'all-properties') return [...propertiesOf(whole, run.graph)]
    return [[item.key, item.kind === 'entry' ? value(item.value) : property(run, whole, item.key)]]
  })
  return new Map(entries)
}

/** Whether what a pattern asks of properties is so. */
export function hasProperties(run: CypherRun, of: CypherNode | CypherEdge, wanted: CypherValue): boolean {
  if (!(wanted instanceof Map)) throw new CypherTypeError('The properties of a pattern are a map.')
  for (const [key, value] of wanted) if (equals(property(run, of, key), value) !== true) return false
  return true
}
