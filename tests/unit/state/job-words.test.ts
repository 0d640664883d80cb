/** What is said of jobs: shares, times, ages, and which jobs a filter keeps. */
import { describe, expect, it } from 'vitest'
import type { JobInfo } from '../../../src/model/job'
import {
  formatAge,
  formatFraction,
  formatTimeLeft,
  fractionDone,
  isJobAbout,
  motifOnOneLine,
  timeLeftMs,
} from '../../../src/state/job-words'
import { describeEnd } from '../../../src/state/use-end-store'

const options = {
  ignoreDirection: false,
  excludeAutomorphisms: false,
  induced: true,
  limit: null,
  countOnly: false,
}
const job: JobInfo = {
  id: 'job',
  hostId: 'host',
  motif: 'A -> B  # there\n\nB -> A\n',
  options,
  state: 'running',
  tasksDone: 1,
  tasksTotal: 10,
  count: 10,
  elapsedMs: 30_000,
  workers: 2,
  warnings: [],
}

describe('how far a search is', () => {
  it('goes by cost where that is known, else by tasks', () => {
    expect(fractionDone({ ...job, progress: 0.4 })).toBe(0.4)
    expect(fractionDone(job)).toBe(0.1)
    expect(fractionDone({ ...job, tasksTotal: 0 })).toBeNull()
    expect(fractionDone({ ...job, state: 'done' })).toBe(1)
  })

  it('goes by the limit where that comes sooner', () => {
    const limited = { ...job, options: { ...options, limit: 20 }, progress: 0.1 }
    expect(fractionDone(limited)).toBe(0.5)
    expect(fractionDone({ ...limited, count: 1 })).toBe(0.1)
  })

  it('says how long is left once there is something to judge by', () => {
    expect(timeLeftMs({ ...job, progress: 0.25 })).toBe(90_000)
    expect(timeLeftMs({ ...job, progress: 0.001 })).toBeNull()
    expect(timeLeftMs({ ...job, progress: 0.25, elapsedMs: 200 })).toBeNull()
    expect(timeLeftMs({ ...job, progress: 0.25, state: 'paused' })).toBeNull()
  })

  it('never says 100 % before the end, and shows small steps of long searches', () => {
    expect(formatFraction(0.423)).toBe('42.3 %')
    expect(formatFraction(0.00123)).toBe('0.12 %')
    expect(formatFraction(0.999999)).toBe('99.99 %')
    expect(formatFraction(1)).toBe('100 %')
  })

  it('rounds what is left to what will still be true in a moment', () => {
    expect(formatTimeLeft(300)).toBe('about 1 s left')
    expect(formatTimeLeft(12_300)).toBe('about 12 s left')
    expect(formatTimeLeft(190_000)).toBe('about 3 min left')
    expect(formatTimeLeft(2 * 3_600_000 + 600_000)).toBe('about 2 h 10 min left')
    expect(formatTimeLeft(1_200_000)).toBe('about 20 min left')
  })
})

describe('how old an answer is', () => {
  it.each([
    [-5_000, 'just now'],
    [20_000, 'just now'],
    [60_000, '1 minute ago'],
    [20 * 60_000, '20 minutes ago'],
    [3_600_000, '1 hour ago'],
    [3 * 86_400_000 + 5, '3 days ago'],
  ])('%d ms: %s', (ms, words) => expect(formatAge(ms)).toBe(words))
})

describe('finding a job', () => {
  it('looks at motif, host graph, state and options, every word somewhere', () => {
    expect(isJobAbout(job, 'Fly brain', 'fly induced')).toBe(true)
    expect(isJobAbout(job, 'Fly brain', 'RUNNING b -> a')).toBe(true)
    expect(isJobAbout(job, 'Fly brain', 'fly worm')).toBe(false)
    expect(isJobAbout(job, 'Fly brain', '')).toBe(true)
  })

  it('writes a motif on one line', () => {
    expect(motifOnOneLine(job.motif)).toBe('A -> B; B -> A')
    expect(motifOnOneLine('# nothing')).toBe('empty motif')
  })
})

describe('what is said at the end', () => {
  it('tells the count, or what went wrong', () => {
    expect(describeEnd({ ...job, state: 'done', count: 1234 })).toBe(
      'The search for A -> B; B -> A is done: 1,234 matches.',
    )
    expect(describeEnd({ ...job, state: 'failed', error: { code: 'x', message: 'No room.' } })).toBe(
      'The search for A -> B; B -> A failed: No room.',
    )
  })
})
