/** How much of a search is done, by cost: every root item weighs what the rows it reads are long. Kept as the summed
 *  weight at some tens of thousands of places at most, so that asking is cheap. Pure. */
import { progressWithinRoot } from '../grandiso/root-progress'
import { weighingStride, weighRoots } from '../grandiso/split'
import type { TaskRecord } from '../model/job'
import { beginningOf, endOf } from '../model/root-range'
import type { SearchPlace } from '../model/root-range'
import type { Cursor, SearchPlan, SearchSpace } from '../model/plan'

/** The share of the work that is done, from 0 to 1, given the tasks that are left. */
export type WorkMeter = (tasks: readonly TaskRecord[]) => number

/** Weighs the root items once, of very many only some. Done tasks among those given count as done. */
export function createWorkMeter(plan: SearchPlan, space: SearchSpace): WorkMeter {
  const stride = weighingStride(plan)
  /** The weight of all items before number `i × stride`; of those left out the ones weighed stand for. */
  const sums = new Float64Array(Math.ceil(plan.rootCount / stride) + 1)
  let total = 0
  const weigh = (root: number, cost: number) => {
    total += cost
    sums[root / stride + 1] = total
  }
  weighRoots(plan, space, weigh, stride)

  /** The weight of all items before a place, which may lie within an item. */
  function weightBefore(place: number): number {
    const mark = Math.min(Math.floor(place / stride), sums.length - 1)
    const from = sums[mark] ?? total
    const to = sums[mark + 1] ?? total
    const length = Math.min(stride, plan.rootCount - mark * stride)
    return length <= 0 ? total : from + ((to - from) * (place - mark * stride)) / length
  }

  // Within an item a counting plan's cursor is the kernel's own business.
  const within = (cursor: Cursor) => (plan.counting ? 0 : progressWithinRoot(plan, space, cursor))
  const placeOf = ({ root, below }: SearchPlace) =>
    below.length === 0 ? root : root + within({ root, positions: [...below], skip: 0 })

  return (tasks) => {
    if (total === 0) return tasks.some(({ state }) => state.kind !== 'done') ? 0 : 1
    let left = 0
    for (const { range, cursor, state } of tasks) {
      if (state.kind === 'done') continue
      const place = placeOf(cursor ? { root: cursor.root, below: cursor.positions } : beginningOf(range))
      const end = placeOf(endOf(range))
      left += Math.max(0, weightBefore(end) - weightBefore(Math.min(place, end)))
    }
    return Math.min(1, Math.max(0, 1 - left / total))
  }
}
