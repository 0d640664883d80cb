import { describe, expect, it } from 'vitest'
import { formatRate, summariseSearch } from '../../../../src/components/results/result-summary'
import { defaultSearchOptions } from '../../../../src/state/use-search-store'
import type { JobInfo } from '../../../../src/model/job'

const job: JobInfo = {
  id: 'j',
  hostId: 'h',
  motif: 'A -> B',
  options: defaultSearchOptions,
  state: 'running',
  tasksDone: 1,
  tasksTotal: 4,
  count: 1200,
  elapsedMs: 2000,
  workers: 2,
  warnings: [],
}
const timings = { parseMs: 1, planMs: 2, searchMs: 80, totalMs: 84 }
const done: JobInfo = { ...job, state: 'done', count: 9412 }

describe('the line above the results', () => {
  it('reads as in the design', () => {
    const { parts } = summariseSearch(done, {
      jobId: 'j',
      count: 9412,
      distinctCount: 9412n,
      truncated: false,
      timings,
    })
    expect(parts.join(' · ')).toBe('9,412 matches · 9,412 distinct · 84 ms')
  })

  it('counts while the search runs', () => {
    expect(summariseSearch(job, null)).toEqual({
      state: 'running',
      count: 1200,
      parts: ['1,200 matches', 'searching…', '2.00 s'],
    })
  })

  it('says that the limit stopped it, and claims no distinct count then', () => {
    const { parts } = summariseSearch(done, { jobId: 'j', count: 100, truncated: true, timings })
    expect(parts).toEqual(['100 matches', 'stopped at the limit', '84 ms'])
  })

  it('does not mix one job with the result of another', () => {
    const { count } = summariseSearch(done, { jobId: 'other', count: 1, truncated: false, timings })
    expect(count).toBe(9412)
  })

  it('claims no rate before there is one to measure', () => {
    expect(formatRate({ count: 5, elapsedMs: 10 })).toBe('')
    expect(formatRate({ count: 1234567, elapsedMs: 1000 })).toBe('1,230,000 matches/s')
  })
})
