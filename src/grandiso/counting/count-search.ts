/** A count by terms in plain TypeScript, the reference for every other kernel. It stops between root items only, so a
 *  cursor's `positions` are always empty; other kernels may stop within one, and then only they know how to go on. */
import type { CountPlan, CountSpace, CountTerm } from '../../model/count-plan'
import type { Cursor, RootRange, SliceBudget, SliceResult } from '../../model/plan'
import type { Search } from '../kernel'
import { PairCounter } from './count-pairs'
import { PrefixCounter } from './count-prefix'
import { TriadCounter } from './count-triads'
import { UniverseCounter } from './count-universe'
import { mostPerRoot } from './choose-terms'
import type { RootCounter } from './root-counter'

function counterFor(term: CountTerm, space: CountSpace): RootCounter {
  switch (term.kind) {
    case 'triads':
      return new TriadCounter(term, space)
    case 'prefix':
      return new PrefixCounter(term, space)
    case 'pairs':
      return new PairCounter(term, space)
    case 'universe':
      return new UniverseCounter(term, space)
  }
}

class CountSearch implements Search {
  /** Made when their first root comes. */
  private readonly counters = new Map<CountTerm, RootCounter>()

  constructor(
    private readonly plan: CountPlan,
    private readonly space: CountSpace,
  ) {}

  run(range: RootRange, cursor: Cursor | null, budget: SliceBudget): SliceResult {
    if (cursor && cursor.positions.length > 0)
      throw new Error('This count stopped within a root item in another kernel; only that one can go on.')
    const end = Math.min(range.end, this.rootCount())
    let item = cursor?.root ?? range.first
    let count = 0
    for (let work = 0; item < end; item++) {
      const { term, root } = this.rootAt(item)
      const counter = this.counterOf(term)
      const before = counter.work
      count += (counter.count(root) / term.divisor) * term.factor
      work += counter.work - before + 1
      if (work < budget.steps && Math.abs(count) < mostPerRoot) continue
      item++
      break
    }
    const next = item < end ? { root: item, positions: [], skip: 0 } : null
    return { count, rows: new Uint32Array(0), cursor: next }
  }

  private rootCount(): number {
    return countRoots(this.plan)
  }

  private rootAt(item: number): { term: CountTerm; root: number } {
    let start = 0
    for (const term of this.plan.terms) {
      const length = term.end - term.first
      if (item < start + length) return { term, root: term.first + item - start }
      start += length
    }
    throw new Error(`The root item ${item} is beyond the ${start} there are.`)
  }

  private counterOf(term: CountTerm): RootCounter {
    const known = this.counters.get(term)
    if (known) return known
    const counter = counterFor(term, this.space)
    this.counters.set(term, counter)
    return counter
  }
}

/** How many root items a count has. */
export function countRoots({ terms }: CountPlan): number {
  return terms.reduce((sum, { first, end }) => sum + end - first, 0)
}

export function createCountSearch(plan: CountPlan, space: CountSpace): Search {
  return new CountSearch(plan, space)
}
