/** Notices that a worker died, so that nobody waits for its answers for ever. */
import { MotifscopeError } from '../model/errors'

/** Runs `call`, and rejects early when the worker dies; at once when it is dead already. */
export type WhileAlive = <T>(call: () => Promise<T>) => Promise<T>

/** Watches for the worker's `error` event (it could not be loaded, or threw outside a call). `onDeath` is called at
 *  most once. Nothing of a finished call is kept.
 *  The promises reject with MotifscopeError `worker-failed`. */
export function watchWorker(worker: EventTarget, onDeath: () => void): WhileAlive {
  let death: MotifscopeError | undefined
  const waiting = new Set<(death: MotifscopeError) => void>()
  worker.addEventListener('error', (event) => {
    if (death) return
    const reason = (event as Partial<ErrorEvent>).message || 'it could not be loaded'
    death = new MotifscopeError('worker-failed', `The table engine stopped: ${reason}.`, {
      hint: 'Try again; if it stays so, reload the page. Stored hosts and results are safe.',
    })
    onDeath()
    for (const reject of waiting) reject(death)
    waiting.clear()
  })
  return <T>(call: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      if (death) {
        reject(death)
        return
      }
      waiting.add(reject)
      call()
        .then(resolve, reject)
        .finally(() => waiting.delete(reject))
    })
}
