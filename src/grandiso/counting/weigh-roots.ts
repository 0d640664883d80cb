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

/** Calls `take` with every `stride`-th root item (those whose number it divides) and that item's estimated work. The items
 *  of the terms follow each other, one for each root of a term. */
export function weighCountRoots(
  { terms }: CountPlan,
  { layers }: CountSpace,
  take: (item: number, cost: number) => void,
  stride = 1,
): void {
  let itemsBefore = 0
  for (const term of terms) {
    const { offsets, entries, below } = layers[term.layer]!.coded
    const meanLength = entries.length / Math.max(1, below.length)
    const rootCount = Math.max(0, term.end - term.first)
    const begin = Math.ceil(itemsBefore / stride) * stride
    for (let item = begin; item < itemsBefore + rootCount; item += stride) {
      const root = term.first + item - itemsBefore
      take(item, 1 + weightOf(term, offsets[root + 1]! - offsets[root]!, below[root]!, meanLength))
    }
    itemsBefore += rootCount
  }
}
