/** What is said of an estimate: numbers rounded to what is known of them, times as people plan by, and whether a search
 *  would be more than its asker bargained for. Pure. */
import type { SearchSemantics } from '../model/job'
import type { SampledCount, SearchEstimate } from '../scripting/api'
import { formatCount, formatQuantity } from './format'

/** More rows than this fill a browser's storage. */
const mostRows = 1e8
const longMs = 30_000
/** A limit that keeps less than this share of the matches hides what is there. */
const farBelow = 10

const units = [
  { size: 1e12, name: 'trillion' },
  { size: 1e9, name: 'billion' },
  { size: 1e6, name: 'million' },
]

const twoDigits = (value: number) => Number(value.toPrecision(2))
const unitOf = (value: number) => units.find(({ size }) => twoDigits(value) >= size)

function scaled(value: number, unit: { size: number } | undefined): string {
  const rounded = twoDigits(unit ? value / unit.size : value)
  return rounded < 10 && unit ? String(rounded) : formatCount(Math.round(rounded))
}

const superscript = (text: string) => text.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '')

/** `340`, `12,000`, `2.7 million`, `8.1 × 10¹⁶`: two digits. */
export function roundedCount(value: number): string {
  if (!Number.isFinite(value)) return 'any number'
  if (twoDigits(value) >= 1e15) {
    const [digits = '1', power = '15'] = value.toExponential(1).split('e+')
    return `${digits} × 10${superscript(power)}`
  }
  const unit = unitOf(value)
  return `${scaled(value, unit)}${unit ? ` ${unit.name}` : ''}`
}

/** `2.1–3.4 million`; the unit once where it is the same. */
export function intervalWords({ low, high }: { low: number; high: number }): string {
  const [lowUnit, highUnit] = [unitOf(low), unitOf(high)]
  if (high >= 1e15 || lowUnit !== highUnit) return `${roundedCount(low)} to ${roundedCount(high)}`
  return `${scaled(low, lowUnit)}–${roundedCount(high)}`
}

/** `at once`, `about 0.2 s`, `about 40 s`, `about 3 min`, `about 5 hours`, `about 12 days`. */
export function aboutTime(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 0.1) return 'at once'
  if (seconds < 10) return `about ${seconds.toFixed(1)} s`
  if (seconds < 90) return `about ${twoDigits(seconds)} s`
  if (seconds < 5_400) return `about ${Math.round(seconds / 60)} min`
  if (seconds < 172_800) return `about ${Math.round(seconds / 3_600)} hours`
  const days = Math.round(seconds / 86_400)
  return days < 1_000 ? `about ${formatCount(days)} days` : 'more than a thousand days'
}

/** `about 2.7 million matches (2.1–3.4 million)`, without the time. */
export function countWords({ count, low, high, samples, isExact }: SearchEstimate): string {
  if (isExact) return count === 0 ? 'no matches' : formatQuantity(count, 'match', 'matches')
  if (count > 0) return `about ${roundedCount(count)} matches (${intervalWords({ low, high })})`
  return `none met in ${formatCount(samples)} samples: fewer than about ${roundedCount(high)} matches`
}

/** The line beside Run. */
export function estimateWords(estimate: SearchEstimate, { limit, countOnly }: SearchSemantics): string {
  const { searchMs, low } = estimate
  const parts = [countWords(estimate)]
  if (limit !== null && low > limit) parts.push(`stops at ${formatCount(limit)}`)
  if (searchMs !== null && !(countOnly && !estimate.isExact)) parts.push(aboutTime(searchMs))
  return parts.join(', ')
}

/** Why a search should be thought over before it is run, as a sentence; null when it need not. */
export function explosionOf(estimate: SearchEstimate, { limit, countOnly }: SearchSemantics): string | null {
  const { count, low, searchMs } = estimate
  const matches = `${roundedCount(count)} matches`
  if (searchMs !== null && searchMs > longMs) return `About ${matches}: ${aboutTime(searchMs)} of searching.`
  if (countOnly) return null
  if (limit === null && low > mostRows) return `About ${matches}: more rows than a browser can keep.`
  if (limit !== null && low > farBelow * limit)
    return `About ${matches}: the limit of ${formatCount(limit)} keeps a small part.`
  return null
}

/** `± 3.1 %`, of a sampled count. */
export function precisionWords({ count, low, high }: SampledCount): string {
  if (count <= 0) return ''
  const percent = (50 * (high - low)) / count
  return `± ${percent >= 10 ? Math.round(percent) : percent.toPrecision(2)} %`
}

/** `241.1 billion`, `12,345`: with the digits that an interval of this half-width supports. */
function preciseCount(value: number, halfWidth: number): string {
  const unit = unitOf(value)
  if (value >= 1e15 || halfWidth >= value || !Number.isFinite(halfWidth)) return roundedCount(value)
  if (!unit) {
    const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(halfWidth / 2, 1))))
    return formatCount(Math.round(value / step) * step)
  }
  const decimals = Math.min(6, Math.max(0, Math.ceil(-Math.log10(halfWidth / 2 / unit.size))))
  return `${(value / unit.size).toFixed(decimals)} ${unit.name}`
}

const halfWidthOf = ({ low, high }: SampledCount) => (high - low) / 2

/** A sampled count. */
export const sampledWords = (found: SampledCount): string => preciseCount(found.count, halfWidthOf(found))

/** Its interval. */
export function sampledInterval(found: SampledCount): string {
  const [low, high] = [found.low, found.high].map((bound) => preciseCount(bound, halfWidthOf(found)))
  return `${low} to ${high}`
}
