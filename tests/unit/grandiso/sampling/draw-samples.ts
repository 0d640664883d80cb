/** Samples of a planned search, for tests. */
import { createSampler } from '../../../../src/grandiso/sampling/create-sampler'
import { joinSums, noSamples } from '../../../../src/grandiso/sampling/sample-sums'
import type { SampleSums } from '../../../../src/grandiso/sampling/sample-sums'
import type { SearchPlan, SearchSpace } from '../../../../src/model/plan'

interface Planned {
  plan: SearchPlan
  space: SearchSpace
}

/** All batches of one seed, in order. */
export function drawSamples({ plan, space }: Planned, seed: number, batchCount: number): SampleSums {
  const sampler = createSampler(plan, space)
  let sums: SampleSums = noSamples
  for (let batch = 0; batch < batchCount; batch++) sums = joinSums(sums, sampler.runBatch(seed, batch))
  return sums
}

/** How far the estimate is from the truth, in standard errors; 0 where both are the same. */
export function standardErrorsOff({ samples, mean, squares }: SampleSums, truth: number): number {
  if (Math.abs(mean - truth) < 1e-9 * Math.max(1, truth)) return 0
  return (mean - truth) / (Math.sqrt(squares) / samples)
}
