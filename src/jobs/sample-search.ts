/** A sampled count: all workers draw samples until the interval is narrow enough. Main thread; nothing is stored. */
import { needsFromMotif } from '../grandiso/needs'
import { planSearch } from '../grandiso/plan'
import { intervalOf, relativeHalfWidth } from '../grandiso/sampling/interval'
import type { CountInterval } from '../grandiso/sampling/interval'
import type { SearchPlan } from '../model/plan'
import { createOrderedBatches } from './ordered-batches'
import type { OrderedBatches } from './ordered-batches'
import { placeSearch } from './place-search'
import type { PlacedSearch } from './place-search'
import { askSlot, cancelledSampling, nextSampleId, prepareSamples, throwIfCancelled } from './sample-slot'
import type { SampleQuestion } from './sample-slot'
import { forgetSearch } from './worker-pool'
import type { PoolSlot, WorkerPool } from './worker-pool'

export interface SampleOutcome extends CountInterval {
  samples: number
  /** Samples that met a match. */
  hits: number
  elapsedMs: number
  /** Null: it goes on. */
  endedBy: 'precision' | 'time' | 'cancelled' | null
}

export interface SampleRun extends SampleQuestion {
  /** Half the width of the interval, as a share of the estimate, at which it is narrow enough. */
  precision: number
  workers: number
  onProgress?: ((outcome: SampleOutcome) => void) | undefined
}

/** How long a worker draws before it listens again. */
const drawMs = 40
const batchesPerCall = 256
/** So few samples or hits say nothing reliable of their own spread. */
const fewestSamples = 1_024
const fewestHits = 100
const progressEveryMs = 100

interface Sampling extends SampleRun {
  sampleId: string
  plan: SearchPlan
  placed: PlacedSearch
  batches: OrderedBatches
  beganAt: number
  toldAt: number
  /** There is nothing to begin from: no match, for certain. */
  isEmpty: boolean
  hasFailed: boolean
}

/** Draws samples until the interval is narrow enough, the time is up or the signal says stop; what is known then is the
 *  answer.
 *  @throws MotifscopeError `cancelled` when nothing was drawn until then; what planning throws */
export async function sampleSearch(pool: WorkerPool, run: SampleRun): Promise<SampleOutcome> {
  const { host, motif, semantics, signal } = run
  throwIfCancelled(signal)
  const beganAt = performance.now()
  const resolved = await host.resolve(needsFromMotif(motif))
  throwIfCancelled(signal)
  const { topology } = host
  // Matches are visited one by one, whatever a count would do: samples follow the plan's steps.
  const visiting = { ...semantics, countOnly: false }
  const { plan, space } = planSearch({ motif, topology, resolved, semantics: visiting })
  const sampling: Sampling = {
    ...run,
    sampleId: nextSampleId(),
    plan,
    placed: placeSearch(plan, space, topology, 0),
    batches: createOrderedBatches(batchesPerCall),
    beganAt,
    toldAt: beganAt,
    isEmpty: false,
    hasFailed: false,
  }
  const lanes = pool.slots.slice(0, run.workers).map((slot) => runLane(sampling, slot))
  try {
    await Promise.all(lanes)
  } finally {
    sampling.hasFailed = true
    await Promise.allSettled(lanes)
    forgetSearch(pool, sampling.sampleId)
    sampling.placed.free()
  }
  const outcome = outcomeOf(sampling)
  if (outcome.samples === 0 && !sampling.isEmpty) throw cancelledSampling()
  return outcome
}

async function runLane(sampling: Sampling, slot: PoolSlot): Promise<void> {
  const { sampleId, plan, placed, batches, seed } = sampling
  const { isEmpty } = await prepareSamples(slot, sampleId, { kind: 'plan', plan, space: placed.space })
  sampling.isEmpty = isEmpty
  while (!sampling.hasFailed && outcomeOf(sampling).endedBy === null) {
    const range = batches.take()
    const request = { seed, ...range, mostMs: drawMs }
    batches.bring(range, await askSlot(slot, (api) => api.sample(sampleId, request)))
    const now = performance.now()
    if (batches.sums.samples === 0 || now - sampling.toldAt < progressEveryMs) continue
    sampling.toldAt = now
    sampling.onProgress?.(outcomeOf(sampling))
  }
}

function outcomeOf(sampling: Sampling): SampleOutcome {
  const { batches, plan, precision, maxMs, beganAt, isEmpty, signal } = sampling
  const { samples, hits } = batches.sums
  const elapsedMs = performance.now() - beganAt
  if (isEmpty) return { count: 0, low: 0, high: 0, samples, hits, elapsedMs, endedBy: 'precision' }
  const interval = intervalOf(batches.sums, plan.mappingsPerMatch)
  const isKnown = samples >= fewestSamples && hits >= fewestHits
  const isNarrow = isKnown && relativeHalfWidth(interval) <= precision
  const stop = elapsedMs >= maxMs ? 'time' : null
  const endedBy = isNarrow ? 'precision' : signal?.aborted ? 'cancelled' : stop
  return { ...interval, samples, hits, elapsedMs, endedBy }
}
