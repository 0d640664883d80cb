/** One or more motifs counted in several host graphs: the types of `motifscope.compare`. Plain data. */
import type { ErrorData } from '../model/errors'
import type { JobState, SearchSemantics } from '../model/job'

/** A motif and what its row is called. */
export interface ComparedMotif {
  name: string
  motif: string
}

export interface CompareOptions extends Partial<SearchSemantics> {
  /** Ignore stored answers. */
  recompute?: boolean
  /** Ends all of it: what is not done becomes `cancelled`. */
  signal?: AbortSignal
  /** Ends the column of one host graph only. */
  signalOf?: (hostId: string) => AbortSignal | undefined
  /** At each change of a cell. */
  onProgress?: (cell: ComparisonCell) => void
}

export interface ComparedHost {
  id: string
  name: string
  nodeCount: number
  /** Counts parallel edges. */
  edgeCount: number
  directed: boolean
}

/** One motif in one host graph. */
export interface ComparisonCell {
  hostId: string
  /** The name of its row. */
  motif: string
  /** An ordinary job, as `jobs.get` gives it; null while it waits for its turn. */
  jobId: string | null
  state: 'waiting' | JobState
  /** Matches found; of a search that is under way or was cancelled: so far. */
  count: number | bigint
  /** The search stopped at its limit: there are, or may be, more. */
  truncated: boolean
  /** From 0 to 1; null where nobody knows. */
  progress: number | null
  elapsedMs: number
  /** The count by the size of the host graph; null until it is done, or where the divisor is 0. */
  normalised: NormalisedCount | null
  error?: ErrorData
}

export interface NormalisedCount {
  /** Count ÷ nodes. */
  perNode: number | null
  /** Count ÷ edges, parallel ones counted. */
  perEdge: number | null
  /** Count ÷ ways to choose distinct host nodes for the motif's n nodes: N·(N−1)·…·(N−n+1); divided by the size of the
   *  symmetry group where matches that differ by a symmetry count once. From 0 to 1. */
  perTuple: number | null
}

export interface Comparison {
  options: SearchSemantics
  hosts: ComparedHost[]
  motifs: ComparedMotif[]
  /** Row by row: every motif in every host graph. */
  cells: ComparisonCell[]
}
