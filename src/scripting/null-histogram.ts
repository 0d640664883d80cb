/** The samples' counts as bars on a picture 240 by 80 units, with the place of the observed count. Pure. */

export interface NullBar {
  /** Counts from `low` to below `high` (the last: up to it). */
  low: number
  high: number
  count: number
  x: number
  width: number
  height: number
}

export interface NullHistogram {
  bars: NullBar[]
  /** Of the samples. */
  scale: { min: number; max: number }
  /** Where the observed count stands, from 0 to 240. */
  observed: number
}

export const [pictureWidth, pictureHeight] = [240, 80]
const mostBars = 24
const margin = 4

const rounded = (value: number) => Math.round(value * 100) / 100

export function histogramOf(counts: readonly number[], observed: number): NullHistogram {
  const min = counts.reduce((least, count) => Math.min(least, count), Infinity)
  const max = counts.reduce((most, count) => Math.max(most, count), -Infinity)
  if (counts.length === 0) return { bars: [], scale: { min: NaN, max: NaN }, observed: pictureWidth / 2 }
  const isWhole = counts.every(Number.isInteger)
  const wanted = Math.min(mostBars, Math.max(1, Math.ceil(2 * Math.sqrt(counts.length))))
  // Whole numbers in bars of equally many of them, or bars would differ by where they are cut.
  const step = isWhole ? Math.max(1, Math.ceil((max - min + 1) / wanted)) : (max - min) / wanted || 1
  const barCount = Math.max(1, isWhole ? Math.ceil((max - min + 1) / step) : wanted)
  const tally = new Array<number>(barCount).fill(0)
  for (const count of counts) {
    const bar = Math.min(barCount - 1, Math.floor((count - min) / step))
    tally[bar] = (tally[bar] ?? 0) + 1
  }
  const [left, right] = [Math.min(min, observed), Math.max(min + barCount * step, observed)]
  const place = (value: number) => margin + ((value - left) / (right - left)) * (pictureWidth - 2 * margin)
  const most = Math.max(...tally)
  const bars = tally.map((count, i) => {
    const [low, high] = [min + i * step, min + (i + 1) * step]
    const x = rounded(place(low))
    return {
      ...{ low, high: isWhole ? high - 1 : high, count, x },
      width: rounded(Math.max(0.75, place(high) - place(low) - 0.5)),
      height: rounded((count / most) * (pictureHeight - 8)),
    }
  })
  return { bars, scale: { min, max }, observed: rounded(place(observed)) }
}
