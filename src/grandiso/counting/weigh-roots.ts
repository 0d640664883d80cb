/** How much work each root of a count is, roughly: what tasks are cut by. */
import type { CountPlan, CountSpace, CountTerm } from '../../model/count-plan'

/** Rows read from a root on: those of the neighbours that the term walks, and for a universe the square of them. */
function weightOf(term: CountTerm, length: number, below: number, meanLength: number): number {
  switch (term.kind) {
    case 'triads':
      return below * meanLength
    case 'pairs':
      return (term.aboveRoot === 'all' ? length - below : length) * meanLength
    case 'universe': {
      const size = term.rootBelow ? below : length
      return size * (meanLength + size)
    }
    case 'prefix':
      return term.steps.length === 1 && term.tail.every(({ set }) => set === null) ? 1 : length * meanLength
  }
}

/** Calls `take` with every root item and its estimated work. */
export function weighCountRoots(
  { terms }: CountPlan,
  { layers }: CountSpace,
  take: (item: number, cost: number) => void,
): void {
  let item = 0
  for (const term of terms) {
    const { offsets, entries, below } = layers[term.layer]!.coded
    const meanLength = entries.length / Math.max(1, below.length)
    for (let root = term.first; root < term.end; root++)
      take(item++, 1 + weightOf(term, offsets[root + 1]! - offsets[root]!, below[root]!, meanLength))
  }
}
