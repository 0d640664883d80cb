/** Parallel edges of a host → one edge for each pair, with numbers for all of them and, where asked, for each value of
 *  another attribute (each region, say). Runs in a worker and in Node. */
import type { Derivation, Merging } from '../model/derivation'
import { MotifscopeError } from '../model/errors'
import { CellColumn } from './cell-column'
import type { GraphBuilder } from './graph-builder'
import { checkHostSize } from './host-size'
import type { Room } from './host-size'
import { countName, groupByPair, keepRows } from './merge-parallel'

type Aggregation = Derivation & { by: 'aggregate' }

/** More columns than these are no longer attributes but data. */
const mostColumns = 500

/** Merges the edges of a builder. Attributes that are no numbers go, and it is said which.
 *  @throws MotifscopeError `unknown-attribute`, `not-a-number`, `too-many-columns`, `host-too-large`. */
export function aggregateEdges(builder: GraphBuilder, aggregation: Aggregation, room: Room): void {
  const { columns } = builder.edgeColumns
  const { sources, targets } = builder
  const merged = chosenColumns(columns, aggregation)
  const groups = groupByPair(builder.nodes.size, sources.view(), targets.view(), !builder.directedByDefault)
  const regions = regionsOf(columns, aggregation.per, groups.edgeOfRow.length)
  const plan = planColumns(merged, aggregation, regions)
  checkHostSize(groups.firstRows.length, plan.length, room)
  const edgeCount = groups.firstRows.length
  const results = plan.map(({ name, column, how, rows }) => {
    const result = new CellColumn(name)
    result.replace(mergedValues(column, how, groups.edgeOfRow, edgeCount, rows))
    return result
  })
  for (const column of columns)
    if (!merged.includes(column) && column.name !== aggregation.per)
      builder.notices.add('An attribute that was not merged was left out', { example: column.name })
  const rowCount = sources.length
  builder.notices.add(
    `One edge for each pair: ${rowCount.toLocaleString('en')} edges became ${edgeCount.toLocaleString('en')}`,
  )
  keepRows(sources, groups.firstRows)
  keepRows(targets, groups.firstRows)
  builder.edgeColumns.columns = results
}

/** What is said of an attribute that should be numbers. */
export function cannotBeNumbers(name: string): MotifscopeError {
  return new MotifscopeError('not-a-number', `The edge attribute “${name}” does not hold numbers.`, {
    hint: 'Choose an attribute of numbers, or count the edges.',
  })
}

function isNumeric(column: CellColumn): boolean {
  return column.decideKind().type === 'number' && column.isSummable()
}

function chosenColumns(columns: CellColumn[], { attributes }: Aggregation): CellColumn[] {
  if (!attributes) return columns.filter(isNumeric)
  return attributes.map((name) => {
    const column = columns.find((one) => one.name === name)
    if (!column) throw unknownAttribute(name)
    if (!isNumeric(column)) throw cannotBeNumbers(name)
    return column
  })
}

function unknownAttribute(name: string): MotifscopeError {
  return new MotifscopeError('unknown-attribute', `No edge has an attribute “${name}”.`)
}

/** The rows of a region, ascending. */
interface Region {
  name: string
  rows: Uint32Array
}

function regionsOf(columns: CellColumn[], per: string | undefined, rowCount: number): Region[] {
  if (per === undefined) return []
  const column = columns.find(({ name }) => name === per)
  if (!column) throw unknownAttribute(per)
  const rowsByRegion = new Map<string, number[]>()
  for (let row = 0; row < rowCount; row++) {
    const text = column.cellAt(row)?.text
    if (text === undefined) continue
    const rows = rowsByRegion.get(text)
    if (rows) rows.push(row)
    else if (rowsByRegion.size > mostColumns) throw tooManyColumns(per)
    else rowsByRegion.set(text, [row])
  }
  return [...rowsByRegion]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rows]) => ({ name, rows: Uint32Array.from(rows) }))
}

interface PlannedColumn {
  name: string
  /** Null: rows are counted. */
  column: CellColumn | null
  how: Merging
  rows: Uint32Array | null
}

function planColumns(merged: CellColumn[], { how, per }: Aggregation, regions: Region[]): PlannedColumn[] {
  const ways = how.filter((one) => one !== 'count')
  const places = [
    { suffix: '', rows: null },
    ...regions.map(({ name, rows }) => ({ suffix: `_${plain(name)}`, rows })),
  ]
  const taken = new Set<string>()
  const plan = places.flatMap(({ suffix, rows }): PlannedColumn[] => [
    ...merged.flatMap((column) =>
      ways.map((one) => {
        const name = ways.length === 1 ? column.name : `${column.name}_${one}`
        return { name: unique(`${name}${suffix}`, taken), column, how: one, rows }
      }),
    ),
    ...(how.includes('count')
      ? [{ name: unique(`${countName}${suffix}`, taken), column: null, how: 'count' as const, rows }]
      : []),
  ])
  if (plan.length > mostColumns) throw tooManyColumns(per ?? '')
  return plan
}

/** As a motif may name it without quotes. */
const plain = (text: string) => text.replace(/[^\p{L}\p{N}_]+/gu, '_')

function unique(name: string, taken: Set<string>): string {
  let given = name
  for (let count = 2; taken.has(given); count++) given = `${name}_${count}`
  taken.add(given)
  return given
}

function tooManyColumns(per: string): MotifscopeError {
  return new MotifscopeError(
    'too-many-columns',
    `“${per}” has so many values that there would be more than ${mostColumns} attributes.`,
    { hint: 'Choose an attribute with fewer values, such as the region.' },
  )
}

/** A number for each edge; NaN where none of its rows has one. `rows`: those that count; null: all. */
function mergedValues(
  column: CellColumn | null,
  how: Merging,
  edgeOfRow: Uint32Array,
  edgeCount: number,
  rows: Uint32Array | null,
): Float64Array {
  const merged = new Float64Array(edgeCount).fill(Number.NaN)
  const counts = how === 'mean' ? new Uint32Array(edgeCount) : null
  const length = rows ? rows.length : edgeOfRow.length
  for (let i = 0; i < length; i++) {
    const row = rows ? (rows[i] as number) : i
    const value = column ? column.numberAt(row) : 1
    if (Number.isNaN(value)) continue
    const edge = edgeOfRow[row] as number
    const before = merged[edge] as number
    if (counts) counts[edge] = (counts[edge] as number) + 1
    merged[edge] = Number.isNaN(before) ? value : together(how, before, value)
  }
  if (counts)
    for (let edge = 0; edge < edgeCount; edge++)
      merged[edge] = (merged[edge] as number) / (counts[edge] as number)
  return merged
}

function together(how: Merging, before: number, value: number): number {
  if (how === 'max') return Math.max(before, value)
  return how === 'min' ? Math.min(before, value) : before + value
}
