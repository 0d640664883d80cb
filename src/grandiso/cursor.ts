/** Where a search stands, as plain JSON: see `Cursor` in the model. */
import type { Cursor, RootRange } from '../model/plan'
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

/** Where the search of a range stands; null at its end, also where a slice ended on the way to the next root item and
 *  that lies behind the range. */
export function withinRange({ end }: RootRange, cursor: Cursor): Cursor | null {
  return cursor.root < end ? cursor : null
}

/** Where the search of a range begins that nobody has begun. */
export function beginOf({ first, from }: RootRange): Cursor | null {
  return from ? { root: first, positions: from, skip: 0 } : null
}

/** Where the rows below a root item end for a range that ends within the item, one for each of the cursor's positions
 *  that are bounded: those of the way to the last row are left with the candidate under way, that one up to the end. */
export function mostPlaces({ end, to = [] }: RootRange, cursor: Cursor | null): number[] {
  if (to.length === 0) return []
  if (!cursor || cursor.root < end - 1)
    throw new Error('A range that ends within a root item was not begun there.')
  if (cursor.root >= end) return []
  return to.map((place, i) => (i < to.length - 1 ? place + 1 : place)).slice(0, cursor.positions.length)
}
