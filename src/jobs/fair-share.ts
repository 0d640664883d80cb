/** How the workers' time is divided among jobs. Jobs take turns on each worker, slice by slice, in the order they come;
 *  so a job's share is the length of its slices. Pure. */
import type { JobPriority } from '../model/job'

const weights: Record<JobPriority, number> = { high: 4, normal: 1, low: 0.25 }
const usualSliceMs = 25
/** A job that is asked to stop does so within a slice: none is longer. */
const longestSliceMs = 100

/** How long a slice of a job shall take beside the others that run now; their ratio is that of their priorities. */
export function sliceMsFor(own: JobPriority, others: readonly JobPriority[]): number {
  const all = [own, ...others].map((priority) => weights[priority])
  const scale = Math.min(usualSliceMs / Math.min(...all), longestSliceMs / Math.max(...all))
  return weights[own] * scale
}
