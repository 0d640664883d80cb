/** What a motif's search must know of the host's attributes. The same motif gives the same needs in the same order, so
 *  the planner finds the answers again without being told where they are. Pure. */
import type { Constraint, Motif, Operator } from '../model/motif'
import type { AttributeNeeds } from '../model/plan'
import { conjunctionKey, constraintKey, pairConjunction, pairsOfMotif } from './motif-pairs'
import type { Conjunction } from './motif-pairs'

interface KeyComparison {
  leftKey: string
  op: Operator
  rightKey: string
}

/** A list of distinct things, and the place of each. */
class DistinctList<Item> {
  readonly items: Item[] = []
  private readonly places = new Map<string, number>()

  constructor(private readonly keyOf: (item: Item) => string) {}

  add(item: Item): void {
    const key = this.keyOf(item)
    if (this.places.has(key)) return
    this.places.set(key, this.items.length)
    this.items.push(item)
  }

  placeOf(item: Item): number {
    const place = this.places.get(this.keyOf(item))
    if (place === undefined) throw new Error(`Not among the needs of this motif: ${this.keyOf(item)}`)
    return place
  }
}

/** The needs of a motif, and where each of its constraints stands among them. */
export interface IndexedNeeds {
  needs: AttributeNeeds
  /** Place in `nodeSets`, or −1 when the node has no static constraint. */
  nodeSetOf(node: string): number
  /** Place in `edgeSets`, or −1 for the empty conjunction. */
  edgeSetOf(conjunction: Conjunction): number
  nodeComparisonOf(comparison: KeyComparison): number
  edgeComparisonOf(comparison: KeyComparison): number
}

function comparisonKey({ leftKey, op, rightKey }: KeyComparison): string {
  return JSON.stringify([leftKey, op, rightKey])
}

/** The attributes a dynamic constraint compares, without the nodes or edges they belong to. */
export function keysCompared(constraint: { key: string; op: Operator; otherKey: string }): KeyComparison {
  return { leftKey: constraint.key, op: constraint.op, rightKey: constraint.otherKey }
}

export function indexNeeds(motif: Motif): IndexedNeeds {
  const nodeSets = new DistinctList<{ node: string; constraints: Constraint[] }>(({ node }) => node)
  for (const node of motif.nodes) {
    const constraints = motif.nodeConstraints.filter((constraint) => constraint.node === node)
    const distinct = new Map(
      constraints.map(({ key, op, value }) => [constraintKey({ key, op, value }), { key, op, value }]),
    )
    if (distinct.size > 0) nodeSets.add({ node, constraints: [...distinct.values()] })
  }
  const edgeSets = new DistinctList<Conjunction>(conjunctionKey)
  for (const { conjunctions } of pairsOfMotif(motif))
    for (const conjunction of conjunctions) if (conjunction.length > 0) edgeSets.add(conjunction)
  for (const { from, to, otherFrom, otherTo } of motif.dynamicEdgeConstraints)
    for (const conjunction of [pairConjunction(motif, from, to), pairConjunction(motif, otherFrom, otherTo)])
      if (conjunction.length > 0) edgeSets.add(conjunction)
  const nodeComparisons = new DistinctList(comparisonKey)
  for (const constraint of motif.dynamicNodeConstraints) nodeComparisons.add(keysCompared(constraint))
  const edgeComparisons = new DistinctList(comparisonKey)
  for (const constraint of motif.dynamicEdgeConstraints) edgeComparisons.add(keysCompared(constraint))

  const constrained = new Set(nodeSets.items.map(({ node }) => node))
  return {
    needs: {
      nodeSets: nodeSets.items,
      edgeSets: edgeSets.items,
      nodeComparisons: nodeComparisons.items,
      edgeComparisons: edgeComparisons.items,
    },
    nodeSetOf: (node) => (constrained.has(node) ? nodeSets.placeOf({ node, constraints: [] }) : -1),
    edgeSetOf: (conjunction) => (conjunction.length === 0 ? -1 : edgeSets.placeOf(conjunction)),
    nodeComparisonOf: (comparison) => nodeComparisons.placeOf(comparison),
    edgeComparisonOf: (comparison) => edgeComparisons.placeOf(comparison),
  }
}

/** What `tables` must answer before a search of this motif can be planned. */
export function needsFromMotif(motif: Motif): AttributeNeeds {
  return indexNeeds(motif).needs
}
