/** Where a search stands, as plain JSON: see `Cursor` in the model. */
import type { Cursor } from '../model/plan'
import type { CandidateRows } from './candidate-rows'

/** The cursor of a search that stands at `depth`, at or behind the root item's depth: steps before it hold the
 *  candidate before their place, the step itself is about to look at its place. */
export function cursorAt(
  { place, begin }: CandidateRows,
  rootDepth: number,
  depth: number,
  skip: number,
): Cursor {
  if (depth === rootDepth) return { root: place[depth]!, positions: [], skip }
  const positions: number[] = []
  for (let d = rootDepth + 1; d < depth; d++) positions.push(place[d]! - 1 - begin[d]!)
  positions.push(place[depth]! - begin[depth]!)
  return { root: place[rootDepth]! - 1, positions, skip }
}
