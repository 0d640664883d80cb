/** z, p and their corrections against numbers worked out elsewhere: by hand, and with R's p.adjust and quantile. */
import { describe, expect, test } from 'vitest'
import {
  correctForMany,
  profileCorrelation,
  quantile,
  significanceOf,
  significanceProfile,
} from '../../../src/statistics/significance'

describe('one count against its null', () => {
  test('mean, sd, z, ratio and p by hand', () => {
    const result = significanceOf(10, [2, 4, 4, 4, 5, 5, 7, 9])
    expect(result.mean).toBe(5)
    expect(result.sd).toBeCloseTo(Math.sqrt(32 / 7), 12)
    expect(result.z).toBeCloseTo(5 / Math.sqrt(32 / 7), 12)
    expect(result.ratio).toBe(2)
    expect(result.pMore).toBe(1 / 9)
    expect(result.pFewer).toBe(1)
    expect(result.p).toBe(2 / 9)
    expect(result.nullRange).toBeNull()
  })

  test('samples as large as the observed count for both sides', () => {
    const { pMore, pFewer, p } = significanceOf(4, [4, 4, 5, 3])
    expect([pMore, pFewer, p]).toEqual([4 / 5, 4 / 5, 1])
  })

  test('a null that does not vary defines no z, whatever its size', () => {
    expect(significanceOf(5, [3, 3, 3])).toMatchObject({ sd: 0, z: null, ratio: 5 / 3, pMore: 1 / 4 })
    expect(significanceOf(5, [1e15 / 3, 1e15 / 3, 1e15 / 3])).toMatchObject({ sd: 0, z: null })
    expect(significanceOf(5, [0, 0])).toMatchObject({ ratio: null, z: null })
    expect(significanceOf(5, [3])).toMatchObject({ sd: null, z: null })
  })

  test('large counts that differ little keep their difference', () => {
    const base = 2 ** 52
    expect(significanceOf(base + 2, [base, base + 1, base + 2]).sd).toBe(1)
  })

  test('the range of the null is that of its quantiles', () => {
    const counts = Array.from({ length: 41 }, (_, i) => (i * 7) % 41)
    expect(significanceOf(0, counts).nullRange).toEqual([1, 39])
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75)
  })
})

test('corrections equal those of R: p.adjust(c(.01, .04, .03, .005, .5), "BH") and "holm"', () => {
  const { benjaminiHochberg, holm } = correctForMany([0.01, 0.04, 0.03, 0.005, 0.5])
  const close = (got: number[], wanted: number[]) =>
    got.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 12))
  close(benjaminiHochberg, [0.025, 0.05, 0.05, 0.025, 0.5])
  close(holm, [0.04, 0.09, 0.09, 0.025, 0.5])
  expect(correctForMany([])).toEqual({ benjaminiHochberg: [], holm: [] })
})

describe('profiles', () => {
  test('have length one, and keep what is not defined', () => {
    expect(significanceProfile([3, null, -4])).toEqual([0.6, null, -0.8])
    expect(significanceProfile([null, 0])).toBeNull()
  })

  test('correlate over what both define', () => {
    expect(profileCorrelation([1, 2, 3, null], [2, 4, 6, 9])).toBeCloseTo(1, 12)
    expect(profileCorrelation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12)
    expect(profileCorrelation([1, 1, 1], [3, 2, 1])).toBeNull()
    expect(profileCorrelation([1, null, 3], [3, 2, 1])).toBeNull()
  })
})
