/** What synchronisation tells of itself: what it does now, and what became of the documents. Plain data. */
import type { ErrorData } from '../../model/errors'
import type { Rejection } from './remote-database'

/** `waiting`: for something new, for another tab, or, when there is a reason, to try again. */
export type SyncState = 'idle' | 'waiting' | 'pushing' | 'pulling' | 'offline' | 'failed'

/** A copy that came from the remote and was not stored. */
export interface RefusedCopy {
  id: string
  revision?: string
  reason: string
}

export interface SyncTally {
  /** Documents that the remote did not have and has now. */
  pushed: number
  /** Documents that were not here and are now. */
  pulled: number
  /** Copies whose predecessor has not arrived: kept apart until it does. */
  held: number
  /** Files that came, or went with documents. */
  filesPulled: number
  filesPushed: number
  /** Files that documents here speak of, and that neither this browser nor the remote has. */
  filesMissing: number
  /** How many copies were refused, and the first of them. */
  refusedCount: number
  refused: RefusedCopy[]
  /** Documents that the remote would not take; they are offered again next time. */
  rejectedCount: number
  rejected: Rejection[]
}

export interface SyncStatus extends SyncTally {
  state: SyncState
  /** Documents looked at, of `total` where that is known. */
  done?: number
  total?: number
  /** Why it waits or failed. */
  reason?: ErrorData
  /** Milliseconds since 1970 at which it tries again. */
  retryAt?: number
}

/** Those listed in full; the rest is counted. */
const listed = 100

export function emptyTally(): SyncTally {
  return {
    pushed: 0,
    pulled: 0,
    held: 0,
    filesPulled: 0,
    filesPushed: 0,
    filesMissing: 0,
    refusedCount: 0,
    refused: [],
    rejectedCount: 0,
    rejected: [],
  }
}

export function refuse(tally: SyncTally, copy: RefusedCopy): void {
  tally.refusedCount++
  if (tally.refused.length < listed) tally.refused.push(copy)
}

export function reject(tally: SyncTally, rejection: Rejection): void {
  tally.rejectedCount++
  if (tally.rejected.length < listed) tally.rejected.push(rejection)
}

/** A copy that stays as it is. */
export function copyOfTally(tally: SyncTally): SyncTally {
  return { ...tally, refused: [...tally.refused], rejected: [...tally.rejected] }
}
