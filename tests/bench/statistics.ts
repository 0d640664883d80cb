/** What is told of several measurements. */
import type { Timing } from '../../src/components/benchmarks/benchmark-run'

/** @throws RangeError when there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) throw new RangeError('There is no median of nothing.')
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** @throws RangeError when there is none, or one is not above 0. */
export function geometricMean(values: readonly number[]): number {
  if (values.length === 0 || values.some((value) => !(value > 0)))
    throw new RangeError('A geometric mean needs numbers above 0.')
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}

/** Median, fastest and slowest of some milliseconds. */
export function timingOf(values: readonly number[]): Timing {
  return {
    medianMs: median(values),
    fastestMs: Math.min(...values),
    slowestMs: Math.max(...values),
    repetitions: values.length,
  }
}

/** Whether the slowest exceeds the fastest by more than 15 %: the machine was not quiet. */
export function isUnsteady({ fastestMs, slowestMs }: Timing): boolean {
  return slowestMs > 1.15 * fastestMs
}
