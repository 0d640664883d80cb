/** The kept rows of a result in groups, by the values of one or two of their columns. Counted in the engine. */
import type { Table } from 'apache-arrow'
import type { AttributeColumn } from '../model/attribute'
import type { MatchReference } from '../model/match-query'
import type { ConstraintValue } from '../model/motif'
import { tablesOfHost } from './host-tables'
import { keptMatches } from './match-kept'
import type { MatchFilter, MatchSpace } from './match-kept'
import { openMatchSource } from './match-source'
import type { MatchSource } from './match-source'
import { columnName } from './match-table'
import { plainCell } from './match-values'

/** Null: missing. Integers beyond 2^53 are bigint; lists and JSON are plain values. */
export type GroupKey = ConstraintValue | null | unknown[] | object

export interface MatchGroups {
  groups: { keys: GroupKey[]; count: number }[]
  /** Groups there are in all. */
  groupCount: number
  /** Rows in them: all that are kept. */
  total: number
}

export interface GroupQuery extends MatchFilter {
  by: MatchReference[]
  sort?: 'count' | 'key'
  offset: number
  limit: number
}

/** A cell as a literal can be written of it. */
export function keyCell(column: AttributeColumn, cell: unknown): GroupKey {
  if (typeof cell === 'bigint') return Number.isSafeInteger(Number(cell)) ? Number(cell) : cell
  return plainCell(column, cell) as GroupKey
}

interface KeySql {
  column: AttributeColumn
  /** What rows are put together by. */
  grouped: string
  /** What a group shows of it. */
  shown: string
  join: string
}

/** Host nodes are put together by their number; their ids come in when the groups are made. */
function keySql({ host, matches }: MatchSpace, source: MatchSource, reference: MatchReference, at: number) {
  const column = source.column(reference)
  if (reference.kind !== 'node' || reference.key !== null)
    return { column, grouped: column.column, shown: `g.k${at}`, join: '' }
  const node = columnName(matches.columns.indexOf(reference.node))
  const join = ` JOIN ${tablesOfHost(host.id).nodeTable} h${at} ON h${at}."index" = g.k${at}`
  return { column, grouped: `t.${node}`, shown: `h${at}.id`, join } satisfies KeySql
}

function readGroups(answer: Table, keys: KeySql[]): MatchGroups {
  const counts = answer.getChild('n')
  const groups = Array.from({ length: answer.numRows }, (_, row) => ({
    keys: keys.map(({ column }, at) => keyCell(column, answer.getChild(`k${at}`)?.get(row))),
    count: Number(counts?.get(row)),
  }))
  const first = (name: string) => Number(answer.getChild(name)?.get(0) ?? 0)
  return { groups, groupCount: first('groups'), total: first('total') }
}

/** The groups, largest first (or in the order of their keys), equal ones in the order of their keys.
 *  @throws MotifscopeError as `keptMatches`. */
export async function groupsOfMatches(space: MatchSpace, query: GroupQuery): Promise<MatchGroups> {
  const source = openMatchSource(space.host, space.matches)
  const keys = query.by.map((reference, at) => keySql(space, source, reference, at))
  const kept = await keptMatches(space, query)
  const grouped = keys.map((key, at) => `${key.grouped} AS k${at}`).join(', ')
  const numbers = keys.map((_, at) => at + 1).join()
  const g = `g AS MATERIALIZED (SELECT ${grouped}, count(*)::DOUBLE AS n FROM m t${source.joins()} GROUP BY ${numbers})`
  const shown = keys.map((key, at) => `${key.shown} AS k${at}`).join(', ')
  const inOrder = keys.map((_, at) => `k${at} NULLS LAST`).join(', ')
  const order = query.sort === 'key' ? inOrder : `n DESC, ${inOrder}`
  const answer = await space.connection.query(
    `${kept}, ${g} SELECT ${shown}, g.n, (SELECT count(*)::DOUBLE FROM g) AS "groups", (SELECT sum(n) FROM g) AS total ` +
      `FROM g${keys.map(({ join }) => join).join('')} ORDER BY ${order} LIMIT ${query.limit} OFFSET ${query.offset}`,
    space.signal,
  )
  return readGroups(answer, keys)
}
