/** Nodes and edges of a DOT file on their way to the sink. */
import { DefaultBudget } from './default-budget'
import { dotMistake } from './dot-words'
import type { DotWord } from './dot-words'
import type { ColumnSink, GraphSink } from './format'

/** What holds within the brackets of a graph or subgraph. */
export interface DotScope {
  /** Attributes that nodes get when they are first named. */
  node: Map<string, DotWord>
  edge: Map<string, DotWord>
  members: Set<string>
}

/** An edge between two groups stands for one between each two of their nodes: so many at most. */
const maximumGroupEdgeCount = 1e7

interface DotNode {
  line: number
  values: Map<string, DotWord>
}

export class DotGraph {
  private readonly sink: GraphSink
  private readonly nodes = new Map<string, DotNode>()
  private readonly subgraphs = new Map<string, string[]>()
  private readonly defaults = new DefaultBudget()
  private isDirected = false
  /** The edges so far where the graph is strict; null: parallel edges are kept. */
  private seen: Set<string> | null = null
  private groupEdgeCount = 0

  constructor(sink: GraphSink) {
    this.sink = sink
  }

  begin(isDirected: boolean, isStrict: boolean): void {
    this.isDirected = isDirected
    this.sink.setDirected(isDirected)
    if (isStrict) this.seen = new Set()
  }

  /** A node is named; it begins here when it was not before. */
  mention(name: string, { node, members }: DotScope, line: number): void {
    members.add(name)
    if (this.nodes.has(name)) return
    this.defaults.take(lengthOf(node))
    this.nodes.set(name, { line, values: new Map(node) })
  }

  setNode(name: string, values: Map<string, DotWord>): void {
    const node = this.nodes.get(name)
    for (const [attribute, value] of values) node?.values.set(attribute, value)
  }

  membersOf(subgraph: string): string[] {
    return this.subgraphs.get(subgraph) ?? []
  }

  /** A subgraph ends; its nodes are the outer one's too. */
  closeSubgraph(name: string | null, inner: DotScope, outer: DotScope): string[] {
    const members = [...inner.members]
    for (const member of members) outer.members.add(member)
    if (name !== null) this.subgraphs.set(name, [...new Set([...this.membersOf(name), ...members])])
    return members
  }

  /** The arrow that does not fit the graph is read as the one that does. */
  noteSign({ text, line }: DotWord): void {
    const wanted = this.isDirected ? '->' : '--'
    if (text !== wanted) this.sink.warn(`An edge “${text}” was read as “${wanted}”`, { line })
  }

  /** Edges from each group of nodes to the next one. @throws MotifscopeError `invalid-dot` for too many at once. */
  addEdges(groups: string[][], values: Map<string, DotWord>, scope: DotScope, line: number): void {
    const cells = new Map([...scope.edge, ...values])
    const inherited = lengthOf(scope.edge)
    // The first edge has the statement's own values, the others have copies of them.
    let copied = inherited
    for (let i = 1; i < groups.length; i++) {
      const [from, to] = [groups[i - 1] as string[], groups[i] as string[]]
      if (from.length > 1 || to.length > 1) this.groupEdgeCount += from.length * to.length
      if (this.groupEdgeCount > maximumGroupEdgeCount)
        throw dotMistake(line, 'edges between subgraphs stand for more than ten million edges')
      for (const source of from)
        for (const target of to) {
          this.defaults.take(copied)
          copied = inherited + lengthOf(values)
          this.addEdge(source, target, cells, line)
        }
    }
  }

  finish(): void {
    for (const [name, { line, values }] of this.nodes) {
      const row = this.sink.node(name, line)
      for (const [attribute, value] of values) append(this.sink.nodeColumn(attribute), row, value)
    }
  }

  private addEdge(source: string, target: string, cells: Map<string, DotWord>, line: number): void {
    if (this.seen) {
      const isTurned = !this.isDirected && target < source
      const key = JSON.stringify(isTurned ? [target, source] : [source, target])
      if (this.seen.has(key))
        return this.sink.warn('A repeated edge of a “strict” graph was left out', { line, example: source })
      this.seen.add(key)
    }
    const row = this.sink.edge(source, target, line)
    for (const [attribute, value] of cells) append(this.sink.edgeColumn(attribute), row, value)
  }
}

function lengthOf(values: Map<string, DotWord>): number {
  let length = 0
  for (const { text } of values.values()) length += text.length
  return length
}

function append(column: ColumnSink, row: number, { kind, text }: DotWord): void {
  if (kind === 'bare') column.append(row, 'untyped', text)
  else column.append(row, 'text', text)
}
