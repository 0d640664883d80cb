/** A search worker: keeps prepared searches and runs slices of them. */
import type { Search } from '../src/grandiso/kernel'
import type { SearchWorkerApi } from '../src/jobs/search-api'
import { exposeToParent, transfer } from './expose-to-parent'
import { createSearch, preloadKernel } from './kernel/load-kernel'

const searches = new Map<string, Search>()

const api: SearchWorkerApi = {
  ping: () => true,
  async prepare(searchId, plan, space, place) {
    searches.set(searchId, await createSearch(plan, space, place))
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
preloadKernel()
