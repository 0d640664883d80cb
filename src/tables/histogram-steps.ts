/** Where the bins of a histogram begin: at round numbers. Pure. */

/** 1, 2 or 5 times a power of ten, at least `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 5].find((one) => one * power >= least * (1 - 1e-9)) ?? 10
  return factor * power
}

const rounded = (value: number) => Number(value.toPrecision(12))

/** The edges of at most about `wanted` bins that hold `min` … `max`: ascending, one more than there are bins; bin i
 *  holds `edges[i] <= value < edges[i + 1]`. `isWhole`: the values are integers, and no bin is narrower than 1. */
export function binEdges(min: number, max: number, wanted: number, isWhole: boolean): number[] {
  const span = max - min
  const least = span > 0 ? span / Math.max(1, wanted) : Math.abs(min) * 1e-6 || 1
  const step = Math.max(isWhole ? 1 : 0, roundStep(least))
  const first = Math.floor(min / step)
  const edges = [rounded(first * step)]
  for (let at = first + 1; (edges.at(-1) ?? 0) <= max && edges.length < 4 * wanted + 4; at++)
    edges.push(rounded(at * step))
  if ((edges[0] ?? 0) > min) edges[0] = min
  return edges
}
