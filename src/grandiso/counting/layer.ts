/** An adjacency as the terms of a count read it, with the lengths of its rows: what costs are reckoned from. */
import type { CodedRows, CountLayer, PairCodes } from '../../model/count-plan'
import type { Adjacency } from '../../model/host-graph'
import { codedRowsOf, mutualOf } from '../derived-rows'
import type { Allocate } from '../csr'

/** Hubs are looked at one by one, of the other nodes every so many. */
const exactNodes = 1024
const sampledNodes = 2048

/** Some nodes in place of all. `weights`: how many nodes each stands for. */
export interface NodeSample {
  nodes: Uint32Array
  weights: Uint32Array
}

/** Nodes are numbered by degree, so the first are the hubs. */
export function sampleOf(set: Uint32Array | null, nodeCount: number): NodeSample {
  const count = set ? set.length : nodeCount
  const stride = Math.max(1, Math.ceil((count - exactNodes) / sampledNodes))
  const places: number[] = []
  for (let place = 0; place < count; place += place < exactNodes ? 1 : stride) places.push(place)
  return {
    nodes: Uint32Array.from(places, (place) => (set ? set[place]! : place)),
    weights: Uint32Array.from(places, (place) => (place < exactNodes ? 1 : Math.min(stride, count - place))),
  }
}

/** Never changes once made. */
export class Layer implements CountLayer {
  readonly coded: CodedRows
  readonly out: CountLayer['out']
  readonly in: CountLayer['in']
  readonly nodeCount: number
  readonly isSymmetric: boolean
  private readonly longest = new Map<PairCodes, number>()
  private mostBelow: number | null = null
  private everyNode: NodeSample | null = null

  constructor(adjacency: Adjacency, allocate: Allocate) {
    this.coded = codedRowsOf(adjacency, allocate)
    this.out = adjacency.out
    this.in = adjacency.in
    this.nodeCount = this.coded.below.length
    this.isSymmetric = adjacency.out === adjacency.in
  }

  /** How many neighbours of `node` have one of `codes`. */
  rowLength(node: number, codes: PairCodes): number {
    const around = this.coded.offsets[node + 1]! - this.coded.offsets[node]!
    if (this.isSymmetric) return codes & 8 ? around : 0
    const successors = this.out.offsets[node + 1]! - this.out.offsets[node]!
    const predecessors = this.in.offsets[node + 1]! - this.in.offsets[node]!
    const mutual = successors + predecessors - around
    return (
      (codes & 2 ? successors - mutual : 0) +
      (codes & 4 ? predecessors - mutual : 0) +
      (codes & 8 ? mutual : 0)
    )
  }

  /** How many neighbours have smaller numbers. */
  belowLength(node: number): number {
    return this.coded.below[node]!
  }

  longestRow(codes: PairCodes): number {
    const known = this.longest.get(codes & 14)
    if (known !== undefined) return known
    let most = 0
    for (let node = 0; node < this.nodeCount; node++) most = Math.max(most, this.rowLength(node, codes))
    this.longest.set(codes & 14, most)
    return most
  }

  longestBelow(): number {
    return (this.mostBelow ??= this.coded.below.reduce((most, length) => Math.max(most, length), 0))
  }

  /** About Σ over all nodes. */
  sum(term: (node: number) => number): number {
    const { nodes, weights } = (this.everyNode ??= sampleOf(null, this.nodeCount))
    let total = 0
    for (let place = 0; place < nodes.length; place++) total += weights[place]! * term(nodes[place]!)
    return total
  }

  /** What goes between threads. */
  asData(): CountLayer {
    const { coded, out, in: into } = this
    return { coded, out, in: into }
  }
}

const layers = new WeakMap<Adjacency, Layer>()

export function layerOf(adjacency: Adjacency, allocate: Allocate): Layer {
  const known = layers.get(adjacency)
  if (known) return known
  const layer = new Layer(adjacency, allocate)
  layers.set(adjacency, layer)
  return layer
}

/** The layer of mutual neighbours alone. */
export function mutualLayerOf(adjacency: Adjacency, allocate: Allocate): Layer {
  return layerOf(mutualOf(adjacency, allocate), allocate)
}
