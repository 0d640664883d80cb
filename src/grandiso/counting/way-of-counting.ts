/** What a way of counting a coded motif offers, before it is weighed against others. */
import type { CountTerm, PairTerm, PrefixTerm, TriadTerm, UniverseTerm } from '../../model/count-plan'
import type { CodedMotif } from './coded-motif'
import type { ExpectedPartials } from './expected-partials'
import type { Layer } from './layer'
import type { Permutation } from './motif-group'

/** Of a term, what the way decides by itself. */
type Unsettled<Term> = Omit<Term, 'factor' | 'divisor' | 'layer' | 'reason'>
export type UnsettledTerm =
  Unsettled<TriadTerm> | Unsettled<PrefixTerm> | Unsettled<PairTerm> | Unsettled<UniverseTerm>

/** A term before it is known how often the motif counts. */
export interface RawTerm {
  term: UnsettledTerm
  /** The mappings of the motif are Σ over terms of `multiplicity` × the raw count. */
  multiplicity: number
  /** Divides every raw count. */
  unit: number
  /** No root has a larger raw count. */
  mostPerRoot: number
}

export interface WayOfCounting {
  kind: CountTerm['kind']
  terms: RawTerm[]
  /** In row entries to be read, roughly. */
  cost: number
  /** Plain words: what is counted, and why so. */
  reason: string
}

export interface CountingQuestion {
  motif: CodedMotif
  /** The symmetries that may be used. */
  group: Permutation[]
  layer: Layer
  sets: Uint32Array[]
  expected: ExpectedPartials
}

/** Lists every way of one kind, also those that cost much. */
export type ListWays = (question: CountingQuestion) => WayOfCounting[]

/** The roots to walk for a root with this candidate set. */
export function rootsOf({ layer, sets }: CountingQuestion, set: number | null) {
  const nodes = set === null ? null : sets[set]!
  if (!nodes) return { first: 0, end: layer.nodeCount }
  return nodes.length === 0 ? { first: 0, end: 0 } : { first: nodes[0]!, end: nodes[nodes.length - 1]! + 1 }
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]!}`
}
