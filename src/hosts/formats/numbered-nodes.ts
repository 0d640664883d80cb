/** Nodes of formats that number them: decides, when all are there, whether the number is only the file's own and the
 *  label is the id, and tells what an edge means by a number. */
import type { CellKind, ColumnSink, GraphSink } from './format'

export interface NamedCell {
  name: string
  kind: CellKind
  text: string
}

interface NumberedNode {
  number: string
  line: number
  cells: NamedCell[]
}

/** What may be the id of a node, the likelier first. */
const labelNames = ['label', 'name']

/** Keeps nodes until the first edge asks for one; attributes go to the sink then. */
export class NumberedNodes {
  private readonly sink: GraphSink
  private waiting: NumberedNode[] = []
  /** Numbers → ids, where they differ. */
  private ids: Map<string, string> | null = null
  private isDecided = false
  private idName: string | null = null

  constructor(sink: GraphSink) {
    this.sink = sink
  }

  /** Takes a node; its attributes in any order. */
  add(number: string, cells: NamedCell[], line: number): void {
    const node = { number, cells, line }
    if (this.isDecided) this.declare(node)
    else this.waiting.push(node)
  }

  /** The id of the node with this number; undefined: no such node so far. Only numbers that are renamed are known. */
  idOf(number: string): string | undefined {
    this.decide()
    return this.ids ? this.ids.get(number) : number
  }

  /** All nodes that are there are declared. */
  decide(): void {
    if (this.isDecided) return
    this.isDecided = true
    this.idName = this.findIdName()
    if (this.idName !== null) this.ids = new Map()
    for (const node of this.waiting) this.declare(node)
    this.waiting = []
  }

  private declare({ number, cells, line }: NumberedNode): void {
    const label = this.idName === null ? undefined : cells.find(({ name }) => name === this.idName)?.text
    const id = this.idName === null ? number : (label ?? number)
    if (this.ids) {
      if (this.ids.has(number))
        this.sink.warn('A node number is used more than once; the first node was kept', {
          line,
          example: number,
        })
      else this.ids.set(number, id)
    }
    const row = this.sink.node(id, line)
    if (row < 0) return
    for (const { name, kind, text } of cells) {
      if (name === this.idName || (name === 'label' && text === id)) continue
      this.column(name).append(row, kind, text)
    }
  }

  private column(name: string): ColumnSink {
    return this.sink.nodeColumn(name)
  }

  /** The attribute that is the real id: every node has one of its own, and numbers only count from 0 or 1. */
  private findIdName(): string | null {
    const { waiting } = this
    const first = waiting[0]?.number
    if (first !== '0' && first !== '1') return null
    const start = Number(first)
    if (!waiting.every(({ number }, index) => number === String(start + index))) return null
    return labelNames.find((name) => this.isUnique(name)) ?? null
  }

  private isUnique(wanted: string): boolean {
    const seen = new Set<string>()
    for (const { cells } of this.waiting) {
      const text = cells.find(({ name, kind }) => name === wanted && kind !== 'json')?.text
      if (text === undefined || seen.has(text)) return false
      seen.add(text)
    }
    return true
  }
}
