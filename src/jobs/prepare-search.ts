/** From a job's question to what its workers need: plan, arrays on shared memory, ranges. */
import { needsFromMotif } from '../grandiso/needs'
import type { PlannedSearch } from '../grandiso/plan'
import { splitRoots } from '../grandiso/split'
import type { JobRecord } from '../model/job'
import type { HostTopology } from '../model/host-graph'
import type { RootRange, SearchPlan, SearchSpace } from '../model/plan'
import type { JobServices } from './live-job'
import { placeSearch } from './place-search'
import type { PlacedSearch } from './place-search'
import { planOffPage } from './plan-off-page'
import { warnOfRoom } from './room-watch'
import type { PoolSlot } from './worker-pool'

/** Tasks per worker at the start: enough that none waits long at the end; a running task is split on demand. */
const tasksPerWorker = 4
/** Below so many root items, and below so much work (row entries to be read, some nanoseconds each), a task costs more to
 *  keep account of, and to wake another worker for, than it is worth. */
const fewestRootsPerTask = 1024
const fewestEntriesPerTask = 500_000

export interface PreparedSearch {
  plan: SearchPlan
  space: SearchSpace
  topology: HostTopology
  /** Puts it onto the shared memory of its host, for the workers, when first asked to.
   *  @throws MotifscopeError `host-too-large` */
  place(): PlacedSearch
  /** Gives that memory back, if it was taken. */
  free(): void
  warnings: string[]
  /** Parts of about equal work that are all of the search. */
  ranges: RootRange[]
  /** Row entries to be read, roughly. */
  cost: number
}

/** Prepares a job's search for some workers.
 *  @throws whatever reading the motif, resolving its constraints or planning throws */
export async function prepareSearch(
  services: JobServices,
  record: JobRecord,
  slots: readonly PoolSlot[],
): Promise<PreparedSearch> {
  const { motif } = services.readMotif(record.motif)
  const host = await services.host(record.hostId)
  const resolved = await host.resolve(needsFromMotif(motif))
  const { topology } = host
  const { options: semantics } = record
  const strategy = semantics.strategy ?? {}
  const question = { motif, semantics, strategy, topology, resolved }
  const planned = await planOffPage(question, slots[0])
  const { plan, space, expectedMatches, cost, warnings } = planned
  const ranges = record.tasksTotal > 0 ? [] : splitRoots(plan, space, taskCountFor(planned, slots.length))
  const { limit, countOnly } = semantics
  const rowCount = countOnly ? 0 : Math.min(expectedMatches, limit ?? Infinity)
  const room = await warnOfRoom(rowCount, plan.columns.length)
  let placed: PlacedSearch | undefined
  return {
    ...{ plan, space, topology, ranges, cost },
    warnings: [...warnings, ...room],
    place: () => (placed ??= placeSearch(plan, space, topology, slots.length)),
    free: () => placed?.free(),
  }
}

function taskCountFor({ plan, cost }: PlannedSearch, workerCount: number): number {
  const worthwhile = Math.min(plan.rootCount / fewestRootsPerTask, cost / fewestEntriesPerTask)
  return Math.min(Math.max(1, Math.ceil(worthwhile)), workerCount * tasksPerWorker)
}
