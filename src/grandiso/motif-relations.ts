/** What a search asks of host nodes, free of attributes: relations between two motif nodes as rows of adjacencies, and
 *  the candidate set of each motif node. Self-loops become candidate sets; induced mode becomes forbidden relations. */
import type { Adjacency, HostTopology } from '../model/host-graph'
import type { Motif } from '../model/motif'
import type { EdgePairs, ResolvedNeeds } from '../model/plan'
import { adjacencyFromPairs, intersectRows, selfLoopsOf, symmetricAdjacency, transpose } from './csr'
import type { Allocate } from './csr'
import { mutualOf, symmetricOf } from './derived-rows'
import { pairsOfMotif } from './motif-pairs'
import type { Conjunction, MotifPair } from './motif-pairs'
import type { IndexedNeeds } from './needs'

/** An edge between different motif nodes that must be, or must not be, in an adjacency. */
export interface Relation {
  from: number
  to: number
  adjacency: number
  isRequired: boolean
}

export interface MotifRelations {
  relations: Relation[]
  /** The same, with edges there and back as two relations of their own rather than one in mutual rows. */
  separate: Relation[]
  adjacencies: Adjacency[]
  /** Per motif node: ascending host nodes, or null for all. */
  candidates: (Uint32Array | null)[]
}

export interface RelationsInput {
  motif: Motif
  topology: HostTopology
  resolved: ResolvedNeeds
  needs: IndexedNeeds
  undirected: boolean
  induced: boolean
  /** Whether the pair's host edges are chosen by comparisons, so that a forbidden edge must not be decided here. */
  isCompared: (from: number, to: number) => boolean
  allocate: Allocate
  /** For what is kept with the host. */
  allocateLasting: Allocate
}

function sameSize(left: Adjacency, right: Adjacency): boolean {
  return left.out.targets.length === right.out.targets.length
}

/** Adjacencies by conjunction, each made once; 0 is the host itself. */
class AdjacencyList {
  readonly adjacencies: Adjacency[]
  private readonly places = new Map<number, number>([[-1, 0]])
  private readonly mutualPlaces = new Map<string, number>()

  constructor(private readonly input: RelationsInput) {
    const { adjacency } = input.topology
    this.adjacencies = [input.undirected ? symmetricOf(adjacency, input.allocateLasting) : adjacency]
  }

  placeOf(conjunction: Conjunction): number {
    const edgeSet = this.input.needs.edgeSetOf(conjunction)
    const known = this.places.get(edgeSet)
    if (known !== undefined) return known
    const filtered = this.filter(this.input.resolved.edgeSets[edgeSet]!)
    // A subset of the same size is the host itself.
    const place = sameSize(filtered, this.adjacencies[0]!) ? 0 : this.adjacencies.push(filtered) - 1
    this.places.set(edgeSet, place)
    return place
  }

  /** The place of the edges u → v of one adjacency for which the other one has v → u. */
  mutualPlaceOf(there: number, back: number): number {
    const known = this.mutualPlaces.get(`${there} ${back}`)
    if (known !== undefined) return known
    const both = this.mutualRows(there, back)
    const place = this.adjacencies.push(both) - 1
    this.mutualPlaces.set(`${there} ${back}`, place)
    return place
  }

  private mutualRows(there: number, back: number): Adjacency {
    const { allocate, allocateLasting } = this.input
    const [edges, edgesBack] = [this.adjacencies[there]!, this.adjacencies[back]!]
    if (there === back) return mutualOf(edges, there === 0 ? allocateLasting : allocate)
    const out = intersectRows(edges.out, edgesBack.in, allocate)
    return { out, in: transpose(out, allocate) }
  }

  private filter(pairs: EdgePairs): Adjacency {
    const { topology, undirected, allocate } = this.input
    if (!undirected) return adjacencyFromPairs(topology.nodeCount, pairs, allocate)
    return symmetricAdjacency(adjacencyFromPairs(topology.nodeCount, pairs), allocate)
  }

  loopsOf(conjunction: Conjunction): Uint32Array {
    const edgeSet = this.input.needs.edgeSetOf(conjunction)
    const { topology, resolved } = this.input
    return edgeSet < 0 ? topology.selfLoops : selfLoopsOf(topology.nodeCount, resolved.edgeSets[edgeSet]!)
  }
}

/** Of relations that say the same or less than another one, only the strongest stay. */
function withoutImplied(relations: Relation[]): Relation[] {
  const isSame = (a: Relation, b: Relation) =>
    a.from === b.from && a.to === b.to && a.isRequired === b.isRequired
  return relations.filter((relation, index) => {
    const others = relations.filter((other, place) => place !== index && isSame(other, relation))
    // Being in a filtered adjacency implies being in the host; not being in the host implies all other absences.
    if (relation.isRequired && relation.adjacency === 0 && others.some(({ adjacency }) => adjacency !== 0))
      return false
    if (!relation.isRequired && relation.adjacency !== 0 && others.some(({ adjacency }) => adjacency === 0))
      return false
    const first = relations.findIndex(
      (other) => isSame(other, relation) && other.adjacency === relation.adjacency,
    )
    return first === index
  })
}

function relationsBetween(input: RelationsInput, pairs: MotifPair[], list: AdjacencyList): Relation[] {
  const { motif, undirected, induced, isCompared } = input
  const oriented = (from: number, to: number) =>
    undirected && from > to ? { from: to, to: from } : { from, to }
  const relations: Relation[] = []
  for (const { from, to, exists, conjunctions } of pairs) {
    if (from === to || (!exists && isCompared(from, to))) continue
    for (const conjunction of conjunctions)
      relations.push({ ...oriented(from, to), adjacency: list.placeOf(conjunction), isRequired: exists })
  }
  if (induced) {
    const required = new Set(
      relations.filter(({ isRequired }) => isRequired).map(({ from, to }) => `${from} ${to}`),
    )
    motif.nodes.forEach((_, from) =>
      motif.nodes.forEach((_, to) => {
        if (from === to || (undirected && from > to) || required.has(`${from} ${to}`)) return
        relations.push({ from, to, adjacency: 0, isRequired: false })
      }),
    )
  }
  return withoutImplied(relations)
}

/** Two required edges there and back become one relation in the rows that hold both: shorter rows, and one flag. */
function withMutual(relations: Relation[], list: AdjacencyList): Relation[] {
  const backOf = ({ from, to, isRequired }: Relation) =>
    relations.find((other) => isRequired && other.isRequired && other.from === to && other.to === from)
  return relations.flatMap((relation) => {
    const back = backOf(relation)
    if (!back) return relation
    const isSecond = relations.indexOf(back) < relations.indexOf(relation)
    return isSecond ? [] : { ...relation, adjacency: list.mutualPlaceOf(relation.adjacency, back.adjacency) }
  })
}

/** Those of `nodes` (null: all) that are, or are not, in `set`. */
function narrow(nodeCount: number, nodes: Uint32Array | null, set: Uint32Array, isIn: boolean): Uint32Array {
  const holds = new Uint8Array(nodeCount)
  for (const node of set) holds[node] = 1
  const all = nodes ?? new Uint32Array(nodeCount).map((_, node) => node)
  return all.filter((node) => (holds[node] === 1) === isIn)
}

function candidatesOf(
  input: RelationsInput,
  pairs: MotifPair[],
  list: AdjacencyList,
): (Uint32Array | null)[] {
  const { motif, topology, resolved, needs, induced, isCompared } = input
  return motif.nodes.map((name, node) => {
    const set = needs.nodeSetOf(name)
    let candidates = set < 0 ? null : resolved.nodeSets[set]!
    const loop = pairs.find(({ from, to }) => from === node && to === node)
    if (loop && (loop.exists || !isCompared(node, node)))
      for (const conjunction of loop.conjunctions)
        candidates = narrow(topology.nodeCount, candidates, list.loopsOf(conjunction), loop.exists)
    if (induced && !loop?.exists && topology.selfLoops.length > 0)
      candidates = narrow(topology.nodeCount, candidates, topology.selfLoops, false)
    return candidates
  })
}

/** Equal sets become one array, so that they share one flag. */
function shareEqual(sets: (Uint32Array | null)[]): (Uint32Array | null)[] {
  const distinct: Uint32Array[] = []
  return sets.map((set) => {
    if (!set) return null
    const known = distinct.find(
      (other) => other.length === set.length && other.every((node, i) => node === set[i]),
    )
    if (known) return known
    distinct.push(set)
    return set
  })
}

/** Whether an edge is asked for and forbidden at once, as `A -> B` and `B !> A` are where direction is ignored. */
function contradictsItself(relations: Relation[]): boolean {
  return relations.some(
    (relation) =>
      relation.isRequired &&
      relations.some(
        ({ from, to, adjacency, isRequired }) =>
          !isRequired && from === relation.from && to === relation.to && adjacency === relation.adjacency,
      ),
  )
}

export function relationsOfMotif(input: RelationsInput): MotifRelations {
  const pairs = pairsOfMotif(input.motif)
  const list = new AdjacencyList(input)
  const separate = relationsBetween(input, pairs, list)
  const relations = withMutual(separate, list)
  const candidates = contradictsItself(separate)
    ? input.motif.nodes.map(() => new Uint32Array(0))
    : shareEqual(candidatesOf(input, pairs, list))
  return { relations, separate, adjacencies: list.adjacencies, candidates }
}
