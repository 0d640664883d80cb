/** Divides the root items of a search into tasks: disjoint, and together all. */
import type { Csr } from '../model/host-graph'
import type { Cursor, Link, RootRange, SearchPlan, SearchSpace } from '../model/plan'
import { walksEdges } from './mark-layout'

function rowsOf({ adjacency, direction }: Link, { adjacencies }: SearchSpace): Csr {
  return direction === 'out' ? adjacencies[adjacency]!.out : adjacencies[adjacency]!.in
}

/** Calls `take` with each root item and its estimated work: the row lengths that the item reads next, and one. Items
 *  that no candidate set lets pass cost nothing but are given as well. */
function weighRoots(plan: SearchPlan, space: SearchSpace, take: (root: number, cost: number) => void): void {
  const allowed = space.candidates[0]
  const next = plan.steps[walksEdges(plan) ? 2 : 1]?.generator
  const nextRows = next ? rowsOf(next, space) : null
  const lengthAt = (node: number) => (nextRows ? nextRows.offsets[node + 1]! - nextRows.offsets[node]! : 0)
  if (!walksEdges(plan)) {
    for (let root = 0; root < plan.rootCount; root++)
      take(root, 1 + lengthAt(allowed ? allowed[root]! : root))
    return
  }
  const { offsets, targets } = rowsOf(plan.steps[1]!.generator!, space)
  let allowedAt = 0
  for (let node = 0; node < space.nodeCount; node++) {
    if (allowed) while (allowedAt < allowed.length && allowed[allowedAt]! < node) allowedAt++
    const isAllowed = !allowed || allowed[allowedAt] === node
    for (let root = offsets[node]!; root < offsets[node + 1]!; root++)
      take(root, isAllowed ? 1 + lengthAt(next?.step === 0 ? node : targets[root]!) : 0)
  }
}

/** Divides all root items into at most `taskCount` ranges of about equal estimated work, in order. Empty when there
 *  is nothing to search. Linear in the number of root items. */
export function splitRoots(plan: SearchPlan, space: SearchSpace, taskCount: number): RootRange[] {
  if (plan.rootCount === 0) return []
  let total = 0
  weighRoots(plan, space, (_, cost) => (total += cost))
  const share = total / Math.max(1, taskCount)
  const ranges: RootRange[] = []
  let first = 0
  let done = 0
  weighRoots(plan, space, (root, cost) => {
    done += cost
    if (done < share * (ranges.length + 1) || ranges.length >= taskCount - 1) return
    ranges.push({ first, end: root + 1 })
    first = root + 1
  })
  if (first < plan.rootCount) ranges.push({ first, end: plan.rootCount })
  return ranges
}

/** Divides what a running task has left: it keeps the item under way or next and the first half of the others; the rest
 *  may go elsewhere. Null when nothing is left to give away. */
export function splitRemaining(
  range: RootRange,
  cursor: Cursor | null,
): { kept: RootRange; rest: RootRange[] } | null {
  const next = (cursor?.root ?? range.first) + 1
  const left = range.end - next
  if (left < 1) return null
  const middle = next + Math.floor(left / 2)
  return { kept: { first: range.first, end: middle }, rest: [{ first: middle, end: range.end }] }
}
