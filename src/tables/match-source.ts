/** Where the columns of matches stand in SQL: each row `t` of a result joined with what the host knows of its nodes and
 *  edges, only as far as it is asked for. Names come from the host's own list of columns, never from a question. */
import type { AttributeColumn } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import type { MatchEdge, MatchReference } from '../model/match-query'
import { withIdColumn } from './attribute-table'
import { tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import { predicateFromConstraint } from './predicate'
import { quoteName } from './sql'

/** What of a result its columns follow from. */
export interface MatchShape {
  /** Motif node names, in the order of a row. */
  columns: string[]
  /** Required edges of the motif. */
  edges?: MatchEdge[]
  /** An edge may stand for a host edge the other way round. */
  isUndirected?: boolean
}

export interface MatchSource {
  /** The column, with safe SQL for its value in `column`.
   *  @throws MotifscopeError `unknown-column` */
  column(reference: MatchReference): AttributeColumn
  /** The joins that the columns asked for so far need, to stand behind `t`. */
  joins(): string
}

const list = (names: readonly string[]) =>
  names.length > 20 ? `${names.slice(0, 20).join(', ')}, …` : names.join(', ')

function unknownColumn(what: string, hint: string): MotifscopeError {
  return new MotifscopeError('unknown-column', `The result has no column "${what}".`, { hint })
}

function findColumn(columns: AttributeColumn[], owner: string, key: string): AttributeColumn {
  const column = columns.find(({ name }) => name === key)
  if (column) return column
  const names = columns.map(({ name }) => name)
  throw unknownColumn(
    `${owner}.${key}`,
    names.length > 0 ? `Known of ${owner}: ${list(names)}.` : `The host knows nothing of ${owner}.`,
  )
}

/** The host edges that a motif edge may stand for, one row for each pair of nodes. */
function edgeValues(host: TableHost, edge: MatchEdge, columns: AttributeColumn[], isUndirected: boolean) {
  const { edgeTable } = tablesOfHost(host.id)
  const conditions = edge.constraints.flatMap((constraint) => {
    const column = host.edgeColumns.find(({ name }) => name === constraint.key)
    const condition =
      column && predicateFromConstraint({ ...column, column: quoteName(column.column) }, constraint)
    return condition ? [condition] : []
  })
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
  const [source, target] = isUndirected
    ? ['least(source, target)', 'greatest(source, target)']
    : ['source', 'target']
  const values = columns.map(({ column }) => `, max(${quoteName(column)}) AS ${quoteName(column)}`).join('')
  return `SELECT ${source} AS source, ${target} AS target${values} FROM ${edgeTable}${where} GROUP BY 1, 2`
}

/** The source of one question. Rows are named `t`, with columns `c0`, `c1`, … of host node indexes. */
export function openMatchSource(host: TableHost, shape: MatchShape): MatchSource {
  const { columns: nodes, edges = [], isUndirected = false } = shape
  const joinedNodes = new Set<number>()
  const joinedEdges = new Map<number, Set<AttributeColumn>>()
  const nodeColumns = withIdColumn(host.nodeColumns)

  function place(node: string): number {
    const at = nodes.indexOf(node)
    if (at >= 0) return at
    throw unknownColumn(node, `Its columns are ${nodes.join(', ')}.`)
  }

  function column(reference: MatchReference): AttributeColumn {
    if (reference.kind === 'node') {
      const at = place(reference.node)
      const found =
        reference.key === null
          ? { name: 'id', type: 'string' as const, storage: 'utf8' as const, column: 'id' }
          : findColumn(nodeColumns, reference.node, reference.key)
      joinedNodes.add(at)
      return { ...found, column: `n${at}.${quoteName(found.column)}` }
    }
    const { from, to, key } = reference
    const name = `(${from} -> ${to})`
    const at = edges.findIndex((edge) => edge.from === from && edge.to === to)
    if (at < 0) throw unknownColumn(name, 'Only edges that the motif asks for have values.')
    const found = findColumn(host.edgeColumns, name, key)
    joinedEdges.set(at, (joinedEdges.get(at) ?? new Set()).add(found))
    return { ...found, column: `e${at}.${quoteName(found.column)}` }
  }

  function joinOfEdge([at, columns]: [number, Set<AttributeColumn>]): string {
    const edge = edges[at]
    if (!edge) return ''
    const [from, to] = [`t.c${place(edge.from)}`, `t.c${place(edge.to)}`]
    const ends = isUndirected ? [`least(${from}, ${to})`, `greatest(${from}, ${to})`] : [from, to]
    const values = edgeValues(host, edge, [...columns], isUndirected)
    return ` LEFT JOIN (${values}) e${at} ON e${at}.source = ${ends[0]} AND e${at}.target = ${ends[1]}`
  }

  function joins(): string {
    const { nodeTable } = tablesOfHost(host.id)
    const ofNodes = [...joinedNodes].map((at) => ` JOIN ${nodeTable} n${at} ON n${at}."index" = t.c${at}`)
    return [...ofNodes, ...[...joinedEdges].map(joinOfEdge)].join('')
  }

  return { column, joins }
}
