/** How often host nodes fill the places of a motif: matches are visited one by one and counted, none is kept. Pure; runs
 *  in workers. */
import type { CreateSearch, Search } from '../grandiso/kernel'
import { planSearch } from '../grandiso/plan'
import type { Cursor } from '../model/plan'
import { addMatches } from '../statistics/role-counts'
import type { RolesQuestion } from './census-api'

const budget = { steps: 2 ** 22, rows: 2 ** 14 }

export interface RolesCount {
  rootCount: number
  /** Row-major: nodeCount × roleCount. */
  counts: Float64Array
  /** Adds the matches of some root items; answers how many. */
  count(first: number, end: number): number
}

/** Each subgraph counts once: of the matches that symmetries turn into each other, one is visited. */
export function createRolesCount(question: RolesQuestion, createSearch: CreateSearch): RolesCount {
  const { motif, topology, resolved, ignoreDirection, induced, roleOf, roleCount } = question
  const semantics = { ignoreDirection, induced, excludeAutomorphisms: true, limit: null, countOnly: false }
  const { plan, space } = planSearch({ motif, topology, resolved, semantics })
  const search: Search = createSearch(plan, space)
  const roles = Uint32Array.from(plan.columns, (name) => roleOf[name] ?? 0)
  const counts = new Float64Array(topology.nodeCount * roleCount)

  return {
    rootCount: plan.rootCount,
    counts,
    count(first, end) {
      let cursor: Cursor | null = null
      let found = 0
      do {
        const slice = search.run({ first, end }, cursor, budget)
        addMatches(counts, slice.rows, slice.count, roles, roleCount)
        found += slice.count
        cursor = slice.cursor
      } while (cursor)
      return found
    },
  }
}
