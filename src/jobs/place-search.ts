/** Puts a search onto the shared memory of its host: the arrays the planner made for it once, and scratch for each
 *  worker. Main thread; workers only ever see addresses that are theirs. */
import { canPack } from '../grandiso/pack-search'
import { scratchBytes } from '../grandiso/wasm-kernel'
import type { KernelPlace } from '../grandiso/wasm-kernel'
import type { HostTopology } from '../model/host-graph'
import type { SearchPlan, SearchSpace } from '../model/plan'
import { mapArrays } from './map-arrays'
import type { NumberArray } from './map-arrays'
import { regionsOf } from './shared-arrays'

export interface PlacedSearch {
  space: SearchSpace
  /** Where worker number `index` keeps its scratch; null when memory is not shared: then it receives copies. */
  placeOf(index: number): KernelPlace | null
  /** Gives the memory back. No worker may be at this search any more. */
  free(): void
}

/** Places the search of a host's topology for `workerCount` workers. Where memory is not shared the space stays as
 *  it is.
 *  @throws MotifscopeError `host-too-large` when the host's memory has no room for it */
export function placeSearch(
  plan: SearchPlan,
  space: SearchSpace,
  topology: HostTopology,
  workerCount: number,
): PlacedSearch {
  const regions = regionsOf(topology.adjacency.out.offsets.buffer)
  if (!regions) return { space, placeOf: () => null, free: () => undefined }
  const { memory } = regions
  const taken: ReturnType<typeof regions.take>[] = []
  const take = (byteLength: number) => {
    const region = regions.take(byteLength)
    taken.push(region)
    return region
  }
  const free = () => {
    for (const region of taken.splice(0)) regions.give(region)
  }
  try {
    const placed = mapArrays(space, (array) => {
      if (regionsOf(array.buffer) === regions) return array
      const { begin } = take(array.byteLength)
      const Kind = array.constructor as new (
        buffer: ArrayBufferLike,
        at: number,
        length: number,
      ) => NumberArray
      const copy = new Kind(memory.buffer, begin, array.length)
      copy.set(array)
      return copy
    })
    const bytes = canPack(placed) ? scratchBytes(plan, placed) : 0
    const scratch = Array.from({ length: workerCount }, () => take(bytes))
    const placeOf = (index: number) => {
      const region = scratch[index]
      return region ? { memory, address: region.begin } : null
    }
    return { space: placed, placeOf, free }
  } catch (thrown) {
    free()
    throw thrown
  }
}
