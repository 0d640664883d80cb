/** Is it more than chance? An observed count against counts in samples of a null model. Nothing is assumed about how
 *  the counts are distributed but in `interval` of z; p is counted, not modelled. Pure. */

export interface Significance {
  observed: number
  samples: number
  mean: number
  /** Standard deviation of the null (divisor n − 1); null with fewer than two samples. */
  sd: number | null
  /** (observed − mean) ÷ sd; null, "not defined", where the null does not vary. */
  z: number | null
  /** observed ÷ mean; null where the null has none. */
  ratio: number | null
  /** Empirical p = (r + 1) ÷ (n + 1), r samples at least (at most) as large as the observed (North et al. 2002). */
  pMore: number
  pFewer: number
  /** Twice the smaller of both, at most 1. */
  p: number
  /** 2.5 and 97.5 % of the null's samples; null with fewer than 40, which cannot show them. */
  nullRange: [number, number] | null
}

/** Linear between the two nearest of sorted values (type 7, as numpy and R have it). */
export function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const low = Math.floor(at)
  const [left, right] = [sorted[low] ?? NaN, sorted[Math.min(low + 1, sorted.length - 1)] ?? NaN]
  return left + (at - low) * (right - left)
}

const fewestForRange = 40

/** @param counts one per null sample, in any order */
export function significanceOf(observed: number, counts: readonly number[]): Significance {
  const n = counts.length
  // Around the first count: large counts that hardly differ would lose their difference in sums of squares.
  const shift = counts[0] ?? 0
  const mean = n > 0 ? shift + counts.reduce((sum, count) => sum + (count - shift), 0) / n : NaN
  const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0)
  const varies = counts.some((count) => count !== shift)
  const sd = n > 1 ? (varies ? Math.sqrt(squares / (n - 1)) : 0) : null
  const atLeast = counts.filter((count) => count >= observed).length
  const atMost = counts.filter((count) => count <= observed).length
  const [pMore, pFewer] = [(atLeast + 1) / (n + 1), (atMost + 1) / (n + 1)]
  const sorted = n >= fewestForRange ? [...counts].sort((a, b) => a - b) : null
  return {
    observed,
    samples: n,
    mean,
    sd,
    z: sd ? (observed - mean) / sd : null,
    ratio: mean > 0 ? observed / mean : null,
    pMore,
    pFewer,
    p: Math.min(1, 2 * Math.min(pMore, pFewer)),
    nullRange: sorted && [quantile(sorted, 0.025), quantile(sorted, 0.975)],
  }
}

/** Adjusted for testing several motifs at once, in the order given: Benjamini and Hochberg (1995), the share of false
 *  discoveries; Holm (1979), the chance of any. Each at most 1. */
export function correctForMany(ps: readonly number[]): { benjaminiHochberg: number[]; holm: number[] } {
  const count = ps.length
  const ascending = ps.map((_, i) => i).sort((left, right) => (ps[left] ?? 0) - (ps[right] ?? 0))
  const benjaminiHochberg = new Array<number>(count).fill(1)
  const holm = new Array<number>(count).fill(1)
  let least = 1
  for (let rank = count; rank >= 1; rank--) {
    const index = ascending[rank - 1]!
    least = Math.min(least, (ps[index]! * count) / rank)
    benjaminiHochberg[index] = least
  }
  let most = 0
  ascending.forEach((index, rank) => {
    most = Math.max(most, Math.min(1, ps[index]! * (count - rank)))
    holm[index] = most
  })
  return { benjaminiHochberg, holm }
}

/** Milo et al. (2004): z scores as a vector of length one, so that hosts of different sizes compare. Entries that are
 *  not defined stay so and count as 0; null when all are 0 or not defined. */
export function significanceProfile(zs: readonly (number | null)[]): (number | null)[] | null {
  const norm = Math.sqrt(zs.reduce<number>((sum, z) => sum + (z ?? 0) ** 2, 0))
  return norm > 0 ? zs.map((z) => (z === null ? null : z / norm)) : null
}

/** Pearson's correlation of two profiles over the entries that both define; null with fewer than three or without
 *  variation. */
export function profileCorrelation(
  left: readonly (number | null)[],
  right: readonly (number | null)[],
): number | null {
  const pairs = left.flatMap((value, i) => {
    const other = right[i]
    return value === null || other === null || other === undefined ? [] : [[value, other] as const]
  })
  if (pairs.length < 3) return null
  const meanOf = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length
  const [meanLeft, meanRight] = [meanOf(0), meanOf(1)]
  let [both, squaresLeft, squaresRight] = [0, 0, 0]
  for (const [x, y] of pairs) {
    both += (x - meanLeft) * (y - meanRight)
    squaresLeft += (x - meanLeft) ** 2
    squaresRight += (y - meanRight) ** 2
  }
  return squaresLeft > 0 && squaresRight > 0 ? both / Math.sqrt(squaresLeft * squaresRight) : null
}
