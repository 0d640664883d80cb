/** About how many matches a search would find and how long it would take, within a tenth of a second: on one worker of
 *  the pool, which plans, tries and samples. Main thread; nothing is stored. */
import { needsFromMotif } from '../grandiso/needs'
import { intervalOf } from '../grandiso/sampling/interval'
import type { CountInterval } from '../grandiso/sampling/interval'
import { joinSums, noSamples } from '../grandiso/sampling/sample-sums'
import type { SampleSums } from '../grandiso/sampling/sample-sums'
import { expectedSearchMs } from '../grandiso/sampling/search-time'
import type { WholeTrial } from './sample-api'
import { askSlot, nextSampleId, prepareSamples, throwIfCancelled, tryWholeSearch } from './sample-slot'
import type { SampleQuestion } from './sample-slot'
import { forgetSearch } from './worker-pool'
import type { PoolSlot, WorkerPool } from './worker-pool'

export interface EstimateQuestion extends SampleQuestion {
  /** The workers that the search would have. */
  workers: number
}

export interface EstimateOutcome extends CountInterval {
  /** The search came to its end within the time: its matches are counted, not guessed. */
  isExact: boolean
  samples: number
  /** Null: nothing is known of it. */
  searchMs: number | null
}

/** The share of the time in which the whole search is tried. */
const trialShare = 0.2
/** The share that is left for samples, however long it took to get so far. */
const leastDrawShare = 0.25
const batchesPerCall = 256
/** How long a worker draws before it listens again. */
const drawMs = 20

/** @throws MotifscopeError `cancelled`, and what planning throws */
export async function estimateSearch(pool: WorkerPool, question: EstimateQuestion): Promise<EstimateOutcome> {
  const { host, motif, semantics, maxMs, signal } = question
  throwIfCancelled(signal)
  const resolved = await host.resolve(needsFromMotif(motif))
  throwIfCancelled(signal)
  const slot = pool.slots.at(-1)
  if (!slot) throw new Error('The pool has no worker.')
  const end = performance.now() + maxMs
  const sampleId = nextSampleId()
  try {
    const { topology, record } = host
    const outline = await prepareSamples(slot, sampleId, {
      kind: 'question',
      hostId: record.id,
      motif,
      semantics,
      topology,
      resolved,
    })
    throwIfCancelled(signal)
    const trial = await tryWholeSearch(slot, sampleId, host, outline, maxMs * trialShare)
    if (trial.count !== null) {
      const { count, elapsedMs } = trial
      return { count, low: count, high: count, isExact: true, samples: 0, searchMs: elapsedMs }
    }
    const drawEnd = Math.max(end, performance.now() + maxMs * leastDrawShare)
    const sums = await drawUntil(slot, sampleId, drawEnd, question)
    const interval = intervalOf(sums, outline.mappingsPerMatch)
    return { ...interval, isExact: false, samples: sums.samples, searchMs: searchTime(sums, trial, question) }
  } finally {
    forgetSearch(pool, sampleId)
  }
}

async function drawUntil(
  slot: PoolSlot,
  sampleId: string,
  end: number,
  { seed, signal }: EstimateQuestion,
): Promise<SampleSums> {
  let sums: SampleSums = noSamples
  let firstBatch = 0
  do {
    throwIfCancelled(signal)
    const mostMs = Math.min(drawMs, end - performance.now())
    const request = { seed, firstBatch, mostBatches: batchesPerCall, mostMs }
    const batches = await askSlot(slot, (api) => api.sample(sampleId, request))
    firstBatch += batches.length
    sums = batches.reduce(joinSums, sums)
  } while (performance.now() < end)
  return sums
}

function searchTime(
  { work, mean: count }: SampleSums,
  { stepsPerMs }: WholeTrial,
  { semantics: { limit, countOnly }, workers }: EstimateQuestion,
): number | null {
  // A count may be put together from terms that visit no match; what that costs is not known here.
  if (stepsPerMs === null || countOnly) return null
  return expectedSearchMs({ work, count, stepsPerMs, workers, limit })
}
