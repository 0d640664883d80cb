/** A place to search on the page itself, for what takes less time than a message to a worker and back. It speaks as a
 *  worker of the pool does, so that whoever runs tasks need not know; what bounds its time is `dash`. */
import { loadKernel } from '../../workers/kernel/load-kernel'
import type { Search } from '../grandiso/kernel'
import { canPack } from '../grandiso/pack-search'
import { createWasmSearch } from '../grandiso/wasm-kernel'
import { MotifscopeError } from '../model/errors'
import type { PlacedSearch } from './place-search'
import type { SearchWorkerApi } from './search-api'
import { canShareMemory } from './shared-arrays'
import type { PoolSlot } from './worker-pool'

let kernel: WebAssembly.Module | null = null

/** Loads the kernel for this thread; without it, the page never searches. */
export async function loadPageKernel(): Promise<void> {
  if (canShareMemory()) kernel ??= await loadKernel(true)
}

/** Whether this search can be run here now: on the host's own memory, without copying anything. */
export function canSearchHere({ space, placeOf }: PlacedSearch): boolean {
  return kernel !== null && placeOf(0) !== null && canPack(space)
}

type Words = Pick<SearchWorkerApi, 'prepare' | 'slice' | 'flush' | 'forget'>

/** What a worker does, done here. Rows stay in memory. */
function pageApi(module: WebAssembly.Module): Words {
  let making: Promise<Search> | undefined
  return {
    async prepare(_searchId, plan, space, place) {
      making = Promise.resolve().then(() => createWasmSearch(module, plan, space, place))
      await making
    },
    async slice(searchId, range, cursor, budget) {
      const search = await making
      if (!search) throw new Error(`No search ${searchId} was prepared on the page.`)
      const begin = performance.now()
      const result = search.run(range, cursor, budget)
      return { ...result, sliceMs: performance.now() - begin }
    },
    async flush() {},
    forget: () => (making = undefined),
  }
}

/** A slot for one search. It has the scratch of the pool's first worker: that must not search meanwhile.
 *  @throws MotifscopeError `unsupported-browser` where `canSearchHere` says no */
export function createPageSlot(): PoolSlot {
  if (!kernel) throw new MotifscopeError('unsupported-browser', 'The page has no search kernel.')
  const api = pageApi(kernel) as unknown as PoolSlot['worker']['api']
  const worker: PoolSlot['worker'] = {
    api,
    failed: new Promise(() => undefined),
    orFail: (call) => call,
    terminate: () => undefined,
  }
  return { index: 0, worker, prepared: new Set(), rowFile: '' }
}
