/** WITH and RETURN: rows to columns, grouped where something is aggregated; distinct, sorted, cut. */
import { aggregatesIn, columnsOf, isAggregate, isGroupedBy, shapeOf, starredOf } from './language/projections'
import type { Aggregate } from './values/cypher-aggregates'
import { cypherAggregates } from './values/cypher-aggregates'
import type { Expression, Projection } from './language/cypher-ast'
import { CypherTypeError } from './values/cypher-texts'
import type { CypherValue } from './values/cypher-values'
import { keyOf, order } from './values/cypher-values'
import type { CypherRun } from './cypher-run'
import { evaluate, isTrue } from './evaluate'
import { cypherError } from './language/parse-cypher'
import { Row } from './row'

/** A row of the projection and the row it was made of (the first of its group). */
interface Projected {
  values: CypherValue[]
  before: Row
  sortKeys: CypherValue[]
}

interface Group {
  row: Row
  aggregates: Map<Expression, { aggregate: Aggregate; seen: Set<string> | null }>
}

/** A group and what its aggregates came to. */
export interface AggregatedGroup {
  row: Row
  aggregated: Map<Expression, CypherValue>
}

/** Expressions of ORDER BY that repeat a column stand for it, also where rows were grouped. */
export function sortedBy({ order: sortItems, items }: Projection) {
  if (sortItems.length === 0) return []
  const nameByShape = new Map(
    items.map(({ expression, text, alias }) => [shapeOf(expression), alias?.name ?? text.trim()]),
  )
  return sortItems.map(({ expression, descending }) => ({
    expression,
    descending,
    column: nameByShape.get(shapeOf(expression)),
  }))
}

/** Gives a value of the wrong kind its place. */
function placed<T>(run: CypherRun, call: Expression, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (!(thrown instanceof CypherTypeError)) throw thrown
    const text = run.source.slice(call.start, call.end)
    throw cypherError(run.source, call, 'type-error', `\`${text}\` cannot be worked out. ${thrown.message}`)
  }
}

function startGroup(run: CypherRun, calls: Expression[], row: Row): Group {
  const aggregates = new Map<Expression, { aggregate: Aggregate; seen: Set<string> | null }>()
  for (const call of calls) {
    const isCall = call.kind === 'call'
    const name = isCall ? call.name.toLowerCase() : 'count'
    const rest = isCall ? call.args.slice(1).map((part) => evaluate(run, part, row)) : []
    const start = cypherAggregates[name]?.start
    const begin = () => start?.(rest)
    const aggregate = placed(run, call, begin)
    if (aggregate) aggregates.set(call, { aggregate, seen: isCall && call.distinct ? new Set() : null })
  }
  return { row, aggregates }
}

function addToGroup(run: CypherRun, { aggregates }: Group, row: Row): void {
  for (const [call, { aggregate, seen }] of aggregates) {
    const value = call.kind === 'call' && call.args[0] ? evaluate(run, call.args[0], row) : true
    if (value === null) continue
    if (seen) {
      const key = keyOf(value)
      if (seen.has(key)) continue
      seen.add(key)
    }
    placed(run, call, () => aggregate.add(value))
  }
}

function* grouped(
  run: CypherRun,
  clause: Projection,
  calls: Expression[],
  starred: readonly string[],
  rows: Iterable<Row>,
): Generator<AggregatedGroup> {
  const keys = clause.items.filter(({ expression }) => aggregatesIn(expression).length === 0)
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const key = keyOf([
      ...starred.map((name) => row.get(name) ?? null),
      ...keys.map(({ expression }) => evaluate(run, expression, row)),
    ])
    let group = groups.get(key)
    if (!group) groups.set(key, (group = startGroup(run, calls, row)))
    addToGroup(run, group, row)
  }
  // Without keys there is one group, even of no rows at all.
  if (groups.size === 0 && keys.length + starred.length === 0)
    groups.set('', startGroup(run, calls, Row.empty))
  for (const { row, aggregates } of groups.values())
    yield {
      row,
      aggregated: new Map([...aggregates].map(([call, { aggregate }]) => [call, aggregate.result()])),
    }
}

/** The number behind SKIP or LIMIT; null where there is none. @throws MotifscopeError `type-error` */
export function countOf(run: CypherRun, expression: Expression | null, word: string): number | null {
  if (!expression) return null
  const value = evaluate(run, expression, Row.empty)
  if (typeof value === 'bigint' && value >= 0n) return Number(value)
  throw cypherError(run.source, expression, 'type-error', `${word} needs a whole number from 0 on.`)
}

function* cut<T>(rows: Iterable<T>, skip: number, limit: number): Generator<T> {
  if (limit <= 0) return
  let at = 0
  for (const row of rows) {
    if (at++ < skip) continue
    yield row
    if (at >= skip + limit) return
  }
}

function* distinct(rows: Iterable<Projected>): Generator<Projected> {
  const seen = new Set<string>()
  for (const row of rows) {
    const key = keyOf(row.values)
    if (seen.has(key)) continue
    seen.add(key)
    yield row
  }
}

const rowOf = (columns: string[], values: CypherValue[], start: Row) =>
  columns.reduce((row, name, i) => row.with(name, values[i] ?? null), start)

/** @param scope the variables there are
 *  @param groups the groups, where they are known without the rows
 *  @param base what is known behind every clause
 *  @returns rows of the columns of `columnsOf` */
export function* projectRows(
  run: CypherRun,
  clause: Projection,
  scope: readonly string[],
  rows: Iterable<Row>,
  groups?: Iterable<AggregatedGroup>,
  base = Row.empty,
): Generator<Row> {
  const columns = columnsOf(clause, scope)
  const calls = [...clause.items, ...clause.order].flatMap(({ expression }) =>
    aggregatesIn(expression).filter(isAggregate),
  )
  const isGrouped = isGroupedBy(clause)
  const sorts = sortedBy(clause)
  const starred = starredOf(clause, scope)

  function* projected(): Generator<Projected> {
    const sources = isGrouped
      ? (groups ?? grouped(run, clause, calls, starred, rows))
      : (function* () {
          for (const row of rows) yield { row, aggregated: undefined }
        })()
    for (const { row, aggregated } of sources) {
      const values = [
        ...starred.map((name) => row.get(name) ?? null),
        ...clause.items.map(({ expression }) => evaluate(run, expression, row, aggregated)),
      ]
      const both = sorts.length > 0 ? rowOf(columns, values, row) : row
      const sortKeys = sorts.map(({ expression, column }) =>
        column === undefined ? evaluate(run, expression, both, aggregated) : (both.get(column) ?? null),
      )
      yield { values, before: row, sortKeys }
    }
  }

  let found: Iterable<Projected> = projected()
  if (clause.distinct) found = distinct(found)
  if (sorts.length > 0)
    found = [...found].sort((left, right) => {
      for (let i = 0; i < sorts.length; i++) {
        const way = order(left.sortKeys[i] ?? null, right.sortKeys[i] ?? null)
        if (way !== 0) return sorts[i]?.descending ? -way : way
      }
      return 0
    })
  const [skip, limit] = [countOf(run, clause.skip, 'SKIP'), countOf(run, clause.limit, 'LIMIT')]
  for (const { values, before } of cut(found, skip ?? 0, limit ?? Infinity)) {
    const row = rowOf(columns, values, base)
    // Where rows are still those before, WHERE sees what was there before too.
    const seen = () => (isGrouped || clause.distinct ? row : rowOf(columns, values, before))
    if (!clause.where || isTrue(run, clause.where, seen())) yield row
  }
}
