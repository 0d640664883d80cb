/** What opening a graph costs in memory, so that one that a tab cannot hold is refused before the work is done. */
import { MotifscopeError } from '../model/errors'

const gibibyte = 2 ** 30
/** What one shared memory can hold (jobs/shared-arrays). */
const topologyLimit = 4 * gibibyte
/** Both rows of every edge, once searched. */
const topologyBytesPerEdge = 8
/** While it is read: the two ends, both rows twice (by the file's numbers and by ours). */
const importBytesPerEdge = 24
/** Two ends, both rows. */
const storedBytesPerEdge = 16
const bytesPerCell = 8

/** What there is for a host, in bytes. */
export interface Room {
  memory: number
  storage: number
}

/** How much memory an import may take: half of what the device says it has (rounded, and unknown in some browsers), at
 *  least 4 and at most 8 GiB. */
export function importLimit(deviceGibibytes: number | undefined): number {
  return Math.min(8, Math.max(4, (deviceGibibytes ?? 8) / 2)) * gibibyte
}

/** The room there is here and now. */
export async function roomHere(): Promise<Room> {
  const { deviceMemory, storage } = (globalThis.navigator ?? {}) as Navigator & { deviceMemory?: number }
  const estimate = await storage?.estimate?.().catch(() => undefined)
  const { quota, usage = 0 } = estimate ?? {}
  return { memory: importLimit(deviceMemory), storage: quota === undefined ? Infinity : quota - usage }
}

/** Refuses what cannot be held: `columnCount` attributes of `edgeCount` edges, and the edges themselves.
 *  @throws MotifscopeError `host-too-large`, or `quota-exceeded` when it could not be stored; with the numbers. */
export function checkHostSize(edgeCount: number, columnCount: number, room: Room): void {
  const topology = edgeCount * topologyBytesPerEdge
  if (topology > topologyLimit)
    throw new MotifscopeError(
      'host-too-large',
      `${inWords(edgeCount, columnCount)}. Their connections take ${gibibytes(topology)}; a tab can share 4 GiB.`,
      { hint: 'Filter the edge table by weight or region first, or sum it up to one row for each pair.' },
    )
  const needed = edgeCount * (importBytesPerEdge + columnCount * bytesPerCell)
  if (needed > room.memory)
    throw new MotifscopeError(
      'host-too-large',
      `${inWords(edgeCount, columnCount)}. Reading it takes ${gibibytes(needed)}; a tab on this device has ${gibibytes(room.memory)} for it.`,
      { hint: fewerOf(columnCount) },
    )
  const stored = edgeCount * (storedBytesPerEdge + columnCount * bytesPerCell)
  if (stored > room.storage)
    throw new MotifscopeError(
      'quota-exceeded',
      `${inWords(edgeCount, columnCount)}. Storing it takes ${gibibytes(stored)}; the browser has ${gibibytes(room.storage)} left.`,
      {
        hint: `Forget hosts or jobs that you no longer need, or free space on the disk. ${fewerOf(columnCount)}`,
      },
    )
}

function inWords(edgeCount: number, columnCount: number): string {
  const millions = (edgeCount / 1e6).toLocaleString('en', { maximumFractionDigits: 0 })
  const attributes = columnCount === 0 ? '' : ` with ${columnCount} attribute${columnCount === 1 ? '' : 's'}`
  return `This graph has about ${millions} million edges${attributes}`
}

function fewerOf(columnCount: number): string {
  const filter = 'ilter the edge table by weight or region first.'
  return columnCount > 1 ? `Keep only the columns that motifs ask for, or f${filter}` : `F${filter}`
}

function gibibytes(byteLength: number): string {
  return `${(byteLength / gibibyte).toFixed(1)} GiB`
}
