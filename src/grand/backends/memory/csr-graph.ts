/** A graph of numbered nodes and edges that grows and shrinks: rows of the search (`csr-rows`) for what has settled, an
 *  overlay for what came since, marks for what went. When these are many beside the rows, new rows are built: so a change
 *  costs on average the same, however large the graph. Numbers ascend in the order of adding. Knows no ids, no
 *  attributes. Pure. */
import { forEachNumberedEdge, noEdge, numberedRows, placeOfEdge } from './csr-rows'
import type { NumberedRows } from './csr-rows'
import { CsrOverlay } from './csr-overlay'

/** When changes become rows: when there are more than `least` and more than `share` of the edges in rows. */
export interface SettlingOptions {
  least?: number
  share?: number
}

/** The new number of every old one, by old number; meaningless for what is gone. Null: all stay as they are. */
export interface Renumbering {
  nodes: Uint32Array | null
  edges: Uint32Array | null
  /** By old number. */
  isEdgeKept: (edge: number) => boolean
}

/** Neighbours of a node and the edges to them, in the order of adding. */
export interface EdgesAt {
  others: number[]
  edges: number[]
}

/** Marks by number. */
class Marks {
  count = 0
  private marked: Uint8Array = new Uint8Array(0)

  has(number: number): boolean {
    return this.count > 0 && this.marked[number] === 1
  }

  add(number: number): void {
    if (this.has(number)) return
    if (number >= this.marked.length) {
      const larger = new Uint8Array(Math.max(number + 1, this.marked.length * 2))
      larger.set(this.marked)
      this.marked = larger
    }
    this.marked[number] = 1
    this.count++
  }

  /** New numbers of the first `length`, without gaps. */
  closedUp(length: number): Uint32Array | null {
    if (this.count === 0) return null
    const numbers = new Uint32Array(length)
    let kept = 0
    for (let i = 0; i < length; i++) numbers[i] = this.has(i) ? kept : kept++
    return numbers
  }
}

const emptyRows = (directed: boolean) =>
  numberedRows(0, directed, { sources: new Uint32Array(0), targets: new Uint32Array(0) })

export class CsrGraph {
  private rows: NumberedRows
  private overlay: CsrOverlay
  private goneNodes = new Marks()
  private goneEdges = new Marks()
  private nodeNumbers = 0
  private edgesInRows = 0
  private readonly least: number
  private readonly share: number

  constructor(
    readonly directed: boolean,
    { least = 2 ** 16, share = 0.5 }: SettlingOptions = {},
  ) {
    this.rows = emptyRows(directed)
    this.overlay = new CsrOverlay(directed)
    this.least = least
    this.share = share
  }

  get nodeCount(): number {
    return this.nodeNumbers - this.goneNodes.count
  }

  get edgeCount(): number {
    return this.edgesInRows + this.overlay.count - this.goneEdges.count
  }

  addNode(): number {
    return this.nodeNumbers++
  }

  /** With its edges. */
  removeNode(node: number): void {
    for (const direction of ['out', 'in'] as const)
      for (const edge of this.edgesAt(node, direction).edges) this.goneEdges.add(edge)
    this.goneNodes.add(node)
  }

  /** The number of the edge; `noEdge` when there is none. */
  edgeBetween(from: number, to: number): number {
    const { nodeCount } = this.rows.topology
    if (from < nodeCount && to < nodeCount) {
      const place = placeOfEdge(this.rows.topology, from, to)
      const edge = place === noEdge ? noEdge : this.rows.numbers[place]!
      if (edge !== noEdge && !this.goneEdges.has(edge)) return edge
    }
    const added = this.overlay.find(from, to)
    const edge = added < 0 ? noEdge : added + this.edgesInRows
    return edge === noEdge || this.goneEdges.has(edge) ? noEdge : edge
  }

  /** The edge must not be there. */
  addEdge(source: number, target: number): number {
    return this.overlay.add(source, target) + this.edgesInRows
  }

  removeEdge(edge: number): void {
    this.goneEdges.add(edge)
  }

  /** Without direction in an undirected graph. A self-loop is there once. */
  edgesAt(node: number, direction: 'out' | 'in'): EdgesAt {
    const found = this.edgesInRow(node, direction)
    putInOrder(found)
    if (this.overlay.count === 0) return found
    this.overlay.forEachAt(node, direction, (other, added) => {
      const edge = added + this.edgesInRows
      if (this.goneEdges.has(edge)) return
      found.others.push(other)
      found.edges.push(edge)
    })
    return found
  }

  /** As many as `edgesAt` gives, without their order. */
  countAt(node: number, direction: 'out' | 'in'): number {
    const { topology } = this.rows
    if (this.changeCount > 0) return this.edgesAt(node, direction).edges.length
    if (node >= topology.nodeCount) return 0
    const { offsets } = topology.adjacency[direction]
    return offsets[node + 1]! - offsets[node]! + (placeOfEdge(topology, node, node) === noEdge ? 0 : 1)
  }

  /** Builds new rows when it is time, or when `all` must be in them. @returns what numbers become, when they change */
  settle(all = false): Renumbering | null {
    if (!(all ? this.isUnsettled() : this.isDue())) return null
    const nodes = this.goneNodes.closedUp(this.nodeNumbers)
    const edges = this.goneEdges.closedUp(this.edgesInRows + this.overlay.count)
    const pairs = {
      sources: new Uint32Array(this.edgeCount),
      targets: new Uint32Array(this.edgeCount),
    }
    const place = (source: number, target: number, edge: number) => {
      if (this.goneEdges.has(edge)) return
      const number = edges ? edges[edge]! : edge
      pairs.sources[number] = nodes ? nodes[source]! : source
      pairs.targets[number] = nodes ? nodes[target]! : target
    }
    forEachNumberedEdge(this.rows, place)
    for (let edge = 0; edge < this.overlay.count; edge++)
      place(this.overlay.sourceOf(edge), this.overlay.targetOf(edge), edge + this.edgesInRows)
    this.nodeNumbers = this.nodeCount
    this.overlay = new CsrOverlay(this.directed)
    this.rows = numberedRows(this.nodeNumbers, this.directed, pairs)
    this.edgesInRows = pairs.sources.length
    const { goneEdges } = this
    this.goneNodes = new Marks()
    this.goneEdges = new Marks()
    return nodes || edges ? { nodes, edges, isEdgeKept: (edge) => !goneEdges.has(edge) } : null
  }

  /** The rows, which nothing changes any more. Only after `settle(true)` are they all of the graph. */
  get settledRows(): NumberedRows {
    return this.rows
  }

  private get changeCount(): number {
    return this.overlay.count + this.goneEdges.count + this.goneNodes.count
  }

  private isDue(): boolean {
    return this.changeCount > Math.max(this.least, this.share * this.edgesInRows)
  }

  private isUnsettled(): boolean {
    return this.changeCount > 0 || this.nodeNumbers !== this.rows.topology.nodeCount
  }

  /** What has settled, by ascending neighbour, a self-loop last. */
  private edgesInRow(node: number, direction: 'out' | 'in'): EdgesAt {
    const others: number[] = []
    const edges: number[] = []
    const { topology, numbers, inNumbers } = this.rows
    if (node >= topology.nodeCount) return { others, edges }
    const { offsets, targets } = topology.adjacency[direction]
    const rowNumbers = direction === 'out' ? numbers : inNumbers
    const end = offsets[node + 1]!
    for (let place = offsets[node]!; place < end; place++) {
      const edge = rowNumbers[place]!
      if (this.goneEdges.has(edge)) continue
      others.push(targets[place]!)
      edges.push(edge)
    }
    const loop = placeOfEdge(topology, node, node)
    if (loop !== noEdge && !this.goneEdges.has(numbers[loop]!)) {
      others.push(node)
      edges.push(numbers[loop]!)
    }
    return { others, edges }
  }
}

/** A row of up to so many edges is put in order by insertion. */
const shortRow = 40

/** By ascending number, which is the order of adding. */
function putInOrder({ others, edges }: EdgesAt): void {
  const length = edges.length
  if (length > shortRow) {
    // Exact: edge counts and row lengths multiply to less than 2^53.
    const keys = new Float64Array(length)
    for (let i = 0; i < length; i++) keys[i] = edges[i]! * length + i
    keys.sort()
    const unordered = others.slice()
    for (let i = 0; i < length; i++) {
      edges[i] = Math.floor(keys[i]! / length)
      others[i] = unordered[keys[i]! - edges[i]! * length]!
    }
    return
  }
  for (let i = 1; i < length; i++) {
    const edge = edges[i]!
    const other = others[i]!
    let at = i
    for (; at > 0 && edges[at - 1]! > edge; at--) {
      edges[at] = edges[at - 1]!
      others[at] = others[at - 1]!
    }
    edges[at] = edge
    others[at] = other
  }
}
