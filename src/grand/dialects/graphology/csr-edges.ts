/** Edges and attributes of a graph in memory as graphology looks at them: keys that are texts, an edge seen from both of
 *  its ends, attributes as objects. An edge is known by its place among the entries of `adjacency.out`, then of
 *  `selfLoops`; an undirected one by that at its lower node. Rows are walked by ascending node, a self-loop in its turn:
 *  so a copy that is filled edge by edge has the same order everywhere. Nothing is copied. */
import { lowerBound, rowAtPosition } from '../../../grandiso/csr'
import type { HostTopology } from '../../../model/host-graph'
import type { Attributes } from '../../backend'
import { noEdge, placeOfEdge } from '../../backends/memory/csr-rows'
import type { GraphInMemory, ReadonlyColumns } from '../../graph-in-memory'

/** Truthy: enough. */
export type EdgeVisit = (place: number, source: number, target: number) => unknown

export type End = 'in' | 'out'

const keyPrefix = 'geid_'
const keyPattern = /^geid_(0|[1-9]\d{0,9})$/
const noAttributes: Attributes = Object.freeze({})

export class CsrEdges {
  readonly topology: HostTopology
  readonly nodeCount: number
  readonly edgeCount: number
  readonly loopCount: number

  constructor(readonly graph: GraphInMemory) {
    const { topology } = graph
    const entryCount = topology.adjacency.out.targets.length
    this.topology = topology
    this.nodeCount = topology.nodeCount
    this.loopCount = topology.selfLoops.length
    this.edgeCount = (topology.directed ? entryCount : entryCount / 2) + this.loopCount
  }

  keyOf(place: number): string {
    return keyPrefix + place
  }

  /** `noEdge` for what is no key of an edge here. */
  placeOf(key: string): number {
    const place = Number(keyPattern.exec(key)?.[1] ?? noEdge)
    const { directed, adjacency, selfLoops } = this.topology
    if (place === noEdge || place >= adjacency.out.targets.length + selfLoops.length) return noEdge
    return directed || this.sourceOf(place) <= this.targetOf(place) ? place : noEdge
  }

  sourceOf(place: number): number {
    const { adjacency, selfLoops } = this.topology
    const entryCount = adjacency.out.targets.length
    return place < entryCount ? rowAtPosition(adjacency.out, place) : selfLoops[place - entryCount]!
  }

  targetOf(place: number): number {
    const { adjacency, selfLoops } = this.topology
    const { targets } = adjacency.out
    return place < targets.length ? targets[place]! : selfLoops[place - targets.length]!
  }

  /** `noEdge` when there is none. */
  placeBetween(source: number, target: number): number {
    const { topology } = this
    return topology.directed || source <= target
      ? placeOfEdge(topology, source, target)
      : placeOfEdge(topology, target, source)
  }

  nodeAttributes(node: number): Attributes {
    return attributesAt(this.graph.nodeColumns, node)
  }

  edgeAttributes(place: number): Attributes {
    const { edgeColumns, edgeRows } = this.graph
    return attributesAt(edgeColumns, edgeRows ? edgeRows[place]! : place)
  }

  isLoop(node: number): boolean {
    return this.loopCount > 0 && placeOfEdge(this.topology, node, node) !== noEdge
  }

  /** Entries of a row, without a self-loop. */
  rowLength(node: number, end: End): number {
    const { offsets } = this.topology.adjacency[end]
    return offsets[node + 1]! - offsets[node]!
  }

  /** Every edge once. @returns where `visit` had enough, or `noEdge` */
  forEachEdge(visit: EdgeVisit): number {
    const { directed } = this.topology
    for (let node = 0; node < this.nodeCount; node++) {
      const found = this.forEachInRow(node, 'out', directed ? 0 : node, visit)
      if (found !== noEdge) return found
    }
    return noEdge
  }

  /** Edges with this end at the node, or with either; a self-loop once. In an undirected graph: all edges at the node.
   *  @returns where `visit` had enough, or `noEdge` */
  forEachEdgeAt(node: number, end: End | null, visit: EdgeVisit): number {
    if (!this.topology.directed || end === 'out') return this.forEachInRow(node, 'out', 0, visit)
    const found = this.forEachInRow(node, 'in', 0, visit)
    if (end === 'in' || found !== noEdge) return found
    return this.forEachInRow(node, 'out', 0, visit, false)
  }

  /** Nodes at the other end of such edges, each once; a self-loop makes a node its own neighbour.
   *  @returns where `visit` had enough, or −1 */
  forEachNeighbour(node: number, end: End | null, visit: (neighbour: number) => unknown): number {
    let enough = -1
    const isBoth = this.topology.directed && end === null
    this.forEachEdgeAt(node, end, (_, source, target) => {
      const neighbour = source === node ? target : source
      const isSeen = isBoth && source === node && neighbour !== node && this.hasEdge(neighbour, node)
      if (isSeen || !visit(neighbour)) return false
      enough = neighbour
      return true
    })
    return enough
  }

  *eachEdge(): Generator<number> {
    for (let node = 0; node < this.nodeCount; node++) {
      const places: number[] = []
      this.forEachInRow(node, 'out', this.topology.directed ? 0 : node, (place) => void places.push(place))
      yield* places
    }
  }

  private hasEdge(source: number, target: number): boolean {
    return placeOfEdge(this.topology, source, target) !== noEdge
  }

  /** From the neighbour `from` on. */
  private forEachInRow(node: number, end: End, from: number, visit: EdgeVisit, withLoop = true): number {
    const { offsets, targets } = this.topology.adjacency[end]
    const last = offsets[node + 1]!
    const first = from === 0 ? offsets[node]! : lowerBound(targets, offsets[node]!, last, from)
    let loop = withLoop && this.loopCount > 0 ? placeOfEdge(this.topology, node, node) : noEdge
    for (let i = first; i < last; i++) {
      const other = targets[i]!
      if (loop !== noEdge && other > node) {
        if (visit(loop, node, node)) return loop
        loop = noEdge
      }
      const isOut = end === 'out' && (this.topology.directed || node < other)
      const place = isOut ? i : placeOfEdge(this.topology, other, node)
      if (isOut ? visit(place, node, other) : visit(place, other, node)) return place
    }
    return loop !== noEdge && visit(loop, node, node) ? loop : noEdge
  }
}

function attributesAt(columns: ReadonlyColumns, row: number): Attributes {
  if (columns.size === 0) return noAttributes
  const found: Attributes = {}
  for (const [name, values] of columns) {
    const value = values[row]
    if (value !== undefined) found[name] = value
  }
  return found
}
