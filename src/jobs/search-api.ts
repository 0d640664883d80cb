/** The words between the pool and a search worker: types only. */
import type { KernelPlace } from '../grandiso/wasm-kernel'
import type { WrittenRows } from '../model/job'
import type { ResultFilePlace } from '../storage/result-files'
import type { DeriveWorkerApi } from './derive-api'
import type { SampleWorkerApi } from './sample-api'
import type { Cursor, RootRange, SearchPlan, SearchSpace, SliceBudget, SliceResult } from '../model/plan'

/** A slice and what it cost, so that the next budget can be chosen. */
export interface TimedSlice extends SliceResult {
  sliceMs: number
  /** Where the rows went, when they were to go to a file and did: `rows` is then empty. */
  written?: WrittenRows
}

export interface SearchWorkerApi extends SampleWorkerApi, DeriveWorkerApi {
  /** Answers once the worker listens. */
  ping(): true
  /** Makes a search ready under an id; a second call with the same id replaces the first. Slices may be asked for without
   *  waiting: what goes wrong here, they throw too. `place` says where on the
   *  host's memory, which then holds all arrays of the space, this worker keeps its scratch; null: the space came as a
   *  copy. */
  prepare(searchId: string, plan: SearchPlan, space: SearchSpace, place: KernelPlace | null): Promise<void>
  /** Searches a bounded part of a range. Rows go to the file at `place`, where one is given and the browser has files;
   *  else they are transferred. Throws when the search was not prepared, `quota-exceeded` when the file cannot grow,
   *  `folder-closed` when a folder of the user's cannot be used. */
  slice(
    searchId: string,
    range: RootRange,
    cursor: Cursor | null,
    budget: SliceBudget,
    place?: ResultFilePlace | null,
  ): Promise<TimedSlice>
  /** Sees to it that what was written outlives a crash of the machine. */
  flush(searchId: string): Promise<void>
  /** Lets go of a search's scratch memory and file, and of the samples of that id. */
  forget(searchId: string): void
}
