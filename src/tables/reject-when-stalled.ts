/** A limit on silence, for work that may say nothing for ever. */
import { MotifscopeError } from '../model/errors'

/** Settles as `work` does, or rejects when for `limitMs` neither it has settled nor `alive` been called: where
 *  WebAssembly is forbidden, the engine's start never settles. However slow, a download that moves is not cut off.
 *  @throws MotifscopeError `unsupported-browser`. */
export function rejectWhenStalled<T>(work: (alive: () => void) => Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const stalled = () =>
      reject(
        new MotifscopeError('unsupported-browser', 'The table engine (DuckDB, WebAssembly) did not start.', {
          hint: 'Use a recent Chrome, Edge, Firefox or Safari, allow WebAssembly and workers, and reload the page.',
        }),
      )
    let timer = setTimeout(stalled, limitMs)
    const alive = () => {
      clearTimeout(timer)
      timer = setTimeout(stalled, limitMs)
    }
    work(alive)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}
