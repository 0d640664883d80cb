import { describe, expect, test } from 'vitest'
import { geometricMean, isUnsteady, median, timingOf } from '../../bench/statistics'

describe('median', () => {
  test.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[10, 2, 100, 1], 6],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected))

  test('leaves its argument in order', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  test('of nothing is refused', () => expect(() => median([])).toThrow(RangeError))
})

describe('geometric mean', () => {
  test('weighs half as fast and twice as slow alike', () =>
    expect(geometricMean([0.5, 2])).toBeCloseTo(1, 12))
  test('of three', () => expect(geometricMean([1, 10, 100])).toBeCloseTo(10, 10))
  test.each([[[]], [[1, 0]], [[1, -2]], [[1, NaN]]])('of %j is refused', (values) =>
    expect(() => geometricMean(values)).toThrow(RangeError),
  )
})

test('a timing is unsteady beyond 15 %', () => {
  expect(timingOf([12, 10, 11])).toEqual({ medianMs: 11, fastestMs: 10, slowestMs: 12, repetitions: 3 })
  expect(isUnsteady(timingOf([10, 11.4]))).toBe(false)
  expect(isUnsteady(timingOf([10, 11.6]))).toBe(true)
})
