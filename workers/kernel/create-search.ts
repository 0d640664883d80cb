/** Makes searches ready on a worker's thread: by WebAssembly where that can be had; choices among parallel host edges are
 *  the reference kernel's. */
import type { Search } from '../../src/grandiso/kernel'
import { canPack } from '../../src/grandiso/pack-search'
import { createReferenceSearch } from '../../src/grandiso/reference-kernel'
import { createWasmSearch } from '../../src/grandiso/wasm-kernel'
import type { KernelPlace } from '../../src/grandiso/wasm-kernel'
import type { SearchPlan, SearchSpace } from '../../src/model/plan'
import { loadKernel } from './load-kernel'

/** Begins to load what searches on this thread will need. */
export function preloadKernel(): void {
  void loadKernel(globalThis.crossOriginIsolated)
}

/** Makes a search ready on this thread.
 *  @param place where its scratch goes on shared memory; null: it gets a copy of the space
 *  @throws MotifscopeError `host-too-large` when there is no memory for a copy */
export async function createSearch(
  plan: SearchPlan,
  space: SearchSpace,
  place: KernelPlace | null,
): Promise<Search> {
  const module = canPack(space) ? await loadKernel(place !== null) : null
  return module ? createWasmSearch(module, plan, space, place) : createReferenceSearch(plan, space)
}
