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
  other: number
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
        const csr = from === node ? adjacencies[adjacency]!.out : adjacencies[adjacency]!.in
        return { relation, other: from === node ? to : from, csr }
      }),
    )
    this.samples = candidates.map((set) => sampleOf(set, nodeCount))
    this.moments = candidates.map(() => new Map())
  }

  /** Logarithm of the sum, over the candidates of a node, of the product of its degrees in the counted relations
   *  (a 1 at each place of `key` that counts, in order of the node's incidences). */
  private logMoment(node: number, key: string): number {
    const known = this.moments[node]!.get(key)
    if (known !== undefined) return known
    const counted = this.incidences[node]!.filter((_, place) => key[place] === '1').map(
      ({ csr }) => csr.offsets,
    )
    const { nodes, weight } = this.samples[node]!
    let sum = 0
    for (let i = 0; i < nodes.length; i++) {
      const at = nodes[i]!
      let product = i < exactNodes ? 1 : weight
      for (const offsets of counted) product *= offsets[at + 1]! - offsets[at]!
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

  /** Expected length of all rows read when the relation number `followed` is followed from `at`, one of `nodes`, once
   *  for each match of `nodes`. */
  scanned(nodes: number[], followed: number, at: number): number {
    const isInside = new Uint8Array(this.incidences.length)
    for (const node of nodes) isInside[node] = 1
    let log = 0
    for (const node of nodes) {
      let key = ''
      for (const { relation, other } of this.incidences[node]!)
        key += isInside[other] || (node === at && relation === followed) ? '1' : '0'
      log += this.logMoment(node, key)
    }
    for (const { from, to, logEdges } of this.required) if (isInside[from] && isInside[to]) log -= logEdges
    return log === -Infinity || Number.isNaN(log) ? 0 : Math.exp(log)
  }

  candidateCount(node: number): number {
    const { nodes, weight } = this.samples[node]!
    return Math.min(nodes.length, exactNodes) + Math.max(0, nodes.length - exactNodes) * weight
  }
}
