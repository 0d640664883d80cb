/** Takes the rows of a pattern to the table engine and brings back the few that a clause makes of them. Few rows are not
 *  worth the way: they stay. */
import { MotifscopeError } from '../../../model/errors'
import type { Begun } from '../search/begin-query'
import { columnsOf } from '../language/projections'
import type { CypherRun } from '../cypher-run'
import type { CypherValue } from '../values/cypher-values'
import { CypherEdge, CypherNode } from '../values/cypher-values'
import { projectRows } from '../project-rows'
import type { AggregatedGroup } from '../project-rows'
import type { ReductionPlan } from './reduction-plan'
import type { PatternColumn, ReductionTables } from './reduction-sql'
import { Row } from '../row'
import type { RowTables } from './row-tables'
import type { SearchedPattern } from '../search/search-pattern'
import { aggregateFrom } from './sql-aggregates'
import { lengthOf, streamFromTuples, TupleBatches } from '../search/tuple-batches'
import type { TupleBatch } from '../search/tuple-batches'

export interface ReductionLimits {
  /** Fewer rows are worked out where they are. */
  fewestRows: number
  /** Values in the table at which like rows are put together, and at which it is given up. */
  compactAt: number
  mostValues: number
}

/** The engine may have to be started first, and the attributes of edges to be loaded, which costs a fifth of what a row
 *  costs the evaluator, for each edge of the host.
 *  @param edgeCount of the host */
export const usualLimits = ({ part }: Pick<ReductionPlan, 'part'>, edgeCount: number): ReductionLimits => ({
  fewestRows: Math.max(100_000, part === 'all' ? edgeCount / 5 : 0),
  compactAt: 60e6,
  mostValues: 240e6,
})

/** The engine did not do it, whatever the reason: the evaluator does. */
class TablesFailed extends Error {}

async function engine<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (thrown) {
    if (thrown instanceof MotifscopeError && thrown.code === 'cancelled') throw thrown
    throw new TablesFailed('The table engine failed.', { cause: thrown })
  }
}

const elementOf = (kind: PatternColumn['kind'], number: number): CypherValue =>
  kind === 'node' ? new CypherNode(number) : new CypherEdge(number)

function rowAt(used: readonly PatternColumn[], columns: readonly ArrayLike<unknown>[], at: number): Row {
  let row = Row.empty
  for (const [i, { name, kind }] of used.entries())
    row = row.with(name, elementOf(kind, Number(columns[i]?.[at])))
  return row
}

function* keptRows(used: readonly PatternColumn[], batches: readonly TupleBatch[]): Generator<Row> {
  for (const batch of batches)
    for (let at = 0; at < lengthOf(batch); at++) {
      const row = rowAt(used, batch.columns, at)
      for (let count = batch.counts?.[at] ?? 1; count > 0; count--) yield row
    }
}

/** The rows after the clauses that only name and filter. */
function named(
  run: CypherRun,
  { naming, used }: ReductionPlan,
  first: Row,
): { scope: string[]; rows: Iterable<Row> } {
  let scope = used.map(({ name }) => name)
  let rows: Iterable<Row> = [first]
  for (const clause of naming) {
    rows = projectRows(run, clause, scope, rows)
    scope = columnsOf(clause, scope)
  }
  return { scope, rows }
}

/** What the reducing clause makes of the rows that the engine left. */
function reducedRows(
  run: CypherRun,
  plan: ReductionPlan,
  answer: readonly ArrayLike<unknown>[],
): Iterable<Row> {
  const { used, calls, reducing } = plan
  const { scope } = named(run, plan, Row.empty)
  const rows: AggregatedGroup[] = []
  for (let at = 0; at < (answer[0]?.length ?? 0); at++) {
    const aggregated = new Map(
      calls?.map(({ call, aggregate }, i) => [call, aggregateFrom(aggregate, answer[used.length + i]?.[at])]),
    )
    for (const row of named(run, plan, rowAt(used, answer, at)).rows) rows.push({ row, aggregated })
  }
  // Of no rows at all there may still be one group.
  if (calls && rows.length > 0) return projectRows(run, reducing, scope, [], rows)
  return projectRows(
    run,
    reducing,
    scope,
    rows.map(({ row }) => row),
  )
}

class Transfer {
  private tables: ReductionTables | null = null
  private held = 0
  private compactAt: number

  constructor(
    private readonly plan: ReductionPlan,
    private readonly engineTables: RowTables,
    private readonly limits: ReductionLimits,
  ) {
    this.compactAt = limits.compactAt
  }

  async take(batch: TupleBatch): Promise<void> {
    if (lengthOf(batch) === 0) return
    this.tables ??= await engine(this.engineTables.open(this.plan.part))
    await engine(this.engineTables.insert(streamFromTuples(batch)))
    this.held += lengthOf(batch)
    if (this.values >= this.compactAt) await this.compact(this.tables)
  }

  private get values(): number {
    return this.held * (this.plan.used.length + Number(this.plan.isWeighted))
  }

  private async compact(tables: ReductionTables): Promise<void> {
    const sql = this.plan.compacted(tables)
    if (sql !== null) this.held = await engine(this.engineTables.replace(sql))
    if (this.values > this.limits.mostValues) throw new TablesFailed('There are too many rows.')
    // Where little was put together, it is not tried again soon.
    this.compactAt = Math.max(this.limits.compactAt, 2 * this.values)
  }

  async answer(): Promise<ArrayLike<unknown>[]> {
    if (!this.tables) throw new Error('Nothing was taken.')
    return engine(this.engineTables.ask(this.plan.statement(this.tables)))
  }
}

export interface ReductionHooks {
  /** Rows of the pattern found so far. */
  onFound?: (rows: number) => void
  limits: ReductionLimits
}

/** @returns the beginning of the query, and whether the engine took part; null: it failed, and the rows are gone
 *  @throws whatever the search throws; MotifscopeError `cancelled` */
export async function reduceInTables(
  run: CypherRun,
  pattern: SearchedPattern,
  plan: ReductionPlan,
  tables: RowTables,
  { onFound, limits }: ReductionHooks,
): Promise<(Begun & { isReduced: boolean }) | null> {
  const kept: TupleBatch[] = []
  const transfer = new Transfer(plan, tables, limits)
  const { clauseCount } = pattern
  const names = plan.used.map(({ name }) => name)
  let found = 0
  try {
    for (const batch of pattern.fill(names, new TupleBatches(names.length, plan.isWeighted))) {
      found += batch.counts ? batch.counts.reduce((sum, count) => sum + count, 0) : lengthOf(batch)
      onFound?.(found)
      kept.push(batch)
      if (found < limits.fewestRows) continue
      for (const one of kept.splice(0)) await transfer.take(one)
    }
    if (found < limits.fewestRows) return { rows: keptRows(plan.used, kept), clauseCount, isReduced: false }
    const answer = await transfer.answer()
    return {
      rows: reducedRows(run, plan, answer),
      clauseCount: clauseCount + plan.naming.length + 1,
      isReduced: true,
    }
  } catch (thrown) {
    if (thrown instanceof TablesFailed) return null
    throw thrown
  }
}
