/** Takes a graph from a format, element by element, and keeps it compactly until all of it is there. Nodes are
 *  counted in order of first appearance, edges in order of the file. */
import { MotifscopeError } from '../model/errors'
import type { CellColumn } from './cell-column'
import { columnOpener, ColumnSet } from './column-set'
import type { SinkOptions } from './column-set'
import type { NodeIds, Notice, TableSink } from './formats/format'
import { GrowingUint32 } from './growing-array'
import { countName, isWanted, mergeParallel } from './merge-parallel'
import type { Aggregate } from './merge-parallel'
import { NodeIndex } from './node-index'
import { noRow } from './arrow-cells'
import { Notices } from './notices'

/** Nodes as one file declares them: which of its rows belongs to which node. */
export interface NodeSource {
  columns: CellColumn[]
  /** By node in order of first appearance; `noRow` where this file does not declare the node. May be shorter than
   *  the number of nodes. */
  rowOfNode: GrowingUint32
  rowCount: number
}

/** Attributes that were joined: which row belongs to which edge (`noRow`: none). */
export interface JoinedColumns {
  columns: CellColumn[]
  rowOfEdge: Uint32Array
}

const defaultDirection = 0
const isDirected = 1
const isUndirected = 2

export interface BuilderOptions {
  /** Merges edges between the same two nodes; absent: they are kept. */
  aggregate?: Aggregate
  /** What the user says, against the file. */
  directed?: boolean
  /** Throws when so many edges with so many attributes cannot be held. Asked as soon as the numbers are known. */
  checkSize?: (edgeCount: number, columnCount: number) => void
}

/** Everything a file says, once it is read. */
export class GraphBuilder {
  private readonly options: BuilderOptions
  /** Rows that were merged already, less the edges they became. */
  private mergedCount = 0
  private readonly mergeStep: number
  private mergeAt: number
  readonly nodes = new NodeIndex()
  readonly sources = new GrowingUint32()
  readonly targets = new GrowingUint32()
  readonly edgeColumns = new ColumnSet()
  readonly nodeSources: NodeSource[] = []
  readonly joinedEdges: JoinedColumns[] = []
  readonly notices = new Notices()
  directedByDefault = true
  expectsNodes = false
  /** Line that mentions a node first, for the warning about nodes that are never declared. */
  readonly firstLines = new GrowingUint32()
  /** Direction of each edge (0 as the graph, 1 directed, 2 not), up to the last edge that says it. */
  readonly directions = new GrowingUint32()

  /** @param mergeStep so many more rows than after the last time are merged (a test takes fewer) */
  constructor(options: BuilderOptions = {}, mergeStep = 1 << 22) {
    this.options = options
    this.mergeStep = mergeStep
    this.mergeAt = mergeStep
    if (options.aggregate?.by === 'count') this.edgeColumns.column(countName)
  }

  /** A sink for one file. Node attributes of several files stay apart until the end. */
  openSink(choices: SinkOptions = {}): TableSink {
    const nodeColumns = new ColumnSet()
    const nodeColumnOf = columnOpener(nodeColumns, choices.nodeColumns, this.notices)
    const edgeColumnOf = columnOpener(this.edgeColumns, choices.columns, this.notices)
    const source: NodeSource = { columns: nodeColumns.columns, rowOfNode: new GrowingUint32(), rowCount: 0 }
    this.nodeSources.push(source)
    return {
      setDirected: (directed) => {
        this.directedByDefault = directed
      },
      expectDeclaredNodes: () => {
        this.expectsNodes = true
      },
      node: (id, line) => this.declareNode(source, id, line),
      edge: (from, to, line, directed) => this.addEdge(from, to, line, directed),
      ids: this.ids,
      link: (from, to) => {
        this.sources.push(from)
        this.targets.push(to)
        return this.sources.length - 1
      },
      settle: () => this.settle(),
      expectEdges: (count, columnCount) => this.expectEdges(count, columnCount),
      ...(choices.tellIds ? { tellIds: choices.tellIds } : {}),
      nodeColumn: nodeColumnOf,
      edgeColumn: (name) =>
        edgeColumnOf(name, (called) => !this.options.aggregate || isWanted(called, this.options.aggregate)),
      warn: (sentence: string, notice?: Notice) => this.notices.add(sentence, notice),
    }
  }

  private readonly ids: NodeIds = {
    ofText: (id, line) => this.seenOn(line, this.nodes.indexOf(id)),
    ofBytes: (bytes, start, end, line) => this.seenOn(line, this.nodes.indexOfBytes(bytes, start, end)),
    ofInteger: (low, high, line) => this.seenOn(line, this.nodes.indexOfInteger(low, high)),
  }

  private seenOn(line: number, index: number): number {
    if (index === this.firstLines.length) this.firstLines.push(line)
    return index
  }

  private settle(): void {
    const { sources, options } = this
    if (options.aggregate && sources.length >= this.mergeAt) {
      this.merge(options.aggregate)
      this.mergeAt = Math.max(sources.length * 2, sources.length + this.mergeStep)
    }
    options.checkSize?.(sources.length, this.edgeColumns.columns.length)
  }

  private merge(aggregate: Aggregate): void {
    const before = this.sources.length
    const isDirected = this.options.directed ?? this.directedByDefault
    const edges = { sources: this.sources, targets: this.targets, columns: this.edgeColumns.columns }
    mergeParallel(this.nodes.size, edges, aggregate, !isDirected)
    this.mergedCount += before - this.sources.length
  }

  /** Merges for the last time, when everything is read, and says what became of it.
   *  @throws MotifscopeError `unknown-column`, `not-a-number` when the weight cannot be added up. */
  finishMerging(): void {
    const { aggregate } = this.options
    if (!aggregate) return
    if (this.directions.length > 0) {
      this.notices.add('Edges were kept apart, since each says for itself whether it has a direction')
      return
    }
    this.merge(aggregate)
    const { weight } = aggregate
    const { columns } = this.edgeColumns
    for (const column of columns)
      if (aggregate.by !== 'count' && !column.isSummable()) this.leaveOut(column.name, weight)
    if (aggregate.by !== 'count' && weight !== undefined && !columns.some(({ hasValues }) => hasValues))
      throw noSuchWeight(weight)
    this.edgeColumns.columns = columns.filter((column) => column.isSummable())
    const rows = (this.edgeCount + this.mergedCount).toLocaleString('en')
    if (this.mergedCount > 0)
      this.notices.add(
        `One edge for each pair: ${rows} rows became ${this.edgeCount.toLocaleString('en')} edges`,
      )
  }

  private leaveOut(name: string, weight: string | undefined): void {
    if (name === weight) throw notANumber(name)
    this.notices.add('An attribute that cannot be added up was left out', { example: name })
  }

  private expectEdges(count: number, columnCount: number): void {
    if (this.options.aggregate) return
    this.options.checkSize?.(count, columnCount)
    this.sources.reserve(count)
    this.targets.reserve(count)
  }

  get edgeCount(): number {
    return this.sources.length
  }

  /** The direction of an edge, when it differs from the graph's. */
  directionOf(edge: number): boolean {
    const said = edge < this.directions.length ? this.directions.get(edge) : defaultDirection
    return said === defaultDirection ? this.directedByDefault : said === isDirected
  }

  private declareNode(source: NodeSource, id: string, line: number): number {
    const index = this.mention(id, line)
    const { rowOfNode } = source
    if (index < rowOfNode.length && rowOfNode.get(index) !== noRow) {
      this.notices.add('A node id is declared more than once; the first declaration was kept', {
        line,
        example: id,
      })
      return -1
    }
    rowOfNode.set(index, source.rowCount, noRow)
    return source.rowCount++
  }

  private addEdge(from: string, to: string, line: number, directed: boolean | undefined): number {
    const row = this.sources.length
    this.sources.push(this.mention(from, line))
    this.targets.push(this.mention(to, line))
    if (directed !== undefined)
      this.directions.set(row, directed ? isDirected : isUndirected, defaultDirection)
    return row
  }

  private mention(id: string, line: number): number {
    return this.seenOn(line, this.nodes.indexOf(id))
  }
}

function notANumber(name: string): MotifscopeError {
  return new MotifscopeError(
    'not-a-number',
    `The column “${name}” holds text or long ids, which cannot be added up.`,
    {
      hint: 'Choose a column of numbers, or count the rows.',
    },
  )
}

function noSuchWeight(name: string): MotifscopeError {
  return new MotifscopeError('unknown-column', `No edge has a number called “${name}”.`, {
    hint: 'Choose a column of numbers, or count the rows.',
  })
}
