/** The words between the pool and a search worker that works out what plans need of a host: types only. */
import type { DerivedTree } from '../grandiso/derived-rows'
import type { SearchQuestion } from '../grandiso/search-question'

/** A copy of an array, and where it shall stand. Both on shared memory. */
export interface ArrayMove {
  from: Uint32Array
  to: Uint32Array
}

export interface DeriveWorkerApi {
  /** The rows that planning a question derives from its host: on shared memory, which becomes free when nobody holds it
   *  any more. */
  derive(
    question: Pick<SearchQuestion, 'motif' | 'semantics' | 'topology' | 'resolved' | 'strategy'>,
  ): DerivedTree
  /** Copies arrays to where they shall stand. */
  move(moves: ArrayMove[]): void
}
