/** The worker's half of `src/spawn.ts`: exposes functions to the thread that started this one. Starts nothing itself:
 *  the bundler would follow the workers in a circle. Errors keep their code across the border. */
import * as Comlink from 'comlink'
import { errorDataFrom, errorFromData } from '../src/model/errors'
import type { ErrorData } from '../src/model/errors'

type Thrown = { isMotifscopeError: true; data: ErrorData } | { isMotifscopeError: false; original: unknown }

const plainThrow = Comlink.transferHandlers.get('throw') as Comlink.TransferHandler<
  { value: unknown },
  Thrown
>

/** Makes a MotifscopeError thrown on one side arrive as a MotifscopeError on the other. Call once per thread. */
export function installErrorTransfer(): void {
  Comlink.transferHandlers.set('throw', {
    canHandle: plainThrow.canHandle,
    serialize: (thrown: { value: unknown }) => [
      { isMotifscopeError: true, data: errorDataFrom(thrown.value) } satisfies Thrown,
      [],
    ],
    deserialize: (thrown: Thrown) => {
      throw thrown.isMotifscopeError ? errorFromData(thrown.data) : thrown.original
    },
  } as Comlink.TransferHandler<{ value: unknown }, Thrown>)
}

/** Holds a lock for as long as this thread lives and tells its name to the one that started it: a thread that is killed
 *  says nothing, but the browser gives its lock back. */
function announceLife(): void {
  if (!navigator.locks) return
  const name = `motifscope-thread-${crypto.randomUUID()}`
  const hold = () => {
    postMessage({ livesBy: name })
    return new Promise<never>(() => undefined)
  }
  navigator.locks.request(name, hold).catch(() => undefined)
}

/** Exposes an object of functions to the thread that started this worker. */
export function exposeToParent(api: object): void {
  installErrorTransfer()
  Comlink.expose(api)
  announceLife()
}

/** Moves buffers to the other thread instead of copying them. */
export const transfer = Comlink.transfer
