/** Expected numbers of partial matches of a coded motif, from row lengths: a random graph with the rows of the layer
 *  (Chung & Lu 2002). Good enough to compare ways of counting by. */
import type { PairCodes } from '../../model/count-plan'
import { isNeighbour } from './coded-motif'
import type { CodedMotif } from './coded-motif'
import { sampleOf } from './layer'
import type { Layer, NodeSample } from './layer'

export class ExpectedPartials {
  private readonly moments = new Map<string, number>()
  private readonly samples = new Map<number | null, NodeSample>()

  constructor(
    private readonly motif: CodedMotif,
    private readonly layer: Layer,
    private readonly sets: Uint32Array[],
  ) {}

  private sampleOf(set: number | null): NodeSample {
    const known = this.samples.get(set)
    if (known) return known
    const sample = sampleOf(set === null ? null : this.sets[set]!, this.layer.nodeCount)
    this.samples.set(set, sample)
    return sample
  }

  /** Σ over the host nodes in a set of the product of their row lengths, one for each of `rows`. */
  private moment(set: number | null, rows: PairCodes[]): number {
    const key = `${set} ${rows.sort((a, b) => a - b).join()}`
    const known = this.moments.get(key)
    if (known !== undefined) return known
    const { nodes, weights } = this.sampleOf(set)
    let total = 0
    for (let place = 0; place < nodes.length; place++) {
      let product = weights[place]!
      for (const codes of rows) product *= this.layer.rowLength(nodes[place]!, codes)
      total += product
    }
    this.moments.set(key, total)
    return total
  }

  /** Expected matches of the motif's neighbour relations among `nodes`. */
  matches(nodes: number[]): number {
    return this.scanned(nodes, -1, 0)
  }

  /** Expected length of all rows read when, for each match of `nodes`, the neighbours of the host node of `at` are walked
   *  that have one of `codes`. */
  scanned(nodes: number[], at: number, codes: PairCodes): number {
    let product = 1
    for (const node of nodes) {
      const rows = nodes
        .filter((other) => other !== node && isNeighbour(this.motif.codes[node]![other]!))
        .map((other) => this.motif.codes[node]![other]!)
      if (node === at) rows.push(codes)
      product *= this.moment(this.motif.sets[node]!, rows)
      for (const other of nodes)
        if (other < node && isNeighbour(this.motif.codes[node]![other]!))
          product /= Math.max(1, this.moment(null, [this.motif.codes[node]![other]!]))
    }
    return product
  }
}
