/** Puts typed arrays where every worker sees them without a copy. Without cross-origin isolation there is no shared
 *  memory: then things stay as they are and a worker receives a copy. */
import { MotifscopeError } from '../model/errors'

const pageBytes = 65_536
/** What a shared WebAssembly memory can hold at most: 4 GiB. */
const maxPages = 65_536

/** Whether threads may share memory here. */
export function canShareMemory(): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated === true
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
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }).buffer
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

type NumberArray = Uint8Array | Uint32Array | Int32Array

function isNumberArray(value: unknown): value is NumberArray {
  return value instanceof Uint32Array || value instanceof Int32Array || value instanceof Uint8Array
}

function needsSharing(value: NumberArray): boolean {
  return !(value.buffer instanceof SharedArrayBuffer)
}

/** A copy of plain data in which every typed array lies on shared memory; those that already do are kept, and an
 *  array that occurs twice is copied once. Without isolation the data itself. */
export function shareArrays<Data>(data: Data): Data {
  if (!canShareMemory()) return data
  const copies = new Map<NumberArray, NumberArray>()
  const share = (value: unknown): unknown => {
    if (isNumberArray(value)) {
      if (!needsSharing(value)) return value
      const known = copies.get(value)
      if (known) return known
      const Kind = value.constructor as new (buffer: SharedArrayBuffer) => NumberArray
      const copy = new Kind(new SharedArrayBuffer(value.byteLength))
      copy.set(value)
      copies.set(value, copy)
      return copy
    }
    if (Array.isArray(value)) return value.map(share)
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, share(part)]))
    return value
  }
  return share(data) as Data
}
