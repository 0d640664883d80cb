/** A motif in the making: distinct entries by key, each with the place it was written at. */
import type { Constraint, DynamicEdgeConstraint, DynamicNodeConstraint, MotifEdge } from '../model/motif'
import type { Range } from './ast'
import type { Problem } from './problem'
import { valueKey } from './read-literal'
import type { NameTable } from './resolve-names'

/** A constraint with the place it was written at. */
export interface PlacedConstraint extends Constraint {
  place: Range
}

/** Distinct constraints in order of first appearance, by `constraintKey`. */
export type ConstraintSet = Map<string, PlacedConstraint>

export interface DraftEdge {
  edge: MotifEdge
  place: Range
  /** The clauses in its brackets. */
  constraints: ConstraintSet
}

export interface Equivalence {
  pair: [string, string]
  place: Range
}

export interface Draft {
  names: NameTable
  problems: Problem[]
  edges: Map<string, DraftEdge>
  byNode: Map<string, ConstraintSet>
  /** Constraints on aliases, by `pairKey`; the clauses of edges join them at the end. */
  byPair: Map<string, ConstraintSet>
  dynamicNode: Map<string, { constraint: DynamicNodeConstraint; place: Range }>
  dynamicEdge: Map<string, { constraint: DynamicEdgeConstraint; place: Range }>
  equivalences: Map<string, Equivalence>
}

/** A copy of the range alone. */
export const placeOf = ({ start, end }: Range): Range => ({ start, end })

/** Names hold no blanks. */
export const pairKey = (from: string, to: string) => `${from} ${to}`

const constraintKey = ({ key, op, value }: Constraint) => JSON.stringify([key, op, valueKey(value)])

/** Adds a constraint unless its like is there. */
export function addConstraint(set: ConstraintSet, constraint: PlacedConstraint): void {
  const key = constraintKey(constraint)
  if (!set.has(key)) set.set(key, constraint)
}

/** The set of an owner, made when it is asked for first. */
export function setOf(owners: Map<string, ConstraintSet>, owner: string): ConstraintSet {
  const found = owners.get(owner)
  if (found) return found
  const made: ConstraintSet = new Map()
  owners.set(owner, made)
  return made
}
