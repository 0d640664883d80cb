/** Takes a graph from a format, element by element, and keeps it compactly until all of it is there. Nodes are
 *  counted in order of first appearance, edges in order of the file. */
import { CellColumn } from './cell-column'
import type { ColumnSink, GraphSink, Notice } from './formats/format'
import { GrowingUint32 } from './growing-array'
import { NodeIndex } from './node-index'
import { noRow } from './arrow-cells'
import { Notices } from './notices'

/** Columns in order of first appearance. */
class ColumnSet {
  readonly columns: CellColumn[] = []
  private readonly byName = new Map<string, CellColumn>()

  column(name: string): CellColumn {
    const known = this.byName.get(name)
    if (known) return known
    const column = new CellColumn(name)
    this.byName.set(name, column)
    this.columns.push(column)
    return column
  }
}

/** Nodes as one file declares them: which of its rows belongs to which node. */
export interface NodeSource {
  columns: CellColumn[]
  /** By node in order of first appearance; `noRow` where this file does not declare the node. May be shorter than
   *  the number of nodes. */
  rowOfNode: GrowingUint32
  rowCount: number
}

const defaultDirection = 0
const isDirected = 1
const isUndirected = 2

/** Everything a file says, once it is read. */
export class GraphBuilder {
  readonly nodes = new NodeIndex()
  readonly sources = new GrowingUint32()
  readonly targets = new GrowingUint32()
  readonly edgeColumns = new ColumnSet()
  readonly nodeSources: NodeSource[] = []
  readonly notices = new Notices()
  directedByDefault = true
  expectsNodes = false
  /** Line that mentions a node first, for the warning about nodes that are never declared. */
  readonly firstLines = new GrowingUint32()
  /** Direction of each edge (0 as the graph, 1 directed, 2 not), up to the last edge that says it. */
  readonly directions = new GrowingUint32()

  /** A sink for one file. Node attributes of several files stay apart until the end. */
  openSink(): GraphSink {
    const nodeColumns = new ColumnSet()
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
      nodeColumn: (name): ColumnSink => nodeColumns.column(name),
      edgeColumn: (name): ColumnSink => this.edgeColumns.column(name),
      warn: (sentence: string, notice?: Notice) => this.notices.add(sentence, notice),
    }
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
    const index = this.nodes.indexOf(id)
    if (index === this.firstLines.length) this.firstLines.push(line)
    return index
  }
}
