/** The search kernel on the page itself, on the host's own memory: for what takes less time than a message to a worker
 *  and back. Nothing here bounds that time; `dash` does. */
import { loadKernel } from '../../workers/kernel/load-kernel'
import type { Search } from '../grandiso/kernel'
import { canPack } from '../grandiso/pack-search'
import { layOutSearch } from '../grandiso/wasm-kernel'
import type { HostTopology } from '../model/host-graph'
import type { SearchPlan, SearchSpace } from '../model/plan'
import type { MemoryRegions } from './memory-regions'
import { canShareMemory, regionsOf } from './shared-arrays'

let kernel: WebAssembly.Module | null = null

/** Loads the kernel for this thread; without it, the page never searches. */
export async function loadPageKernel(): Promise<void> {
  if (canShareMemory()) kernel ??= await loadKernel(true)
}

const memoryOf = ({ adjacency }: HostTopology) => regionsOf(adjacency.out.offsets.buffer)

/** Whether the page can run a search on this host now. */
export function canSearchHere(space: SearchSpace, topology: HostTopology): boolean {
  return kernel !== null && memoryOf(topology) !== undefined && canPack(space)
}

export interface PageSearch {
  search: Search
  /** Gives its memory back; it must not run any more. */
  free(): void
}

/** Bytes that the last search on a memory took: the next is likely to need no more. */
const lastBytes = new WeakMap<MemoryRegions, number>()
const fewestBytes = 2 ** 16

/** Makes a search ready on the page.
 *  @throws MotifscopeError `host-too-large`; Error where `canSearchHere` says no */
export function openPageSearch(plan: SearchPlan, space: SearchSpace, topology: HostTopology): PageSearch {
  const regions = memoryOf(topology)
  if (!kernel || !regions) throw new Error('The page cannot search this host.')
  const isPlaced = (array: ArrayBufferView) => regionsOf(array.buffer) === regions
  // How much it needs is known when it is laid out: at a place that is large enough, once.
  let region = regions.take(lastBytes.get(regions) ?? fewestBytes)
  let laidOut = layOutSearch(plan, space, isPlaced, region.begin)
  if (laidOut.end > region.end) {
    const bytes = laidOut.end - region.begin
    regions.give(region)
    region = regions.take(bytes)
    lastBytes.set(regions, bytes)
    laidOut = layOutSearch(plan, space, isPlaced, region.begin)
  }
  return { search: laidOut.writeTo(regions.memory, kernel), free: () => regions.give(region) }
}
