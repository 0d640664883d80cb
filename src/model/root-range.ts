/** Where parts of a search begin and end, and whether they follow each other without a gap. */
import type { RootRange } from './plan'

/** A place in a search: a root item, and places in the rows below it. Its beginning comes before all within it. */
export interface SearchPlace {
  root: number
  below: readonly number[]
}

export function beginningOf({ first, from = [] }: RootRange): SearchPlace {
  return { root: first, below: from }
}

export function endOf({ end, to }: RootRange): SearchPlace {
  return to ? { root: end - 1, below: to } : { root: end, below: [] }
}

/** Below zero: `left` comes first; zero: they are the same place. */
export function comparePlaces(left: SearchPlace, right: SearchPlace): number {
  if (left.root !== right.root) return left.root - right.root
  for (const [i, place] of left.below.entries()) {
    const other = right.below[i]
    if (other === undefined) return 1
    if (place !== other) return place - other
  }
  return left.below.length - right.below.length
}

/** What of a range comes before another that begins within it. */
export function rangeUpTo({ first, from }: RootRange, next: RootRange): RootRange {
  const begun = from ? { first, from } : { first }
  return next.from ? { ...begun, end: next.first + 1, to: next.from } : { ...begun, end: next.first }
}

export function isSameRange(left: RootRange, right: RootRange): boolean {
  const isSame = (a: SearchPlace, b: SearchPlace) => comparePlaces(a, b) === 0
  return isSame(beginningOf(left), beginningOf(right)) && isSame(endOf(left), endOf(right))
}
