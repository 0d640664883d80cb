/** What is known of an expression of Cypher that has become SQL: its text and the kind of its values. */
import type { Expression } from '../language/cypher-ast'
import type { CypherValue } from '../values/cypher-values'

/** `null` stands for what is always missing. Nodes and edges are their numbers. */
export type SqlKind = 'int' | 'float' | 'text' | 'bool' | 'node' | 'edge' | 'null'

export interface SqlValue {
  sql: string
  kind: SqlKind
  /** Of a number that is the same for all rows. */
  constant?: bigint | number
}

/** What the names in an expression stand for; null: nothing that SQL has a word for. */
export interface SqlNames {
  variable(name: string): SqlValue | null
  parameter(name: string): CypherValue | undefined
  property(of: SqlValue, key: string): SqlValue | null
  /** Functions of one node or edge. */
  elementFunction(name: string, of: SqlValue): SqlValue | null
  hasLabels(of: SqlValue, expression: Extract<Expression, { kind: 'has-labels' }>): SqlValue | null
  /** An expression that is known by itself, such as an aggregate. */
  known?(expression: Expression): SqlValue | null
}

export const isNumeric = ({ kind }: SqlValue) => kind === 'int' || kind === 'float'
export const asDouble = ({ sql }: SqlValue) => `(${sql})::DOUBLE`

/** The kind that all have who are not missing; null where they differ or are nothing that SQL could hold. */
export function commonKind(values: readonly SqlValue[]): SqlKind | null {
  const [kind = 'null', ...others] = new Set(values.map((one) => one.kind).filter((one) => one !== 'null'))
  return others.length > 0 || kind === 'node' || kind === 'edge' ? null : kind
}
