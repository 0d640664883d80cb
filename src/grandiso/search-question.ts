/** What the planner is asked: a motif, a host, and what the user wants of them. Types only. */
import type { HostTopology } from '../model/host-graph'
import type { SearchSemantics } from '../model/job'
import type { Motif } from '../model/motif'
import type { ResolvedNeeds } from '../model/plan'
import type { Allocate } from './csr'

/** What the planner may do; a benchmark switches one off to see what it is worth. No count depends on it. */
export interface PlanStrategy {
  /** Count by terms where that is cheaper than visiting matches. */
  factorise: boolean
  /** Visit one of the mappings that differ by a symmetry only, unless only one is wanted anyway. */
  breakSymmetry: boolean
  /** Else: motif nodes in the order they are written. */
  orderByCost: boolean
}

export interface SearchQuestion {
  motif: Motif
  semantics: SearchSemantics
  topology: HostTopology
  resolved: ResolvedNeeds
  /** Where the arrays of the space go; ordinary memory by default. */
  allocate?: Allocate
  /** Where rows go that follow from the host alone and are kept as long as it; ordinary memory by default. */
  allocateLasting?: Allocate
  /** All true by default. */
  strategy?: Partial<PlanStrategy>
}
