/** Numbers of significance as the page shows them. Pure. */

/** Four digits, thousands separated; `not defined` where there is none. */
export function figure(value: number | null): string {
  if (value === null || Number.isNaN(value)) return 'not defined'
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-GB')
  return Number(value.toPrecision(value < 0.1 && value > -0.1 ? 2 : 4)).toString()
}
