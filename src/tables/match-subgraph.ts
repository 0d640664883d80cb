/** The union of some rows of a result as one graph: its host nodes with the motif nodes they stand for, and the host's
 *  edges among them. Larger than `subgraph.ts`, which knows every attribute of some hundreds of nodes. */
import { MotifscopeError } from '../model/errors'
import { withScratchTable } from './attribute-table'
import { tablesOfHost } from './host-tables'
import { keptMatches, orderOf } from './match-kept'
import type { MatchFilter, MatchSort, MatchSpace } from './match-kept'
import { openMatchSource } from './match-source'
import { columnName } from './match-table'
import { plainColumn } from './match-values'
import { indexesOfIds } from './marked-matches'
import { idsOfNodes } from './node-ids'
import { quoteName } from './sql'
import { firstNumber, indexColumn, int32Column } from './sql-connection'

/** What a picture of any kind can show. */
export const mostUnionNodes = 20_000
export const mostUnionPairs = 1_000_000

export interface UnionQuery extends MatchFilter {
  sort?: MatchSort
  /** The first so many rows. */
  limit: number
  offset: number
  /** These rows instead, as ids. */
  rows?: readonly (readonly string[])[]
  /** The node attribute to tell of each node. */
  attribute?: string
}

export interface MatchUnion {
  /** `counts`: in how many of the rows it stands for each motif node, in the order of the columns. */
  nodes: { id: string; counts: number[]; value: unknown }[]
  /** One for each pair of nodes. `source`, `target`: positions in `nodes`; `count`: parallel edges; `rows`: in how many
   *  of the rows an edge of the motif stands for it. */
  edges: { source: number; target: number; count: number; rows: number }[]
  /** Rows that were put together. */
  rowCount: number
}

async function pickedRows(space: MatchSpace, query: UnionQuery): Promise<string> {
  const { connection, host, matches } = space
  if (query.rows) {
    const indexes = await indexesOfIds(connection, host, [...new Set(query.rows.flat())])
    const rows = query.rows
      .filter((row) => row.length === matches.columns.length && row.every((id) => indexes.has(id)))
      .map((row) => `(${row.map((id) => indexes.get(id)).join()})`)
    const names = matches.columns.map((_, at) => columnName(at)).join()
    const values = rows.length > 0 ? rows.join() : `(${matches.columns.map(() => '-1').join()})`
    return `SELECT * FROM (VALUES ${values}) p(${names})${rows.length > 0 ? '' : ' WHERE FALSE'}`
  }
  const source = openMatchSource(host, matches)
  const { join, order } = await orderOf(space, query.sort, source)
  const kept = await keptMatches(space, query)
  const list = matches.columns.map((_, at) => `t.${columnName(at)}`).join(', ')
  return (
    `${kept} SELECT ${list} FROM m t${source.joins()}${join} ORDER BY ${order} ` +
    `LIMIT ${query.limit} OFFSET ${query.offset}`
  )
}

const tooLarge = (what: string, most: number) =>
  new MotifscopeError(
    'too-many-nodes',
    `These rows together have more than ${most.toLocaleString('en')} ${what}.`,
    {
      hint: 'Take fewer rows, or filter them first.',
    },
  )

async function nodesOf({ connection, matches, signal }: MatchSpace, picked: string) {
  const parts = matches.columns.map(
    (_, at) =>
      `SELECT ${columnName(at)} AS node, ${at} AS part, count(*)::INTEGER AS n FROM ${picked} GROUP BY 1`,
  )
  const all = parts.join(' UNION ALL ')
  const nodes = await connection.query(`SELECT count(DISTINCT node) AS n FROM (${all})`, signal)
  if (firstNumber(nodes, 'n') > mostUnionNodes) throw tooLarge('nodes', mostUnionNodes)
  const answer = await connection.query(`${all} ORDER BY node, part`, signal)
  const counts = new Map<number, number[]>()
  const [parted, numbers] = [int32Column(answer, 'part'), int32Column(answer, 'n')]
  indexColumn(answer, 'node').forEach((node, row) => {
    const known = counts.get(node) ?? matches.columns.map(() => 0)
    known[parted[row] ?? 0] = numbers[row] ?? 0
    counts.set(node, known)
  })
  return counts
}

async function edgesOf({ connection, host, matches, signal }: MatchSpace, picked: string) {
  const { edgeTable } = tablesOfHost(host.id)
  const ends = matches.columns.map((_, at) => `SELECT ${columnName(at)} FROM ${picked}`).join(' UNION ')
  const [s, t] = matches.isUndirected ? ['least(s, t)', 'greatest(s, t)'] : ['s', 't']
  const drawn = (matches.edges ?? []).map(({ from, to }) => {
    const [a, b] = [matches.columns.indexOf(from), matches.columns.indexOf(to)]
    return `SELECT ${columnName(a)} AS s, ${columnName(b)} AS t FROM ${picked}`
  })
  const motif = drawn.length > 0 ? drawn.join(' UNION ALL ') : 'SELECT -1 AS s, -1 AS t'
  const answer = await connection.query(
    `WITH k AS MATERIALIZED (${ends}), ` +
      `f AS (SELECT ${s} AS s, ${t} AS t, count(*)::INTEGER AS n FROM (${motif}) GROUP BY 1, 2), ` +
      `e AS (SELECT ${s} AS s, ${t} AS t, count(*)::INTEGER AS n FROM (SELECT source AS s, target AS t FROM ${edgeTable} ` +
      `WHERE source IN (FROM k) AND target IN (FROM k)) GROUP BY 1, 2) ` +
      `SELECT e.s, e.t, e.n, coalesce(f.n, 0)::INTEGER AS "rows" FROM e LEFT JOIN f ON f.s = e.s AND f.t = e.t ` +
      `ORDER BY e.s, e.t LIMIT ${mostUnionPairs + 1}`,
    signal,
  )
  if (answer.numRows > mostUnionPairs) throw tooLarge('edges', mostUnionPairs)
  const [sources, targets] = [int32Column(answer, 's'), int32Column(answer, 't')]
  const [counts, rows] = [int32Column(answer, 'n'), int32Column(answer, 'rows')]
  return Array.from(sources, (source, i) => ({
    source,
    target: targets[i] ?? 0,
    count: counts[i] ?? 0,
    rows: rows[i] ?? 0,
  }))
}

async function valuesOf({ connection, host, signal }: MatchSpace, nodes: number[], attribute: string) {
  const column = host.nodeColumns.find(({ name }) => name === attribute)
  if (!column)
    throw new MotifscopeError('unknown-attribute', `The nodes have no attribute "${attribute}".`, {
      hint: 'Choose one of the attributes that this host has.',
    })
  if (nodes.length === 0) return new Map<number, unknown>()
  const answer = await connection.query(
    `SELECT "index", ${quoteName(column.column)} AS v0 FROM ${tablesOfHost(host.id).nodeTable} ` +
      `WHERE "index" IN (${nodes.join()})`,
    signal,
  )
  const values = plainColumn(answer, 'v0', column)
  return new Map(Array.from(int32Column(answer, 'index'), (index, i) => [index, values[i]]))
}

/** The union of the rows. The host's tables must be loaded, those of its edges too.
 *  @throws MotifscopeError `too-many-nodes`, `unknown-attribute`, and as `keptMatches`. */
export async function unionOfMatches(space: MatchSpace, query: UnionQuery): Promise<MatchUnion> {
  const { connection, host } = space
  const unite = async (picked: string): Promise<MatchUnion> => {
    const rowCount = firstNumber(await connection.query(`SELECT count(*) AS n FROM ${picked}`), 'n')
    const counts = await nodesOf(space, picked)
    const nodes = [...counts.keys()]
    const ids = await idsOfNodes(connection, host, Uint32Array.from(nodes))
    const values = query.attribute === undefined ? null : await valuesOf(space, nodes, query.attribute)
    const position = new Map(nodes.map((node, at) => [node, at]))
    const edges = (await edgesOf(space, picked)).map((edge) => ({
      ...edge,
      source: position.get(edge.source) ?? 0,
      target: position.get(edge.target) ?? 0,
    }))
    return {
      nodes: nodes.map((node, at) => ({
        id: ids[at] ?? '',
        counts: counts.get(node) ?? [],
        value: values?.get(node) ?? null,
      })),
      edges,
      rowCount,
    }
  }
  return withScratchTable(connection, await pickedRows(space, query), unite, space.signal)
}
