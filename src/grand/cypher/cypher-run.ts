/** What every part of a running query knows. Types only. */
import type { CypherQuery, Expression, PathPattern } from './language/cypher-ast'
import type { CypherValue } from './values/cypher-values'
import type { EdgesBetween } from './host/edges-between'
import type { PropertyGraph } from './host/property-graph'
import type { Row } from './row'

export interface CypherRun {
  source: string
  graph: PropertyGraph
  between: EdgesBetween
  parameters: ReadonlyMap<string, CypherValue>
  /** Rows of a pattern, given those of a row. `alikeOnce`: rows that are alike may come once. */
  match(patterns: PathPattern[], where: Expression | null, row: Row, alikeOnce?: boolean): Iterable<Row>
  /** Rows of a query within a query, given what is known outside. */
  query(query: CypherQuery, columns: readonly string[], row: Row): Iterable<CypherValue[]>
  /** At every step; throws now and then, when the query is to stop. */
  tick(): void
  /** Where some milliseconds have passed; throws when the query is to stop. */
  pause(): void
}
