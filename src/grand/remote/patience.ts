/** Asking again, where that is safe: a query that changes nothing, of whose answer nothing was handed out yet. Each time
 *  the wait is longer. */
import { MotifscopeError } from '../../model/errors'
import { isForTheMoment } from './remote-faults'

export interface Patience {
  /** Whether a second try could change anything. */
  canRepeat: boolean
  signal?: AbortSignal | undefined
  /** Waits between two tries; in tests, not at all. */
  pause?: ((ms: number) => Promise<void>) | undefined
}

const firstPauseMs = 500
const longestPauseMs = 20_000
const tryCount = 4

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const wishes = new WeakMap<MotifscopeError, number>()

/** Notes how long a server asked to be left alone. */
export function withWish(error: MotifscopeError, pauseMs: number): MotifscopeError {
  wishes.set(error, Math.min(longestPauseMs, pauseMs))
  return error
}

/** A page cannot tell a server that does not let it in from one that is away for a moment: it is tried once more. */
const mayTryAgain = (error: MotifscopeError, failures: number) =>
  isForTheMoment(error) && failures < (error.code === 'unreachable' ? 2 : tryCount)

/** Waits, but not for somebody who has left. */
async function unlessLeft(waiting: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const done = new AbortController()
  const left = new Promise<void>((resolve) =>
    signal?.addEventListener('abort', () => resolve(), { signal: done.signal }),
  )
  await Promise.race([waiting, left]).finally(() => done.abort())
  signal?.throwIfAborted()
}

/** What `attempt` streams; from the start again where it fails for the moment before its first item. */
export async function* streamPatiently<T>(
  attempt: () => AsyncIterable<T>,
  { canRepeat, signal, pause = sleep }: Patience,
): AsyncGenerator<T> {
  for (let failures = 1; ; failures++) {
    let isHandedOut = false
    try {
      for await (const item of attempt()) {
        isHandedOut = true
        yield item
      }
      return
    } catch (error) {
      signal?.throwIfAborted()
      const isFinal = !(error instanceof MotifscopeError) || isHandedOut || !canRepeat
      if (isFinal || !mayTryAgain(error, failures)) throw error
      await unlessLeft(pause(Math.max(firstPauseMs * 2 ** (failures - 1), wishes.get(error) ?? 0)), signal)
    }
  }
}
