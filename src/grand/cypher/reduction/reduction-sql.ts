/** The statements by which the table engine reduces the rows of a pattern: `m` is a row, its place (`rowid`) the order in
 *  which it was found, which settles whatever the query leaves open, as the evaluator does. Pure. */
import { aggregatesIn, columnsOf, isAggregate, starredOf } from '../language/projections'
import type { Expression, Projection } from '../language/cypher-ast'
import type { CypherRun } from '../cypher-run'
import { groupOrder, rowOrder } from './reduction-order'
import { canWeigh, countColumn, sqlOfAggregate } from './sql-aggregates'
import type { AggregateCall } from './sql-aggregates'
import type { ElementHost, ElementTables } from './sql-elements'
import { SqlElements } from './sql-elements'
import type { SqlNames, SqlValue } from './sql-kinds'
import { sqlOf } from './sql-value'

export interface PatternColumn {
  name: string
  kind: 'node' | 'edge'
}

export interface ReductionTables extends ElementTables {
  /** Where the rows of the pattern are: `c0`, `c1`, … as in `used`, and `n` where they are weighted. */
  rows: string
}

export interface Reduction {
  /** What the rows of the pattern are needed of. */
  used: PatternColumn[]
  /** Rows that are alike may be put together, with their number. */
  isWeighted: boolean
  /** Null: nothing is aggregated. */
  calls: AggregateCall[] | null
  /** Which tables of the host are asked. */
  part: 'none' | 'nodes' | 'all'
  /** Rows `c0`, … that remain, or the first of each group, and the group's aggregates `a0`, … */
  statement(tables: ReductionTables): string
  /** What may stand in place of the rows so far; null: only they themselves. */
  compacted(tables: ReductionTables): string | null
}

const aggregatesOf = (expressions: readonly { expression: Expression }[]) =>
  expressions.flatMap(({ expression }) => aggregatesIn(expression).filter(isAggregate))

/** Both numbers and texts are told apart by what they are; what is the same for all rows tells none from another. */
const tells = ({ kind, constant }: SqlValue) => kind !== 'null' && constant === undefined

export class ReductionSql {
  private readonly elements: SqlElements
  private readonly conditions: string[] = []
  private variables: Map<string, SqlValue | null>
  private scope: string[]

  constructor(
    private readonly run: CypherRun,
    host: ElementHost,
    private readonly used: PatternColumn[],
  ) {
    this.elements = new SqlElements(host)
    this.scope = used.map(({ name }) => name)
    this.variables = new Map(used.map(({ name, kind }, i) => [name, { sql: `m.c${i}`, kind }]))
  }

  /** Takes a clause that only names and filters; false where it filters by what SQL has no word for. */
  name(clause: Projection): boolean {
    const values = [
      ...this.starred(clause),
      ...clause.items.map(({ expression }) => this.valueOf(expression)),
    ]
    this.scope = columnsOf(clause, this.scope)
    this.variables = new Map(this.scope.map((name, i) => [name, values[i] ?? null]))
    if (!clause.where) return true
    const condition = this.valueOf(clause.where)
    if (condition?.kind !== 'bool') return false
    this.conditions.push(condition.sql)
    return true
  }

  /** The first rows of an order; null where SQL has no word for it. */
  firstRows(clause: Projection, most: number): Reduction | null {
    const order = rowOrder(clause, this.names)
    if (!order) return null
    const columns = this.used.map((_, i) => `m.c${i}`).join(', ')
    const statement = (tables: ReductionTables) =>
      `SELECT ${columns} ${this.from(tables)} ORDER BY ${order.join(', ')}, m.rowid LIMIT ${most}`
    const { used, part } = this
    return { used, isWeighted: false, calls: null, part, statement, compacted: statement }
  }

  /** A row of each group, or of those that are distinct.
   *  @param most of an order, or of all; null: all */
  groups(clause: Projection, most: number | null): Reduction | null {
    const found = [...aggregatesOf(clause.items), ...aggregatesOf(clause.order)]
    const isWeighted = canWeigh(found)
    const calls = found.flatMap((call): AggregateCall[] => {
      const aggregate = sqlOfAggregate(call, this.valueOf, isWeighted)
      return aggregate ? [{ call, aggregate }] : []
    })
    const keys = this.keysOf(clause)
    if (calls.length < found.length || !keys) return null
    const { used } = this
    const grouping = keys.length > 0 ? ` GROUP BY ${keys.join(', ')}` : ''
    const ending = grouping + this.firstGroups(clause, calls, most)
    const results = calls.map(({ aggregate: { sql, kind, isList } }, i) => {
      const result = kind === 'int' && !isList ? `(${sql})::BIGINT` : sql
      return `, ${result} AS a${i}`
    })
    const columns = [...used.map((_, i) => `t.c${i}`), ...calls.map((_, i) => `g.a${i}`)].join(', ')
    return {
      used,
      isWeighted,
      calls: calls.length > 0 ? calls : null,
      part: this.part,
      statement: (tables) =>
        `SELECT ${columns} FROM (SELECT min(m.rowid) AS r${results.join('')} ${this.from(tables)}${ending}) g ` +
        `JOIN ${tables.rows} t ON t.rowid = g.r ORDER BY g.r`,
      compacted: ({ rows }) => (isWeighted ? this.merged(rows) : null),
    }
  }

  private get names(): SqlNames {
    const { elements } = this
    return {
      variable: (name) => this.variables.get(name) ?? null,
      parameter: (name) => this.run.parameters.get(name),
      property: (of, key) => elements.property(of, key),
      elementFunction: (name, of) => elements.elementFunction(name, of),
      hasLabels: elements.hasLabelsOf,
    }
  }

  private readonly valueOf = (expression: Expression) => sqlOf(expression, this.names)

  private starred(clause: Projection): (SqlValue | null)[] {
    return starredOf(clause, this.scope).map((name) => this.variables.get(name) ?? null)
  }

  private from({ rows, ...tables }: ReductionTables): string {
    const where = this.conditions.length > 0 ? ` WHERE ${this.conditions.join(' AND ')}` : ''
    return `FROM ${rows} m${this.elements.joins(tables)}${where}`
  }

  private get part(): Reduction['part'] {
    return this.elements.asksEdges ? 'all' : this.elements.asksNodes ? 'nodes' : 'none'
  }

  /** Where groups are distinct besides, it is not known how many are needed. */
  private firstGroups(clause: Projection, calls: AggregateCall[], most: number | null): string {
    if (most === null || (clause.distinct && calls.length > 0)) return ''
    const order = groupOrder(clause, this.names, calls)
    return order ? ` ORDER BY ${[...order, 'min(m.rowid)'].join(', ')} LIMIT ${most}` : ''
  }

  /** Rows that are alike become one, in the place of the first. */
  private merged(rows: string): string {
    const columns = this.used.map((_, i) => `c${i}`).join(', ')
    const count = `sum(${countColumn})::BIGINT AS ${countColumn}`
    return `SELECT ${columns}, ${count} FROM ${rows} GROUP BY ${columns} ORDER BY min(rowid)`
  }

  /** What tells one group, or one distinct row, from another; null where SQL has no word for it. */
  private keysOf(clause: Projection): string[] | null {
    const plain = clause.items.filter(({ expression }) => aggregatesIn(expression).length === 0)
    const keys = [...this.starred(clause), ...plain.map(({ expression }) => this.valueOf(expression))]
    return keys.every((key) => key !== null) ? [...new Set(keys.filter(tells).map(({ sql }) => sql))] : null
  }
}
