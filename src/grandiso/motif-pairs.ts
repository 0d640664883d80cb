/** A motif's edges by ordered pair of motif nodes, with the static constraints that hold for each pair. Pure. */
import type { Constraint, Motif } from '../model/motif'

/** A conjunction of static constraints on one host edge; empty: any edge. */
export type Conjunction = Constraint[]

/** What is asked of one ordered pair of motif nodes. Relation types (SYN, EXC, INH) do not matter to a search. */
export interface MotifPair {
  /** Indexes into `Motif.nodes`. */
  from: number
  to: number
  exists: boolean
  /** Required: the one conjunction some host edge must satisfy. Forbidden: no host edge may satisfy any of these. */
  conjunctions: Conjunction[]
}

/** The same text for constraints that mean the same; numbers compare numerically. */
export function constraintKey({ key, op, value }: Constraint): string {
  const isNumber = typeof value === 'number' || typeof value === 'bigint'
  return JSON.stringify([key, op, isNumber ? 'number' : typeof value, String(value)])
}

/** The same text for conjunctions that mean the same, whatever the order. */
export function conjunctionKey(conjunction: Conjunction): string {
  return [...new Set(conjunction.map(constraintKey))].sort().join('\n')
}

function plainConstraint({ key, op, value }: Constraint): Constraint {
  return { key, op, value }
}

/** All static constraints of an ordered pair: bracket clauses and alias constraints. */
export function pairConjunction(motif: Motif, from: string, to: string): Conjunction {
  return motif.edgeConstraints.filter((edge) => edge.from === from && edge.to === to).map(plainConstraint)
}

/** Several forbidden edges of one pair (of different relation types) forbid separately: each its own clauses, together
 *  with the alias constraints of the pair. */
function forbiddenConjunctions(motif: Motif, from: string, to: string): Conjunction[] {
  const edges = motif.edges.filter((edge) => edge.from === from && edge.to === to)
  const clauseKeys = new Set(edges.flatMap(({ constraints }) => constraints.map(constraintKey)))
  const alias = pairConjunction(motif, from, to).filter(
    (constraint) => !clauseKeys.has(constraintKey(constraint)),
  )
  const conjunctions = edges.map(({ constraints }) => [...constraints.map(plainConstraint), ...alias])
  return [...new Map(conjunctions.map((conjunction) => [conjunctionKey(conjunction), conjunction])).values()]
}

/** Every ordered pair with an edge, self-loops included, in order of first appearance. */
export function pairsOfMotif(motif: Motif): MotifPair[] {
  const indexOf = new Map(motif.nodes.map((node, index) => [node, index]))
  const pairs = new Map<string, MotifPair>()
  for (const { from, to, exists } of motif.edges) {
    const [fromIndex, toIndex] = [indexOf.get(from), indexOf.get(to)]
    if (fromIndex === undefined || toIndex === undefined)
      throw new Error(`The edge ${from} → ${to} has no node.`)
    const key = `${fromIndex} ${toIndex}`
    if (pairs.has(key)) continue
    const conjunctions = exists ? [pairConjunction(motif, from, to)] : forbiddenConjunctions(motif, from, to)
    pairs.set(key, { from: fromIndex, to: toIndex, exists, conjunctions })
  }
  return [...pairs.values()]
}
