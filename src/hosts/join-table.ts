/** Attributes from a further table, put to the nodes or edges of a host by id. Rows of strangers are counted and left
 *  out: a join adds no node and no edge. Runs in a worker and in Node. */
import type { Derivation } from '../model/derivation'
import { MotifscopeError } from '../model/errors'
import { noRow } from './arrow-cells'
import type { CellColumn } from './cell-column'
import { columnOpener, ColumnSet } from './column-set'
import { detectFormat } from './formats/detect-format'
import type { NodeIds, TableSink } from './formats/format'
import type { GraphBuilder } from './graph-builder'
import { graphFormats, nodeTableFormat } from './graph-formats'
import { GrowingUint32 } from './growing-array'
import { groupByPair } from './merge-parallel'
import { textOfInt64 } from './number-block'
import { openFormatInput } from './open-source'
import type { GraphSource } from './open-source'
import type { Pace } from './pace'
import { textOf } from './text-block'

export type Join = Derivation & { by: 'join' }

/** How a table and a host fit together. */
export interface JoinTally {
  /** Rows that give attributes to a node or a pair. */
  matched: number
  /** Rows whose id, or pair, the host does not have. */
  unmatched: number
  /** Rows of an id or pair that an earlier row had: the first counts. */
  duplicates: number
  /** Nodes or edges of the host that get nothing. */
  without: number
  /** The column or columns of ids that were used. */
  ids: string[]
  /** The attributes that come, as they will be called. */
  names: string[]
}

/** Columns whose names do not clash with those of the host. */
class JoinedSet extends ColumnSet {
  private readonly given = new Map<string, string>()
  private readonly taken: Set<string>
  private readonly prefix: string

  constructor(taken: Iterable<string>, prefix: string) {
    super()
    this.taken = new Set(taken)
    this.prefix = prefix
  }

  override column(name: string): CellColumn {
    let called = this.given.get(name)
    if (called === undefined) {
      called = this.taken.has(name) ? `${this.prefix}${name}` : name
      for (let count = 2; this.taken.has(called); count++) called = `${this.prefix}${name}_${count}`
      this.taken.add(called)
      this.given.set(name, called)
    }
    return super.column(called)
  }
}

/** What stands before a name that the host has already, when the user does not say: the table's name. */
export const prefixOf = (table: string): string =>
  `${table.replace(/(\.[a-z]+)+$/i, '').replace(/[^\p{L}\p{N}_]+/gu, '_') || 'table'}_`

/** Reads the table and joins it to what the builder holds: a whole stored host.
 *  @throws MotifscopeError `not-a-table`, and what reading tables throws. */
export async function joinTable(
  builder: GraphBuilder,
  source: GraphSource,
  join: Join,
  pace: Pace,
): Promise<JoinTally> {
  const input = await openFormatInput(source, 'reading nodes', pace)
  const format = detectFormat(input.head)
  if (!['csv', 'parquet', 'arrow'].includes(format))
    throw new MotifscopeError('not-a-table', `${join.table} is a graph, not a table.`, {
      hint: 'Join tables in CSV, Parquet or Arrow; open a graph as a host of its own.',
    })
  const columns = joinedColumns(builder, join)
  const tally = {
    matched: 0,
    unmatched: 0,
    duplicates: 0,
    without: 0,
    ids: [] as string[],
    names: [] as string[],
  }
  const sink: TableSink = {
    ...deafSink(builder),
    tellIds: (ids) => {
      tally.ids = ids
    },
    nodeColumn: columnOpener(columns, join.columns, builder.notices),
    edgeColumn: columnOpener(columns, join.columns, builder.notices),
  }
  if (join.to === 'nodes') {
    const reader = nodeTableFormat(format)
    await joinNodes(builder, columns, tally, (node) => reader.readNodes(input, { ...sink, node }, join.id))
  } else {
    const { source, target } = join
    const options = { ...(source ? { source } : {}), ...(target ? { target } : {}) }
    await joinEdges(builder, columns, tally, (take) =>
      graphFormats[format].read(input, { ...sink, ...take }, options),
    )
  }
  noteTally(builder, join, tally)
  return { ...tally, names: columns.columns.map(({ name }) => name) }
}

/** The columns that come, none called as one that is there. */
function joinedColumns({ nodeSources, edgeColumns }: GraphBuilder, { to, table, prefix }: Join): JoinedSet {
  const own = to === 'nodes' ? (nodeSources[0]?.columns ?? []) : edgeColumns.columns
  const reserved = to === 'nodes' ? ['id'] : ['source', 'target']
  return new JoinedSet([...own.map(({ name }) => name), ...reserved], prefix ?? prefixOf(table))
}

/** A sink that takes nothing but warnings. */
function deafSink(builder: GraphBuilder): TableSink {
  const noNode = () => -1
  return {
    setDirected: () => undefined,
    expectDeclaredNodes: () => undefined,
    expectEdges: () => undefined,
    settle: () => undefined,
    ids: { ofText: noNode, ofBytes: noNode, ofInteger: noNode },
    node: noNode,
    edge: noNode,
    link: noNode,
    nodeColumn: (name) => builder.edgeColumns.column(name),
    edgeColumn: (name) => builder.edgeColumns.column(name),
    warn: (sentence, notice) => builder.notices.add(sentence, notice),
  }
}

async function joinNodes(
  builder: GraphBuilder,
  columns: ColumnSet,
  tally: JoinTally,
  read: (node: TableSink['node']) => Promise<void>,
): Promise<void> {
  const rowOfNode = new GrowingUint32()
  let rowCount = 0
  await read((id) => {
    const index = builder.nodes.find(id)
    if (index < 0) {
      tally.unmatched++
      return -1
    }
    if (index < rowOfNode.length && rowOfNode.get(index) !== noRow) {
      tally.duplicates++
      return -1
    }
    rowOfNode.set(index, rowCount, noRow)
    tally.matched++
    return rowCount++
  })
  tally.without = builder.nodes.size - tally.matched
  builder.nodeSources.push({ columns: columns.columns, rowOfNode, rowCount })
}

/** An end that is no node of the host. */
const stranger = 0xffffffff

async function joinEdges(
  builder: GraphBuilder,
  columns: ColumnSet,
  tally: JoinTally,
  read: (take: Pick<TableSink, 'ids' | 'edge' | 'link'>) => Promise<void>,
): Promise<void> {
  const sources = new GrowingUint32()
  const targets = new GrowingUint32()
  const find = (id: string) => {
    const index = builder.nodes.find(id)
    return index < 0 ? stranger : index
  }
  const ids: NodeIds = {
    ofText: find,
    ofBytes: (bytes, start, end) => find(textOf(bytes, start, end)),
    ofInteger: (low, high) => find(textOfInt64(low, high)),
  }
  const link = (from: number, to: number) => {
    if (from === stranger || to === stranger) {
      tally.unmatched++
      return -1
    }
    sources.push(from)
    targets.push(to)
    return sources.length - 1
  }
  await read({ ids, link, edge: (from, to) => link(find(from), find(to)) })
  const rowOfEdge = rowsOfPairs(builder, sources.view(), targets.view(), tally)
  builder.joinedEdges.push({ columns: columns.columns, rowOfEdge })
}

/** The row of the table for each edge, by its pair. Pairs of the host and of the table are grouped together. */
function rowsOfPairs(
  builder: GraphBuilder,
  sources: Uint32Array,
  targets: Uint32Array,
  tally: JoinTally,
): Uint32Array {
  const { edgeCount } = builder
  const both = (edges: GrowingUint32, rows: Uint32Array) => {
    const joined = new Uint32Array(edgeCount + rows.length)
    joined.set(edges.view())
    joined.set(rows, edgeCount)
    return joined
  }
  const { edgeOfRow: pairOf, firstRows } = groupByPair(
    builder.nodes.size,
    both(builder.sources, sources),
    both(builder.targets, targets),
    !builder.directedByDefault,
  )
  const rowOfPair = new Uint32Array(firstRows.length).fill(noRow)
  for (let row = 0; row < sources.length; row++) {
    const pair = pairOf[edgeCount + row] as number
    if ((firstRows[pair] as number) >= edgeCount) tally.unmatched++
    else if (rowOfPair[pair] !== noRow) tally.duplicates++
    else {
      rowOfPair[pair] = row
      tally.matched++
    }
  }
  const rowOfEdge = new Uint32Array(edgeCount)
  for (let edge = 0; edge < edgeCount; edge++) {
    const row = rowOfPair[pairOf[edge] as number] as number
    rowOfEdge[edge] = row
    if (row === noRow) tally.without++
  }
  return rowOfEdge
}

function noteTally(
  builder: GraphBuilder,
  { table, to }: Join,
  { unmatched, duplicates, without }: JoinTally,
): void {
  const [one, whole] = to === 'nodes' ? ['node', 'id'] : ['edge', 'pair']
  const note = (sentence: string, count: number) => {
    if (count > 0) builder.notices.add(sentence, { example: table }, count)
  }
  note(`A row of the table belongs to no ${one} and was left out`, unmatched)
  note(`A row of the table repeats the ${whole} of an earlier one and was left out`, duplicates)
  note(`The table has no row for ${one === 'edge' ? 'an' : 'a'} ${one} of the host`, without)
}
