/** How far a replica and a remote have come with each other. Positions are kept here; at the remote is a note of the last
 *  one, so that a remote that was made anew or brought back from a backup is noticed. Losing a checkpoint costs time,
 *  never documents. Pure. */
import { isPlain } from '../canonical-json'
import type { Sequence } from './remote-database'

export interface SyncPosition {
  /** Rises by one with each position of a checkpoint. */
  count: number
  /** Where the remote's changes were read to. */
  pulled: Sequence
  /** The arrival up to which documents were sent. */
  pushed: number
}

export interface Checkpoint {
  /** Chance; the remote's note has the same one. */
  session: string
  /** The newest first, at most `keptPositions`. */
  positions: SyncPosition[]
  /** Ids that the remote would not take, to be offered again: at most `keptRejections`. */
  rejected: string[]
}

export interface RemoteNote {
  session: string
  count: number
}

const keptPositions = 20
export const keptRejections = 1_000

export const startPosition: SyncPosition = { count: 0, pulled: 0, pushed: 0 }

/** Where both agree to have been last; the start when they do not. */
export function agreedPosition(checkpoint: Checkpoint, note: unknown): SyncPosition {
  if (!isPlain(note) || note['session'] !== checkpoint.session) return startPosition
  return checkpoint.positions.find(({ count }) => count === note['count']) ?? startPosition
}

/** The checkpoint with a position after `from`, forgetting what came after `from` before. */
export function advanced(
  checkpoint: Checkpoint,
  from: SyncPosition,
  step: Partial<Pick<SyncPosition, 'pulled' | 'pushed'>>,
): { checkpoint: Checkpoint; position: SyncPosition; note: RemoteNote } {
  const newest = checkpoint.positions[0]?.count ?? 0
  const position = { ...from, ...step, count: newest + 1 }
  const before = checkpoint.positions.filter(({ count }) => count <= from.count)
  const positions = [position, ...before].slice(0, keptPositions)
  const note = { session: checkpoint.session, count: position.count }
  return { checkpoint: { ...checkpoint, positions }, position, note }
}

/** A kept value as a checkpoint; a new one when it is none. */
export function checkpointFrom(kept: unknown, newSession: () => string): Checkpoint {
  const isOne =
    isPlain(kept) &&
    typeof kept['session'] === 'string' &&
    Array.isArray(kept['positions']) &&
    kept['positions'].every(isPosition) &&
    Array.isArray(kept['rejected']) &&
    kept['rejected'].every((id) => typeof id === 'string')
  return isOne ? (kept as unknown as Checkpoint) : { session: newSession(), positions: [], rejected: [] }
}

function isPosition(value: unknown): boolean {
  if (!isPlain(value)) return false
  const { count, pulled, pushed } = value
  return Number.isSafeInteger(count) && Number.isSafeInteger(pushed) && isSequence(pulled)
}

export function isSequence(value: unknown): value is Sequence {
  return typeof value === 'number' || typeof value === 'string'
}
