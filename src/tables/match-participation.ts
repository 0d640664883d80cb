/** How often each host node stands for each motif node in the kept rows of a result. Counted in the engine. */
import type { AttributeColumn } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import { tablesOfHost } from './host-tables'
import { keptMatches } from './match-kept'
import type { MatchFilter, MatchSpace } from './match-kept'
import { columnName, ensureNodeOrder } from './match-table'
import { plainColumn } from './match-values'
import { quoteName } from './sql'

/** By the sum, by the count of one motif node (`name`), by id, or by an attribute (`name`). */
export interface ParticipationSort {
  by: 'count' | 'id' | 'attribute'
  name?: string
  descending?: boolean
}

export interface ParticipationQuery extends MatchFilter {
  /** Names of node attributes. */
  attributes: string[]
  sort: ParticipationSort
  offset: number
  limit: number
}

export interface MatchParticipation {
  /** Counts in the order of the motif's nodes; values in the order of the attributes, null where missing. */
  rows: { id: string; counts: number[]; total: number; values: unknown[] }[]
  /** Host nodes that stand in some kept row. */
  nodeCount: number
}

function attributeColumn({ host }: MatchSpace, name: string): AttributeColumn {
  const column = host.nodeColumns.find((one) => one.name === name)
  if (column) return column
  throw new MotifscopeError('unknown-attribute', `The nodes have no attribute "${name}".`, {
    hint: `There are: ${host.nodeColumns
      .map((one) => one.name)
      .slice(0, 20)
      .join(', ')}.`,
  })
}

/** One row for each host node: `node`, `n0`, `n1`, … */
function countsSql(width: number): string {
  const parts = Array.from({ length: width }, (_, at) => {
    const counts = Array.from(
      { length: width },
      (_, other) => `${other === at ? 'count(*)' : '0'} AS n${other}`,
    )
    return `SELECT ${columnName(at)} AS node, ${counts.join(', ')} FROM m GROUP BY 1`
  })
  const sums = Array.from({ length: width }, (_, at) => `sum(n${at})::DOUBLE AS n${at}`).join(', ')
  return `SELECT node, ${sums} FROM (${parts.join(' UNION ALL ')}) GROUP BY node`
}

async function orderSql(space: MatchSpace, { by, name, descending }: ParticipationSort) {
  const rank = {
    join: ` JOIN ${await ensureNodeOrder(space.connection, space.host)} o ON o."index" = p.node`,
  }
  const direction = descending ? ' DESC' : ''
  if (by === 'id') return { ...rank, order: `o.rank${direction}` }
  if (by === 'attribute') {
    const { column } = attributeColumn(space, name ?? '')
    return { ...rank, order: `h.${quoteName(column)}${direction} NULLS LAST, o.rank` }
  }
  if (name === undefined) return { ...rank, order: `total${direction}, o.rank` }
  const at = space.matches.columns.indexOf(name)
  if (at < 0)
    throw new MotifscopeError('unknown-column', `The result has no column "${name}".`, {
      hint: `Its columns are ${space.matches.columns.join(', ')}.`,
    })
  return { ...rank, order: `p.n${at}${direction}, o.rank` }
}

/** Host nodes with their counts; equal ones in the order of their ids.
 *  @throws MotifscopeError as `keptMatches`, and `unknown-attribute`. */
export async function participationOfNodes(
  space: MatchSpace,
  query: ParticipationQuery,
): Promise<MatchParticipation> {
  const { connection, host, matches, signal } = space
  const width = matches.columns.length
  const attributes = query.attributes.map((name) => attributeColumn(space, name))
  const { join, order } = await orderSql(space, query.sort)
  const kept = await keptMatches(space, query)
  const counts = matches.columns.map((_, at) => `p.n${at}`)
  const values = attributes.map(({ column }, at) => `, h.${quoteName(column)} AS v${at}`).join('')
  const answer = await connection.query(
    `${kept}, p AS MATERIALIZED (${countsSql(width)}) ` +
      `SELECT h.id, ${counts.join(', ')}, ${counts.join(' + ')} AS total, ` +
      `(SELECT count(*)::DOUBLE FROM p) AS "nodes"${values} ` +
      `FROM p JOIN ${tablesOfHost(host.id).nodeTable} h ON h."index" = p.node${join} ` +
      `ORDER BY ${order} LIMIT ${query.limit} OFFSET ${query.offset}`,
    signal,
  )
  const cell = (name: string, row: number): unknown => answer.getChild(name)?.get(row)
  const columns = attributes.map((column, at) => plainColumn(answer, `v${at}`, column))
  const rows = Array.from({ length: answer.numRows }, (_, row) => ({
    id: String(cell('id', row)),
    counts: matches.columns.map((_, at) => Number(cell(`n${at}`, row))),
    total: Number(cell('total', row)),
    values: columns.map((column) => column[row] ?? null),
  }))
  return { rows, nodeCount: Number(cell('nodes', 0) ?? 0) }
}
