/** How long a server may be silent. Time that is spent with what has arrived does not count. */
import type { Asked } from './remote-faults'
import { timedOut } from './remote-faults'

export class Silence {
  private readonly ending = new AbortController()
  /** Aborted by the caller, by a silence that is too long, and by `end`. */
  readonly signal: AbortSignal

  constructor(
    private readonly longestMs: number,
    private readonly asked: Asked,
    private readonly wish?: AbortSignal,
  ) {
    wish?.throwIfAborted()
    this.signal = wish ? AbortSignal.any([wish, this.ending.signal]) : this.ending.signal
  }

  /** What the promise brings, if it does in time.
   *  @throws MotifscopeError `timeout`; the reason of the caller's signal */
  async within<T>(promise: Promise<T>): Promise<T> {
    const { wish } = this
    let cleanUp = () => {}
    const ended = new Promise<never>((_, reject) => {
      const cancel = () => reject(wish?.reason)
      const timer = setTimeout(() => {
        reject(timedOut(this.asked, this.longestMs))
        this.end()
      }, this.longestMs)
      wish?.addEventListener('abort', cancel, { once: true })
      cleanUp = () => {
        clearTimeout(timer)
        wish?.removeEventListener('abort', cancel)
      }
    })
    try {
      wish?.throwIfAborted()
      return await Promise.race([promise, ended])
    } finally {
      cleanUp()
      promise.catch(() => undefined)
    }
  }

  end(): void {
    this.ending.abort()
  }
}
