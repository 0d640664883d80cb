/** The search kernel for a worker: fetched and compiled once when first asked for. Where that fails (no shared memory in
 *  WebAssembly, a file that cannot be had), and for choices among parallel host edges, the reference kernel searches. */
import type { Search } from '../../src/grandiso/kernel'
import { canPack } from '../../src/grandiso/pack-search'
import { createReferenceSearch } from '../../src/grandiso/reference-kernel'
import { createWasmSearch } from '../../src/grandiso/wasm-kernel'
import type { KernelPlace } from '../../src/grandiso/wasm-kernel'
import type { SearchPlan, SearchSpace } from '../../src/model/plan'
import sharedUrl from './build/kernel-shared.wasm?url'
import ownUrl from './build/kernel.wasm?url'

const modules = new Map<string, Promise<WebAssembly.Module | null>>()

async function compile(url: string): Promise<WebAssembly.Module | null> {
  try {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${url} answered ${response.status}`)
    return await WebAssembly.compile(await response.arrayBuffer())
  } catch (thrown) {
    console.warn('Searching without WebAssembly, which is slower.', thrown)
    return null
  }
}

/** The compiled kernel for shared memory or for a memory of its own; null when there is none. */
function loadKernel(isShared: boolean): Promise<WebAssembly.Module | null> {
  const url = isShared ? sharedUrl : ownUrl
  const loading = modules.get(url) ?? compile(url)
  modules.set(url, loading)
  return loading
}

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
