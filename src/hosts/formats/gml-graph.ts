/** Nodes and edges of a GML file on their way to the sink: ids settled, values as cells. */
import { MotifscopeError } from '../../model/errors'
import type { GraphSink } from './format'
import { cellOfValues } from './gml-value'
import type { GmlRecord } from './gml-value'
import { NumberedNodes } from './numbered-nodes'
import type { NamedCell } from './numbered-nodes'

interface WaitingEdge {
  source: string
  target: string
  cells: NamedCell[]
  line: number
}

export class GmlGraph {
  private readonly sink: GraphSink
  private readonly nodes: NumberedNodes
  /** Edges that stand before their nodes. */
  private waiting: WaitingEdge[] = []
  private hasNodes = false

  constructor(sink: GraphSink) {
    this.sink = sink
    this.nodes = new NumberedNodes(sink)
  }

  /** @throws MotifscopeError `invalid-gml` without an id. */
  node(record: GmlRecord, line: number): void {
    this.hasNodes = true
    this.nodes.add(textOf(record, 'id', 'node', line), cellsOf(record, ['id']), line)
  }

  /** @throws MotifscopeError `invalid-gml` without its ends. */
  edge(record: GmlRecord, line: number): void {
    const source = textOf(record, 'source', 'edge', line)
    const target = textOf(record, 'target', 'edge', line)
    const edge = { source, target, cells: cellsOf(record, ['source', 'target']), line }
    if (!this.hasNodes) this.waiting.push(edge)
    else {
      const [from, to] = [this.nodes.idOf(source), this.nodes.idOf(target)]
      if (from === undefined || to === undefined) this.waiting.push(edge)
      else this.addEdge(edge, from, to)
    }
  }

  finish(): void {
    this.nodes.decide()
    for (const edge of this.waiting) {
      const { source, target } = edge
      this.addEdge(edge, this.nodes.idOf(source) ?? source, this.nodes.idOf(target) ?? target)
    }
  }

  private addEdge({ cells, line }: WaitingEdge, source: string, target: string): void {
    const row = this.sink.edge(source, target, line)
    for (const { name, kind, text } of cells) this.sink.edgeColumn(name).append(row, kind, text)
  }
}

function textOf(record: GmlRecord, key: string, element: string, line: number): string {
  const [value] = record.get(key) ?? []
  if (value && !(value instanceof Map)) return value.text
  throw new MotifscopeError(
    'invalid-gml',
    `The ${element} that begins on line ${line} has no “${key}”${record.has(key) ? ' that is a number or a text' : ''}.`,
    { hint: `Each ${element} needs ${element === 'node' ? 'an id' : 'a source and a target'}.`, line },
  )
}

function cellsOf(record: GmlRecord, without: string[]): NamedCell[] {
  const cells: NamedCell[] = []
  for (const [name, values] of record) {
    if (without.includes(name)) continue
    const cell = cellOfValues(values)
    if (cell) cells.push({ name, ...cell })
  }
  return cells
}
