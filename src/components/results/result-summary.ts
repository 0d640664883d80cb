/** What is said of a search in one line: how many, how many distinct, how long, and why it stopped. Pure. */
import type { JobInfo } from '../../model/job'
import type { SearchResult } from '../../scripting/result-types'
import { formatCount, formatDuration, formatQuantity } from '../../state/format'

type ResultNumbers = Pick<SearchResult, 'jobId' | 'count' | 'distinctCount' | 'truncated' | 'timings'>

export interface ResultSummary {
  /** `idle` before the first search, else the job's state. */
  state: JobInfo['state'] | 'idle'
  count: number | bigint
  /** `9,412 matches`, `9,412 distinct`, `84 ms`: to be joined. */
  parts: string[]
}

const stopWords: Partial<Record<JobInfo['state'], string>> = {
  queued: 'waiting to start',
  running: 'searching…',
  paused: 'paused',
  cancelled: 'cancelled; these were found before',
}

/** The line for a job and, once there is one, its result. */
export function summariseSearch(job: JobInfo | null, result: ResultNumbers | null): ResultSummary {
  if (!job) return { state: 'idle', count: 0, parts: ['No search yet'] }
  if (job.state === 'failed') return { state: 'failed', count: job.count, parts: ['The search failed'] }
  const own = result?.jobId === job.id && job.state === 'done' ? result : null
  const count = own?.count ?? job.count
  const parts = [formatQuantity(count, 'match', 'matches')]
  if (own?.truncated) parts.push('stopped at the limit')
  if (own?.distinctCount !== undefined) parts.push(`${formatCount(own.distinctCount)} distinct`)
  const stopped = stopWords[job.state]
  if (stopped !== undefined) parts.push(stopped)
  if (job.state !== 'queued') parts.push(formatDuration(own?.timings.totalMs ?? job.elapsedMs))
  return { state: job.state, count, parts }
}

/** Matches a second, rounded to what is known of it. */
export function formatRate({ count, elapsedMs }: Pick<JobInfo, 'count' | 'elapsedMs'>): string {
  if (elapsedMs < 200) return ''
  const rate = (Number(count) * 1000) / elapsedMs
  return `${formatCount(Number(rate.toPrecision(rate < 10 ? 1 : 3)))} matches/s`
}
