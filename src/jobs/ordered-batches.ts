/** Batches of samples in order, however the workers bring them: what is told depends on how many there are, not on who
 *  drew which. */
import { joinSums, noSamples } from '../grandiso/sampling/sample-sums'
import type { SampleSums } from '../grandiso/sampling/sample-sums'

export interface BatchRange {
  firstBatch: number
  mostBatches: number
}

export interface OrderedBatches {
  /** Of all batches from the first on without a gap. */
  readonly sums: SampleSums
  /** What to draw next. */
  take(): BatchRange
  /** What came of a range: its first batches, at least one. The others will be given out again. */
  bring(range: BatchRange, batches: SampleSums[]): void
}

export function createOrderedBatches(batchesPerRange: number): OrderedBatches {
  let sums: SampleSums = noSamples
  let nextToJoin = 0
  let nextToDraw = 0
  const early = new Map<number, SampleSums>()
  const returned: BatchRange[] = []
  return {
    get sums() {
      return sums
    },
    take() {
      const open = returned.shift()
      if (open) return open
      const range = { firstBatch: nextToDraw, mostBatches: batchesPerRange }
      nextToDraw += batchesPerRange
      return range
    },
    bring({ firstBatch, mostBatches }, batches) {
      batches.forEach((batch, index) => early.set(firstBatch + index, batch))
      const missing = mostBatches - batches.length
      if (missing > 0) returned.push({ firstBatch: firstBatch + batches.length, mostBatches: missing })
      returned.sort((left, right) => left.firstBatch - right.firstBatch)
      for (let next = early.get(nextToJoin); next; next = early.get(nextToJoin)) {
        early.delete(nextToJoin++)
        sums = joinSums(sums, next)
      }
    },
  }
}
