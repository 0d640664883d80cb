/** From samples to an estimate with an interval that holds the true count in about 95 of 100 cases.
 *
 *  Values of samples are never negative and often very uneven (hubs), so the logarithm of the mean is taken as normal
 *  rather than the mean itself: low = mean ÷ f, high = mean × f with f = exp(t · s / (mean · √n)). The t of Student's
 *  distribution stands for the samples that really count, (Σx)² ÷ Σx²: few hits, or one that outweighs all others, give
 *  a wide interval. Without any hit there is only an upper bound, by the rule of three: what n samples did not meet has,
 *  in 95 of 100 cases, a share of less than 3 ÷ n. */
import type { SampleSums } from './sample-sums'

export const confidence = 0.95

/** By the same rule: samples larger than the largest so far are at most so many of n, and counted as large as that. */
const unseenLargest = 3

export interface CountInterval {
  count: number
  low: number
  high: number
}

/** The 97.5 % quantile of Student's t, by its expansion around the normal one: within 1 % from 3 degrees on. */
export function studentQuantile(degrees: number): number {
  const z = 1.959964
  const v = Math.max(2, degrees)
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ]
  return terms.reduce((sum, term, power) => sum + term / v ** power, 0)
}

/** @param fewest what a match that was met makes certain: how many matches the search counts for it */
export function intervalOf(sums: SampleSums, fewest: number): CountInterval {
  const { samples, hits, mean, squares, largest, largestMiss } = sums
  if (samples === 0) return { count: 0, low: 0, high: Infinity }
  if (hits === 0) return { count: 0, low: 0, high: (3 * largestMiss) / samples }
  // Samples that are all equal may hide a rare larger one: their spread is unknown, not none.
  const spread = Math.max(squares / samples / (mean * mean), 1 / samples)
  const error = Math.sqrt(spread / samples)
  const counting = samples / (1 + spread)
  const factor = Math.exp(studentQuantile(counting - 1) * error)
  const unseen = (unseenLargest * largest) / samples
  return { count: mean, low: Math.min(mean, Math.max(fewest, mean / factor)), high: mean * factor + unseen }
}

/** Half the width of an interval as a share of the estimate; infinite where nothing was met. */
export function relativeHalfWidth({ count, low, high }: CountInterval): number {
  return count > 0 ? (high - low) / 2 / count : Infinity
}
