/** Intervals from sums, and sums from parts. */
import { describe, expect, it } from 'vitest'
import { intervalOf, relativeHalfWidth, studentQuantile } from '../../../../src/grandiso/sampling/interval'
import { RandomStream } from '../../../../src/model/random-stream'
import { joinSums, noSamples } from '../../../../src/grandiso/sampling/sample-sums'
import type { SampleSums } from '../../../../src/grandiso/sampling/sample-sums'

function sumsOf(values: number[]): SampleSums {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    samples: values.length,
    hits: values.filter((value) => value > 0).length,
    mean,
    squares: values.reduce((sum, value) => sum + (value - mean) ** 2, 0),
    largest: Math.max(...values),
    work: mean,
    largestMiss: 5,
  }
}

describe('studentQuantile', () => {
  it.each([
    [3, 3.182],
    [5, 2.571],
    [10, 2.228],
    [30, 2.042],
    [1e9, 1.96],
  ])('for %d degrees is %d, as tables have it', (degrees, value) => {
    expect(Math.abs(studentQuantile(degrees) / value - 1)).toBeLessThan(0.01)
  })
})

describe('intervalOf', () => {
  it('is wide when one sample outweighs all others, however many those are', () => {
    const even = intervalOf(sumsOf(Array.from({ length: 1000 }, (_, i) => 90 + (i % 20))), 1)
    const uneven = intervalOf(sumsOf([1e6, ...Array.from({ length: 999 }, () => 1)]), 1)
    expect(relativeHalfWidth(even)).toBeLessThan(0.02)
    expect(uneven.high / uneven.count).toBeGreaterThan(5)
    expect(uneven.low).toBeLessThan(uneven.count / 5)
  })

  it('does not claim to be exact for equal samples, nor fewer matches than were met', () => {
    const equal = intervalOf(sumsOf(Array.from({ length: 100 }, () => 7)), 1)
    expect(equal.low).toBeLessThan(7)
    expect(equal.high).toBeGreaterThan(7)
    const rare = intervalOf(sumsOf([400, ...Array.from({ length: 99 }, () => 0)]), 2)
    expect(rare).toMatchObject({ count: 4, low: 2 })
    expect(rare.high).toBeGreaterThan(12)
  })

  it('without a hit is the rule of three; without samples it knows nothing', () => {
    expect(intervalOf(sumsOf([0, 0, 0, 0, 0, 0]), 1)).toEqual({ count: 0, low: 0, high: 2.5 })
    expect(intervalOf(noSamples, 1)).toEqual({ count: 0, low: 0, high: Infinity })
    expect(relativeHalfWidth(intervalOf(noSamples, 1))).toBe(Infinity)
  })
})

describe('joinSums', () => {
  it('gives the sums of all, however they were divided', () => {
    const random = new RandomStream(3, 0)
    const values = Array.from({ length: 90 }, () => random.below(1000))
    const whole = sumsOf(values)
    for (const cuts of [[90], [1, 89], [30, 30, 30], [7, 50, 33]]) {
      let at = 0
      const joined = cuts
        .map((length) => sumsOf(values.slice(at, (at += length))))
        .reduce(joinSums, noSamples)
      expect(joined).toMatchObject({ samples: 90, hits: whole.hits, largest: whole.largest })
      expect(joined.mean).toBeCloseTo(whole.mean, 9)
      expect(joined.squares / whole.squares).toBeCloseTo(1, 9)
      expect(joined.work).toBeCloseTo(whole.work, 9)
    }
  })
})

describe('RandomStream', () => {
  it('is even, repeats for the same seed and stream, and differs between streams', () => {
    const draw = (seed: number, stream: number) => {
      const random = new RandomStream(seed, stream)
      return Array.from({ length: 4000 }, () => random.next())
    }
    const first = draw(1, 0)
    expect(draw(1, 0)).toEqual(first)
    for (const values of [first, draw(1, 1), draw(2, 0)]) {
      const cells = new Array<number>(16).fill(0)
      for (const value of values) cells[Math.floor(value * 16)]! += 1
      // Chi squared of 15 degrees is above 45 once in ten thousand.
      expect(cells.reduce((sum, count) => sum + (count - 250) ** 2 / 250, 0)).toBeLessThan(45)
    }
    const next = draw(1, 1)
    const together = first.map((value, i) => (value - 0.5) * (next[i]! - 0.5))
    expect(Math.abs(together.reduce((sum, value) => sum + value, 0) / 4000)).toBeLessThan(0.006)
  })
})
