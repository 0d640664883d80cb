/** What is said of jobs in numbers and words: how far, how fast, how long still, how old. Pure. */
import type { JobInfo, SearchSemantics } from '../model/job'
import { formatCount, formatDuration } from './format'

type Progressing = Pick<
  JobInfo,
  'state' | 'progress' | 'tasksDone' | 'tasksTotal' | 'count' | 'options' | 'elapsedMs'
>

export const isUnderWay = ({ state }: Pick<JobInfo, 'state'>) => state === 'running' || state === 'queued'
export const isOver = ({ state }: Pick<JobInfo, 'state'>) =>
  state === 'done' || state === 'cancelled' || state === 'failed'

/** How far a search is, from 0 to 1: by cost, or by its limit where that comes sooner. Null before it is planned. */
export function fractionDone(job: Progressing): number | null {
  if (job.state === 'done') return 1
  const { progress, tasksDone, tasksTotal, count } = job
  const { limit } = job.options
  const byLimit = limit === null ? 0 : Number(count) / limit
  const byWork = progress ?? (tasksTotal > 0 ? tasksDone / tasksTotal : null)
  return byWork === null ? null : Math.min(1, Math.max(byWork, byLimit))
}

/** Shares below and times before these say too little of the rest. */
const leastFraction = 0.005
const leastMs = 1_000

/** How long a search still takes if it goes on as it went; null where nobody can know. */
export function timeLeftMs(job: Progressing): number | null {
  const fraction = fractionDone(job)
  if (job.state !== 'running' || fraction === null) return null
  if (fraction < leastFraction || job.elapsedMs < leastMs) return null
  return (job.elapsedMs * (1 - fraction)) / fraction
}

/** `about 12 s left`, `about 3 min left`: no digit that will be wrong in a moment. */
export function formatTimeLeft(ms: number): string {
  if (ms < 1_500) return 'about 1 s left'
  if (ms < 60_000) return `about ${Math.round(ms / 1000)} s left`
  if (ms < 600_000) return `about ${Math.round(ms / 60_000)} min left`
  return `about ${formatDuration(Math.round(ms / 60_000) * 60_000).replace(/ 0 (s|min)$/, '')} left`
}

/** `42.3 %`; small and nearly whole shares keep a digit more, so that a long search is seen to move. */
export function formatFraction(fraction: number): string {
  if (fraction >= 1) return '100 %'
  const percent = fraction * 100
  const digits = percent < 1 || percent > 99 ? 2 : 1
  // Never 100 % before it is.
  return `${Math.min(percent, 100 - 10 ** -digits).toFixed(digits)} %`
}

const ages = [
  { ms: 86_400_000, one: '1 day', many: 'days' },
  { ms: 3_600_000, one: '1 hour', many: 'hours' },
  { ms: 60_000, one: '1 minute', many: 'minutes' },
]

/** `just now`, `20 minutes ago`, `3 days ago`. A clock that was set back makes nothing come from the future. */
export function formatAge(ms: number): string {
  const unit = ages.find((age) => ms >= age.ms)
  if (!unit) return 'just now'
  const count = Math.floor(ms / unit.ms)
  return `${count === 1 ? unit.one : `${formatCount(count)} ${unit.many}`} ago`
}

/** The options that differ from the plainest search, as words. */
export function optionWords(options: SearchSemantics): string {
  const words = [
    options.ignoreDirection && 'direction ignored',
    options.excludeAutomorphisms && 'one per symmetry',
    options.induced && 'induced',
    options.countOnly && 'count only',
    options.limit !== null && `limit ${formatCount(options.limit)}`,
  ]
  return words.filter(Boolean).join(', ')
}

/** A motif on one line, for titles and lists: without comments and needless blanks. */
export function motifOnOneLine(motif: string): string {
  const lines = motif.split('\n').map((line) => line.replace(/#.*$/, '').trim())
  return lines.filter((line) => line !== '').join('; ') || 'empty motif'
}

/** Whether a job's motif, host, state or options contain every word of a text. */
export function isJobAbout(job: JobInfo, hostName: string, text: string): boolean {
  const said = `${job.motif} ${hostName} ${job.state} ${optionWords(job.options)}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word))
}
