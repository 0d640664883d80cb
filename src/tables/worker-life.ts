/** Notices that a worker died, so that nobody waits for its answers for ever. */
import { MotifscopeError } from '../model/errors'

export interface WorkerLife {
  /** Runs `call`, and rejects early when the worker dies; at once when it is dead already. */
  whileAlive<T>(call: () => Promise<T>): Promise<T>
  /** Ends the worker's life; `reason` completes the sentence "The table engine stopped: …". */
  end(reason: string): void
}

/** Watches for the worker's `error` event (it could not be loaded, or threw outside a call). `onDeath` is called at
 *  most once. Nothing of a finished call is kept. Promises reject with MotifscopeError `worker-failed`. */
export function watchWorker(worker: EventTarget & { terminate(): void }, onDeath: () => void): WorkerLife {
  let death: MotifscopeError | undefined
  const waiting = new Set<(death: MotifscopeError) => void>()
  const end = (reason: string) => {
    if (death) return
    death = new MotifscopeError('worker-failed', `The table engine stopped: ${reason}.`, {
      hint: 'Try again; if it stays so, reload the page. Stored hosts and results are safe.',
    })
    worker.terminate()
    onDeath()
    for (const reject of waiting) reject(death)
    waiting.clear()
  }
  worker.addEventListener('error', (event) =>
    end((event as Partial<ErrorEvent>).message || 'it could not be loaded'),
  )
  const whileAlive = <T>(call: () => Promise<T>) =>
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
  return { whileAlive, end }
}
