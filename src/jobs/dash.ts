/** A search of so little work that telling a worker of it would take longer is run on the page, within some
 *  milliseconds. What it does not finish is left as it stands, for the workers. */
import type { JobTotals } from '../storage/progress-ledger'
import { canSearchHere, createPageSlot } from './page-slot'
import type { PlacedSearch } from './place-search'
import { runTasks } from './run-job'
import type { RunContext } from './run-job'

/** Row entries to be read, which take about a nanosecond each. The planner may be wrong by far: time decides. */
const mostCost = 1_000_000
/** For so long the page may not hear its user: a quarter of a frame. */
const dashMs = 4
const sliceMs = 1

/** Whether a search is run here first.
 *  @param cost row entries to be read, roughly */
export function isForPage(cost: number, placed: PlacedSearch): boolean {
  return cost <= mostCost && canSearchHere(placed)
}

/** Runs tasks on the page until they are done or the time is up. Answers how the job then stands. */
export async function dash(
  context: RunContext,
): Promise<{ isOver: boolean; isCutShort: boolean; totals: JobTotals }> {
  const end = performance.now() + dashMs
  let { totals } = context
  const outcome = await runTasks({
    ...context,
    slots: [createPageSlot()],
    asked: () => context.asked() ?? (performance.now() >= end ? 'paused' : null),
    onSaved: (saved) => context.onSaved((totals = saved)),
    sliceMs: () => sliceMs,
  })
  return { ...outcome, totals }
}
