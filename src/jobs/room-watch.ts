/** Whether the browser has room for the rows of a job: said before it runs, and watched while it does. */
import { MotifscopeError } from '../model/errors'
import type { PauseReason } from '../model/job'
import { bytesOfRows, freeBytes } from '../storage/storage-space'

/** Fewer bytes of rows are not worth asking about. */
const worthAsking = 2 ** 26
/** With less room than this a job pauses: what others must write (hosts, other jobs' ends) still fits. */
const leastRoom = 2 ** 26
const lookEveryMs = 2_000

const inWords = (bytes: number) =>
  bytes < 2 ** 30 ? `${Math.ceil(bytes / 2 ** 20)} MB` : `${(bytes / 2 ** 30).toFixed(1)} GB`

/** Why a job pauses for want of room. */
export function pausedForRoom(): PauseReason {
  return {
    code: 'storage-low',
    message: 'The browser has no room left for more matches. What was found so far is kept.',
    hint: 'Only count from here on, free the rows of other searches, or keep the rest in a folder of yours.',
  }
}

/** A sentence for the user when the rows to be expected are more than there is room for.
 *  @param rowCount rows expected at most */
export async function warnOfRoom(rowCount: number, width: number): Promise<string[]> {
  const needed = bytesOfRows(rowCount, width)
  if (needed < worthAsking) return []
  const free = await freeBytes().catch(() => undefined)
  if (free === undefined || needed < free - leastRoom) return []
  return [
    `All rows might take ${inWords(needed)}; the browser has ${inWords(free)} left. The search pauses when room runs short: set a limit or only count to be safe.`,
  ]
}

/** Why a job pauses on a failure to keep its rows; undefined when the failure is another one. */
export function pauseReasonFrom(thrown: unknown): PauseReason | undefined {
  if (!(thrown instanceof MotifscopeError)) return undefined
  if (thrown.code === 'quota-exceeded') return pausedForRoom()
  if (thrown.code !== 'folder-closed') return undefined
  return { code: 'folder-closed', message: thrown.message, hint: thrown.hint ?? '' }
}

/** Looks now and then how much room is left, and calls `pause` when that is too little. Call it with each save. Some
 *  browsers answer with a made-up number (Chromium: 10 GiB beside what is used): there only a write that fails tells, and
 *  pauses too. */
export function watchRoom(pause: () => void): () => void {
  let lookedAt = -Infinity
  let isLooking = false
  return () => {
    if (isLooking || performance.now() - lookedAt < lookEveryMs) return
    isLooking = true
    freeBytes()
      .then((free) => {
        if (free !== undefined && free < leastRoom) pause()
      })
      .catch(() => undefined)
      .finally(() => {
        isLooking = false
        lookedAt = performance.now()
      })
  }
}
