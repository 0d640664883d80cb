/** A merged pattern as a motif, and the answers to what the search wants to know of its attributes. The motif's
 *  constraints are marks only: each stands for a set that is known already. Pure. */
import { indexNeeds } from '../../../grandiso/needs'
import { pairConjunction } from '../../../grandiso/motif-pairs'
import type { Constraint, Motif } from '../../../model/motif'
import type { EdgePairs, ResolvedNeeds } from '../../../model/plan'
import type { MergedPattern } from './coinciding-nodes'
import type { NarrowedPattern } from './narrowed-pattern'

export interface MergedMotif {
  motif: Motif
  resolved: ResolvedNeeds
}

const nameOf = (block: number) => `n${block}`
const mark = (value: number): Constraint => ({ key: 'set', op: '==', value })

function intersect(left: Uint32Array | null, right: Uint32Array | null): Uint32Array | null {
  if (!left || !right) return left ?? right
  const inRight = new Set(right)
  return left.filter((node) => inRight.has(node))
}

const areEqual = (left: Uint32Array, right: Uint32Array) =>
  left.length === right.length && left.every((item, i) => item === right[i])

/** The place of a set in a list of distinct ones, so that equal sets get one mark and symmetries stay. */
function placeIn<Item>(list: Item[], item: Item, isSame: (other: Item, item: Item) => boolean): number {
  const known = list.findIndex((other) => isSame(other, item))
  return known < 0 ? list.push(item) - 1 : known
}

/** The nodes that each merged node may be. */
function blockCandidates({ blockOf, blockCount }: MergedPattern, narrowed: NarrowedPattern) {
  const sets: (Uint32Array | null)[] = Array.from({ length: blockCount }, () => null)
  blockOf.forEach((block, node) => {
    sets[block] = intersect(sets[block] ?? null, narrowed.candidates[node] ?? null)
  })
  return sets
}

/** Edges that must be absent between merged nodes; null where one of them is asked for too, so that nothing matches. */
function absentEdges(merged: MergedPattern, narrowed: NarrowedPattern, directed: boolean) {
  const keyOf = (from: number, to: number) => (directed || from < to ? `${from} ${to}` : `${to} ${from}`)
  const required = new Set(merged.edges.map(({ from, to }) => keyOf(from, to)))
  const absent = new Map<string, { from: number; to: number }>()
  for (const { from, to, isEither } of narrowed.absences) {
    const [a, b] = [merged.blockOf[from] ?? 0, merged.blockOf[to] ?? 0]
    const ways = isEither
      ? [
          { from: a, to: b },
          { from: b, to: a },
        ]
      : [{ from: a, to: b }]
    for (const way of ways) absent.set(keyOf(way.from, way.to), way)
  }
  return [...absent.keys()].some((key) => required.has(key)) ? null : [...absent.values()]
}

/** Between two merged nodes the search asks for one of the relationships; the others are looked at row by row.
 *  @returns null where nothing can match */
export function mergedMotif(
  merged: MergedPattern,
  narrowed: NarrowedPattern,
  directed: boolean,
): MergedMotif | null {
  const absent = absentEdges(merged, narrowed, directed)
  const candidates = blockCandidates(merged, narrowed)
  if (!absent || candidates.some((set) => set?.length === 0)) return null
  const nodeSets: Uint32Array[] = []
  const edgeSets: EdgePairs[] = []
  const motif: Motif = {
    nodes: candidates.map((_, block) => nameOf(block)),
    edges: [],
    nodeConstraints: candidates.flatMap((set, block) =>
      set ? [{ node: nameOf(block), ...mark(placeIn(nodeSets, set, areEqual)) }] : [],
    ),
    edgeConstraints: [],
    dynamicNodeConstraints: [],
    dynamicEdgeConstraints: [],
    automorphisms: [],
    namedEdges: [],
  }
  const seen = new Set<string>()
  const addEdge = (from: number, to: number, exists: boolean) => {
    const isNew = !seen.has(`${from} ${to}`)
    seen.add(`${from} ${to}`)
    if (isNew)
      motif.edges.push({ from: nameOf(from), to: nameOf(to), exists, action: 'SYN', constraints: [] })
    return isNew
  }
  merged.edges.forEach(({ from, to }, i) => {
    const fitting = narrowed.edges[i]
    if (!addEdge(from, to, true) || !fitting) return
    const constraint = mark(placeIn(edgeSets, fitting.pairs, areSamePairs))
    motif.edgeConstraints.push({ from: nameOf(from), to: nameOf(to), ...constraint })
  })
  for (const { from, to } of absent) addEdge(from, to, false)
  return { motif, resolved: resolve(motif, nodeSets, edgeSets) }
}

const areSamePairs = (left: EdgePairs, right: EdgePairs) =>
  areEqual(left.sources, right.sources) && areEqual(left.targets, right.targets)

/** Puts the sets where the search looks for them. */
function resolve(motif: Motif, nodeSets: Uint32Array[], edgeSets: EdgePairs[]): ResolvedNeeds {
  const needs = indexNeeds(motif)
  const resolved: ResolvedNeeds = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }
  for (const { node, value } of motif.nodeConstraints) {
    const set = nodeSets[Number(value)]
    if (set) resolved.nodeSets[needs.nodeSetOf(node)] = set
  }
  for (const { from, to, value } of motif.edgeConstraints) {
    const set = edgeSets[Number(value)]
    if (set) resolved.edgeSets[needs.edgeSetOf(pairConjunction(motif, from, to))] = set
  }
  return resolved
}
