/** The words between the pool and a search worker: types only. */
import type { KernelPlace } from '../grandiso/wasm-kernel'
import type { Cursor, RootRange, SearchPlan, SearchSpace, SliceBudget, SliceResult } from '../model/plan'

/** A slice and what it cost, so that the next budget can be chosen. */
export interface TimedSlice extends SliceResult {
  sliceMs: number
}

export interface SearchWorkerApi {
  /** Answers once the worker listens. */
  ping(): true
  /** Makes a search ready under an id; a second call with the same id replaces the first. `place` says where on the
   *  host's memory, which then holds all arrays of the space, this worker keeps its scratch; null: the space came as a
   *  copy. */
  prepare(searchId: string, plan: SearchPlan, space: SearchSpace, place: KernelPlace | null): Promise<void>
  /** Searches a bounded part of a range. `rows` is transferred. Throws when the search was not prepared. */
  slice(searchId: string, range: RootRange, cursor: Cursor | null, budget: SliceBudget): TimedSlice
  /** Lets go of a search's scratch memory. */
  forget(searchId: string): void
}
