/** What is said of estimates: no digit that is not known, and a warning exactly where one is due. */
import { describe, expect, it } from 'vitest'
import type { SearchSemantics } from '../../../src/model/job'
import type { SampledCount, SearchEstimate } from '../../../src/scripting/api'
import {
  aboutTime,
  estimateWords,
  explosionOf,
  intervalWords,
  precisionWords,
  roundedCount,
  sampledInterval,
  sampledWords,
} from '../../../src/state/estimate-words'

const plain: SearchSemantics = {
  ignoreDirection: false,
  excludeAutomorphisms: false,
  induced: false,
  limit: 2_000_000,
  countOnly: false,
}

const guess = (change: Partial<SearchEstimate>): SearchEstimate => ({
  count: 2_713_000,
  low: 2_090_000,
  high: 3_390_000,
  confidence: 0.95,
  searchMs: 230,
  samples: 3_000,
  isExact: false,
  ...change,
})

describe('roundedCount', () => {
  it.each([
    [0, '0'],
    [7, '7'],
    [343.7, '340'],
    [12_345, '12,000'],
    [999_999, '1 million'],
    [2_713_000, '2.7 million'],
    [14_900_000, '15 million'],
    [3.14e9, '3.1 billion'],
    [9.99e14, '1.0 × 10¹⁵'],
    [8.12e16, '8.1 × 10¹⁶'],
    [Infinity, 'any number'],
  ])('%d is %s', (value, words) => {
    expect(roundedCount(value)).toBe(words)
  })
})

describe('intervalWords', () => {
  it('names the unit once where both ends share it', () => {
    expect(intervalWords({ low: 2.09e6, high: 3.39e6 })).toBe('2.1–3.4 million')
    expect(intervalWords({ low: 8e5, high: 1.2e6 })).toBe('800,000 to 1.2 million')
    expect(intervalWords({ low: 120, high: 340 })).toBe('120–340')
    expect(intervalWords({ low: 3, high: 4e15 })).toBe('3 to 4.0 × 10¹⁵')
  })
})

describe('aboutTime', () => {
  it.each([
    [12, 'at once'],
    [230, 'about 0.2 s'],
    [41_234, 'about 41 s'],
    [200_000, 'about 3 min'],
    [7.3e6, 'about 2 hours'],
    [3e8, 'about 3 days'],
    [1e14, 'more than a thousand days'],
  ])('%d ms is %s', (ms, words) => {
    expect(aboutTime(ms)).toBe(words)
  })
})

describe('estimateWords', () => {
  it('gives count, interval, where it stops and how long it takes', () => {
    const words = 'about 2.7 million matches (2.1–3.4 million), stops at 2,000,000, about 0.2 s'
    expect(estimateWords(guess({}), plain)).toBe(words)
    expect(estimateWords(guess({ searchMs: null }), { ...plain, limit: null, countOnly: true })).toBe(
      'about 2.7 million matches (2.1–3.4 million)',
    )
  })

  it('says what was counted as counted, and of nothing met only how few there may be', () => {
    const exact = { low: 9_412, count: 9_412, high: 9_412, isExact: true, searchMs: 3 }
    expect(estimateWords(guess(exact), plain)).toBe('9,412 matches, at once')
    expect(estimateWords(guess({ ...exact, low: 0, count: 0, high: 0 }), plain)).toBe('no matches, at once')
    expect(estimateWords(guess({ count: 0, low: 0, high: 12_345, searchMs: null }), plain)).toBe(
      'none met in 3,000 samples: fewer than about 12,000 matches',
    )
  })
})

describe('explosionOf', () => {
  it('is silent where a search is short and its rows are few', () => {
    expect(explosionOf(guess({}), plain)).toBeNull()
    expect(explosionOf(guess({ low: 5e7, count: 6e7 }), { ...plain, limit: null })).toBeNull()
    expect(
      explosionOf(guess({ low: 1e12, count: 2e12, searchMs: null }), { ...plain, countOnly: true }),
    ).toBeNull()
  })

  it('warns of too many rows, of a limit far below, and of a long time', () => {
    const many = guess({ low: 2e9, count: 3e9, high: 4e9 })
    expect(explosionOf(many, { ...plain, limit: null })).toContain('more rows than a browser can keep')
    expect(explosionOf(many, plain)).toContain('the limit of 2,000,000 keeps a small part')
    expect(explosionOf(guess({ searchMs: 600_000 }), plain)).toContain('about 10 min of searching')
  })
})

describe('a sampled count', () => {
  const sampled = (change: Partial<SampledCount>): SampledCount => ({
    count: 12_646_599_565,
    low: 12_524_201_361,
    high: 12_776_085_023,
    confidence: 0.95,
    samples: 71_360,
    hits: 59_691,
    elapsedMs: 3_300,
    endedBy: 'precision',
    ...change,
  })

  it('has as many digits as its interval supports', () => {
    expect(sampledWords(sampled({}))).toBe('12.65 billion')
    expect(sampledInterval(sampled({}))).toBe('12.52 billion to 12.78 billion')
    expect(sampledWords(sampled({ count: 12_345, low: 12_340, high: 12_351 }))).toBe('12,345')
    expect(sampledWords(sampled({ count: 400, low: 30, high: 9_000 }))).toBe('400')
    expect(precisionWords(sampled({}))).toBe('± 1.0 %')
    expect(precisionWords(sampled({ count: 100, low: 50, high: 200 }))).toBe('± 75 %')
  })
})
