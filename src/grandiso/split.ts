/** Divides the root items of a search into tasks: disjoint, and together all. */
import type { Csr } from '../model/host-graph'
import { rangeUpTo } from '../model/root-range'
import type { Cursor, Link, RootRange, SearchPlan, SearchSpace } from '../model/plan'
import { weighCountRoots } from './counting/weigh-roots'
import { walksEdges } from './mark-layout'

function rowsOf({ adjacency, direction }: Link, { adjacencies }: SearchSpace): Csr {
  return direction === 'out' ? adjacencies[adjacency]!.out : adjacencies[adjacency]!.in
}

/** How many root items are weighed at most, where there are many: sums over as many are near enough. */
const mostWeighed = 2 ** 16

/** The step in which a search of so many root items may be weighed. */
export function weighingStride({ rootCount }: SearchPlan): number {
  return Math.max(1, Math.ceil(rootCount / mostWeighed))
}

/** Calls `take` with every `stride`-th root item (those whose number it divides) and that item's estimated work: the row
 *  lengths that the item reads next, and one. Items that no candidate set lets pass cost nothing but are given as
 *  well. */
export function weighRoots(
  plan: SearchPlan,
  space: SearchSpace,
  take: (root: number, cost: number) => void,
  stride = 1,
): void {
  if (plan.counting && space.counting) weighCountRoots(plan.counting, space.counting, take, stride)
  else if (walksEdges(plan)) weighEdges(plan, space, take, stride)
  else weighNodes(plan, space, take, stride)
}

type TakeRoot = (root: number, cost: number) => void

function weighNodes(plan: SearchPlan, space: SearchSpace, take: TakeRoot, stride: number): void {
  const allowed = space.candidates[0]
  const next = plan.steps[1]?.generator
  const rows = next ? rowsOf(next, space) : null
  for (let root = 0; root < plan.rootCount; root += stride) {
    const node = allowed ? allowed[root]! : root
    take(root, rows ? 1 + rows.offsets[node + 1]! - rows.offsets[node]! : 1)
  }
}

function weighEdges(plan: SearchPlan, space: SearchSpace, take: TakeRoot, stride: number): void {
  const allowed = space.candidates[0]
  const next = plan.steps[2]?.generator
  const rows = next ? rowsOf(next, space) : null
  const lengthAt = (node: number) => (rows ? rows.offsets[node + 1]! - rows.offsets[node]! : 0)
  const { offsets, targets } = rowsOf(plan.steps[1]!.generator!, space)
  let allowedAt = 0
  let root = 0
  for (let node = 0; node < space.nodeCount; node++) {
    if (allowed) while (allowedAt < allowed.length && allowed[allowedAt]! < node) allowedAt++
    const isAllowed = !allowed || allowed[allowedAt] === node
    for (; root < offsets[node + 1]!; root += stride)
      take(root, isAllowed ? 1 + lengthAt(next?.step === 0 ? node : targets[root]!) : 0)
  }
}

/** Divides all root items into at most `taskCount` ranges of about equal estimated work, in order. Empty when there
 *  is nothing to search. Of very many root items only some are weighed. */
export function splitRoots(plan: SearchPlan, space: SearchSpace, taskCount: number): RootRange[] {
  if (plan.rootCount === 0) return []
  if (taskCount <= 1) return [{ first: 0, end: plan.rootCount }]
  const stride = weighingStride(plan)
  const costs = new Float64Array(Math.ceil(plan.rootCount / stride))
  let total = 0
  weighRoots(plan, space, (root, cost) => (total += costs[root / stride] = cost), stride)
  const share = total / taskCount
  const ranges: RootRange[] = []
  let first = 0
  let done = 0
  for (let block = 0; block < costs.length && ranges.length < taskCount - 1; block++) {
    done += costs[block]!
    if (done < share * (ranges.length + 1)) continue
    const end = Math.min((block + 1) * stride, plan.rootCount)
    ranges.push({ first, end })
    first = end
  }
  if (first < plan.rootCount) ranges.push({ first, end: plan.rootCount })
  return ranges
}

/** The parts of a range that is cut where its task stands: what the task keeps, and what may go elsewhere, without gaps. */
export interface RangeSplit {
  kept: RootRange
  rest: RootRange[]
}

/** How many rows below a root item are worth dividing: all but the last step's. */
function divisibleRows(plan: SearchPlan): number {
  if (plan.counting) return 0
  return plan.steps.length - (walksEdges(plan) ? 2 : 1) - 1
}

/** Divides what is left of the root item under way, for when that alone is much work: the task keeps the first half of
 *  the first row that has more than the candidate under way; the rest of the item, and the items behind it, may go
 *  elsewhere. Null when nothing is left to give away.
 *  @param ends as the slice told them that ended at the cursor */
export function splitWithin(
  plan: SearchPlan,
  range: RootRange,
  { root, positions }: Cursor,
  ends: readonly number[],
): RangeSplit | null {
  const behind = { first: root + 1, end: range.end }
  const { to } = range
  for (const [row, position] of positions.slice(0, divisibleRows(plan)).entries()) {
    const next = position + 1
    const left = ends[row]! - next
    if (left < 1) continue
    const from = [...positions.slice(0, row), next + Math.floor(left / 2)]
    const within = { first: root, end: root + 1, from, ...(to ? { to } : {}) }
    const rest = behind.first < behind.end ? [within, behind] : [within]
    return { kept: rangeUpTo(range, within), rest }
  }
  return null
}

/** Divides what a running task has left: it keeps the item under way or next and the first half of the others; the rest
 *  may go elsewhere. Null when nothing is left to give away. */
export function splitRemaining(range: RootRange, cursor: Cursor | null): RangeSplit | null {
  const next = (cursor?.root ?? range.first) + 1
  const left = range.end - next
  if (left < 1) return null
  const middle = next + Math.floor(left / 2)
  const rest = { first: middle, end: range.end }
  return { kept: rangeUpTo(range, rest), rest: [rest] }
}
