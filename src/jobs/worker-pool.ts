/** The search workers of this tab: started once, replaced when one dies. Knows nothing of jobs or tasks. */
import { MotifscopeError } from '../model/errors'
import { spawn } from '../spawn'
import type { Spawned } from '../spawn'
import { loadPageKernel } from './page-search'
import type { PlacedSearch } from './place-search'
import type { Cursor, RootRange, SearchPlan, SliceBudget } from '../model/plan'
import type { ResultFilePlace } from '../storage/result-files'
import type { SearchWorkerApi, TimedSlice } from './search-api'
import { canShareMemory } from './shared-arrays'

/** A place in the pool; the worker behind it may be replaced. */
export interface PoolSlot {
  index: number
  worker: Spawned<SearchWorkerApi>
  /** Searches this worker has been given. */
  prepared: Set<string>
  /** The name of the files that this worker writes rows to; no other worker ever has it. */
  rowFile: string
}

export interface WorkerPool {
  slots: PoolSlot[]
  /** Settled once every worker answers. Rejects with `unsupported-browser`. */
  ready: Promise<void>
}

const startTimeoutMs = 30_000

/** As many workers as there are cores; one where memory cannot be shared. */
export function poolSize(): number {
  return canShareMemory() ? Math.max(1, navigator.hardwareConcurrency || 2) : 1
}

function startSlot(index: number): PoolSlot {
  const rowFile = `${crypto.randomUUID()}.rows`
  return { index, worker: spawn<SearchWorkerApi>('search'), prepared: new Set(), rowFile }
}

function answers(slot: PoolSlot): Promise<unknown> {
  const timeout = new Promise<never>((_, reject) =>
    setTimeout(
      () =>
        reject(
          new MotifscopeError('unsupported-browser', 'A search worker did not start within 30 seconds.', {
            hint: 'Use a current Chrome, Edge, Firefox or Safari, and allow scripts and workers on this page.',
          }),
        ),
      startTimeoutMs,
    ),
  )
  return Promise.race([slot.worker.api.ping(), slot.worker.failed, timeout])
}

export function startPool(size: number): WorkerPool {
  const slots = Array.from({ length: size }, (_, index) => startSlot(index))
  const ready = Promise.all(slots.map(answers)).then(() => undefined)
  ready.then(loadPageKernel).catch(() => undefined)
  return { slots, ready }
}

/** Ends a slot's worker and starts another in its place; prepared searches are gone with it. */
export function replaceWorker(slot: PoolSlot): void {
  slot.worker.terminate()
  Object.assign(slot, startSlot(slot.index))
}

/** Gives a slot's worker a search, unless it has it. What goes wrong with that is thrown by the search's slices, which
 *  may be asked for at once. */
export function prepareSlot(slot: PoolSlot, searchId: string, plan: SearchPlan, placed: PlacedSearch): void {
  if (slot.prepared.has(searchId)) return
  const { prepared, worker } = slot
  prepared.add(searchId)
  worker.api
    .prepare(searchId, plan, placed.space, placed.placeOf(slot.index))
    .catch(() => prepared.delete(searchId))
}

/** One slice on a slot's worker.
 *  @throws MotifscopeError `worker-failed` when the worker dies. */
export function runSlice(
  slot: PoolSlot,
  searchId: string,
  range: RootRange,
  cursor: Cursor | null,
  budget: SliceBudget,
  place: ResultFilePlace | null = null,
): Promise<TimedSlice> {
  const { api, orFail } = slot.worker
  return orFail(api.slice(searchId, range, cursor, budget, place))
}

/** Sees to it that rows a slot's worker has written outlive a crash of the machine.
 *  @throws MotifscopeError `worker-failed` when the worker dies. */
export function flushRows(slot: PoolSlot, searchId: string): Promise<void> {
  return slot.worker.orFail(slot.worker.api.flush(searchId))
}

/** Lets every worker forget a search. Settled when their files are closed. */
export async function forgetSearch(pool: WorkerPool, searchId: string): Promise<void> {
  const forgetting = pool.slots
    .filter((slot) => slot.prepared.delete(searchId))
    .map(({ worker }) => Promise.race([worker.api.forget(searchId), worker.failed]))
  await Promise.allSettled(forgetting)
}
