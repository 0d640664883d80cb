/** One worker of the pool at work on samples: made ready, tried, asked. A worker that dies of it is replaced. */
import { MotifscopeError } from '../model/errors'
import type { SearchSemantics } from '../model/job'
import type { Motif } from '../model/motif'
import type { SearchableHost } from '../model/searchable-host'
import type { SampleOutline, SampleSource, WholeTrial } from './sample-api'
import { regionsOf } from './shared-arrays'
import { replaceWorker } from './worker-pool'
import type { PoolSlot } from './worker-pool'

export interface SampleQuestion {
  host: SearchableHost
  motif: Motif
  semantics: SearchSemantics
  /** The same seed draws the same samples in the same order. */
  seed: number
  /** Time there is, beside what the host needs to answer for its attributes. */
  maxMs: number
  signal?: AbortSignal | undefined
}

let lastSample = 0

/** An id under which workers keep what they sample. */
export const nextSampleId = () => `sample ${++lastSample}`

export function cancelledSampling(): MotifscopeError {
  return new MotifscopeError('cancelled', 'The estimate was cancelled.')
}

/** @throws MotifscopeError `cancelled` */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelledSampling()
}

/** One call of a slot's worker.
 *  @throws MotifscopeError `worker-failed` when the worker dies */
export async function askSlot<Answer>(
  slot: PoolSlot,
  call: (api: PoolSlot['worker']['api']) => Promise<Answer>,
): Promise<Answer> {
  const { worker } = slot
  try {
    return await worker.orFail(call(worker.api))
  } catch (thrown) {
    const isDeath = thrown instanceof MotifscopeError && thrown.code === 'worker-failed'
    if (isDeath && slot.worker === worker) replaceWorker(slot)
    throw thrown
  }
}

/** Makes samples ready; `forgetSearch` with the same id lets go of them. */
export function prepareSamples(
  slot: PoolSlot,
  sampleId: string,
  source: SampleSource,
): Promise<SampleOutline> {
  slot.prepared.add(sampleId)
  return askSlot(slot, (api) => api.prepareSample(sampleId, source))
}

/** Searches for a moment, on scratch that is given back at once. */
export async function tryWholeSearch(
  slot: PoolSlot,
  sampleId: string,
  { topology }: SearchableHost,
  { scratchBytes }: SampleOutline,
  mostMs: number,
): Promise<WholeTrial> {
  const regions = regionsOf(topology.adjacency.out.offsets.buffer)
  if (!regions || scratchBytes === null) return askSlot(slot, (api) => api.tryWhole(sampleId, null, mostMs))
  const region = regions.take(scratchBytes)
  try {
    const place = { memory: regions.memory, address: region.begin }
    return await askSlot(slot, (api) => api.tryWhole(sampleId, place, mostMs))
  } finally {
    regions.give(region)
  }
}
