/** How much of one root item's work lies behind a cursor, as a share from 0 to 1: how far the search stands in the first
 *  row below the root, and within that in the row after. Rows further down would add less than can be seen. */
import type { Csr } from '../model/host-graph'
import type { Cursor, Link, SearchPlan, SearchSpace } from '../model/plan'
import { rowAtPosition } from './csr'
import { walksEdges } from './mark-layout'

const deepest = 2

function csrOf({ adjacency, direction }: Link, { adjacencies }: SearchSpace): Csr | undefined {
  const both = adjacencies[adjacency]
  return direction === 'out' ? both?.out : both?.in
}

/** The host nodes that a root item sets. */
function nodesOfRoot(plan: SearchPlan, space: SearchSpace, root: number): number[] {
  const link = plan.steps[1]?.generator
  const csr = link && walksEdges(plan) ? csrOf(link, space) : undefined
  if (csr) return [rowAtPosition(csr, root), csr.targets[root] ?? 0]
  return [space.candidates[0]?.[root] ?? root]
}

/** The share of the item `cursor.root` that is done. Where a kernel walked another row than the plan names, it is an
 *  estimate; it is never outside 0 … 1. */
export function progressWithinRoot(plan: SearchPlan, space: SearchSpace, cursor: Cursor): number {
  const nodes = nodesOfRoot(plan, space, cursor.root)
  let done = 0
  let share = 1
  for (const position of cursor.positions.slice(0, deepest)) {
    const step = nodes.length
    const generator = plan.steps[step]?.generator
    const csr = generator ? csrOf(generator, space) : undefined
    const begin = generator && csr ? csr.offsets[nodes[generator.step] ?? 0]! : 0
    const end =
      generator && csr
        ? csr.offsets[(nodes[generator.step] ?? 0) + 1]!
        : (space.candidates[step]?.length ?? space.nodeCount)
    if (end <= begin) break
    done += share * Math.min(1, position / (end - begin))
    share /= end - begin
    nodes.push(csr ? (csr.targets[begin + position] ?? 0) : (space.candidates[step]?.[position] ?? position))
  }
  return Math.min(1, done)
}
