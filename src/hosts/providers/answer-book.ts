/** What a server answered to one search, as the result store wants it: rows of small numbers, and beside them which node
 *  each number is, with the attributes of nodes and edges that came. Numbers are given in order of appearance. Pure. */
import type { AttributeValue } from '../../model/attribute'
import type { RemoteValue } from '../../grand/remote/cypher-endpoint'

export type NodeKey = string | number | bigint

/** An ordered pair of keys as one text; ids may hold anything. */
export const keyPair = (source: NodeKey, target: NodeKey): string =>
  JSON.stringify([typeof source, String(source), typeof target, String(target)])

export type Attributes = Record<string, RemoteValue>

/** An answer as columns: what of nodes (place = number) and edges is known. */
export interface AnswerTables {
  ids: string[]
  nodes: Map<string, (AttributeValue | undefined)[]>
  sources: number[]
  targets: number[]
  edges: Map<string, (AttributeValue | undefined)[]>
}

/** A motif edge as places in a row. */
export type EdgePlaces = readonly (readonly [from: number, to: number])[]

export class AnswerBook {
  private readonly width: number
  private readonly numbers = new Map<NodeKey, number>()
  private readonly keys: NodeKey[] = []
  private readonly ids: string[] = []
  private readonly nodes: (Attributes | undefined)[] = []
  private readonly pairs = new Set<string>()
  private readonly edges: { source: number; target: number; attributes: Attributes }[] = []
  private newPairs: [NodeKey, NodeKey][] = []
  private asked = 0

  /** @param width columns of a row */
  constructor(width: number) {
    this.width = width
  }

  get nodeCount(): number {
    return this.keys.length
  }

  get edgeCount(): number {
    return this.edges.length
  }

  /** Rows of keys as rows of numbers, row-major. A row with a cell that is no key is a fault of the server.
   *  @throws Error */
  addRows(rows: readonly (readonly RemoteValue[])[], edges: EdgePlaces): Uint32Array<ArrayBuffer> {
    const numbers = new Uint32Array(rows.length * this.width)
    rows.forEach((row, at) => {
      for (let column = 0; column < this.width; column++)
        numbers[at * this.width + column] = this.numberOf(row[column])
      for (const [from, to] of edges) this.notePair(row[from] as NodeKey, row[to] as NodeKey)
    })
    return numbers
  }

  private numberOf(cell: RemoteValue | undefined): number {
    if (typeof cell !== 'string' && typeof cell !== 'number' && typeof cell !== 'bigint')
      throw new Error('a cell names no node')
    const known = this.numbers.get(cell)
    if (known !== undefined) return known
    const number = this.keys.length
    this.numbers.set(cell, number)
    this.keys.push(cell)
    this.ids.push(String(cell))
    this.nodes.push(undefined)
    return number
  }

  private notePair(source: NodeKey, target: NodeKey): void {
    const text = `${this.numbers.get(source)} ${this.numbers.get(target)}`
    if (this.pairs.has(text)) return
    this.pairs.add(text)
    this.newPairs.push([source, target])
  }

  /** The keys that have come since this was asked last. */
  takeNewKeys(): NodeKey[] {
    const fresh = this.keys.slice(this.asked)
    this.asked = this.keys.length
    return fresh
  }

  /** The same for pairs that a motif edge joins. */
  takeNewPairs(): [NodeKey, NodeKey][] {
    const fresh = this.newPairs
    this.newPairs = []
    return fresh
  }

  /** What the server says of a node. Keys that no row has are left out. */
  describeNode(
    key: RemoteValue | undefined,
    id: RemoteValue | undefined,
    attributes: RemoteValue | undefined,
  ): void {
    const number = this.numbers.get(key as NodeKey)
    if (number === undefined) return
    if (id !== null && id !== undefined && typeof id !== 'object') this.ids[number] = String(id)
    if (isMap(attributes)) this.nodes[number] = attributes
  }

  describeEdge(
    source: RemoteValue | undefined,
    target: RemoteValue | undefined,
    attributes: RemoteValue | undefined,
  ): void {
    const [from, to] = [this.numbers.get(source as NodeKey), this.numbers.get(target as NodeKey)]
    if (from === undefined || to === undefined) return
    this.edges.push({ source: from, target: to, attributes: isMap(attributes) ? attributes : {} })
  }

  /** Everything so far as columns. The id attribute is not repeated among the others. */
  tables(idProperty: string): AnswerTables {
    const nodes = columnsOf(this.nodes)
    nodes.delete(idProperty)
    return {
      ids: [...this.ids],
      nodes,
      sources: this.edges.map(({ source }) => source),
      targets: this.edges.map(({ target }) => target),
      edges: columnsOf(this.edges.map(({ attributes }) => attributes)),
    }
  }
}

const isMap = (value: RemoteValue | undefined): value is Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Rows of attributes as one column each, by name. */
function columnsOf(rows: readonly (Attributes | undefined)[]): Map<string, (AttributeValue | undefined)[]> {
  const columns = new Map<string, (AttributeValue | undefined)[]>()
  rows.forEach((row, at) => {
    for (const [name, value] of Object.entries(row ?? {})) {
      if (value === null) continue
      const column = columns.get(name) ?? new Array<AttributeValue | undefined>(rows.length).fill(undefined)
      columns.set(name, column)
      column[at] = value as AttributeValue
    }
  })
  return new Map([...columns].sort(([a], [b]) => (a < b ? -1 : 1)))
}
