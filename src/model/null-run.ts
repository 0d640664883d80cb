/** A significance run: some counts of one host graph, held against the same counts in samples of a null model. The words
 *  that storage, jobs and the page share; plain data. */
import type { ErrorData } from './errors'

export const nullModels = ['random', 'random-mutual', 'degrees', 'degrees-mutual', 'attributes'] as const
/** As in `statistics/null-models/null-model`. */
export type NullModelKind = (typeof nullModels)[number]

/** What is counted, in the host and in every sample. */
export type NullMeasure =
  | {
      kind: 'motif'
      label: string
      /** DotMotif. */
      text: string
      ignoreDirection: boolean
      induced: boolean
      excludeAutomorphisms: boolean
    }
  | { kind: 'triads' }
  /** Exact while sets are few, else from this many samples. */
  | { kind: 'tetrads'; samples: number }

/** Distances between nodes, cut into bins of about as many edges each. */
export interface DistanceQuestion {
  /** Node attributes that hold the coordinates, all in one unit. */
  attributes: string[]
  bins: number
}

/** What makes a run the same run: everything but how many samples are drawn. */
export interface NullQuestion {
  hostId: string
  measures: NullMeasure[]
  model: NullModelKind
  /** A node attribute: its groups are kept; null for none. */
  groupsBy: string | null
  distance: DistanceQuestion | null
  seed: number
}

/** How long each sample walks, for models that switch edges. */
export interface NullEffort {
  attempts: number
  acceptance: number
  switchesPerEdge: number
  isCapped: boolean
}

/** What a walk for twice a sample's effort showed, point by point; the quantity is the number of 030T triads. */
export interface NullMixing {
  attempts: number[]
  overlaps: number[]
  values: number[]
  level: { mean: number; sd: number }
  isMixed: boolean
  autocorrelation: number[]
}

/** A run as stored; its samples lie beside it. */
export interface NullRunRecord {
  id: string
  question: NullQuestion
  hostName: string
  hostUri: string
  hostSize: { nodeCount: number; edgeCount: number }
  /** The version of the app that began it. */
  version: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** Samples asked for. */
  wanted: number
  /** One value per class of every measure, in order; null until counted. */
  observed: number[] | null
  effort: NullEffort | null
  mixing: NullMixing | null
  /** How many groups and which limits of distance the samples kept. */
  kept: { groupCount: number; distanceLimits: number[] } | null
  /** Somebody stopped it; absent: it goes on, or waits to after a reload. */
  isStopped?: boolean
  error?: ErrorData
  elapsedMs: number
}

/** The counts of one sample, laid out like `observed`. */
export interface NullSample {
  runId: string
  /** From 0; with the run's seed it says all of the sample's chance. */
  index: number
  counts: Float64Array
}
