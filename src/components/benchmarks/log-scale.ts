/** A logarithmic axis for milliseconds: pure arithmetic. */

export interface LogScale {
  /** Powers of ten on the axis, ascending. */
  ticks: number[]
  /** Where a value lies, in percent of the axis. */
  percent(value: number): number
}

/** Whole powers of ten around the values, which are above 0; at least one decade. */
export function logScale(values: readonly number[]): LogScale {
  const logs = values.filter((value) => value > 0).map(Math.log10)
  const first = Math.floor(Math.min(...logs, 0))
  const last = Math.max(first + 1, Math.ceil(Math.max(...logs, first)))
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(`1e${first + i}`))
  return {
    ticks,
    percent: (value) => Math.min(100, Math.max(0, (100 * (Math.log10(value) - first)) / (last - first))),
  }
}

/** A power of ten in milliseconds: `0.01 ms`, `1 ms`, `10 s`. */
export function tickText(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`
}
