/** A logarithmic axis from one pixel to another: pure arithmetic. */

export interface LogAxis {
  /** Powers of ten, ascending. */
  ticks: number[]
  place(value: number): number
}

/** From the power of ten at or below `least` to the one at or above `most`: at least one decade. Both are above 0. */
export function logAxis(least: number, most: number, from: number, to: number): LogAxis {
  const first = Math.floor(Math.log10(least) + 1e-9)
  const last = Math.max(first + 1, Math.ceil(Math.log10(most) - 1e-9))
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(`1e${first + i}`))
  const place = (value: number) => from + ((Math.log10(value) - first) / (last - first)) * (to - from)
  return { ticks, place }
}

/** `1`, `100`, `10⁴`, `10⁻²`: short enough to stand at an axis. */
export function powerText(value: number): string {
  const power = Math.round(Math.log10(value))
  if (power >= 0 && power <= 3) return String(10 ** power)
  const digits = [...String(Math.abs(power))].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')
  return `10${power < 0 ? '⁻' : ''}${digits}`
}
