/** Rows that follow from an adjacency: made when first asked for and kept as long as the adjacency, so that a warm host
 *  is planned in no time. */
import type { CodedRows } from '../model/count-plan'
import type { Adjacency } from '../model/host-graph'
import { codedRowsFrom } from './coded-rows'
import { allocateOrdinary, intersectRows, symmetricAdjacency } from './csr'
import type { Allocate } from './csr'

interface DerivedRows {
  symmetric?: Adjacency
  mutual?: Adjacency
  coded?: CodedRows
}

const derivedRows = new WeakMap<Adjacency, DerivedRows>()

function derivedFrom(adjacency: Adjacency): DerivedRows {
  const known = derivedRows.get(adjacency)
  if (known) return known
  const derived: DerivedRows = {}
  derivedRows.set(adjacency, derived)
  return derived
}

/** The edges in both directions. `allocate`: here and below, its arrays must live as long as the adjacency. */
export function symmetricOf(adjacency: Adjacency, allocate: Allocate = allocateOrdinary): Adjacency {
  return (derivedFrom(adjacency).symmetric ??= symmetricAdjacency(adjacency, allocate))
}

/** The edges that go both ways. */
export function mutualOf(adjacency: Adjacency, allocate: Allocate = allocateOrdinary): Adjacency {
  if (adjacency.out === adjacency.in) return adjacency
  const derived = derivedFrom(adjacency)
  if (derived.mutual) return derived.mutual
  const both = intersectRows(adjacency.out, adjacency.in, allocate)
  return (derived.mutual = { out: both, in: both })
}

export function codedRowsOf(adjacency: Adjacency, allocate: Allocate = allocateOrdinary): CodedRows {
  return (derivedFrom(adjacency).coded ??= codedRowsFrom(adjacency, allocate))
}

/** Takes coded rows that were made elsewhere (another thread, shared memory), so that no plan makes them. */
export function keepCodedRows(adjacency: Adjacency, coded: CodedRows): void {
  derivedFrom(adjacency).coded = coded
}

/** Whether a plan that counts by terms would have to make the coded rows first: some 10 ns an edge. */
export function needsCodedRows(adjacency: Adjacency): boolean {
  return !derivedRows.get(adjacency)?.coded
}

/** Everything that is kept of an adjacency, as plain data that goes between threads. */
export interface DerivedTree extends DerivedRows {
  ofSymmetric?: DerivedTree
  ofMutual?: DerivedTree
}

/** What was derived from an adjacency so far, and from that. */
export function derivedTreeOf(adjacency: Adjacency): DerivedTree {
  const { symmetric, mutual, coded } = derivedRows.get(adjacency) ?? {}
  return {
    ...(coded ? { coded } : {}),
    ...(symmetric && symmetric !== adjacency ? { symmetric, ofSymmetric: derivedTreeOf(symmetric) } : {}),
    ...(mutual ? { mutual, ofMutual: derivedTreeOf(mutual) } : {}),
  }
}

/** Takes what was derived elsewhere, so that no plan here makes it. What is here already stays. */
export function keepDerivedTree(adjacency: Adjacency, tree: DerivedTree): void {
  const { ofSymmetric, ofMutual, ...rows } = tree
  const kept = Object.assign(derivedFrom(adjacency), { ...rows, ...derivedFrom(adjacency) })
  if (kept.symmetric && ofSymmetric) keepDerivedTree(kept.symmetric, ofSymmetric)
  if (kept.mutual && ofMutual) keepDerivedTree(kept.mutual, ofMutual)
}
