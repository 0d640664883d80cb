import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatQuantity,
  formatRatio,
} from '../../../src/state/format'

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [9412, '9,412'],
    [2n ** 64n, '18,446,744,073,709,551,616'],
  ])('writes the count %s as %s', (count, text) => expect(formatCount(count)).toBe(text))

  it.each([
    [0, '0 matches'],
    [1n, '1 match'],
    [9412, '9,412 matches'],
  ])('writes %s as %s', (count, text) => expect(formatQuantity(count, 'match', 'matches')).toBe(text))

  it.each([
    [0.2, '< 1 ms'],
    [84.4, '84 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [1240, '1.24 s'],
    [9994, '9.99 s'],
    [9996, '10.0 s'],
    [59_960, '1 min 0 s'],
    [185_000, '3 min 5 s'],
    [3_599_700, '1 h 0 min'],
    [7_800_000, '2 h 10 min'],
  ])('writes %s ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text))

  it.each([
    [512, '512 bytes'],
    [1_400_000, '1.4 MB'],
    [400_000_000, '400 MB'],
  ])('writes %s bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

  it.each([
    [0, '0'],
    [0.005657, '0.005657'],
    [0.0000012345, '1.234 × 10⁻⁶'],
    [NaN, 'not defined'],
  ])('writes the ratio %s as %s', (ratio, text) => expect(formatRatio(ratio)).toBe(text))
})
