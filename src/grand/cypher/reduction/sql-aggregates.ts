/** Those aggregating functions of Cypher that the table engine works out as `cypher-aggregates` does. Rows that are alike
 *  may stand in the table once, with their number: functions that add up take it into account. Pure. */
import type { Expression } from '../language/cypher-ast'
import type { CypherValue } from '../values/cypher-values'
import { CypherEdge, CypherNode } from '../values/cypher-values'
import { asDouble, isNumeric } from './sql-kinds'
import type { SqlKind, SqlValue } from './sql-kinds'

export interface SqlAggregate {
  sql: string
  /** Of the result; of the items where it is a list. */
  kind: SqlKind
  isList: boolean
  /** What no values at all come to. */
  ofNothing: CypherValue
}

export interface AggregateCall {
  call: Expression
  aggregate: SqlAggregate
}

/** The column with the number of rows that are alike, where the table has one. */
export const countColumn = 'n'

interface Writing {
  value: SqlValue
  isDistinct: boolean
  /** How often a row counts; null: every row of the pattern is a row of the table. */
  weight: string | null
}

type Write = (writing: Writing) => Omit<SqlAggregate, 'isList'> | null

const given = ({ sql }: SqlValue) => `FILTER (WHERE ${sql} IS NOT NULL)`

const count: Write = ({ value, isDistinct, weight }) => ({
  sql: isDistinct
    ? `count(DISTINCT ${value.sql})`
    : weight
      ? `coalesce(sum(${weight}) ${given(value)}, 0)`
      : `count(${value.sql})`,
  kind: 'int',
  ofNothing: 0n,
})

/** Whole numbers are added without rounding. */
function summed({ value, isDistinct, weight }: Writing): string {
  const number = value.kind === 'int' ? `(${value.sql})::HUGEINT` : value.sql
  if (isDistinct) return `sum(DISTINCT ${number})`
  return weight ? `sum(${number} * ${weight})` : `sum(${number})`
}

const sum: Write = (writing) =>
  isNumeric(writing.value) ? { sql: summed(writing), kind: writing.value.kind, ofNothing: 0n } : null

const avg: Write = (writing) => {
  if (!isNumeric(writing.value)) return null
  const of = count(writing)
  const total = asDouble({ sql: summed(writing), kind: 'float' })
  return of && { sql: `${total} / (${of.sql})::DOUBLE`, kind: 'float', ofNothing: null }
}

const extreme =
  (name: 'min' | 'max'): Write =>
  ({ value: { sql, kind } }) =>
    kind === 'node' || kind === 'edge' || kind === 'null'
      ? null
      : { sql: `${name}(${sql})`, kind, ofNothing: null }

const spread =
  (name: string): Write =>
  ({ value, isDistinct }) =>
    isNumeric(value)
      ? {
          // Of one value the engine says nothing; of none there is nothing to say.
          sql: `CASE WHEN count(${value.sql}) > 0 THEN coalesce(${name}(${isDistinct ? 'DISTINCT ' : ''}${asDouble(value)}), 0) END`,
          kind: 'float',
          ofNothing: null,
        }
      : null

/** In the order of the rows. */
const collect: Write = ({ value, isDistinct }) => {
  const { kind } = value
  if (isDistinct || kind === 'null') return null
  const item = kind === 'int' ? `(${value.sql})::BIGINT` : value.sql
  return { sql: `list(${item} ORDER BY m.rowid) ${given(value)}`, kind, ofNothing: [] }
}

const writers: Readonly<Record<string, { write: Write; needsEachRow?: boolean }>> = {
  count: { write: count },
  sum: { write: sum },
  avg: { write: avg },
  min: { write: extreme('min') },
  max: { write: extreme('max') },
  stdev: { write: spread('stddev_samp'), needsEachRow: true },
  stdevp: { write: spread('stddev_pop'), needsEachRow: true },
  collect: { write: collect, needsEachRow: true },
}

/** Whether all these calls can be worked out where rows that are alike stand in the table once. */
export const canWeigh = (calls: readonly Expression[]) =>
  calls.every((call) => call.kind !== 'call' || !writers[call.name.toLowerCase()]?.needsEachRow)

/** @param valueOf an argument as SQL @returns null where SQL does not say the same */
export function sqlOfAggregate(
  call: Expression,
  valueOf: (argument: Expression) => SqlValue | null,
  isWeighted: boolean,
): SqlAggregate | null {
  const weight = isWeighted ? `m.${countColumn}` : null
  if (call.kind === 'count-all') {
    const sql = weight ? `sum(${weight})` : 'count(*)'
    return { sql, kind: 'int', isList: false, ofNothing: 0n }
  }
  if (call.kind !== 'call' || call.args.length !== 1) return null
  const name = call.name.toLowerCase()
  const { write } = writers[name] ?? {}
  const value = call.args[0] && valueOf(call.args[0])
  const written = value && write?.({ value, isDistinct: call.distinct, weight })
  return written ? { ...written, isList: name === 'collect' } : null
}

function itemFrom(kind: SqlKind, cell: unknown): CypherValue {
  if (cell === null || cell === undefined) return null
  if (kind === 'node') return new CypherNode(Number(cell))
  if (kind === 'edge') return new CypherEdge(Number(cell))
  if (kind === 'int') return BigInt(cell as bigint)
  return cell as CypherValue
}

/** What the engine answered as a value of Cypher. */
export function aggregateFrom({ kind, isList, ofNothing }: SqlAggregate, cell: unknown): CypherValue {
  if (cell === null || cell === undefined) return ofNothing
  return isList ? Array.from(cell as Iterable<unknown>, (item) => itemFrom(kind, item)) : itemFrom(kind, cell)
}
