/** The search workers of this tab: started once, replaced when one dies. Knows nothing of jobs or tasks. */
import { MotifscopeError } from '../model/errors'
import { spawn } from '../spawn'
import type { Spawned } from '../spawn'
import type { PlacedSearch } from './place-search'
import type { SearchPlan } from '../model/plan'
import type { SearchWorkerApi, TimedSlice } from './search-api'
import { canShareMemory } from './shared-arrays'

/** A place in the pool; the worker behind it may be replaced. */
export interface PoolSlot {
  index: number
  worker: Spawned<SearchWorkerApi>
  /** Searches this worker has been given. */
  prepared: Set<string>
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
  return { index, worker: spawn<SearchWorkerApi>('search'), prepared: new Set() }
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
  ready.catch(() => undefined)
  return { slots, ready }
}

/** Ends a slot's worker and starts another in its place; prepared searches are gone with it. */
export function replaceWorker(slot: PoolSlot): void {
  slot.worker.terminate()
  Object.assign(slot, startSlot(slot.index))
}

/** Gives a slot's worker a search, unless it has it.
 *  @throws MotifscopeError `worker-failed` when the worker dies. */
export async function prepareSlot(
  slot: PoolSlot,
  searchId: string,
  plan: SearchPlan,
  placed: PlacedSearch,
): Promise<void> {
  if (slot.prepared.has(searchId)) return
  await Promise.race([
    slot.worker.api.prepare(searchId, plan, placed.space, placed.placeOf(slot.index)),
    slot.worker.failed,
  ])
  slot.prepared.add(searchId)
}

/** One slice on a slot's worker.
 *  @throws MotifscopeError `worker-failed` when the worker dies. */
export function runSlice(
  slot: PoolSlot,
  searchId: string,
  ...[range, cursor, budget]: [
    Parameters<SearchWorkerApi['slice']>[1],
    Parameters<SearchWorkerApi['slice']>[2],
    Parameters<SearchWorkerApi['slice']>[3],
  ]
): Promise<TimedSlice> {
  return Promise.race([slot.worker.api.slice(searchId, range, cursor, budget), slot.worker.failed])
}

/** Lets every worker forget a search. */
export function forgetSearch(pool: WorkerPool, searchId: string): void {
  for (const slot of pool.slots) {
    if (slot.prepared.delete(searchId)) void slot.worker.api.forget(searchId)
  }
}
