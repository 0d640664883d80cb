/** A graph in the page's memory that grows and shrinks: the rows of the search and an overlay of changes (`csr-graph`),
 *  ids once each, attributes in columns. For graphs that are made or changed by hand and by scripts; a host that is only
 *  read is a `HostBackend`. */
import type { Direction, EdgeRecord, GraphBackend, NodePair, NodeRecord, StreamOptions } from '../../backend'
import { defaultBatchSize } from '../../backend'
import type { GraphInMemory, WantedAttributes } from '../../graph-in-memory'
import { attributesAt, copyOfColumns, renumbered, setAttributes } from './attribute-columns'
import type { AttributeColumns } from './attribute-columns'
import { CsrGraph } from './csr-graph'
import type { SettlingOptions } from './csr-graph'
import { noEdge } from './csr-rows'
import { NodeNames } from './node-names'

export class MemoryBackend implements GraphBackend {
  readonly kind = 'memory'
  readonly writable = true
  private edgesHeld: CsrGraph
  private names = NodeNames.empty()
  private nodeColumns: AttributeColumns = new Map()
  private edgeColumns: AttributeColumns = new Map()
  /** Grows with every change; numbers read before it grew may mean something else. */
  private version = 0
  /** Somebody reads names and columns as they are now: who changes them must change copies. */
  private isLent = false

  constructor(
    readonly directed: boolean,
    private readonly settling: SettlingOptions = {},
  ) {
    this.edgesHeld = new CsrGraph(directed, settling)
  }

  async hasNodes(ids: readonly string[]) {
    return ids.map((id) => this.names.numberOf(id) !== undefined)
  }

  async getNodes(ids: readonly string[]) {
    return ids.map((id) => {
      const node = this.names.numberOf(id)
      return node === undefined ? undefined : attributesAt(this.nodeColumns, node)
    })
  }

  async addNodes(nodes: readonly NodeRecord[]) {
    this.beginChange()
    for (const { id, attributes } of nodes) setAttributes(this.nodeColumns, this.nodeFor(id), attributes)
  }

  async removeNodes(ids: readonly string[]) {
    this.beginChange()
    for (const id of ids) {
      const node = this.names.numberOf(id)
      if (node === undefined) continue
      this.edgesHeld.removeNode(node)
      this.names.remove(id)
    }
    this.settle()
  }

  async *nodes(options: StreamOptions = {}) {
    const withAttributes = options.attributes !== false
    yield* batches(this.eachNode(), options, ([id, node]) => ({
      id,
      attributes: withAttributes ? attributesAt(this.nodeColumns, node) : {},
    }))
  }

  async nodeCount() {
    return this.names.count
  }

  async hasEdges(pairs: readonly NodePair[]) {
    return pairs.map((pair) => this.edgeOf(pair) !== noEdge)
  }

  async getEdges(pairs: readonly NodePair[]) {
    return pairs.map((pair) => {
      const edge = this.edgeOf(pair)
      return edge === noEdge ? undefined : attributesAt(this.edgeColumns, edge)
    })
  }

  async addEdges(edges: readonly EdgeRecord[]) {
    this.beginChange()
    for (const { source, target, attributes } of edges) {
      const [from, to] = [this.nodeFor(source), this.nodeFor(target)]
      const known = this.edgesHeld.edgeBetween(from, to)
      const edge = known === noEdge ? this.edgesHeld.addEdge(from, to) : known
      setAttributes(this.edgeColumns, edge, attributes)
    }
    this.settle()
  }

  async removeEdges(pairs: readonly NodePair[]) {
    this.beginChange()
    for (const pair of pairs) {
      const edge = this.edgeOf(pair)
      if (edge !== noEdge) this.edgesHeld.removeEdge(edge)
    }
    this.settle()
  }

  async *edges(options: StreamOptions = {}) {
    const withAttributes = options.attributes !== false
    yield* batches(this.eachEdge(), options, ([source, target, edge]) => ({
      source,
      target,
      attributes: withAttributes ? attributesAt(this.edgeColumns, edge) : {},
    }))
  }

  async edgeCount() {
    return this.edgesHeld.edgeCount
  }

  async neighbours(ids: readonly string[], direction: Direction) {
    return ids.map((id) => {
      const node = this.names.numberOf(id)
      if (node === undefined) return undefined
      const { others } = this.edgesHeld.edgesAt(node, direction === 'in' ? 'in' : 'out')
      if (!this.directed || direction !== 'both') return others.map((other) => this.names.idOf(other))
      const all = new Set([...others, ...this.edgesHeld.edgesAt(node, 'in').others])
      return [...all].map((other) => this.names.idOf(other))
    })
  }

  async degrees(ids: readonly string[], direction: Direction) {
    return ids.map((id) => {
      const node = this.names.numberOf(id)
      if (node === undefined) return undefined
      const count = (end: 'out' | 'in') => this.edgesHeld.countAt(node, end)
      if (!this.directed) return count('out') + (this.edgesHeld.edgeBetween(node, node) === noEdge ? 0 : 1)
      return (direction !== 'in' ? count('out') : 0) + (direction !== 'out' ? count('in') : 0)
    })
  }

  /** The graph as it is now: its own rows, ids and columns, of which it makes copies before it changes. */
  async inMemory({ nodeAttributes, edgeAttributes }: WantedAttributes = {}): Promise<GraphInMemory> {
    this.settle(true)
    this.isLent = true
    const { names, nodeColumns, edgeColumns } = this
    const chosen = (columns: AttributeColumns, wanted?: readonly string[]) =>
      new Map([...columns].filter(([name]) => !wanted || wanted.includes(name)))
    const { topology, numbers } = this.edgesHeld.settledRows
    return {
      topology,
      idOf: (node) => names.idOf(node),
      numberOf: (id) => names.numberOf(id),
      nodeColumns: chosen(nodeColumns, nodeAttributes),
      edgeColumns: chosen(edgeColumns, edgeAttributes),
      edgeRows: numbers,
    }
  }

  async close() {
    this.edgesHeld = new CsrGraph(this.directed, this.settling)
    this.names = NodeNames.empty()
    this.nodeColumns = new Map()
    this.edgeColumns = new Map()
    this.version++
  }

  private beginChange(): void {
    this.version++
    if (!this.isLent) return
    this.names = this.names.closedUp()
    this.nodeColumns = copyOfColumns(this.nodeColumns)
    this.edgeColumns = copyOfColumns(this.edgeColumns)
    this.isLent = false
  }

  /** Attributes of what is gone go when its number does. */
  private settle(all = false): void {
    const numbers = this.edgesHeld.settle(all)
    if (!numbers) return
    this.version++
    if (numbers.nodes) {
      this.nodeColumns = renumbered(this.nodeColumns, numbers.nodes, (node) => this.names.has(node))
      this.names = this.names.closedUp()
    }
    if (numbers.edges) this.edgeColumns = renumbered(this.edgeColumns, numbers.edges, numbers.isEdgeKept)
  }

  private nodeFor(id: string): number {
    const known = this.names.numberOf(id)
    if (known !== undefined) return known
    const node = this.edgesHeld.addNode()
    this.names.add(id, node)
    return node
  }

  private edgeOf([source, target]: NodePair): number {
    const [from, to] = [this.names.numberOf(source), this.names.numberOf(target)]
    return from === undefined || to === undefined ? noEdge : this.edgesHeld.edgeBetween(from, to)
  }

  /** Of the nodes there were at the beginning, those that are still there. */
  private *eachNode(): Generator<[id: string, node: number]> {
    for (const id of this.names.ids()) {
      const node = this.names.numberOf(id)
      if (node !== undefined) yield [id, node]
    }
  }

  /** Node by node; an undirected edge at the node that was there first. */
  private *eachEdge(): Generator<[source: string, target: string, edge: number]> {
    for (const [source, node] of this.eachNode()) {
      const { version } = this
      const { others, edges } = this.edgesHeld.edgesAt(node, 'out')
      const targets = others.map((other) => (this.directed || other >= node ? this.names.idOf(other) : null))
      for (let i = 0; i < edges.length; i++) {
        const target = targets[i] ?? null
        if (target === null) continue
        const edge = version === this.version ? (edges[i] ?? noEdge) : this.edgeOf([source, target])
        if (edge !== noEdge) yield [source, target, edge]
      }
    }
  }
}

/** Cuts what is iterated into batches, each made when it is asked for. */
export function* batches<T, R>(
  values: Iterable<T>,
  { batchSize = defaultBatchSize, signal }: StreamOptions,
  recordOf: (value: T) => R,
): Generator<R[]> {
  let batch: R[] = []
  for (const value of values) {
    batch.push(recordOf(value))
    if (batch.length < batchSize) continue
    signal?.throwIfAborted()
    yield batch
    batch = []
  }
  signal?.throwIfAborted()
  if (batch.length > 0) yield batch
}
