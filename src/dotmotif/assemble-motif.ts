/** Draft → Motif. Lists come in one order, whatever the order of the text: by node or by pair as they appear in edges,
 *  then as written; so printing a motif and reading it again changes nothing. */
import type { Constraint, Motif } from '../model/motif'
import type { Range } from './ast'
import type { ConstraintSet, Draft, PlacedConstraint } from './draft'
import { addConstraint, pairKey, setOf } from './draft'

/** Entry by entry, where the lists of a motif were written. */
export interface MotifPlaces {
  edges: Range[]
  nodeConstraints: Range[]
  edgeConstraints: Range[]
  dynamicNodeConstraints: Range[]
  dynamicEdgeConstraints: Range[]
  automorphisms: Range[]
}

/** Clauses of edges first, then alias constraints: by pair, in order of edges. */
function mergePairConstraints(draft: Draft) {
  const pairs = new Map<string, { from: string; to: string }>()
  const merged = new Map<string, ConstraintSet>()
  for (const { edge, constraints } of draft.edges.values()) {
    const key = pairKey(edge.from, edge.to)
    pairs.set(key, { from: edge.from, to: edge.to })
    for (const constraint of constraints.values()) addConstraint(setOf(merged, key), constraint)
  }
  for (const [key, constraints] of draft.byPair)
    for (const constraint of constraints.values()) addConstraint(setOf(merged, key), constraint)
  return [...pairs].flatMap(([key, pair]) =>
    [...(merged.get(key)?.values() ?? [])].map((constraint) => ({ ...pair, constraint })),
  )
}

function namedEdgesByPair(draft: Draft): Motif['namedEdges'] {
  const order = new Map<string, number>()
  for (const { edge } of draft.edges.values()) {
    const key = pairKey(edge.from, edge.to)
    if (!order.has(key)) order.set(key, order.size)
  }
  const rank = ({ from, to }: { from: string; to: string }) => order.get(pairKey(from, to)) ?? 0
  return draft.names.named.toSorted((a, b) => rank(a) - rank(b))
}

const withoutPlace = ({ key, op, value }: PlacedConstraint): Constraint => ({ key, op, value })

/** The motif of a finished draft, and where its entries were written. */
export function assembleMotif(draft: Draft): { motif: Motif; places: MotifPlaces } {
  const nodes = [...draft.names.nodes]
  const edges = [...draft.edges.values()]
  const ofNodes = nodes.flatMap((node) =>
    [...(draft.byNode.get(node)?.values() ?? [])].map((constraint) => ({ node, constraint })),
  )
  const ofPairs = mergePairConstraints(draft)
  const dynamicNode = [...draft.dynamicNode.values()]
  const dynamicEdge = [...draft.dynamicEdge.values()]
  const equivalences = [...draft.equivalences.values()]
  const motif: Motif = {
    nodes,
    edges: edges.map(({ edge, constraints }) => ({
      ...edge,
      constraints: [...constraints.values()].map(withoutPlace),
    })),
    nodeConstraints: ofNodes.map(({ node, constraint }) => ({ node, ...withoutPlace(constraint) })),
    edgeConstraints: ofPairs.map(({ from, to, constraint }) => ({ from, to, ...withoutPlace(constraint) })),
    dynamicNodeConstraints: dynamicNode.map(({ constraint }) => constraint),
    dynamicEdgeConstraints: dynamicEdge.map(({ constraint }) => constraint),
    automorphisms: equivalences.map(({ pair }) => pair),
    namedEdges: namedEdgesByPair(draft),
  }
  const places: MotifPlaces = {
    edges: edges.map(({ place }) => place),
    nodeConstraints: ofNodes.map(({ constraint }) => constraint.place),
    edgeConstraints: ofPairs.map(({ constraint }) => constraint.place),
    dynamicNodeConstraints: dynamicNode.map(({ place }) => place),
    dynamicEdgeConstraints: dynamicEdge.map(({ place }) => place),
    automorphisms: equivalences.map(({ place }) => place),
  }
  return { motif, places }
}
