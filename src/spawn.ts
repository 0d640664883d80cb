/** Starts a worker and wraps it with comlink; nothing else does. Errors keep their code across the border. */
import * as Comlink from 'comlink'
import { errorDataFrom, errorFromData, MotifscopeError } from './model/errors'
import type { ErrorData } from './model/errors'

type Thrown = { isMotifscopeError: true; data: ErrorData } | { isMotifscopeError: false; original: unknown }

const plainThrow = Comlink.transferHandlers.get('throw') as Comlink.TransferHandler<{ value: unknown }, Thrown>

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

/** Exposes an object of functions to the thread that started this worker. */
export function exposeToParent(api: object): void {
  installErrorTransfer()
  Comlink.expose(api)
}

export interface Spawned<Api> {
  api: Comlink.Remote<Api>
  /** Rejects when the worker cannot load or throws outside a call; never resolves. */
  failed: Promise<never>
  terminate(): void
}

// The bundler finds a worker's entry only where it is written out like this.
const start = {
  search: () => new Worker(new URL('../workers/search.worker.ts', import.meta.url), { type: 'module' }),
  import: () => new Worker(new URL('../workers/import.worker.ts', import.meta.url), { type: 'module' }),
}

/** Starts a worker and wraps what it exposes. */
export function spawn<Api>(kind: keyof typeof start): Spawned<Api> {
  installErrorTransfer()
  const worker = start[kind]()
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) =>
      reject(new MotifscopeError('worker-failed', `A worker stopped: ${event.message || 'it could not be loaded'}.`)),
    )
  })
  failed.catch(() => undefined)
  return {
    api: Comlink.wrap<Api>(worker),
    failed,
    terminate: () => worker.terminate(),
  }
}

/** Moves buffers to the other thread instead of copying them. */
export const transfer = Comlink.transfer
/** Lets the other thread call a function of this one. */
export const proxy = Comlink.proxy
