/** What workers bring in any order and in any parts gives the same sums for the same number of batches. */
import { describe, expect, it } from 'vitest'
import { joinSums, noSamples } from '../../../src/grandiso/sampling/sample-sums'
import type { SampleSums } from '../../../src/grandiso/sampling/sample-sums'
import { createOrderedBatches } from '../../../src/jobs/ordered-batches'

const batch = (number: number): SampleSums => ({
  ...noSamples,
  samples: 64,
  hits: number % 5,
  mean: 1 / (number + 1),
  squares: number,
})
const joined = (count: number) =>
  Array.from({ length: count }, (_, number) => batch(number)).reduce(joinSums, noSamples)

describe('createOrderedBatches', () => {
  it('joins batches in order: those behind a gap wait until it is filled', () => {
    const batches = createOrderedBatches(4)
    const [first, second] = [batches.take(), batches.take()]
    expect([first, second]).toEqual([
      { firstBatch: 0, mostBatches: 4 },
      { firstBatch: 4, mostBatches: 4 },
    ])
    batches.bring(second, [4, 5, 6, 7].map(batch))
    expect(batches.sums).toEqual(noSamples)
    batches.bring(first, [0, 1].map(batch))
    expect(batches.sums).toEqual(joined(2))
    const rest = batches.take()
    expect(rest).toEqual({ firstBatch: 2, mostBatches: 2 })
    batches.bring(rest, [2, 3].map(batch))
    expect(batches.sums).toEqual(joined(8))
  })

  it('loses none and repeats none, whoever brings what when', () => {
    const batches = createOrderedBatches(5)
    const drawn = new Map<number, number>()
    let state = 17
    const random = (bound: number) => (state = (state * 48271) % 2147483647) % bound
    const open = [batches.take(), batches.take(), batches.take()]
    for (let turn = 0; turn < 400; turn++) {
      const at = random(3)
      const range = open[at]!
      const numbers = Array.from({ length: 1 + random(range.mostBatches) }, (_, i) => range.firstBatch + i)
      for (const number of numbers) drawn.set(number, (drawn.get(number) ?? 0) + 1)
      batches.bring(range, numbers.map(batch))
      open[at] = batches.take()
    }
    const count = batches.sums.samples / 64
    expect(count).toBeGreaterThan(300)
    expect(batches.sums).toEqual(joined(count))
    expect(Math.max(...drawn.values())).toBe(1)
  })
})
