/** `motifscope.estimate` and `motifscope.sample`: a question to the samplers, their answer with its confidence. */
import { confidence } from '../grandiso/sampling/interval'
import type { HostLibrary } from '../hosts/host-library'
import { estimateSearch } from '../jobs/estimate-search'
import { sampleSearch } from '../jobs/sample-search'
import type { SampleOutcome } from '../jobs/sample-search'
import { MotifscopeError } from '../model/errors'
import type { EstimateOptions, Motifscope, SampledCount, SampleOptions } from './api'
import type { Engine } from './engine'
import { motifFromText, semanticsFrom } from './jobs-api'

const standardSeed = 1
const standardEstimateMs = 80
const standardSampleMs = 60_000
const standardPrecision = 0.01

/** @throws MotifscopeError `invalid-option` */
function positive(name: string, value: number): number {
  if (value > 0) return value
  throw new MotifscopeError('invalid-option', `${name} must be a number above 0; it is ${value}.`)
}

async function questionOf(
  library: HostLibrary,
  hostId: string,
  source: string,
  { seed = standardSeed, signal, ...options }: EstimateOptions | SampleOptions,
) {
  const { motif } = motifFromText(source)
  const { ignoreDirection, excludeAutomorphisms, induced, limit, countOnly } = options
  const chosen = { ignoreDirection, excludeAutomorphisms, induced, limit, countOnly }
  const given = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))
  const semantics = semanticsFrom(given)
  return { motif, semantics, seed, signal, host: await library.searchable(hostId) }
}

const withConfidence = (outcome: SampleOutcome): SampledCount => ({ ...outcome, confidence })

export function createSampling(
  engine: Engine,
  library: HostLibrary,
): Pick<Motifscope, 'estimate' | 'sample'> {
  return {
    async estimate(hostId, motif, options = {}) {
      const maxMs = positive('maxMs', options.maxMs ?? standardEstimateMs)
      const question = await questionOf(library, hostId, motif, options)
      const pool = engine.pool()
      const workers = Math.min(options.workers ?? Infinity, pool.slots.length)
      return { ...(await estimateSearch(pool, { ...question, maxMs, workers })), confidence }
    },

    async sample(hostId, motif, options = {}) {
      const maxMs = positive('maxMs', options.maxMs ?? standardSampleMs)
      const precision = positive('precision', options.precision ?? standardPrecision)
      const question = await questionOf(library, hostId, motif, options)
      const pool = engine.pool()
      const workers = Math.min(options.workers ?? Infinity, pool.slots.length)
      const { onProgress } = options
      const tell = onProgress && ((outcome: SampleOutcome) => onProgress(withConfidence(outcome)))
      return withConfidence(
        await sampleSearch(pool, { ...question, maxMs, precision, workers, onProgress: tell }),
      )
    },
  }
}
