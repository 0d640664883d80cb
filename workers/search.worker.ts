/** A search worker: keeps prepared searches and runs slices of them. */
import type { Search } from '../src/grandiso/kernel'
import { createReferenceSearch } from '../src/grandiso/reference-kernel'
import type { SearchWorkerApi } from '../src/jobs/search-api'
import { exposeToParent, transfer } from './expose-to-parent'

const searches = new Map<string, Search>()

const api: SearchWorkerApi = {
  ping: () => true,
  prepare(searchId, plan, space) {
    searches.set(searchId, createReferenceSearch(plan, space))
  },
  slice(searchId, range, cursor, budget) {
    const search = searches.get(searchId)
    if (!search) throw new Error(`No search ${searchId} was prepared in this worker.`)
    const begin = performance.now()
    const result = search.run(range, cursor, budget)
    return transfer({ ...result, sliceMs: performance.now() - begin }, [result.rows.buffer])
  },
  forget(searchId) {
    searches.delete(searchId)
  },
}

exposeToParent(api)
