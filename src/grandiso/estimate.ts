/** Expected numbers of partial matches, from degrees: a random graph with the host's degrees in every adjacency
 *  (Chung & Lu 2002). A set S of motif nodes with the relations among them is expected
 *  Π over nodes v of Σ over candidates u of Π over relations at v of degree(u), divided by Π over relations of their
 *  edge count. Good enough to choose an order by; an answer it is not. */
import type { Csr } from '../model/host-graph'
import type { MotifRelations } from './motif-relations'

/** Hubs are looked at one by one, of the others every so many. */
const exactNodes = 1024
const sampledNodes = 2048

interface Sample {
  nodes: Uint32Array
  /** How many nodes the ones after `exactNodes` stand for. */
  weight: number
}

/** Candidates are numbered by degree, so the first are the hubs. */
function sampleOf(candidates: Uint32Array | null, nodeCount: number): Sample {
  const count = candidates ? candidates.length : nodeCount
  const stride = Math.max(1, Math.ceil((count - exactNodes) / sampledNodes))
  const places: number[] = []
  for (let i = 0; i < count; i += i < exactNodes ? 1 : stride) places.push(i)
  return { nodes: Uint32Array.from(places, (i) => (candidates ? candidates[i]! : i)), weight: stride }
}

interface Incidence {
  relation: number
  csr: Csr
}

/** Estimates for one motif on one host. Sets of motif nodes are given as arrays. */
export class Estimator {
  private readonly incidences: Incidence[][]
  private readonly required: { from: number; to: number; logEdges: number }[]
  private readonly samples: Sample[]
  private readonly moments: Map<string, number>[]

  constructor({ relations, adjacencies, candidates }: MotifRelations, nodeCount: number) {
    const required = relations.filter(({ isRequired }) => isRequired)
    this.required = required.map(({ from, to, adjacency }) => ({
      from,
      to,
      logEdges: Math.log(adjacencies[adjacency]!.out.targets.length),
    }))
    this.incidences = candidates.map((_, node) =>
      required.flatMap(({ from, to, adjacency }, relation) => {
        if (from !== node && to !== node) return []
        return { relation, csr: from === node ? adjacencies[adjacency]!.out : adjacencies[adjacency]!.in }
      }),
    )
    this.samples = candidates.map((set) => sampleOf(set, nodeCount))
    this.moments = candidates.map(() => new Map())
  }

  /** Logarithm of the sum, over the candidates of a node, of the product of its degrees in the given relations. */
  private logMoment(node: number, isCounted: (relation: number) => boolean): number {
    const counted = this.incidences[node]!.filter(({ relation }) => isCounted(relation))
    const key = counted.map(({ relation }) => relation).join()
    const known = this.moments[node]!.get(key)
    if (known !== undefined) return known
    const { nodes, weight } = this.samples[node]!
    let sum = 0
    for (let i = 0; i < nodes.length; i++) {
      const at = nodes[i]!
      let product = i < exactNodes ? 1 : weight
      for (const { csr } of counted) product *= csr.offsets[at + 1]! - csr.offsets[at]!
      sum += product
    }
    const moment = Math.log(sum)
    this.moments[node]!.set(key, moment)
    return moment
  }

  /** Expected matches of the relations among `nodes`. */
  matches(nodes: number[]): number {
    return this.scanned(nodes, -1, -1)
  }

  /** Expected length of all rows read when the relation number `relation` is followed from `at`, one of `nodes`, once
   *  for each match of `nodes`. */
  scanned(nodes: number[], relation: number, at: number): number {
    const isInside = (index: number) => {
      const { from, to } = this.required[index]!
      return nodes.includes(from) && nodes.includes(to)
    }
    let log = 0
    for (const node of nodes) log += this.logMoment(node, (index) => isInside(index) || (node === at && index === relation))
    this.required.forEach(({ logEdges }, index) => {
      if (isInside(index)) log -= logEdges
    })
    return log === -Infinity || Number.isNaN(log) ? 0 : Math.exp(log)
  }

  /** Places, among the required relations, of those between `node` and `other`. */
  relationsBetween(node: number, other: number): number[] {
    return this.required.flatMap(({ from, to }, index) =>
      (from === node && to === other) || (from === other && to === node) ? index : [],
    )
  }

  candidateCount(node: number): number {
    const { nodes, weight } = this.samples[node]!
    return Math.min(nodes.length, exactNodes) + Math.max(0, nodes.length - exactNodes) * weight
  }
}
