import { describe, expect, it } from 'vitest'
import { emptyCell } from '../../../src/scripting/compare-hosts'
import { formatRate, measuresOf, sharesOf, valueOf, writtenValue } from '../../../src/state/compared-values'

const done = {
  ...emptyCell('h', 'm'),
  state: 'done' as const,
  jobId: 'j',
  count: 12_345,
  elapsedMs: 84,
  normalised: { perNode: 1234.5, perEdge: 0.25, perTuple: null },
}

describe('the table of a comparison', () => {
  it('says what each number is, in the words of the motif’s size', () => {
    expect(measuresOf(3).map(({ label }) => label)).toEqual(['matches', 'per node', 'per edge', 'per possible triple', 'time']) // prettier-ignore
    expect(measuresOf(9)[3]?.label).toBe('per possible 9-tuple')
  })

  it('writes numbers people can read, and none where there is none', () => {
    expect(writtenValue(done, 'count')).toBe('12,345')
    expect(writtenValue({ ...done, truncated: true }, 'count')).toBe('≥ 12,345')
    expect(writtenValue(done, 'perNode')).toBe('1,235')
    expect(writtenValue(done, 'perTuple')).toBe('–')
    expect(writtenValue(done, 'time')).toBe('84 ms')
    expect(writtenValue(undefined, 'count')).toBe('–')
    expect(writtenValue(emptyCell('h', 'm'), 'count')).toBe('–')
    expect(valueOf({ ...done, state: 'failed' }, 'count')).toBeNull()
    expect(formatRate(2e-7)).toBe('2.000 × 10⁻⁷')
  })

  it('draws bars by the largest of a line', () => {
    expect(sharesOf([2, null, 4])).toEqual([0.5, 0, 1])
    expect(sharesOf([0, 0])).toEqual([0, 0])
    expect(sharesOf([])).toEqual([])
  })
})
