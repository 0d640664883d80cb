/** A search worker: keeps prepared searches and runs slices of them. */
import type { Search } from '../src/grandiso/kernel'
import type { SearchWorkerApi } from '../src/jobs/search-api'
import type { ResultFilePlace } from '../src/storage/result-files'
import type { ResultWriter } from '../src/storage/result-files'
import { openResultWriter } from '../src/storage/result-writer'
import { deriveApi } from './derive-rows'
import { exposeToParent, transfer } from './expose-to-parent'
import { createSearch, preloadKernel } from './kernel/create-search'
import { forgetSample, sampleApi } from './sample-searches'

const searches = new Map<string, Promise<Search>>()
/** Null: this browser has no files that can be written at once. */
const writers = new Map<string, ResultWriter | null>()

async function writerTo(searchId: string, place: ResultFilePlace): Promise<ResultWriter | null> {
  const known = writers.get(searchId)
  if (known !== undefined) return known
  const writer = await openResultWriter(place)
  writers.set(searchId, writer)
  return writer
}

const api: SearchWorkerApi = {
  ping: () => true,
  async prepare(searchId, plan, space, place) {
    const making = createSearch(plan, space, place)
    searches.set(searchId, making)
    await making
  },
  async slice(searchId, range, cursor, budget, place) {
    const search = await searches.get(searchId)
    if (!search) throw new Error(`No search ${searchId} was prepared in this worker.`)
    const writer = place ? await writerTo(searchId, place) : null
    const begin = performance.now()
    const result = search.run(range, cursor, budget)
    const sliceMs = performance.now() - begin
    if (!writer || result.count === 0) return transfer({ ...result, sliceMs }, [result.rows.buffer])
    const written = writer.append(result.rows, result.rows.length / result.count)
    return { ...result, rows: new Uint32Array(0), written, sliceMs }
  },
  async flush(searchId) {
    await writers.get(searchId)?.flush()
  },
  forget(searchId) {
    searches.delete(searchId)
    writers.get(searchId)?.close()
    writers.delete(searchId)
    forgetSample(searchId)
  },
  ...sampleApi,
  ...deriveApi,
}

exposeToParent(api)
preloadKernel()
