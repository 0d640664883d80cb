/** A host graph as a search needs it: hosts give it, jobs take it. */
import type { HostRecord, HostTopology } from './host-graph'
import type { AttributeNeeds, ResolvedNeeds } from './plan'

export interface SearchableHost {
  record: HostRecord
  topology: HostTopology
  /** Answers what a motif's search must know of attributes. */
  resolve(needs: AttributeNeeds): Promise<ResolvedNeeds>
}
