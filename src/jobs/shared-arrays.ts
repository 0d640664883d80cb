/** Host graphs on memory that every worker sees without a copy. Each host has a shared WebAssembly memory of its own:
 *  its topology lies at the bottom, what searches need for a while above it (see place-search), and the search kernel
 *  runs on that same memory. Without cross-origin isolation nothing is shared: a worker receives copies. */
import { MotifscopeError } from '../model/errors'
import { maxPages, MemoryRegions } from './memory-regions'

const pageBytes = 65_536
/** How far a memory may grow where the browser does not reserve 4 GiB of addresses: 256 MiB. */
const modestRoom = 4_096

/** Whether threads may share memory here. */
export function canShareMemory(): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated === true
}

/** By the buffer handed out. */
const regionsOfBuffer = new WeakMap<ArrayBufferLike, MemoryRegions>()

function sharedMemory(pages: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: maxPages, shared: true })
  } catch {
    const maximum = Math.min(maxPages, pages + modestRoom)
    return new WebAssembly.Memory({ initial: pages, maximum, shared: true })
  }
}

/** A buffer of at least `byteLength` bytes, shared where that is possible.
 *  @throws MotifscopeError `host-too-large` above 4 GiB or when the machine has no such room. */
export function allocateBytes(byteLength: number): ArrayBufferLike {
  const pages = Math.max(1, Math.ceil(byteLength / pageBytes))
  const gibibytes = (byteLength / 2 ** 30).toFixed(1)
  if (pages > maxPages)
    throw new MotifscopeError(
      'host-too-large',
      `This host graph needs ${gibibytes} GiB of memory; a tab can share 4 GiB.`,
      {
        hint: 'Open a part of it: filter the edge table by weight or region first.',
      },
    )
  try {
    if (!canShareMemory()) return new ArrayBuffer(byteLength)
    const memory = sharedMemory(pages)
    const { buffer } = memory
    regionsOfBuffer.set(buffer, new MemoryRegions(memory, byteLength))
    return buffer
  } catch (cause) {
    throw new MotifscopeError(
      'host-too-large',
      `The browser has no ${gibibytes} GiB of memory left for this host graph.`,
      {
        hint: 'Close other tabs or hosts and try again.',
        cause,
      },
    )
  }
}

/** The memory of a host whose topology lies on `buffer`; undefined when that is not shared. */
export function regionsOf(buffer: ArrayBufferLike): MemoryRegions | undefined {
  return regionsOfBuffer.get(buffer)
}

/** Room for arrays beside a host's topology, for as long as the host is open: where each array would go. Null when its
 *  memory is not shared.
 *  @throws MotifscopeError `host-too-large` when there is no such room */
export function placeBeside(buffer: ArrayBufferLike): ((length: number) => Uint32Array) | null {
  const regions = regionsOf(buffer)
  if (!regions) return null
  return (length) => {
    const { begin } = regions.take(4 * length)
    // A memory that has grown has another buffer.
    regionsOfBuffer.set(regions.memory.buffer, regions)
    return new Uint32Array(regions.memory.buffer, begin, length)
  }
}
