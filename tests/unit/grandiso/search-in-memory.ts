/** Runs a search on a plain graph from motif to rows, the way the tests want it: whole, or in slices of a given budget
 *  whose cursors go through JSON. */
import type { SearchSemantics } from '../../../src/model/job'
import type { Motif } from '../../../src/model/motif'
import type { Cursor, RootRange, SliceBudget } from '../../../src/model/plan'
import type { Search } from '../../../src/grandiso/kernel'
import { needsFromMotif } from '../../../src/grandiso/needs'
import { planSearch } from '../../../src/grandiso/plan'
import type { PlannedSearch } from '../../../src/grandiso/plan'
import type { PlanStrategy } from '../../../src/grandiso/search-question'
import type { PlainGraph } from '../../../src/grandiso/verify'
import { referenceKernel } from '../../tools/kernels'
import type { TestedKernel } from '../../tools/kernels'
import { memoryHostFrom, resolveInMemory } from './resolve-in-memory'
import type { MemoryHost } from './resolve-in-memory'

export const plainSemantics: SearchSemantics = {
  ignoreDirection: false,
  excludeAutomorphisms: false,
  induced: false,
  limit: null,
  countOnly: false,
}

export const unlimited: SliceBudget = { steps: Infinity, rows: Infinity }
export const unlimitedCount: SliceBudget = { steps: Infinity, rows: null }

export interface MemorySearch extends PlannedSearch {
  host: MemoryHost
  search: Search
  all: RootRange
}

export function prepareInMemory(
  graph: PlainGraph | MemoryHost,
  motif: Motif,
  semantics: Partial<SearchSemantics> = {},
  {
    kernel = referenceKernel,
    mostFlags,
    strategy = {},
  }: { kernel?: TestedKernel; mostFlags?: number; strategy?: Partial<PlanStrategy> } = {},
): MemorySearch {
  const host = 'topology' in graph ? graph : memoryHostFrom(graph)
  const resolved = resolveInMemory(host, needsFromMotif(motif))
  const planned = planSearch({
    motif,
    semantics: { ...plainSemantics, ...semantics },
    topology: host.topology,
    resolved,
    strategy,
  })
  const search = kernel.createSearch(planned.plan, planned.space, mostFlags)
  return { ...planned, host, search, all: { first: 0, end: planned.plan.rootCount } }
}

/** Searches a range slice by slice to its end. `between` may cut the range short behind the cursor. */
export function runInSlices(
  search: Search,
  range: RootRange,
  budget: SliceBudget,
  between: (range: RootRange, cursor: Cursor) => RootRange = (same) => same,
): { count: number; rows: number[]; sliceCount: number } {
  const rows: number[] = []
  let count = 0
  let cursor: Cursor | null = null
  for (let sliceCount = 1; ; sliceCount++) {
    const slice = search.run(range, cursor, budget)
    count += slice.count
    for (const value of slice.rows) rows.push(value)
    if (!slice.cursor) return { count, rows, sliceCount }
    if (sliceCount > 1_000_000) throw new Error('The search does not come to an end.')
    cursor = JSON.parse(JSON.stringify(slice.cursor)) as Cursor
    range = between(range, cursor)
  }
}

/** Flat host node indexes as rows of ids. */
export function idRows({ host, plan }: MemorySearch, flat: ArrayLike<number>): string[][] {
  const width = plan.columns.length
  return Array.from({ length: flat.length / width }, (_, row) =>
    plan.columns.map((_, column) => host.ids[flat[row * width + column]!]!),
  )
}

/** All rows of ids, found in one slice. */
export function findInMemory(
  graph: PlainGraph,
  motif: Motif,
  semantics: Partial<SearchSemantics> = {},
  kernel?: TestedKernel,
): string[][] {
  const prepared = prepareInMemory(graph, motif, semantics, kernel ? { kernel } : {})
  return idRows(prepared, prepared.search.run(prepared.all, null, unlimited).rows)
}
