/** What scripts and the page say and hear about significance: types only. */
import type { NullMixing, NullEffort, NullModelKind, NullQuestion, NullRunRecord } from '../model/null-run'
import type { NullRunState } from '../jobs/significance-runs'
import type { Significance } from '../statistics/significance'

export type { NullEffort, NullMixing, NullModelKind, NullQuestion, NullRunState, Significance }

export interface SignificanceQuestion {
  /** The host's id. */
  host: string
  /** DotMotif texts, with labels of their own or without. */
  motifs?: string | readonly (string | { label: string; motif: string })[]
  /** All induced subgraphs of three or four nodes, by class. */
  census?: 'triads' | 'tetrads'
  /** `random`: as many edges, anywhere. `random-mutual`: and as many mutual pairs. `degrees` (the default): every node
   *  keeps its numbers of edges in and out. `degrees-mutual`: and of mutual ones. `attributes`: the graph stays, the nodes
   *  exchange attributes. */
  model?: NullModelKind
  /** A node attribute. Switching keeps how many edges lead from each of its groups to each; attributes are exchanged
   *  within groups only. */
  groups?: string
  /** Switching keeps how many edges span short and long distances; `attributes` hold the coordinates (x, y, z). */
  distance?: { attributes: string[]; bins?: number }
  /** 200 when absent. */
  samples?: number
  /** The same seed draws the same samples; 1 when absent. */
  seed?: number
  ignoreDirection?: boolean
  induced?: boolean
  excludeAutomorphisms?: boolean
  /** Random sets of four per sample where there are too many to count; 200,000 when absent. */
  tetradSamples?: number
}

export interface SignificanceOptions extends SignificanceQuestion {
  /** Stops the run; what was drawn is kept. */
  signal?: AbortSignal
  onProgress?: (run: SignificanceRun) => void
}

/** A run, as lists show it. */
export interface SignificanceRun {
  id: string
  question: NullQuestion
  hostName: string
  state: NullRunState
  /** Samples drawn and samples asked for. */
  samples: number
  wanted: number
  createdAt: number
  elapsedMs: number
  error?: NullRunRecord['error']
}

/** One motif, or one class of a census. */
export interface SignificanceRow extends Significance {
  label: string
  /** DotMotif, for the picture. */
  motif: string
  /** Which of the question's measures it belongs to. */
  measure: number
  /** p corrected for all rows whose null varies: Benjamini and Hochberg, Holm. Null where the null does not vary. */
  pBenjaminiHochberg: number | null
  pHolm: number | null
  /** The entry of the significance profile, for classes of a census. */
  profile: number | null
  /** The null's counts, by sample. */
  counts: number[]
}

export interface SignificanceResult extends SignificanceRun {
  hostUri: string
  hostSize: { nodeCount: number; edgeCount: number }
  version: string
  rows: SignificanceRow[]
  effort: NullEffort | null
  mixing: NullMixing | null
  kept: NullRunRecord['kept']
  /** What the reader should know, in sentences. */
  notes: string[]
}

export interface CensusClass {
  /** A triad's name, or mfinder's number of a class of four nodes. */
  name: string
  motif: string
  count: number
  /** The interval of an estimate, for 95 of 100 cases; of an exact count the count itself. */
  low: number
  high: number
}

export interface CensusOptions {
  /** Draws so many samples rather than count; absent: counts sets of four where they are not too many. */
  samples?: number
  seed?: number
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

export interface Census {
  size: 3 | 4
  isExact: boolean
  samples: number
  classes: CensusClass[]
}

export type ReportFormat = 'html' | 'csv' | 'json'

/** Runs are kept with all their samples, over reloads, until they are deleted. */
export interface SignificanceRunsApi {
  /** Begins a run, or goes on with the same one, and does not wait. */
  start(question: SignificanceQuestion): Promise<SignificanceRun>
  list(): Promise<SignificanceRun[]>
  /** The result as it stands. */
  result(id: string): Promise<SignificanceResult>
  /** Goes on: with what is missing, or until there are so many samples. */
  resume(id: string, samples?: number): Promise<SignificanceRun>
  stop(id: string): Promise<void>
  delete(id: string): Promise<void>
  /** Called with the id of every run that changes; returns the unsubscribe function. */
  watch(callback: (id: string) => void): () => void
  /** One page for print (`html`), the table (`csv`), or everything with every sample (`json`). `link`: the address that
   *  asks the same again. */
  report(id: string, format: ReportFormat, link?: string): Promise<Blob>
}

export interface SignificanceApi {
  /** Are there more of these motifs than chance gives? Waits for the last sample. Rejects with `cancelled`,
   *  `invalid-option`, `unknown-attribute`, `null-model-restriction`. */
  significance(options: SignificanceOptions): Promise<SignificanceResult>
  /** All induced subgraphs of three nodes (16 classes, exact) or connected ones of four (199, exact or sampled). */
  census(hostId: string, size: 3 | 4, options?: CensusOptions): Promise<Census>
  significanceRuns: SignificanceRunsApi
}
