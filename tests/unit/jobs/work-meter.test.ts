/** Progress by cost: it begins at nothing, ends at all, never goes back, and moves whenever the search does. */
import { describe, expect, it } from 'vitest'
import { splitRemaining, splitRoots } from '../../../src/grandiso/split'
import { createWorkMeter } from '../../../src/jobs/work-meter'
import type { TaskRecord } from '../../../src/model/job'
import type { Cursor, RootRange } from '../../../src/model/plan'
import { motifFrom } from '../grandiso/motif-text'
import { randomTopology } from '../grandiso/random-host'
import { plainSemantics } from '../grandiso/search-in-memory'
import { planSearch } from '../../../src/grandiso/plan'
import { referenceKernel } from '../../tools/kernels'

const topology = randomTopology(300, 4_000, 7, 5)
const noNeeds = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }

function planned(motif: string) {
  return planSearch({ motif: motifFrom(motif), semantics: plainSemantics, topology, resolved: noNeeds })
}

const task = (range: RootRange, cursor: Cursor | null = null, isDone = false): TaskRecord => ({
  jobId: 'job',
  taskId: range.first,
  range,
  cursor,
  state: isDone ? { kind: 'done' } : { kind: 'waiting' },
})

const motifs = ['A -> B; B -> C; C -> A', 'A -> B; B -> C; C -> D', 'A -> B; A -> C; A -> D']

describe('the share of the work that is done', () => {
  it('is nothing before, all after, and a task counts by its cost', () => {
    for (const text of motifs) {
      const { plan, space } = planned(text)
      const measure = createWorkMeter(plan, space)
      const ranges = splitRoots(plan, space, 8)
      expect(measure(ranges.map((range) => task(range)))).toBeCloseTo(0, 9)
      expect(measure(ranges.map((range) => task(range, null, true)))).toBe(1)
      expect(measure([])).toBe(1)
      // Ranges are cut by the same costs: each is about an eighth, however many root items it has.
      ranges.forEach((_, done) => {
        const share = measure(ranges.map((range, i) => task(range, null, i < done)))
        expect(Math.abs(share - done / ranges.length)).toBeLessThan(0.05)
      })
    }
  })

  it('moves with every slice of a search and never goes back', () => {
    for (const text of motifs) {
      const { plan, space } = planned(text)
      const measure = createWorkMeter(plan, space)
      const search = referenceKernel.createSearch(plan, space)
      const range = { first: 0, end: plan.rootCount }
      let cursor: Cursor | null = null
      let before = 0
      let standing = 0
      let slices = 0
      do {
        cursor = search.run(range, cursor, { steps: 200, rows: null }).cursor
        const share = measure(cursor ? [task(range, cursor)] : [])
        expect(share).toBeGreaterThanOrEqual(before - 1e-9)
        if (share <= before) standing++
        before = Math.max(before, share)
        slices++
      } while (cursor)
      expect(before).toBe(1)
      expect(slices).toBeGreaterThan(20)
      expect(standing / slices).toBeLessThan(0.05)
    }
  })

  it('moves within one heavy root item', () => {
    const { plan, space } = planned('A -> B; B -> C; C -> D')
    const measure = createWorkMeter(plan, space)
    const search = referenceKernel.createSearch(plan, space)
    const range = { first: 0, end: 1 }
    const shares = new Set<number>()
    let cursor: Cursor | null = null
    do {
      cursor = search.run(range, cursor, { steps: 20, rows: null }).cursor
      if (cursor) shares.add(measure([task(range, cursor)]))
    } while (cursor)
    expect(shares.size).toBeGreaterThan(3)
  })

  it('does not change when a task is split', () => {
    const { plan, space } = planned('A -> B; B -> C; C -> A')
    const measure = createWorkMeter(plan, space)
    const range = { first: 0, end: plan.rootCount }
    const cursor = referenceKernel
      .createSearch(plan, space)
      .run(range, null, { steps: 5_000, rows: null }).cursor
    const split = splitRemaining(range, cursor)!
    const parts = [task(split.kept, cursor), ...split.rest.map((rest) => task(rest))]
    expect(measure(parts)).toBeCloseTo(measure([task(range, cursor)]), 9)
  })
})
