/** What can be asked of the rows of a result: the columns that can be named, and conditions on them. Plain data;
 *  `scripting/read-row-filter` reads it from text, `tables/match-condition` writes it as SQL. */
import type { Constraint, ConstraintValue, Operator } from './motif'

/** A value of each row. Of a motif node: the matched host node's attribute, or its id where `key` is null. Of a motif
 *  edge: the attribute of the host edge between the two; of parallel ones the largest value. */
export type MatchReference =
  { kind: 'node'; node: string; key: string | null } | { kind: 'edge'; from: string; to: string; key: string }

/** A condition on a row: true or false, never "unknown". A missing value fulfils `!=`, `!in` and `!contains` with a
 *  literal, `missing`, and nothing else. */
export type RowCondition =
  | { kind: 'all' | 'any'; parts: RowCondition[] }
  | { kind: 'not'; part: RowCondition }
  | { kind: 'compare'; left: MatchReference; op: Operator; value: ConstraintValue }
  | { kind: 'relate'; left: MatchReference; op: Operator; right: MatchReference }
  | { kind: 'oneOf'; left: MatchReference; values: ConstraintValue[] }
  | { kind: 'missing'; left: MatchReference }

/** A required edge of the motif that was searched. */
export interface MatchEdge {
  from: string
  to: string
  /** Its alias, where the motif gives one. */
  name?: string
  /** What one of the host edges between the two must fulfil; only such edges are spoken of. */
  constraints: Constraint[]
}
