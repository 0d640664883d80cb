/** Numbers and times as people read them: thousands separators, units, never a false digit. */

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** `9,412`; exact for bigint too. */
export function formatCount(count: number | bigint): string {
  // Most numbers on the page are small, and asking the formatter costs ten times as much.
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0 && count < 1_000)
    return String(count)
  return whole.format(count)
}

/** `1 match`, `9,412 matches`. */
export const formatQuantity = (count: number | bigint, one: string, many: string): string =>
  `${formatCount(count)} ${Number(count) === 1 ? one : many}`

/** `84 ms`, `1.24 s`, `12.4 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1) return '< 1 ms'
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)} s`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** `512 bytes`, `1.4 MB` (powers of 1,000). */
export function formatBytes(byteCount: number): string {
  const power = byteCount < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(byteCount) / 3))
  const value = byteCount / 1000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${byteUnits[power]}`
}

/** A share or density with four significant digits; small ones as a power of ten. */
export function formatRatio(ratio: number): string {
  if (!Number.isFinite(ratio)) return 'not defined'
  if (ratio === 0) return '0'
  return Math.abs(ratio) < 1e-4
    ? ratio
        .toExponential(3)
        .replace('e-', ' × 10⁻')
        .replace(/⁻(\d+)/, superscript)
    : ratio.toPrecision(4)
}

const superscript = (_: string, digits: string) =>
  `⁻${[...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`
