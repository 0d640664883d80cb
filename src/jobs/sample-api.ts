/** The words between the pool and a search worker about samples: types only. */
import type { SampleSums } from '../grandiso/sampling/sample-sums'
import type { KernelPlace } from '../grandiso/wasm-kernel'
import type { HostTopology } from '../model/host-graph'
import type { SearchSemantics } from '../model/job'
import type { Motif } from '../model/motif'
import type { ResolvedNeeds, SearchPlan, SearchSpace } from '../model/plan'

/** What is sampled: a question, which the worker plans by itself, or a search that is planned already. */
export type SampleSource =
  | {
      kind: 'question'
      /** Rows that follow from the host alone are made once for a run of questions on the same one. */
      hostId: string
      motif: Motif
      semantics: SearchSemantics
      topology: HostTopology
      resolved: ResolvedNeeds
    }
  | { kind: 'plan'; plan: SearchPlan; space: SearchSpace }

export interface SampleOutline {
  /** How many mappings a match stands for: the least that a search which finds anything counts. */
  mappingsPerMatch: number
  /** Whether there is nothing to begin from, so that there is no match. */
  isEmpty: boolean
  /** Bytes of the host's memory that a trial of the whole search needs on the kernel; null: it can do without. */
  scratchBytes: number | null
}

/** What came of searching for a moment. */
export interface WholeTrial {
  /** All matches, when the search came to its end; else null. */
  count: number | null
  elapsedMs: number
  /** Measured speed, in the unit of `SampleSums.work`; null when the search was too short to tell. */
  stepsPerMs: number | null
}

export interface SampleRequest {
  seed: number
  firstBatch: number
  /** At least one batch is drawn, then as many as there is time for. */
  mostBatches: number
  mostMs: number
}

export interface SampleWorkerApi {
  /** Makes samples of a search ready under an id, until `forget`. Throws what planning throws. */
  prepareSample(sampleId: string, source: SampleSource): SampleOutline
  /** Searches for `mostMs`, roughly: what ends within that need not be guessed.
   *  @param place scratch on the host's memory, of `scratchBytes`; null: the reference kernel searches */
  tryWhole(sampleId: string, place: KernelPlace | null, mostMs: number): Promise<WholeTrial>
  /** The sums of batches `firstBatch`, `firstBatch` + 1, … as far as the time reached. */
  sample(sampleId: string, request: SampleRequest): SampleSums[]
}
