/** What a host node promises at a step: how many continuations its degrees let expect. Promises steer draws towards the
 *  parts of a host where most matches are; a wrong promise makes an estimate less sure, never wrong. */
import type { SearchPlan, SearchSpace } from '../../model/plan'
import { rowsOfLink } from './step-candidates'

/** Per host node the product of the lengths of the rows that later steps read at `step`: only those that candidates are
 *  read from, or also those that must contain them (as in a random graph of these degrees). Null: there are none. */
export function promisesOf(
  plan: SearchPlan,
  space: SearchSpace,
  step: number,
  withRequired: boolean,
): Float64Array | null {
  const rootDepth = plan.steps[1]?.generator?.step === 0 ? 1 : 0
  const links = plan.steps
    .filter((_, later) => later > Math.max(step, rootDepth))
    .flatMap(({ generator, required }) => [
      ...(generator ? [generator] : []),
      ...(withRequired ? required : []),
    ])
    .filter((link) => link.step === step)
  if (links.length === 0) return null
  const promises = new Float64Array(space.nodeCount).fill(1)
  for (const link of links) {
    const { offsets } = rowsOfLink(link, space)
    for (let node = 0; node < space.nodeCount; node++) promises[node]! *= offsets[node + 1]! - offsets[node]!
  }
  return promises
}
