/** What samples add up to: enough for a mean and its uncertainty, small enough to go between threads, and the same
 *  however the samples were divided (Chan, Golub & LeVeque 1983). Plain data. */

export interface SampleSums {
  /** Samples drawn. */
  samples: number
  /** Samples that met a match. */
  hits: number
  /** Mean of the samples' values: the estimated number of matches. */
  mean: number
  /** Sum of squared differences from the mean. */
  squares: number
  /** The largest value. */
  largest: number
  /** Mean of the samples' costs: the estimated number of candidates a whole search looks at. */
  work: number
  /** The largest number of matches that a sample without a match would have stood for, had all it looked at last
   *  matched. */
  largestMiss: number
}

export const noSamples: Readonly<SampleSums> = {
  samples: 0,
  hits: 0,
  mean: 0,
  squares: 0,
  largest: 0,
  work: 0,
  largestMiss: 0,
}

/** The sums of both sets of samples together. */
export function joinSums(left: SampleSums, right: SampleSums): SampleSums {
  const samples = left.samples + right.samples
  if (samples === 0) return { ...noSamples }
  const share = right.samples / samples
  const difference = right.mean - left.mean
  return {
    samples,
    hits: left.hits + right.hits,
    mean: left.mean + difference * share,
    squares: left.squares + right.squares + difference * difference * left.samples * share,
    largest: Math.max(left.largest, right.largest),
    work: left.work + (right.work - left.work) * share,
    largestMiss: Math.max(left.largestMiss, right.largestMiss),
  }
}
