/** Answers what a search must know of the attributes: which host nodes and host edges satisfy the static constraints,
 *  and codes for the comparisons. SQL on typed columns; what SQL cannot say is asked once per distinct value. */
import { satisfiesStatic } from '../model/attribute'
import type { Constraint } from '../model/motif'
import type { AttributeNeeds, EdgePairs, ResolvedNeeds } from '../model/plan'
import type { Table } from 'apache-arrow'
import { placeOfKey, valueFromCell } from './attribute-key'
import type { AttributePlace } from './attribute-key'
import { edgeTableOf, nodeTableOf, readDictionary } from './attribute-table'
import type { AttributeTable } from './attribute-table'
import { compareAttributes } from './comparisons'
import type { TableHost } from './host-tables'
import { holdsForMissing, predicateFromConstraint } from './predicate'
import { indexColumn } from './sql-connection'
import type { SqlConnection } from './sql-connection'

/** A conjunction, sorted by who decides it. */
interface Conditions {
  /** Some constraint fails for every row. */
  isImpossible: boolean
  sql: string[]
  byValue: { place: AttributePlace; constraint: Constraint }[]
}

function conditionsOf(table: AttributeTable, constraints: Constraint[]): Conditions {
  const conditions: Conditions = { isImpossible: false, sql: [], byValue: [] }
  for (const constraint of constraints) {
    const place = placeOfKey(table.columns, constraint.key)
    if (!place) conditions.isImpossible ||= !holdsForMissing(constraint.op)
    else {
      const sql = place.path === null ? predicateFromConstraint(place.column, constraint) : null
      if (sql === null) conditions.byValue.push({ place, constraint })
      else conditions.sql.push(sql)
    }
  }
  return conditions
}

/** Whether each row satisfies a constraint, by asking its distinct values. */
async function rowsByValue(table: AttributeTable, place: AttributePlace, { op, value }: Constraint) {
  const holds: boolean[] = []
  const codes = await readDictionary(table, place.column, (cell, code) => {
    holds[code] = satisfiesStatic(valueFromCell(place, cell), op, value)
  })
  return (row: number) => {
    const code = codes[row] ?? -1
    return code < 0 ? holdsForMissing(op) : holds[code] === true
  }
}

/** The columns asked for (all int32), of the rows that satisfy all constraints, in table order. */
async function selectRows(
  table: AttributeTable,
  constraints: Constraint[],
  columns: string[],
): Promise<{ row: Uint32Array; others: Uint32Array[] }> {
  const { isImpossible, sql, byValue } = conditionsOf(table, constraints)
  if (isImpossible) return { row: new Uint32Array(0), others: columns.map(() => new Uint32Array(0)) }
  const where = sql.length > 0 ? ` WHERE ${sql.join(' AND ')}` : ''
  const list = [`${table.row} AS "row"`, ...columns].join(', ')
  const found: Table = await table.connection.query(`SELECT ${list} FROM ${table.name}${where}`)
  let row = indexColumn(found, 'row')
  let others = columns.map((column) => indexColumn(found, column))
  for (const { place, constraint } of byValue) {
    const holds = await rowsByValue(table, place, constraint)
    const kept = row.map((rowNumber) => (holds(rowNumber) ? 1 : 0))
    others = others.map((values) => values.filter((_, i) => kept[i] === 1))
    row = row.filter((_, i) => kept[i] === 1)
  }
  return { row, others }
}

async function nodeSetOf(table: AttributeTable, constraints: Constraint[]): Promise<Uint32Array> {
  return (await selectRows(table, constraints, [])).row.sort()
}

async function edgeSetOf(
  table: AttributeTable,
  constraints: Constraint[],
): Promise<EdgePairs & { rows: Uint32Array }> {
  const { row, others } = await selectRows(table, constraints, ['source', 'target'])
  const [sources = new Uint32Array(0), targets = new Uint32Array(0)] = others
  return { sources, targets, rows: row }
}

async function mapInTurn<In, Out>(items: In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = []
  for (const item of items) results.push(await work(item))
  return results
}

/** Answers the needs entry by entry. The host's tables must be loaded.
 *  @throws MotifscopeError `too-many-values`, `out-of-memory`. */
export async function resolveNeeds(
  connection: SqlConnection,
  host: TableHost,
  needs: AttributeNeeds,
): Promise<ResolvedNeeds> {
  const [nodes, edges] = [nodeTableOf(connection, host), edgeTableOf(connection, host)]
  const nodeSets = await mapInTurn(needs.nodeSets, ({ constraints }) => nodeSetOf(nodes, constraints))
  const edgeSets = await mapInTurn(needs.edgeSets, (constraints) => edgeSetOf(edges, constraints))
  const nodeComparisons = await mapInTurn(needs.nodeComparisons, (comparison) =>
    compareAttributes(nodes, comparison),
  )
  const edgeComparisons = await mapInTurn(needs.edgeComparisons, (comparison) =>
    compareAttributes(edges, comparison),
  )
  const resolved: ResolvedNeeds = {
    nodeSets,
    edgeSets: edgeSets.map(({ sources, targets }) => ({ sources, targets })),
    nodeComparisons,
    edgeComparisons,
  }
  if (edgeComparisons.length === 0) return resolved
  const { sources, targets } = await edgeSetOf(edges, [])
  return { ...resolved, edgeRows: { sources, targets }, edgeSetRows: edgeSets.map(({ rows }) => rows) }
}
