/** What every search kernel offers: the reference in TypeScript and the one in WebAssembly answer alike. */
import type { Cursor, RootRange, SearchPlan, SearchSpace, SliceBudget, SliceResult } from '../model/plan'

/** A search made ready on one thread. It holds scratch memory of a few bytes per host node and no result. */
export interface Search {
  /** Searches `range` from its beginning (cursor null) or from where an earlier slice of the same range stopped, until
   *  the budget is used up. Always makes progress. The range may have been cut short behind the cursor meanwhile.
   *  `rows` has a buffer of its own, which may be transferred. */
  run(range: RootRange, cursor: Cursor | null, budget: SliceBudget): SliceResult
}

export type CreateSearch = (plan: SearchPlan, space: SearchSpace) => Search
